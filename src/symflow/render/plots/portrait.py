"""The phase portrait for K = 4: three modes as shares of their sum, in a triangle, on their way to the middle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, permutations
from typing import Any

from symflow.errors import InputError
from symflow.render.plots.drawn import Asked, Content, Plot
from symflow.render.plots.look import BLUE, GREY, INK, ORANGE, WIDTH, figure
from symflow.render.plots.motion import active, late, motion, starting
from symflow.render.plots.table import Table, log10

STARTS: tuple[tuple[object, ...], ...] = (("0.06", "0.24", "2.7"), ("0.06", "1.2", "1.74"))
END, DIGITS = "1e10", 10
LEVELS, DIRECTIONS = ("0.01", "0.1", "0.3", "0.6", "1"), 120
COLUMNS = ("curve", "t [1]", "s1 [1]", "s2 [1]", "s3 [1]", "V [nat]")
CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.5, math.sqrt(3) / 2))
MIDDLE = (0.5, math.sqrt(3) / 6)
HALVINGS = 60
Point = tuple[float, float]


def show(asked: Asked) -> Content:
    """Trajectories from some starts and their permutations, and level sets of V."""
    starts = STARTS if asked.modes is None else (tuple(asked.modes),)
    rows: list[tuple[str, ...]] = []
    for group, modes in enumerate(starts):
        first = active(starting(asked, modes), asked)
        if first.K != 4:
            raise InputError(f"{asked.flags}modes: the triangle is for K = 4; give three numbers")
        for number, order in enumerate(sorted(set(permutations(first.modes)))):
            found = motion(_permuted(asked, order), asked, None, times(late(asked, END)), DIGITS)
            name = f"trajectory {group + 1}.{number + 1}"
            cells = zip(found.t, found.modes, found.lyapunov, strict=True)
            rows += [(name, t, *three, str(v)) for t, three, v in cells]
    last = rows[-1][1]
    rows += [row for level in LEVELS for row in level_set(level)]
    words = " and ".join(f"({', '.join(map(str, modes))})" for modes in starts)
    caption = (
        f"Walsh, K = 4: the three modes as parts of their sum, from {words} and all permutations, up to t = {last}. In "
        "a corner one mode is all there is, on an edge one is 0, and the middle is neural collapse. Thin: level sets "
        "of V, which depends on these parts alone. Proved, for every K: V falls along every trajectory until neural "
        "collapse (lyapunov-decrease), so each crosses the level sets inwards only, and V tends to 0 from every start "
        "with positive modes (global-convergence). The speed depends on the size of the modes too. Computed, not "
        f"proved: the curves, to {DIGITS if asked.digits is None else asked.digits} digits."
    )
    alt = "A triangle with closed level curves of V about its middle; trajectories cross them inwards"
    return Content(caption, alt, Table(COLUMNS, tuple(rows)))


def times(end: object) -> list[str]:
    """Times up to the end, evenly spaced in log t: twelve to a decade while the modes move fast, then two."""
    last = str(end).strip()
    logs = [n / 12 for n in range(-18, 18)] + [n / 2 for n in range(3, math.ceil(2 * log10(last)))]
    return [*(f"{10 ** (x % 1):.3f}e{math.floor(x)}" for x in logs if x < log10(last) - 0.01), last]


def _permuted(asked: Asked, order: Sequence[Fraction]) -> Any:
    """The start with the modes in another order."""
    return starting(Asked(modes=[str(mode) for mode in order], scheme="walsh", flags=asked.flags), ())


def level_set(level: str) -> list[tuple[str, ...]]:
    """The points of the triangle, as shares of the three modes, at which V has a value: one in each direction."""
    out = []
    for place in range(DIRECTIONS + 1):
        even = 2 * math.pi * place / DIRECTIONS
        angle = even - 0.3 * math.sin(
            3 * even
        )  # closer together towards the corners, where a level set turns
        toward = math.cos(angle), math.cos(angle - 2 * math.pi / 3), math.cos(angle + 2 * math.pi / 3)
        low, high = 0.0, 1 / (-3 * min(toward))
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if _lyapunov(toward, middle) < float(level) else (low, middle)
        out.append((f"level {level}", "", *(f"{1 / 3 + low * x:.8f}" for x in toward), level))
    return out


def _lyapunov(toward: Sequence[float], far: float) -> float:
    """V = log mean - mean log of shares 1/3 + far * toward."""
    parts = [1 / 3 + far * x for x in toward]
    return math.inf if min(parts) <= 0 else -math.log(3) - math.fsum(map(math.log, parts)) / 3


def place_of(parts: Sequence[float]) -> Point:
    """Where shares lie in the triangle."""
    total = math.fsum(parts)
    x, y = (
        math.fsum(p * corner[i] for p, corner in zip(parts, CORNERS, strict=True)) / total for i in (0, 1)
    )
    return x, y


def paint(rows: Table) -> Any:
    """The triangle, the level sets, and the trajectories with their arrows."""
    page = figure(WIDTH, 5.4)
    axes = page.subplots()
    axes.set_aspect("equal")
    axes.axis("off")
    axes.plot(*zip(*CORNERS, CORNERS[0], strict=True), color=GREY, linewidth=1.2)
    curves = dict.fromkeys(row[0] for row in rows.rows)
    for name in curves:
        here = rows.where("curve", name)
        points = [
            place_of(parts) for parts in zip(*(here.column(f"s{k} [1]") for k in (1, 2, 3)), strict=True)
        ]
        if name.startswith("level"):
            axes.plot(*zip(*points, strict=True), color=GREY, linewidth=0.8)
            words, top = f"$V={here.texts('V [nat]')[0]}$", points[2 * DIRECTIONS // 3]
            axes.annotate(words, top, (0, 2), textcoords="offset points", ha="center", fontsize=8)
        else:
            colour, style = (BLUE, "-") if name.startswith("trajectory 1") else (ORANGE, (0, (5, 1.5)))
            axes.plot(*zip(*points, strict=True), color=colour, linestyle=style, linewidth=1.5)
            axes.plot(*points[0], "o", color=colour, markersize=4)
            _arrow(axes, points, colour)
    axes.plot(*MIDDLE, "*", color=INK, markersize=9)
    for k, (corner, shift) in enumerate(zip(CORNERS, ((0, -14), (0, -14), (0, 5)), strict=True), 1):
        axes.annotate(f"only $s_{k}$", corner, shift, textcoords="offset points", ha="center")
    axes.margins(0.06)
    return page


def _arrow(axes: Any, points: Sequence[Point], colour: str) -> None:
    """A head at the middle of the way."""
    way = [0.0]
    for (a, b), (c, d) in pairwise(points):
        way.append(way[-1] + math.hypot(c - a, d - b))
    after = next(i for i, w in enumerate(way) if w >= way[-1] / 2)
    axes.annotate(
        "",
        points[after],
        points[after - 1],
        arrowprops={"arrowstyle": "-|>", "color": colour, "mutation_scale": 11},
    )


PLOT = Plot(
    "portrait",
    "The phase portrait for four classes",
    ("lyapunov-decrease", "global-convergence"),
    ("modes", "t_end", "digits"),
    show,
    paint,
)
