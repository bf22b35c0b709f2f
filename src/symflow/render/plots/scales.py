"""Axes whose places are powers of ten, and lines that carry their names.

Numbers may be as large as 10^1000 or as small: their log10 is drawn on a plain axis whose labels are powers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from symflow.numeric.decimals import shortened
from symflow.render.plots.look import BLUE, GREY, INK, ORANGE
from symflow.render.plots.table import log10

MOST_DECADES, LITTLE = 7, 2.0
LATE = (1, 10, 100, 1000, 10_000, 100_000)


def powers(axis: Any, most: int = MOST_DECADES) -> None:
    """Label an axis of log10 whose limits are set: by powers of ten, a few; by 1, 2, 5 where it spans little."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    low, high = axis.get_view_interval()
    if high - low >= LITTLE:
        axis.set_major_locator(MaxNLocator(most, integer=True, steps=[1, 2, 3, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda x, _: rf"$10^{{{round(x)}}}$"))
        return
    names = [f"{m}e{e}" for e in range(math.floor(low), math.ceil(high) + 1) for m in (1, 2, 5)]
    inside = [name for name in names if low <= log10(name) <= high]
    axis.set_ticks([log10(name) for name in inside], [f"${written(shortened(name, 1))}$" for name in inside])


def written(number: str) -> str:
    r"""A decimal string for a formula.

    >>> written("0.02"), written("1e-400"), written("2.5e9")
    ('0.02', '10^{-400}', '2.5\\cdot 10^{9}')
    """
    digits, _, exponent = number.partition("e")
    if not exponent:
        return digits
    return f"{'' if digits == '1' else digits + chr(92) + 'cdot '}10^{{{exponent}}}"


def doubly(axis: Any, first: float, last: float) -> None:
    """Label an axis of log10(log10 t): the marks are 10, 10^10, 10^100, ..."""
    near = [p for p in (2, 5) if 10 * last < 2 * 10 + 10 and first <= math.log10(p) <= last]
    places = sorted({*near, *(p for p in LATE if first - 1e-9 <= math.log10(p) <= last + 1e-9)})
    axis.set_ticks([math.log10(p) for p in places], [f"$10^{{{p}}}$" if p > 1 else "$10$" for p in places])


def named(axes: Any, ends: Sequence[tuple[float, float, str]], apart: float, gap: float = 5) -> None:
    """Write names beside the ends (x, y, name) of lines, moved so that no two are closer than ``apart`` in y."""
    ordered = sorted(ends, key=lambda end: end[1])
    places = spread([end[1] for end in ordered], apart)
    for (x, _, name), place in zip(ordered, places, strict=True):
        axes.annotate(
            name,
            (x, place),
            (gap, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            fontsize=9,
            annotation_clip=False,
        )


def spread(wanted: Sequence[float], apart: float) -> list[float]:
    """Increasing places, moved as little as need be, so that neighbours are ``apart`` at least.

    >>> spread([0.0, 0.0, 5.0], 1.0)
    [-0.5, 0.5, 5.0]
    """
    groups: list[tuple[float, int]] = []  # mean and size; a group stands evenly about its mean
    for place in wanted:
        groups.append((place, 1))
        while len(groups) > 1:
            (a, m), (b, n) = groups[-2:]
            if b - a >= apart * (m + n) / 2:
                break
            groups[-2:] = [((a * m + b * n) / (m + n), m + n)]
    return [mean + apart * (i - (size - 1) / 2) for mean, size in groups for i in range(size)]


def ramp(count: int) -> list[str]:
    """Colours from blue over grey to orange: in order for any colour vision, visible on white and on a dark page."""
    stops = [_channels(colour) for colour in (BLUE, GREY, ORANGE)]
    out = []
    for i in range(count):
        place = 2 * i / (count - 1) if count > 1 else 0.0
        left = min(int(place), 1)
        mixed = (a + (b - a) * (place - left) for a, b in zip(stops[left], stops[left + 1], strict=True))
        out.append("#" + "".join(f"{round(x):02x}" for x in mixed))
    return out


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
