r"""TeX as symflow.render.latex writes it, as MathML.

The library latex2mathml sets what stands on one line. Lines, cells and words are set here: its tables have no
``aligned``, and it writes words into the page as they stand. What it would set wrongly is written differently before
it sees it (an upright d, the space behind log). Its tree is then read node by node: only elements and attributes of a
closed list pass, and a command that it did not know is refused, never shown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement, tostring

from latex2mathml.converter import Converter

from symflow.errors import InputError
from symflow.render.reading.macros import expanded
from symflow.render.reading.rows import Environment, Words, pieces, rows, trimmed

MATHML = "http://www.w3.org/1998/Math/MathML"
ELEMENTS = frozenset(
    [
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "mspace",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mfrac",
        "msqrt",
        "mtable",
        "mtr",
        "mtd",
    ]
)
ATTRIBUTES = frozenset(
    ["mathvariant", "stretchy", "fence", "form", "minsize", "maxsize", "width", "accent", "movablelimits"]
)
SIGNS = ("−", "+")
CLOSING = (")", "]", "}", "|", "!", "′")
FUNCTIONS = ("log", "exp", "tanh", "sinh", "cosh", "sin", "cos", "max", "min")
_REWRITTEN = (
    (r"(\\frac\{\\mathrm\{d\}(?:\^\{\+\}\\!)?\}\{\\mathrm\{d\}t\})\\Big\|", r"\\left.\1\\right|"),
    (r"\\(?:allowbreak|displaystyle|nolinebreak)(?![A-Za-z])\s*", " "),
    (r"\\!", ""),
    (r"\\colon(?![A-Za-z])", r":\\;"),
    (r"\\mathdollar(?![A-Za-z])", r"\\$"),
    (r"\\(?:iff|Longleftrightarrow)(?![A-Za-z])", r"\\Leftrightarrow"),
    (r"\\(?:implies|Longrightarrow)(?![A-Za-z])", r"\\Rightarrow"),
    (r"(\\[Bb]igg?[lr])\\[lr]vert(?![A-Za-z])", r"\1|"),
)


_NAME = re.compile(r"\\(?:mathrm|mathit|operatorname)\{((?:[^{}\\]|\\_)+)\}")
_BELOW = ((r"\\(max|min)(?=_)", r"\\\1\\limits"),)
_MATRIX = re.compile(
    r"\\left\(\\,\s*\\begin\{array\}\{\*\{\d+\}\{c\}\}(.*?)\\end\{array\}\s*\\,\\right\)", re.DOTALL
)
_TOGETHER = re.compile(r"(\\text\{[^{}]*\})|\\[A-Za-z]+|\\.|(?<=[A-Za-z0-9])[A-Za-z]", re.DOTALL)


def mathml(tex: str, block: bool = False, known: Mapping[str, str] | None = None) -> str:
    r"""A formula as a ``<math>`` element, well-formed, with its TeX as ``alttext``.

    ``tex``: what symflow.render.latex writes between dollars or inside an equation, macros \sf... included.
    ``known``: what the macros stand for, where formulas of one text must agree (see reading.macros.meanings).
    A command that has no MathML is an InputError.
    """
    return _mathml(trimmed(_MATRIX.sub(r"\\begin{matrix}\1\\end{matrix}", expanded(tex, known))), block)


@lru_cache(maxsize=20000)
def _mathml(tex: str, block: bool) -> str:
    math = Element("math", {"xmlns": MATHML, "display": "block" if block else "inline"})
    math.set("alttext", " ".join(tex.split()))
    _fill(SubElement(math, "mrow"), tex, block)
    return tostring(math, encoding="unicode")


def _fill(parent: Element, tex: str, block: bool) -> None:
    """Set TeX of several lines as a table, TeX of one line side by side."""
    lines = rows(tex)
    if not lines:
        return
    if len(lines) == 1 and len(lines[0]) == 1:
        for piece in pieces(lines[0][0]):
            _put(parent, piece, block)
        return
    _table(parent, lines, block)


def _table(parent: Element, lines: list[list[str]], block: bool, kind: str = "aligned") -> None:
    table = SubElement(parent, "mtable", {"displaystyle": "true"} if block else {})
    table.set("class", f"sf-{kind}")
    for line in lines:
        row = SubElement(table, "mtr")
        for cell in line:
            _fill(SubElement(SubElement(row, "mtd"), "mrow"), cell, block)


def _put(parent: Element, piece: str | Words | Environment, block: bool) -> None:
    match piece:
        case Words(text):
            SubElement(parent, "mtext").text = text.replace(" ", "\u00a0")
        case Environment(kind, body):
            fence = ("(", ")") if kind == "matrix" else ("", "")
            parent.extend(_fence(sign) for sign in fence[:1] if sign)
            _table(parent, rows(body), block, kind)
            parent.extend(_fence(sign) for sign in fence[1:] if sign)
        case _ if piece.strip():
            parent.extend([*_engine(piece, block)])
        case _:
            pass


def _fence(sign: str) -> Element:
    fence = Element("mo", {"fence": "true", "stretchy": "true"})
    fence.text = sign
    return fence


def _engine(tex: str, block: bool) -> Iterator[Element]:
    """What stands on one line, by latex2mathml."""
    if tex.lstrip()[0] in "_^":
        raise InputError.about("formula", tex[:60], "an index stands behind what carries it")
    for pattern, replacement in (*_REWRITTEN, *(_BELOW if block else ())):
        tex = re.sub(pattern, replacement, tex)
    tex = _NAME.sub(lambda found: rf"\text{{{found[1]}}}".replace(r"\_", "_"), tex)
    tex = _TOGETHER.sub(lambda found: found[0] if found[0][0] == "\\" else f" {found[0]}", tex)
    try:
        made = Converter(display="block" if block else "inline").convert_to_element(tex)
    except Exception as trouble:
        raise InputError.about(
            "formula", tex[:60], f"it has no MathML ({type(trouble).__name__})"
        ) from trouble
    yield from _spaced([_checked(node, tex) for node in made[0]])


def _checked(node: Element, tex: str) -> Element:
    """The node with its text as it is read, if all of it is MathML."""
    text = html.unescape(node.text or "")
    strange = [node.tag] if node.tag not in ELEMENTS else [a for a in node.attrib if a not in ATTRIBUTES]
    if strange or "\\" in text or node.tail:
        raise InputError.about("formula", tex[:60], f"{(*strange, text)[0]} has no MathML")
    named = node.tag == "mo" and len(text) > 1 and text.isalpha()
    out = Element("mi" if named else node.tag, dict(node.attrib))
    out.text = text or None
    if "minsize" in out.attrib:
        out.set("stretchy", "true")
    children = [_checked(child, tex) for child in node]
    out.extend(_spaced(children) if node.tag in ("mrow", "msqrt") else children)
    return out


def _spaced(nodes: list[Element]) -> Iterator[Element]:
    """Nodes side by side: thin spaces around long names, and a sign with nothing before it set close."""
    last: Element | None = None
    for node in nodes:
        sign = last is None or (last.tag == "mo" and last.text not in CLOSING)
        if node.tag == "mo" and node.text in SIGNS and sign:
            node.set("form", "prefix")
        beside = last is not None and ((_name(last) and node.tag != "mo") or (_name(node) and not sign))
        if beside and not (last is not None and last.tag == "mspace"):
            yield Element("mspace", {"width": "0.167em"})
        yield node
        last = last if node.tag == "mspace" and last is not None and last.tag == "mo" else node


def _name(node: Element) -> bool:
    """Whether a node is a name of several letters, of a function or a quantity, with or without an index."""
    first = node[0] if len(node) and node.tag in ("msub", "msup", "msubsup", "munder") else node
    name = first.text or ""
    return name in FUNCTIONS or (first.tag in ("mi", "mtext") and len(name) > 1 and name[0].isalpha())
