r"""Displayed formulas: one line where it fits, else lines aligned at the relation, with a tag and a label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symflow.render.latex.lines import divided, line_tex
from symflow.render.latex.pieces import Bit, Piece, tidy
from symflow.render.latex.widths import MEASURE, QUAD, text_width

INDENT = 2 * QUAD
NARROW_LEFT = 0.42
TAG_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Tag:
    """The number or name of an equation as TeX, how wide that is, and its label."""

    tex: str
    width: float
    label: str

    @property
    def room(self) -> float:
        """The width that is left beside the tag."""
        return MEASURE - self.width - TAG_GAP


def display(pieces: Sequence[Piece], tag: Tag) -> str:
    """Formulas one below the other as one equation with a tag."""
    return f"\\begin{{equation}}{_marks(tag)}\n{_body(pieces, tag)}\n\\end{{equation}}"


def displays(equations: Sequence[tuple[Sequence[Piece], Tag]]) -> str:
    """Several equations, each with its tag."""
    return "\n".join(display_lines(equations))


def display_lines(equations: Sequence[tuple[Sequence[Piece], Tag]]) -> list[str]:
    """The same, one text for each equation, between its opening and its end."""
    lines = [f"{_body(pieces, tag)}\n{_marks(tag)}" for pieces, tag in equations]
    apart = [*(line + " \\\\[2pt]" for line in lines[:-1]), *lines[-1:]]
    return ["\\begin{gather}", *apart, "\\end{gather}"]


def _marks(tag: Tag) -> str:
    return rf"\tag{{{tag.tex}}}\label{{{tag.label}}}"


def _body(pieces: Sequence[Piece], tag: Tag) -> str:
    if len(pieces) == 1 and not pieces[0].word:
        rows = _rows(pieces[0], tag.room)
        return rows[0].replace("&", "", 1) if len(rows) == 1 else _aligned(rows)
    widest = max(text_width(piece.word) for piece in pieces) + QUAD
    return _aligned([line for piece in pieces for line in _worded(piece, tag.room - widest)])


def gathered(pieces: Sequence[Piece]) -> str:
    """Short formulas side by side, as many on a line as fit, separated by commas."""
    lines: list[str] = []
    current: list[str] = []
    used = 0.0
    for piece in pieces:
        if current and used + piece.width + 2 * QUAD > MEASURE:
            lines.append(r",\qquad ".join(current))
            current, used = [], 0.0
        if piece.width > MEASURE:
            lines.append("\\begin{aligned}\n" + r" \\ ".join(_rows(piece, MEASURE)) + "\n\\end{aligned}")
            continue
        current.append(tidy(piece.tex))
        used += piece.width + 2 * QUAD
    if current:
        lines.append(r",\qquad ".join(current))
    body = ", \\\\\n".join(lines)
    return f"\\begin{{gather*}}\n{body}.\n\\end{{gather*}}"


def inline(piece: Piece) -> str:
    """A formula in a line of text; a long one may break between factors."""
    if piece.width < MEASURE / 5:
        return f"${tidy(piece.tex)}$"
    # TeX itself breaks a line after signs; between factors and before words it has to be allowed.
    apart = [b.depth is not None and (b.lead or b.tex.startswith("\\")) for b in piece.bits]
    bits = (r"\allowbreak " + b.tex if free else b.tex for b, free in zip(piece.bits, apart, strict=True))
    return f"${tidy(''.join(bits))}$"


def name_tag(tex: str, text: str, label: str) -> Tag:
    """A tag that shows a name."""
    return Tag(tex, text_width(text) + 0.8, label)


def _aligned(rows: Sequence[str]) -> str:
    return "\\begin{split}\n" + " \\\\\n".join(rows) + "\n\\end{split}"


def _rows(piece: Piece, room: float) -> list[str]:
    """The lines of one formula, each with its mark of alignment."""
    if piece.width <= room:
        return [_marked(piece.bits)]
    at = next((i for i, bit in enumerate(piece.bits) if bit.depth == 0), 0)
    left = sum(bit.width for bit in piece.bits[:at])
    plain = divided(piece.bits, room, room - INDENT)
    if not at or left > NARROW_LEFT * room:
        return _hanging(plain.lines)
    beside = divided(piece.bits[at:], room - left, room - left - QUAD)
    if plain.cost + 4 < beside.cost:
        return _hanging(plain.lines)
    head = "".join(bit.tex for bit in piece.bits[:at])
    first, *rest = beside.lines
    return [
        tidy(f"{head}&" + line_tex(first)),
        *(tidy(r"&" + (r"\quad " if line[0].depth else "") + line_tex(line)) for line in rest),
    ]


def _worded(piece: Piece, room: float) -> list[str]:
    """The lines of a row after its word; all rows begin at the same place."""
    first, *rest = _hanging(divided(piece.bits, room, room - INDENT).lines)
    return [(rf"\text{{{piece.word}}}\quad " if piece.word else "") + first, *rest]


def _hanging(lines: Sequence[Sequence[Bit]]) -> list[str]:
    first, *rest = lines
    return [tidy("&" + line_tex(first)), *(tidy(r"&\qquad " + line_tex(line)) for line in rest)]


def _marked(bits: Sequence[Bit]) -> str:
    """One line, aligned at its first relation."""
    at = next((i for i, bit in enumerate(bits) if bit.depth == 0), 0)
    return tidy("".join(b.tex for b in bits[:at]) + "&" + "".join(b.tex for b in bits[at:]))
