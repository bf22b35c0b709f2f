"""Depth changes the race: with more layers the leading mode runs away, and V rises."""

from __future__ import annotations

from typing import Any

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, GREEN, ORANGE, figure
from symflow.render.plots.table import Table

START = ("1/100", "1/50", "1/25")
CASES = ((2, BLUE, "-"), (3, ORANGE, "--"), (4, GREEN, "-."))
TIMES = [f"{m}e{e}" for e in range(-2, 9) for m in (1, 2, 5)]
DIGITS = 12
TEXT = """\
Balanced linear networks of depth 2, 3 and 4 on K = 4 classes, all from the modes s = (1/100, 1/50, 1/25).

*Proved:* at depth 2 V never increases, for every K and every start (`lyapunov-decrease`); at depth 3 it increases
somewhere (`depth-3`: REFUTED as a claim, by an enclosed start). *Measured:* the curves. Each mode moves by s_k' = D
s_k^{2 - 2/D} (1 - pi_k): at depth 2 small modes grow at one rate and keep their ratios until cross-entropy slows
the larger ones, so that V falls; with more layers the larger ones are faster by a power of themselves, the ratios
run apart, and V is still rising at t = 5 10^8. Left: V. Right: the largest over the smallest mode."""


def data() -> Table:
    """The depth, t, V and the ratio of modes."""
    out = []
    for depth, *_ in CASES:
        found = integrate(START, samples=TIMES, digits=DIGITS, depth=depth)
        for t, v, modes in zip(found.t[1:], found.lyapunov[1:], found.modes[1:], strict=True):
            numbers = [float(s) for s in modes]
            out.append((str(depth), t, str(v), repr(max(numbers) / min(numbers))))
    return table(["depth", "t", "V", "ratio"], out)


def draw(data: Table) -> Any:
    """V and the ratio of modes against time, for each depth."""
    page = figure(9.6, 3.8)
    left, right = page.subplots(1, 2)
    for depth, colour, line in CASES:
        here = data.where("depth", str(depth))
        left.plot(here.column("t"), here.column("V"), line, color=colour, label=f"depth {depth}")
        right.plot(here.column("t"), here.column("ratio"), line, color=colour, label=f"depth {depth}")
    left.set(xscale="log", yscale="log", xlabel="time $t$")
    left.set_title("$V$")
    left.legend(loc="lower left")
    right.set(xscale="log", yscale="log", xlabel="time $t$")
    right.set_title(r"$\max s\,/\min s$")
    return page


PICTURE = Picture(
    "depth",
    "The race between modes, by depth",
    "V against time: falling at depth 2, rising at depths 3 and 4, as the ratio of modes does",
    TEXT,
    data,
    draw,
)
