"""The modes of one flow: seven unequal modes become equal, slowly."""

from __future__ import annotations

from typing import Any

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, ORANGE, STYLES, figure
from symflow.render.plots.scales import ramp
from symflow.render.plots.table import Table

START = ("1/50", "1/25", "1/10", "1/5", "3/10", "2/5", "3/5")
END, SAMPLES, DIGITS = "1e6", 121, 12
TEXT = """\
Walsh, K = 8, from s(0) = (0.02, 0.04, 0.1, 0.2, 0.3, 0.4, 0.6). At first every mode grows like e^{2t}, and
their ratios stay; later the large ones wait for the small ones. Time runs on a logarithmic axis, because
collapse is slow.

*Proved:* every mode increases (`mode-growth`), V decreases at all times (`lyapunov-decrease`), V and the
loss tend to 0 (`global-convergence`). *Measured:* the curves. They are numbers from `symflow.integrate`:
two runs agree to 12 digits, which estimates their error and does not bound it."""


def data() -> Table:
    """t, the modes, V and the loss."""
    found = integrate(START, t_end=END, samples=SAMPLES, digits=DIGITS)
    names = [f"s{k}" for k in range(1, found.K)]
    rows = zip(found.t, found.modes, found.lyapunov, found.loss, strict=True)
    return table(["t", *names, "V", "loss"], [(t, *modes, str(v), loss) for t, modes, v, loss in rows])


def draw(rows: Table) -> Any:
    """The modes, V and the loss; the start t = 0 has no place on the axis of time, and names the modes."""
    page = figure(7.2, 7.0)
    upper, middle, lower = page.subplots(3, 1, sharex=True, height_ratios=(3, 1.5, 1.5))
    t, colours = rows.column("t")[1:], ramp(len(START))
    for k in range(len(START), 0, -1):
        start, *values = rows.column(f"s{k}")
        style = STYLES[k % len(STYLES)]
        upper.plot(t, values, color=colours[k - 1], linestyle=style, label=f"$s_{k}(0) = {start:g}$")
    upper.set(ylabel="modes $s_k$", ylim=(0, None))
    upper.legend(loc="upper left")
    middle.plot(t, rows.column("V")[1:], color=BLUE)
    middle.set(ylabel="$V$", ylim=(0, None))
    lower.plot(t, rows.column("loss")[1:], color=ORANGE)
    lower.set(ylabel="loss $L$", xscale="log", yscale="log", xlabel="time $t$", xlim=(t[0], t[-1]))
    return page


PICTURE = Picture(
    "modes",
    "Seven modes on their way to collapse",
    "Seven modes against time on a logarithmic axis; below, V and the loss fall",
    TEXT,
    data,
    draw,
)
