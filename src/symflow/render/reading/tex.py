r"""Blocks as plain LaTeX without macros, labels or counters: for one cell of a notebook, set by MathJax or pdflatex."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from symflow.render.latex.escape import escape
from symflow.render.reading.anchors import shown
from symflow.render.reading.macros import expanded
from symflow.render.reading.nodes import Block, Equation, Head, Inline, Link, Math, Text

STYLES = {"emph": r"\emph", "strong": r"\textbf", "code": r"\texttt"}


def tex(blocks: Iterable[Block], macros: Mapping[str, str]) -> str:
    """The blocks, an empty line between them."""
    return "\n\n".join(_block(block, macros) for block in blocks)


def _block(block: Block, macros: Mapping[str, str]) -> str:
    match block:
        case Head(number, kind, name):
            return rf"\textbf{{{number}.}} {escape(kind)} ({_line(name, macros)})"
        case Equation(formula, tag, _):
            mark = rf"\tag{{{escape(tag)}}}" if tag else ""
            return f"\\begin{{equation*}}\n{expanded(formula, macros).strip()}{mark}\n\\end{{equation*}}"
        case _:
            return _line(block.parts, macros)


def _line(parts: Iterable[Inline], macros: Mapping[str, str]) -> str:
    return "".join(_inline(part, macros) for part in parts).strip()


def _inline(part: Inline, macros: Mapping[str, str]) -> str:
    match part:
        case Text(text, kind):
            ends = " " * text.startswith(" "), " " * (text.endswith(" ") and bool(text.strip()))
            inside = escape(text)
            styled = rf"{STYLES[kind]}{{{inside}}}" if kind in STYLES else inside
            return ends[0] + styled + ends[1]
        case Math(formula):
            return f"${expanded(formula, macros)}$"
        case Link(label, equation):
            return f"({escape(shown(label))})" if equation else rf"\texttt{{{escape(shown(label))}}}"
        case _:
            return f"[{escape(part.short)}]"
