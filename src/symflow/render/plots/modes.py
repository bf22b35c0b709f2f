"""The modes of one flow on logarithmic time: unequal modes become equal, slowly."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from symflow.errors import InputError
from symflow.numeric.decimals import plain, shortened
from symflow.render.plots.drawn import OPTIONS, Asked, Content, Plot
from symflow.render.plots.look import HEIGHT, STYLES, WIDTH, figure
from symflow.render.plots.motion import described, late, motion, starting
from symflow.render.plots.scales import named, powers, ramp, written
from symflow.render.plots.table import Table

START = ("1/50", "1/25", "1/10", "1/5", "3/10", "2/5", "3/5")
END, SAMPLES = "1e6", 121
FEW = 8


def show(asked: Asked) -> Content:
    """t and the modes."""
    start = starting(asked, START)
    if not any(start.modes):
        raise InputError(f"{asked.flags}modes: all are 0 and stay so; give a number above 0")
    found = motion(start, asked, late(asked, END), SAMPLES)
    names = [f"s{k} [1]" for k in range(1, found.K)]
    rows = tuple((t, *modes) for t, modes in zip(found.t, found.modes, strict=True))
    caption = (
        f"{described(start)}. At first every small mode grows like e^(2t); then the large ones wait for the small "
        "ones. Proved, for every K and every start with positive modes: each mode increases (mode-growth), and V tends "
        "to 0, that is, their ratios tend to 1 (global-convergence). Computed, not proved: the curves, to "
        f"{found.digits} digits."
    )
    alt = f"{found.K - 1} modes against time on a logarithmic axis, up to t = {found.end}: all above 0 grow"
    return Content(caption, alt, Table(("t [1]", *names), rows))


def paint(rows: Table) -> Any:
    """The modes; the start t = 0 has no place on the axis of time, and names the modes."""
    page = figure(WIDTH, HEIGHT)
    axes = page.subplots()
    count, later = len(rows.columns) - 1, rows.after(1)
    times, colours, ends = later.logarithms("t [1]"), ramp(count), []
    order = sorted(range(1, count + 1), key=lambda k: float(rows.texts(f"s{k} [1]")[-1]))
    for place, k in enumerate(order):
        start, values = plain(Decimal(shortened(rows.texts(f"s{k} [1]")[0], 3))), later.column(f"s{k} [1]")
        axes.plot(times, values, color=colours[place], linestyle=STYLES[place % len(STYLES)])
        ends.append((times[-1], values[-1], f"$s_{{{k}}}(0) = {written(start)}$"))
    top = max(end[1] for end in ends)
    axes.set(xlabel="time $t$", ylabel="modes $s_k$", xlim=(times[0], times[-1]), ylim=(0, 1.04 * top))
    powers(axes.xaxis)
    named(axes, ends if count <= FEW else [ends[0], ends[-1]], 0.07 * top)
    return page


PLOT = Plot(
    "modes",
    "The modes on their way to collapse",
    ("mode-growth", "global-convergence"),
    OPTIONS,
    show,
    paint,
)
