"""The loss and how collapsed the matrices are, along one flow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from mpmath import MPContext

from symflow.algebra.schemes import Scheme
from symflow.numeric.decimals import shortened
from symflow.render.plots.drawn import OPTIONS, Asked, Content, Plot
from symflow.render.plots.look import COLOURS, HEIGHT, STYLES, WIDTH, figure
from symflow.render.plots.motion import active, described, late, motion, starting
from symflow.render.plots.scales import named, powers
from symflow.render.plots.table import Table, log10
from symflow.render.plots.theorem import number

START = ("1/10", "1/5", "3/10")
END, SAMPLES = "1e12", 81
GUARD = 5
TIME, LOSS, V = "t [1]", "loss, summed over the classes [nat]", "V [nat]"
SPREAD, ANGLES = "Std s/Avg s [1]", "Avg |cos + 1/(K-1)| of the class means [1]"
LABELS = ((SPREAD, "spread of modes"), (ANGLES, "angles"), (V, "$V$"), (LOSS, "loss $L$"))


def show(asked: Asked) -> Content:
    """t, the loss, V, and two numbers that are 0 at neural collapse."""
    start = active(starting(asked, START), asked)
    first = motion(start, asked, late(asked, END), 2)
    guard = GUARD + math.ceil(
        max(0.0, -log10(str(first.lyapunov[-1])) / 2)
    )  # the modes differ by about sqrt(V)
    found = motion(start, asked, late(asked, END), SAMPLES, guard=guard)
    shown = first.digits
    mp = MPContext()
    mp.dps = found.digits + 10
    characters = cosines(mp, start.scheme)
    rows = []
    for t, texts, v, loss in zip(found.t, found.modes, found.lyapunov, found.loss, strict=True):
        modes = [number(mp, text) for text in texts]
        two = (spread(mp, modes), angles(mp, modes, characters))
        rows.append((t, *(shortened(str(x), shown) for x in (loss, v)), *(mp.nstr(x, shown) for x in two)))
    caption = (
        f"{described(start)}. The loss L; V; the standard deviation of the modes over their mean; and, as in figure "
        "2c of [J], the mean distance of the cosines between centred class means from -1/(K - 1). V, spread and angles "
        "are 0 at neural collapse, and L tends to 0. Proved, for every start with positive modes: L and V tend to 0 "
        "(global-convergence), and V never increases (lyapunov-decrease). Computed, not proved: the curves, to "
        f"{shown} digits."
    )
    alt = (
        "On doubly logarithmic axes the loss falls like 1/t, and V, the spread and the angles far more slowly"
    )
    return Content(caption, alt, Table((TIME, LOSS, V, SPREAD, ANGLES), tuple(rows)))


def cosines(mp: MPContext, scheme: Scheme) -> list[list[Any]]:
    """cos(arg chi_k(g)) for every g != 0 and k != 0."""
    turns = [[scheme.phase(k, g) for k in range(1, scheme.K)] for g in range(1, scheme.K)]
    return [[mp.cospi(2 * mp.mpf(x.numerator) / x.denominator) for x in row] for row in turns]


def spread(mp: MPContext, modes: Sequence[Any]) -> Any:
    """Std s/Avg s."""
    mean = mp.fsum(modes) / len(modes)
    return mp.sqrt(mp.fsum((s - mean) ** 2 for s in modes) / len(modes)) / mean


def angles(mp: MPContext, modes: Sequence[Any], characters: Sequence[Sequence[Any]]) -> Any:
    """Avg |cos + 1/(K-1)|: the cosine of two class means that differ by g is sum_k s_k chi_k(g) / sum_k s_k.

    As sum_k chi_k(g) = -1 over k != 0, that is 1/(K-1) short of sum_k (s_k - bar s) chi_k(g) / sum_k s_k.
    """
    total = mp.fsum(modes)
    mean = total / len(modes)
    return mp.fsum(
        abs(mp.fsum((s - mean) * x for s, x in zip(modes, row, strict=True))) for row in characters
    ) / (total * len(characters))


def paint(rows: Table) -> Any:
    """All four on doubly logarithmic axes."""
    page = figure(WIDTH, HEIGHT)
    axes = page.subplots()
    later = rows.after(1)
    times, ends = later.logarithms(TIME), []
    for (name, words), colour, style in zip(LABELS, COLOURS, STYLES, strict=True):
        values = later.logarithms(name)
        axes.plot(times, values, color=colour, linestyle=style)
        ends.append((times[-1], values[-1], words))
    axes.set(xlabel="time $t$", ylabel="loss and measures of collapse", xlim=(times[0], times[-1]))
    powers(axes.xaxis)
    powers(axes.yaxis)
    low, high = axes.get_ylim()
    named(axes, ends, 0.065 * (high - low))
    return page


PLOT = Plot(
    "measures",
    "The loss and three measures of collapse",
    ("global-convergence", "lyapunov-decrease"),
    OPTIONS,
    show,
    paint,
)
