"""As many classes as 2^1000: nothing but e^{2t} until bar s is about log K, and a logarithm from there on."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import log
from typing import Any

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, GREEN, GREY, ORANGE, PURPLE, figure
from symflow.render.plots.table import Table

CASES = ((10, 40, BLUE, "-"), (100, 90, ORANGE, "--"), (300, 200, GREEN, "-."), (1000, 300, PURPLE, ":"))
EARLY = [str(n / 4) for n in range(1, 13)]
DIGITS = 8
TEXT = """\
Words of m letters 0 and 1 as classes, K = 2^m, up to 2^1000: the Hamming scheme H(m, 2), with m distinct modes that
start at 1 and 2 in turn. Left: the mean mode bar s in the first units of time. Right: bar s against log10 of the
time, up to 10^300. Thin lines: log K.

*Proved*, for every K: the mean mode grows without bound and V decreases (`global-convergence-5b`,
`scheme-lyapunov`). *Measured:* the curves. As long as bar s stays below log K, the softmax is uniform to all digits
that floats have, 1 - pi is 1, and every mode grows by e^{2t}; within a unit of time it reaches log K, the loss falls,
and from there on 1 - pi is as small as 1/t: bar s follows log(2Kt), a logarithm. In floating point 1 - pi is exactly 0
there, and nothing would move. The modes of such a run are kept in whole numbers of some thousand bits."""


def data() -> Table:
    """m, t and bar s."""
    return table(["m", "t", "mean"], [row for m, end, *_ in CASES for row in rows(m, end)])


def rows(m: int, end: int) -> list[tuple[str, ...]]:
    """One case: early times, and then decades."""
    late = [f"1e{n}" for n in range(1, end + 1, max(1, end // 10))]
    start = [1 + j % 2 for j in range(m)]
    found = integrate(start, scheme=f"hamming:{m},2", samples=[*EARLY, *late], digits=DIGITS)
    weights = [Fraction(count, 2**m - 1) for count in found.multiplicities]
    out = []
    for t, modes in zip(found.t[1:], found.modes[1:], strict=True):
        mean = sum((w * Fraction(s) for w, s in zip(weights, modes, strict=True)), Fraction(0))
        out.append((str(m), t, repr(float(mean))))
    return out


def draw(data: Table) -> Any:
    """bar s early and late, with log K."""
    page = figure(9.6, 4.0)
    early, late = page.subplots(1, 2)
    for m, _, colour, line in CASES:
        here = [(t, float(mean)) for _, t, mean in data.where("m", str(m)).rows]
        start = [(float(t), mean) for t, mean in here if Decimal(t) <= 3]
        rest = [(float(Decimal(t).log10()), mean) for t, mean in here if Decimal(t) >= 1]
        for axes, points in ((early, start), (late, rest)):
            axes.axhline(m * log(2), color=GREY, linewidth=0.7)
            axes.plot(*zip(*points, strict=True), line, color=colour, label=f"$K=2^{{{m}}}$")
    early.set(yscale="log", xlabel="time $t$")
    early.set_title(r"mean mode $\bar{s}$, early")
    early.legend(loc="upper left")
    late.set(xlabel=r"$\log_{10} t$")
    late.set_title(r"mean mode $\bar{s}$, late")
    return page


PICTURE = Picture(
    "many",
    "K = 2^1000 classes",
    "The mean mode against time: exponential growth up to log K, then a logarithm, for K from 2^10 to 2^1000",
    TEXT,
    data,
    draw,
)
