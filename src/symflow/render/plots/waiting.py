"""How long collapse takes, against the number of classes: exponentially long."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from symflow.errors import InputError, LimitReached
from symflow.render.plots.drawn import Asked, Content, Plot
from symflow.render.plots.look import COLOURS, GREY, HEIGHT, MARKERS, WIDTH, figure
from symflow.render.plots.motion import moving, starting
from symflow.render.plots.scales import powers
from symflow.render.plots.table import Table

CLASSES = (4, 8, 16, 32)
GOALS = ("0.1", "0.01", "0.001")
PATTERN = (3, -1, 4, -1, 5, -9, 2, -6, 5, -3, 5, 8, -9, 7, -9)
FINEST, DIGITS = 4, 12
K_COLUMN, GOAL, TIME = "K [classes]", "V/V(0) [1]", "first sampled t [1]"


def show(asked: Asked) -> Content:
    """K, the goal and the first sampled time at which V has reached it."""
    classes = asked.classes or CLASSES
    if len(set(classes)) < 2 or min(classes) < 4:  # with fewer, all modes of this start are equal
        raise InputError(
            f"{asked.flags}K: two different numbers of classes at least are compared, from 4 on; give K1,K2,..."
        )
    rows = tuple(row for K in sorted(set(classes)) for row in waits(K, asked))
    caption = (
        "Walsh where K is a power of two, else cyclic, from modes within 9% of 1: the time at which V has fallen to a "
        "tenth, a hundredth and a thousandth of its start. Proved (collapse-rate), for every start with positive modes "
        "that are not all equal: V e^(2 mean/K) tends to a positive limit, so that in the end a fall of V by a factor "
        "f costs (K/2) log f in the mean mode. Computed, not proved: the mean mode is about log(2Kt), so that the time "
        "grows like f^(K/2) (dashed, through the first marks); and the marks, each the first of "
        f"{FINEST} samples to a decade of t at which V has fallen so far."
    )
    alt = (
        "The time to reduce V by a factor, on a logarithmic axis, grows along straight lines in K, or faster"
    )
    return Content(caption, alt, Table((K_COLUMN, GOAL, TIME), rows))


def waits(K: int, asked: Asked) -> list[tuple[str, ...]]:
    """The rows of one K; of a cyclic scheme the modes are symmetric."""
    walsh = K & (K - 1) == 0
    kept = [k if walsh else min(k, K - k) for k in range(1, K)]
    modes = [f"{100 + PATTERN[(k - 1) % len(PATTERN)]}/100" for k in kept]
    logs = [Decimal(n) / FINEST for n in range(-FINEST, FINEST * (3 * K // 2 + 30))]
    start = starting(Asked(modes=modes, flags=asked.flags), modes)
    samples = moving(start, asked, None, [f"{10 ** (t % 1):.4f}e{t // 1}" for t in logs], DIGITS)
    first = Decimal(str(next(samples).lyapunov))
    goals = list(GOALS)
    rows: list[tuple[str, ...]] = []
    for sample in samples:
        while goals and Decimal(str(sample.lyapunov)) <= first * Decimal(goals[0]):
            rows.append((str(K), goals.pop(0), sample.time))
        if not goals:
            return rows
    raise LimitReached(
        f"K = {K}: V has not fallen to {goals[0]} of its start by the last of the times that were tried"
    )


def paint(rows: Table) -> Any:
    """log10 of the times against K, and the slopes that hold in the end."""
    page = figure(WIDTH, HEIGHT)
    axes = page.subplots()
    for goal, colour, marker in zip(GOALS, COLOURS, MARKERS, strict=False):
        here = rows.where(GOAL, goal)
        K, t = here.column(K_COLUMN), here.logarithms(TIME)
        slope = float(-Decimal(goal).log10()) / 2
        axes.plot(K, [t[0] + slope * (k - K[0]) for k in K], "--", color=GREY, linewidth=1)
        axes.plot(K, t, marker, color=colour, label=f"$V = {goal}\\,V(0)$")
    axes.plot([], [], "--", color=GREY, linewidth=1, label="slope of the law")
    axes.set(xlabel="number of classes $K$", ylabel="time $t$", xticks=sorted(set(rows.column(K_COLUMN))))
    powers(axes.yaxis)
    axes.legend(loc="upper left")
    return page


PLOT = Plot(
    "waiting", "The time to collapse, by the number of classes", ("collapse-rate",), ("K",), show, paint
)
