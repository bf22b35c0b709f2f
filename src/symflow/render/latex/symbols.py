r"""The macros of an export: every symbol of a formula is one, so that a paper can give it its own notation.

A quantity ``pi`` is printed as \sfpi, which the export provides as \pi unless the paper has defined it before. A
macro's name is made of letters only and is different for different quantities: O stands before what is not a letter.

    s, pi, sbar   \sfs, \sfpi, \sfsbar           x1, a_b   \sfxOb, \sfaOUb          O   \sfOO
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from symflow.errors import InputError
from symflow.render.latex.widths import symbol_width
from symflow.render.names import GREEK

NOTATION = {
    "chi": r"\chi",
    "delta": r"\delta",
    "G": "G",
    "Gstar": r"G^{*}",
    "Ei": r"\operatorname{Ei}",
    "dot": r"\dot",
    "ddt": r"\frac{\mathrm{d}}{\mathrm{d}t}",
    "ddtup": r"\frac{\mathrm{d}^{+}\!}{\mathrm{d}t}",
}
SHORT = {"lam": "lambda", "eps": "varepsilon"}
MARKS = {"bar": r"\bar{{{}}}", "star": r"{{{}^{{*}}}}"}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_MACRO = re.compile(r"\\sf([A-Za-z]+)")
_ESCAPED = re.compile(r"O(.)")
_DIGITS = "abcdefghij"


def macro(name: str) -> str:
    """The macro of a quantity or parameter."""
    if not _NAME.fullmatch(name):
        raise InputError(f"quantity {name[:40]!r}: a name is a letter, then letters, digits or _")
    coded = "".join(_coded(c) for c in name)
    return rf"\sfOz{coded}" if coded in RESERVED else rf"\sf{coded}"


def meaning(name: str) -> str:
    """What the macro of a quantity stands for where the paper does not say; no two names alike, lam and lambda apart.

    One claim has lam or lambda, not both (algebra/declared.py); ``provided`` tells them apart where two claims do.
    """
    if name in GREEK or name in SHORT:
        return f"\\{SHORT.get(name, name)}"
    stem, mark = _marked(name)
    if mark:
        return mark.format(meaning(stem))
    if name[1:].isdigit():
        return rf"{{{name[0]}_{{{name[1:]}}}}}"
    return name if len(name) == 1 else upright(name)


def _marked(name: str) -> tuple[str, str]:
    """A name without the mark that it ends in, and the mark; s_bar is no other way to write sbar, and has none."""
    for ending, mark in MARKS.items():
        stem = name.removesuffix(ending)
        if stem and stem != name and not stem.endswith("_"):
            return stem, mark
    return name, ""


def upright(name: str) -> str:
    """A longer name in one piece."""
    return r"\mathit{" + name.replace("_", r"\_") + "}"


def is_word(coded: str) -> bool:
    r"""Whether a macro \sf... stands for a name in letters, which would run together with a factor beside it."""
    return coded not in NOTATION and r"\mathit" in meaning(_decoded(coded))


def width(name: str) -> float:
    """About how wide the symbol of a quantity is, in em."""
    stem = _marked(name)[0]
    return symbol_width(stem) if stem in GREEK or len(stem) == 1 else sum(map(symbol_width, stem))


def provided(texts: Iterable[str]) -> list[str]:
    r"""One \providecommand for each macro of a symbol that the texts use; no two quantities look the same."""
    used = sorted({found for text in texts for found in _MACRO.findall(text)} - set(STRUCTURE))
    shown = {name: NOTATION.get(name) or meaning(_decoded(name)) for name in used}
    twice = {name for name in shown if name not in NOTATION and list(shown.values()).count(shown[name]) > 1}
    plain = {name: upright(_decoded(name)) for name in twice if len(_decoded(name)) > 1}
    return [rf"\providecommand{{\sf{name}}}{{{tex}}}" for name, tex in {**shown, **plain}.items()]


def _coded(c: str) -> str:
    if c == "O":
        return "OO"
    return "OU" if c == "_" else f"O{_DIGITS[int(c)]}" if c.isdigit() else c


def _decoded(coded: str) -> str:
    """The name that a macro codes."""

    def plain(found: re.Match[str]) -> str:
        return {"O": "O", "U": "_"}.get(found[1]) or str(_DIGITS.index(found[1]))

    return _ESCAPED.sub(plain, coded.removeprefix("Oz"))


# The commands and environments of the page, defined in document.py; no quantity may take their names.
COMMANDS = ("part", "set", "step", "id", "cite", "verdict", "along", "note", "tight", "counter", "statement")
ENVIRONMENTS = ("theorem", "claim", "conjecture", "derivation", "instance", "outcome", "record")
STRUCTURE = (*COMMANDS, *ENVIRONMENTS)
TAKEN = ("code", "default", "fam", "family", "math", "rac")  # commands of TeX and of common packages
RESERVED = {*NOTATION, *STRUCTURE, *TAKEN}
