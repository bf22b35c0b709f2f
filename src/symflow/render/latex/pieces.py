r"""Formulas as rows of bits: what may stand on one line together, and where a line may break.

A bit is a stretch of TeX that is never broken. ``depth`` says whether a line may begin with it: None, never; else the
smaller the better (0 before a relation, 1 before + and -, more inside brackets). A piece is a row of bits that is a
formula, with how tightly it binds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from symflow.render.latex.widths import BIG_BRACKET, BINARY, BRACKET

_WORDS = re.compile(r"\\text\{((?:[^{}\\]|\\[^A-Za-z])*)\}\\ \\text\{")
_LAST_SPACE = re.compile(r"(?<!\\)\\ ?$")
_SPARE = re.compile(r"(?<!\\) +(?![A-Za-z ])|(?<![A-Za-z\\ ]) +| +(?= )")
ADD, MUL, POW, UNIT = 1, 2, 3, 4
AT_SUM, AT_FACTOR, INSIDE = 1, 3, 3
DEEPEST, UNBROKEN = 15, 8.0


@dataclass(frozen=True, slots=True)
class Bit:
    """TeX that stays together; ``lead`` is written before it where it begins a line."""

    tex: str
    width: float
    depth: int | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A formula as bits; ``tall`` is 0 for a line of text, 1 with a sum, 2 with a fraction.

    ``level``: how tightly it binds. ``open_end``: whatever followed would be read as part of it (sums, logarithms).
    ``word``: a word in front of a displayed row ("if", "since").
    """

    bits: tuple[Bit, ...]
    level: int = UNIT
    tall: int = 0
    open_end: bool = False
    word: str = ""

    @property
    def width(self) -> float:
        """The width on one line."""
        return sum(bit.width for bit in self.bits)

    @property
    def tex(self) -> str:
        """The whole on one line."""
        return "".join(bit.tex for bit in self.bits)


def solid(tex: str, width: float, level: int = UNIT, tall: int = 0) -> Piece:
    """A formula that is never broken."""
    return Piece((Bit(tex, width),), level, tall)


def before(piece: Piece, tex: str, width: float) -> Piece:
    """The piece with TeX in front that stays with its first bit."""
    first, *rest = piece.bits
    return replace(piece, bits=(replace(first, tex=tex + first.tex, width=first.width + width), *rest))


def after(piece: Piece, tex: str, width: float) -> Piece:
    """The piece with TeX behind that stays with its last bit."""
    *rest, last = piece.bits
    return replace(piece, bits=(*rest, replace(last, tex=last.tex + tex, width=last.width + width)))


def breakable(piece: Piece, depth: int, lead: str = "") -> Piece:
    """The piece as one that may begin a line."""
    first, *rest = piece.bits
    return replace(piece, bits=(replace(first, depth=depth, lead=lead), *rest))


def row(pieces: Iterable[Piece], level: int, open_end: bool = False) -> Piece:
    """Pieces side by side."""
    parts = tuple(pieces)
    bits = tuple(bit for piece in parts for bit in piece.bits)
    return Piece(bits, level, max((p.tall for p in parts), default=0), open_end)


def fenced(piece: Piece, left: str = "(", right: str = ")") -> Piece:
    """The piece in brackets as high as it needs; lines break inside only where they must."""
    size = "" if piece.tall == 0 else r"\Big" if piece.tall == 1 else r"\bigg"
    opening, closing = (f"{size}l", f"{size}r") if size else ("", "")
    width = BIG_BRACKET if size else BRACKET
    whole = (Bit(piece.tex, piece.width),) if piece.width < UNBROKEN else deeper(piece).bits
    inside = replace(piece, bits=whole, level=UNIT, open_end=False)
    return after(before(inside, opening + left, width), closing + right, width)


def deeper(piece: Piece) -> Piece:
    """The piece, to be broken only where what stands around it cannot be."""
    inner = (b if b.depth is None else replace(b, depth=min(b.depth + INSIDE, DEEPEST)) for b in piece.bits)
    return replace(piece, bits=tuple(inner))


def at_least(piece: Piece, level: int) -> Piece:
    """The piece, in brackets if it binds less than asked."""
    return piece if piece.level >= level else fenced(piece)


def joined_by(sign: str, piece: Piece) -> Piece:
    """The piece as a further term of a sum."""
    return breakable(before(piece, f" {sign} ", BINARY), AT_SUM)


def tidy(tex: str) -> str:
    """A formula without the spaces that TeX does not need; words side by side are set as one text."""
    tex = _SPARE.sub("", tex).strip()
    while _WORDS.search(tex):
        tex = _WORDS.sub(r"\\text{\1 ", tex)
    return _LAST_SPACE.sub("", tex)
