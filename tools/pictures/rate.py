"""Near the collapse ray V falls like e^{-2 bar s / K}: slower with more classes."""

from __future__ import annotations

from decimal import ROUND_CEILING, Context, Decimal
from math import exp
from typing import Any

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, GREEN, GREY, ORANGE, figure
from symflow.render.plots.table import Table

CASES = ((4, BLUE, "o"), (8, ORANGE, "s"), (16, GREEN, "^"))
DEVIATIONS = (3, -1, 4, -1, 5, -9, 2, -6, 5, -3, 5, 8, -9, 7, -9)
END, SAMPLES, DIGITS = "1e100", 41, 12
PRECISE = Context(prec=40)
TEXT = """\
Walsh, K = 4, 8 and 16, from modes within 9% of 1, up to t = 10^100, every number enclosed. Left: V against
bar s, with lines of slope -2/K through the last point of each. Right: V e^{2 bar s/K}, divided by its last
value, becomes flat.

*Proved* (`collapse-rate`): V e^{2 bar s/K} stays between two positive constants and tends to a limit > 0,
along every solution that starts away from the ray; and to first order, relative deviations of the modes close
like e^{-bar s/K} (`ray-linearised`). The constants are far from sharp. *Measured:* here V e^{2 bar s/K} stays
between 0.8 and 1.02 times its last value, with error bars, of enclosures, below 10^-11 of it: too small to be
seen. As bar s is about log(2Kt), ratios close about like (t log t)^{-1/K}: slowly, and more slowly with more
classes."""


def data() -> Table:
    """K, t, bar s, V and the relative error bar of V e^{2 bar s/K}."""
    columns = ["K", "t", "mean", "V", "error"]
    return table(columns, [row for K, _, _ in CASES for row in samples(K)])


def samples(K: int) -> list[tuple[str, ...]]:
    """The rows of one K."""
    start = [f"{100 + e}/100" for e in DEVIATIONS[: K - 1]]
    found = integrate(start, t_end=END, samples=SAMPLES, digits=DIGITS, rigorous=True)
    rows = []
    for t, modes, radii, bounds in zip(found.t, found.modes, found.radius, found.bounds, strict=True):
        mean, radius = (sum(map(Decimal, x), Decimal(0)) / (K - 1) for x in (modes, radii))
        low, high = (Decimal(v) for v in bounds.lyapunov)
        rows.append((str(K), t, str(mean), str((low + high) / 2), bar(low, high, radius * 2 / K)))
    return rows


def bar(low: Decimal, high: Decimal, radius: Decimal) -> str:
    """The relative error of V e^x, at most: V between its ends, x within a radius; two digits, rounded up."""
    error = PRECISE.subtract(PRECISE.multiply(PRECISE.divide(high, low), PRECISE.exp(2 * radius)), 1)
    return str(Context(prec=2, rounding=ROUND_CEILING).plus(error))


def draw(rows: Table) -> Any:
    """V with the slopes, and V compensated."""
    page = figure(9.6, 4.2)
    left, right = page.subplots(1, 2, sharex=True)
    for K, colour, marker in CASES:
        here = rows.where("K", str(K))
        x, v = here.column("mean"), here.column("V")
        line = [v[-1] * exp(2 * (x[-1] - y) / K) for y in x]
        left.plot(x, line, color=GREY, linewidth=1, linestyle="--")
        left.plot(x, v, marker, color=colour, markersize=4, label=f"$K={K}$")
        flat = [w * exp(2 * (y - x[-1]) / K) / v[-1] for y, w in zip(x, v, strict=True)]
        bars = [e * y for e, y in zip(here.column("error"), flat, strict=True)]
        right.errorbar(x, flat, yerr=bars, color=colour, marker=marker, markersize=4, label=f"$K={K}$")
    left.plot([], [], color=GREY, linewidth=1, linestyle="--", label="slope $-2/K$")
    left.set(yscale="log", xlabel=r"mean mode $\bar{s}$")
    left.set_title("$V$")
    left.legend(loc="lower left")
    right.set(xlabel=r"mean mode $\bar{s}$", ylim=(0, None))
    right.set_title(r"$V\,e^{2\bar{s}/K}$, divided by its last value")
    right.legend(loc="lower right")
    return page


PICTURE = Picture(
    "rate",
    "How fast the collapse is",
    "Left: log V against the mean mode follows lines of slope -2/K. Right: V times e to the 2 mean/K becomes constant",
    TEXT,
    data,
    draw,
)
