r"""Where a formula breaks: the division into lines that costs least.

A line costs something, a break costs more the deeper in brackets it is, lines of one formula should be about equally
long, and a line that is too wide costs most. All divisions are compared (by dynamic programming).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symflow.render.latex.pieces import Bit
from symflow.render.latex.widths import BINARY

LINE, BREAK, UNEVEN, TOO_WIDE = 10.0, 4.0, 3.0, 1000.0


@dataclass(frozen=True, slots=True)
class Division:
    """Lines of bits, and their cost."""

    lines: tuple[tuple[Bit, ...], ...]
    cost: float


def divided(bits: Sequence[Bit], first: float, rest: float) -> Division:
    """The best division into lines, the first of the width ``first``, the others of the width ``rest``."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(bits) + 1):
        options = [
            (best[start][0] + _cost(bits[start:end], first if start == 0 else rest, end == len(bits)), start)
            for start in range(end)
            if start == 0 or bits[start].depth is not None
        ]
        best.append(min(options))
    lines: list[tuple[Bit, ...]] = []
    end = len(bits)
    while end > 0:
        start = best[end][1]
        lines.append(tuple(bits[start:end]))
        end = start
    return Division(tuple(reversed(lines)), best[-1][0])


def _cost(line: Sequence[Bit], room: float, last: bool) -> float:
    width = sum(bit.width for bit in line) + (BINARY if line[0].lead else 0.0)
    excess = max(0.0, width - room)
    cost = LINE + TOO_WIDE * excess
    if line[0].depth is not None:
        cost += BREAK * line[0].depth
    if not last and width < room:
        cost += UNEVEN * (1 - width / room)
    return cost


def line_tex(line: Sequence[Bit]) -> str:
    """A line as TeX; what must stand before its first bit at the beginning of a line stands there."""
    return line[0].lead + "".join(bit.tex for bit in line)
