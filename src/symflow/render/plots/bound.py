"""V and the bound that is proved for it, with all its constants."""

from __future__ import annotations

from typing import Any

from symflow.numeric.decimals import shortened
from symflow.render.plots.drawn import OPTIONS, Asked, Content, Plot
from symflow.render.plots.look import BLUE, HEIGHT, ORANGE, WIDTH, figure
from symflow.render.plots.motion import active, described, late, means, motion, starting
from symflow.render.plots.scales import named, powers
from symflow.render.plots.table import Table
from symflow.render.plots.theorem import Constants, arithmetic, number

START = (1, 2, 3)
END, SAMPLES = "1e12", 97
PRINTED, GUARD = 12, 8
TIME, V = "t [1]", "V [nat]"
BOUND = "proved bound of V [nat]"


def show(asked: Asked) -> Content:
    """t, V, and the bound of V with the least bar s that is proved for t."""
    start = active(starting(asked, START), asked)
    found = motion(start, asked, late(asked, END), SAMPLES, guard=GUARD)
    shown = found.digits - GUARD
    mp = arithmetic()
    known = Constants(mp, found.K, number(mp, str(found.lyapunov[0])), number(mp, means(found)[0]))
    rows = []
    for t, v in zip(found.t, found.lyapunov, strict=True):
        bound = known.bound(known.passed(number(mp, t)))
        rows.append((t, shortened(str(v), shown), mp.nstr(bound, min(shown, PRINTED))))
    caption = (
        f"{described(start)}. Proved (global-convergence), for every start with positive modes: V is at most "
        "v0 (b/mean)^lambda, with v0 = V(0), b the mean mode at the start and, here, lambda = "
        f"{mp.nstr(known.power, 3)}; and the mean mode is at least an x(t) with Ei(x) + (K - 1) log x = Ei(b) + "
        f"(K - 1) log b + 2Kct, c = {mp.nstr(known.c, 3)}. So V tends to 0, by a time that can be written down; "
        "but the bound falls far more slowly than V. Computed, not proved: the curve of V and the digits of the bound "
        f"({shown} digits asked for)."
    )
    alt = "V falls steeply along logarithmic time; the proved bound above it stays almost flat"
    return Content(caption, alt, Table((TIME, V, BOUND), tuple(rows)))


def paint(rows: Table) -> Any:
    """log10 of V and of its bound against log10 t."""
    page = figure(WIDTH, HEIGHT)
    axes = page.subplots()
    later = rows.after(1)
    times, v, most = (later.logarithms(name) for name in (TIME, V, BOUND))
    lowest = min(v) - 0.3
    axes.fill_between(times, most, lowest, color=ORANGE, alpha=0.12, linewidth=0)
    axes.plot(times, most, color=ORANGE, linestyle="--")
    axes.plot(times, v, color=BLUE)
    axes.set(
        xlabel="time $t$", ylabel="$V$", xlim=(times[0], times[-1]), ylim=(lowest, most[0] - 0.05 * lowest)
    )
    powers(axes.xaxis)
    powers(axes.yaxis)
    named(
        axes,
        [(times[-1], most[-1], "proved:\n$V$ is below"), (times[-1], v[-1], "$V$,\ncomputed")],
        -0.13 * lowest,
    )
    return page


PLOT = Plot(
    "bound",
    "V and its proved bound",
    ("global-convergence",),
    OPTIONS,
    show,
    paint,
)
