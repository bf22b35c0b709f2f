"""How fast collapse is: near the collapse ray V stays in a proved band about e^{-2 bar s/K}."""

from __future__ import annotations

import math
from typing import Any

from symflow.numeric.decimals import shortened
from symflow.render.plots.drawn import OPTIONS, Asked, Content, Plot
from symflow.render.plots.look import BLUE, GREY, HEIGHT, ORANGE, WIDTH, figure
from symflow.render.plots.motion import active, described, late, means, motion, starting
from symflow.render.plots.scales import powers
from symflow.render.plots.table import Table
from symflow.render.plots.theorem import Constants, arithmetic, number

START = ("1.00003", "0.99999", "0.99998")
END, SAMPLES = "1e8", 41
PRINTED, GUARD = 12, 8
TIME, MEAN, V = "t [1]", "mean mode [1]", "V [nat]"
LOWER, UPPER = "proved lower bound of V [nat]", "proved upper bound of V [nat]"


def show(asked: Asked) -> Content:
    """t, bar s, V and its two proved bounds at that bar s."""
    start = active(starting(asked, START), asked)
    found = motion(start, asked, late(asked, END), SAMPLES, guard=GUARD)
    shown = found.digits - GUARD
    mp, middle = arithmetic(), means(found)
    known = Constants(mp, found.K, number(mp, str(found.lyapunov[0])), number(mp, middle[0]))
    rows = []
    for t, mean, v in zip(found.t, middle, found.lyapunov, strict=True):
        band = (mp.nstr(x, min(shown, PRINTED)) for x in known.band(number(mp, mean)))
        rows.append((t, shortened(mean, shown), shortened(str(v), shown), *band))
    caption = (
        f"{described(start)}. Proved (collapse-rate), for every start with positive modes that are not all equal: V "
        "e^(2 mean/K) tends to a positive limit and stays within a factor e^G of its start, here G = "
        f"{mp.nstr(known.room, 2)}; V never exceeds its start, and V e^(2(K - 1) mean/c) never falls below its own, c "
        f"= {mp.nstr(known.c, 3)}. Together they leave the band. So log V falls along a line of slope -2/K in the end, "
        "the more slowly the more classes there are. G is small only for a start that is very near to the ray. "
        f"Computed, not proved: the curve of V and the digits of the band ({shown} digits asked for)."
    )
    alt = "V on a logarithmic axis falls with the mean mode, inside a band that is proved"
    return Content(caption, alt, Table((TIME, MEAN, V, LOWER, UPPER), tuple(rows)))


def paint(rows: Table) -> Any:
    """log10 of V in its band, against bar s."""
    page = figure(WIDTH, HEIGHT)
    axes = page.subplots()
    mean, v = rows.column(MEAN), rows.logarithms(V)
    low, high = rows.logarithms(LOWER), rows.logarithms(UPPER)
    axes.fill_between(mean, low, high, color=ORANGE, alpha=0.16, linewidth=0)
    axes.plot(mean, high, color=ORANGE, linestyle="--", linewidth=1.2, label="proved bounds")
    axes.plot(mean, low, color=ORANGE, linestyle="--", linewidth=1.2)
    axes.plot(mean, v, color=BLUE, marker="o", markersize=3.5, linewidth=1.2, label="$V$, computed")
    axes.set(xlabel=r"mean mode $\bar{s}$", ylabel="$V$", xlim=(mean[0], mean[-1]))
    reach = 0.5 * (v[0] - v[-1])
    axes.set_ylim(max(min(low), v[-1] - reach) - 0.1, min(max(high), v[0] + reach) + 0.2)
    powers(axes.yaxis)
    _late(axes, rows)
    axes.legend(loc="upper right")
    return page


def _late(axes: Any, rows: Table) -> None:
    """Some times, above the axis: how slowly bar s moves."""
    mean, times = rows.column(MEAN), rows.logarithms(TIME)
    upper = axes.twiny()
    upper.set_xlim(axes.get_xlim())
    upper.grid(visible=False)
    upper.spines["top"].set(visible=True, color=GREY)
    step = max(1, math.ceil(times[-1] / 5))
    places, names = [], []
    for decade in range(0, math.floor(times[-1]) + 1, step):
        after = next(i for i, t in enumerate(times) if t >= decade - 1e-9)
        if after < 2:
            continue
        part = (decade - times[after - 1]) / (times[after] - times[after - 1])
        places.append(mean[after - 1] + part * (mean[after] - mean[after - 1]))
        names.append(f"$10^{{{decade}}}$" if decade else "1")
    upper.set_xticks(places, names)
    upper.set_xlabel("time $t$", color=GREY)


PLOT = Plot(
    "rate",
    "How fast the collapse is, and what is proved of it",
    ("collapse-rate",),
    OPTIONS,
    show,
    paint,
)
