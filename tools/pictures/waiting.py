"""How long collapse takes, against the number of classes: exponentially long."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, GREEN, GREY, ORANGE, figure
from symflow.render.plots.table import Table

CLASSES = (4, 8, 16, 32, 64)
GOALS = ((Decimal("0.1"), BLUE, "o"), (Decimal("0.01"), ORANGE, "s"), (Decimal("0.001"), GREEN, "^"))
PATTERN = (3, -1, 4, -1, 5, -9, 2, -6, 5, -3, 5, 8, -9, 7, -9)
DIGITS, FINEST = 12, 4
TEXT = """\
Walsh, K = 4 to 64, from modes within 9% of 1: the time at which V has fallen to a tenth, a hundredth and a
thousandth of its start. The vertical axis is log10 of the time: for K = 64 a thousandth takes more than 10^124.

*Proved:* V e^{2 bar s/K} stays between two positive constants (`collapse-rate`), so that in the end a fall of V by
a factor c costs (K/2) log c in bar s, and bar s is about log(2Kt): the time grows like c^{K/2}. *Measured:* the
marks, from trajectories with four samples to a decade of t. Lines: c^{K/2}, through the first mark. With many
classes the marks lie above: while the logits are still spread by more than about 1, V falls more slowly than in the
end."""


def data() -> Table:
    """K, the goal and log10 of the first sampled time at which V has reached it."""
    return table(["K", "goal", "log10 t"], [row for K in CLASSES for row in waits(K)])


def waits(K: int) -> list[tuple[str, ...]]:
    """The rows of one K."""
    start = [f"{100 + PATTERN[i % len(PATTERN)]}/100" for i in range(K - 1)]
    end = 3 * K // 2 + 30
    times = [Decimal(n) / FINEST for n in range(-FINEST, FINEST * end)]
    found = integrate(start, samples=[f"{10 ** (t % 1):.4f}e{t // 1}" for t in times], digits=DIGITS)
    falls = [Decimal(str(v)) / Decimal(str(found.lyapunov[0])) for v in found.lyapunov[1:]]
    rows = []
    for goal, *_ in GOALS:
        place = next(i for i, fall in enumerate(falls) if fall <= goal)
        rows.append((str(K), str(goal), str(times[place])))
    return rows


def draw(data: Table) -> Any:
    """log10 of the times against K, and the slope of the law that holds in the end."""
    page = figure(6.8, 4.2)
    axes = page.subplots()
    for goal, colour, marker in GOALS:
        here = data.where("goal", str(goal))
        K, t = here.column("K"), here.column("log10 t")
        slope = float(-goal.log10()) / 2
        axes.plot(K, [t[0] + slope * (k - K[0]) for k in K], "--", color=GREY, linewidth=1)
        axes.plot(K, t, marker, color=colour, label=f"$V/V(0)={goal}$")
    axes.plot([], [], "--", color=GREY, linewidth=1, label=r"slope $\frac{1}{2}\log_{10} c$")
    axes.set(xlabel="classes $K$", ylabel=r"$\log_{10} t$")
    axes.legend(loc="upper left")
    return page


PICTURE = Picture(
    "waiting",
    "The time to collapse, by the number of classes",
    "log10 of the time to reduce V by a factor grows with K, as fast as the proved law or faster",
    TEXT,
    data,
    draw,
)
