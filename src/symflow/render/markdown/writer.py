r"""Blocks as Markdown: every word escaped, formulas between dollars or in ``math`` fences.

The same text is right on GitHub and in MyST. Markdown may take a backslash before a sign for itself, so that formulas
in a line are written with commands made of letters: \lbrace for \{, \lt for <.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from symflow.render.reading.anchors import shown
from symflow.render.reading.macros import expanded
from symflow.render.reading.nodes import Block, Equation, Head, Inline, Link, Math, Note, Paragraph, Text

SPECIAL = re.compile(r"([\\`*_{}\[\]#$|~!])")
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
_FIRST = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
_LETTERS = (
    (r"\\(?:allowbreak|displaystyle)(?![A-Za-z])\s*", " "),
    (r"\\\{", r"\\lbrace "),
    (r"\\\}", r"\\rbrace "),
    (r"\\,", r"\\thinspace "),
    (r"\\;", r"\\thickspace "),
    (r"\\!", ""),
    (r"\\[ \n]", "~"),
    (r"<", r"\\lt "),
    (r">", r"\\gt "),
    (r"\^\{?\*\}?", r"^{\\ast}"),
)
_ROOM = re.compile(r"\n\s*\n+")


@dataclass(slots=True)
class Writer:
    """Writes the blocks of one claim; what macros stand for is the same in all of them."""

    macros: Mapping[str, str]
    step: str = field(default="")

    def markdown(self, blocks: Iterable[Block]) -> str:
        """The blocks, an empty line between them; steps are items of a numbered list."""
        lines = [text for block in blocks for text in self._block(block)]
        return "\n\n".join(lines) + "\n" if lines else ""

    def line(self, parts: Iterable[Inline]) -> str:
        """Words and formulas in a line."""
        text = "".join(map(self._inline, parts)).strip()
        return _FIRST.sub(lambda found: found[1] + _escaped_first(found[2]), " ".join(text.split(" ")))

    def _block(self, block: Block) -> Iterator[str]:
        indent = " " * len(self.step)
        match block:
            case Head(number, kind, name):
                self.step = f"{number}. "
                yield f"{self.step}*{words(kind)}* ({self.line(name)})"
            case Equation():
                yield _indented(self._equation(block), indent)
            case Paragraph(parts) | Note(parts):
                yield _indented(self.line(parts), indent)

    def _inline(self, part: Inline) -> str:
        match part:
            case Text(text, kind):
                return _styled(text, kind)
            case Math(tex):
                return f"${in_line(expanded(tex, self.macros))}$"
            case Link(label, equation):
                return f"({words(shown(label))})" if equation else f"`{shown(label)}`"
            case _:
                return words(f"[{part.short}]")

    def _equation(self, equation: Equation) -> str:
        tex = _ROOM.sub("\n", expanded(equation.tex, self.macros).strip())
        tex = re.sub(r"\\allowbreak(?![A-Za-z])\s*", " ", tex)
        tag = f"\n\\tag{{{tag_tex(equation.tag)}}}" if equation.tag else ""
        return f"```math\n{tex}{tag}\n```"


def words(text: str) -> str:
    """Plain text as Markdown that shows it: no emphasis, link, address, element of HTML or formula comes of it."""
    text = " ".join(text.replace("\u00a0", " ").split("\n"))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = SPECIAL.sub(r"\\\1", text)
    return _ADDRESS.sub(lambda found: "".join(f"&#{ord(c)};" if c in ":.@" else c for c in found[0]), text)


def in_line(tex: str) -> str:
    """A formula for a line of Markdown."""
    for pattern, replacement in _LETTERS:
        tex = re.sub(pattern, replacement, tex)
    return " ".join(tex.split())


def tag_tex(tag: str) -> str:
    """The tag of an equation: words, in which only letters, digits and a few signs are left."""
    return "".join(c if c.isalnum() or c in " -.,'+=/():" else "?" for c in tag)


def _styled(text: str, kind: str) -> str:
    if kind == "code" and "`" not in text:
        return f"`{text}`"
    mark = {"emph": "*", "strong": "**"}.get(kind, "")
    stripped = text.strip()
    if not mark or not stripped:
        return words(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{words(stripped)}{mark}{after}"


def _escaped_first(text: str) -> str:
    """The beginning of a line that would make a list or a rule of it."""
    return f"{text}\\" if text.isdigit() else f"\\{text}"


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else "" for line in text.split("\n"))
