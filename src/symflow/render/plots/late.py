"""The modes on doubly logarithmic time, up to t = 10^1000: they meet, and follow log(2Kt)."""

from __future__ import annotations

import math
from typing import Any

from symflow.errors import InputError
from symflow.exact import exact
from symflow.render.plots.drawn import OPTIONS, Asked, Content, Plot
from symflow.render.plots.look import GREY, HEIGHT, STYLES, WIDTH, figure
from symflow.render.plots.motion import active, described, motion, starting
from symflow.render.plots.scales import doubly, powers, ramp
from symflow.render.plots.table import Table, log10

START = ("1/50", "1/25", "1/10", "1/5", "3/10", "2/5", "3/5")
END, POINTS = "1e1000", 60
LN10 = math.log(10)


def show(asked: Asked) -> Content:
    """t, the modes and log(2Kt)."""
    start = active(starting(asked, START), asked)
    end = END if asked.t_end is None else asked.t_end
    name = asked.spelt("t_end")
    if exact(end, name) < 10**4:
        raise InputError.about(name, end, "time runs doubly logarithmically from t = 10; give 1e4 at least")
    found = motion(start, asked, end, times(str(end)))
    names = [f"s{k} [1]" for k in range(1, found.K)]
    rows = tuple(
        (t, *modes, f"{LN10 * log10(t) + math.log(2 * found.K):.10g}")
        for t, modes in zip(found.t[1:], found.modes[1:], strict=True)
    )
    caption = (
        f"{described(start)}, up to t = {found.end}: log t runs on a logarithmic axis. The modes meet, and follow "
        "log(2Kt) (dashed). Proved: on the collapse ray Ei(s) + (K - 1) log s grows by exactly 2K in each unit of time "
        "(collapse-ray), and from every start with positive modes V tends to 0, that is, the ratios of modes tend to 1 "
        f"(global-convergence). Computed, not proved: the curves, to {found.digits} digits."
    )
    alt = f"{found.K - 1} modes against doubly logarithmic time; all meet a dashed curve, log(2Kt)"
    return Content(caption, alt, Table(("t [1]", *names, "log(2Kt) [1]"), rows))


def times(end: str) -> list[str]:
    """Times from 10 to the end, evenly spaced in log log t."""
    last = math.log10(log10(end))
    logs = [10 ** (last * i / POINTS) for i in range(POINTS)]
    return [*(f"{10 ** (x % 1):.4f}e{math.floor(x)}" for x in logs), end]


def paint(rows: Table) -> Any:
    """log10 of the modes."""
    page = figure(WIDTH, HEIGHT)
    axes = page.subplots()
    count = len(rows.columns) - 2
    x = [math.log10(t) for t in rows.logarithms("t [1]")]
    order = sorted(range(1, count + 1), key=lambda k: float(rows.texts(f"s{k} [1]")[0]))
    words = {0: "smallest mode", count - 1: "largest mode"}
    for place, (k, colour) in enumerate(zip(order, ramp(count), strict=True)):
        values = rows.logarithms(f"s{k} [1]")
        style = STYLES[place % len(STYLES)]
        axes.plot(x, values, color=colour, linestyle=style, label=words.get(place))
    law = rows.logarithms("log(2Kt) [1]")
    axes.plot(x, law, color=GREY, linewidth=1.2, linestyle=(0, (6, 3)), label=r"$\log(2Kt)$")
    axes.legend(loc="best", reverse=True)
    axes.set(
        xlabel=r"time $t$; the axis is that of $\log\,\log\,t$", ylabel="modes $s_k$", xlim=(x[0], x[-1])
    )
    doubly(axes.xaxis, x[0], x[-1])
    powers(axes.yaxis)
    return page


PLOT = Plot(
    "late",
    "The modes until very late times",
    ("collapse-ray", "global-convergence"),
    OPTIONS,
    show,
    paint,
)
