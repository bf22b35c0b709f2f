"""Figure 2 of [J], run again: a summary of twenty stored runs.

The runs take minutes, so their medians and ranges are kept in the package, in ``fig2.csv`` beside this file. They are
those of the runs that tools/gallery.py computes.
"""

from __future__ import annotations

import math
from importlib.resources import files
from typing import Any

from symflow.render.plots.drawn import Asked, Content, Plot
from symflow.render.plots.look import BLUE, GREY, ORANGE, WIDTH, figure
from symflow.render.plots.table import Table, parsed

PANELS = {
    "a": "(a) variation of norms",
    "b": "(b) within classes",
    "c": "(c) cosines",
    "d": "(d) duality",
}
DRAWN = (
    ("a", "norms-means", BLUE),
    ("a", "norms-classifier", ORANGE),
    ("b", "within", BLUE),
    ("c", "angles-means", BLUE),
    ("c", "angles-classifier", ORANGE),
    ("d", "duality", BLUE),
)
SCALES: dict[str, Any] = {"0.1": "-", "1": (0, (4, 1.5))}
SCALE, LOG_T = "standard deviation of the start [1]", "log t [1]"
CAPTION = (
    "[J], figure 2, run again: K = 5, 10 samples of each class, d = 20, 10^5 steps of length 5 along the gradient of "
    "the mean loss, from ten starts of each of two sizes (the paper does not say how it starts): median and range. On "
    "these axes c/log t is a line of slope -1 (dotted). Proved, of the flow only: W^T W - H H^T is conserved "
    "(imbalance-conserved); of descent with steps of this length nothing is. Computed, not proved: the curves, in "
    "double precision. They are stored runs, summed up, and not run again here: symflow experiment fig2 runs them."
)
ALT = "Four panels of metrics that fall on doubly logarithmic axes; most are flatter than the dotted line of slope -1"


def show(asked: Asked) -> Content:
    """The stored summary."""
    return Content(CAPTION, ALT, stored())


def stored() -> Table:
    """Scale, log t, and the median, least and most of each metric."""
    return parsed((files("symflow.render.plots") / "fig2.csv").read_text(encoding="utf-8"))


def column(metric: str, which: str) -> str:
    """The name of a column: ``which`` is median, least or most."""
    return f"{metric}, {which} [1]"


def paint(rows: Table) -> Any:
    """The median of each scale, the range of its runs, and c/log t."""
    page = figure(WIDTH, 5.2)
    grid = dict(zip(PANELS, page.subplots(2, 2, sharex=True).flat, strict=True))
    tops = dict.fromkeys(PANELS, 0.0)
    for panel, metric, colour in DRAWN:
        for scale, style in SCALES.items():
            here = Table(rows.columns, tuple(r for r in rows.where(SCALE, scale).rows if float(r[1]) > 1))
            x = [math.log(value) for value in here.column(LOG_T)]
            middle, least, most = (here.column(column(metric, w)) for w in ("median", "least", "most"))
            grid[panel].fill_between(x, least, most, color=colour, alpha=0.18, linewidth=0)
            grid[panel].plot(x, middle, color=colour, linestyle=style)
            tops[panel] = max(tops[panel], middle[0])
    for panel, axes in grid.items():
        axes.plot(
            x, [tops[panel] * math.exp(x[0] - place) for place in x], color=GREY, linewidth=1, linestyle=":"
        )
        axes.set(yscale="log")
        axes.minorticks_off()
        axes.set_title(PANELS[panel])
        if panel in "cd":
            axes.set_xlabel(r"$\log\,\log\,t$")
    _legend(page)
    return page


def _legend(page: Any) -> None:
    """One for all panels."""
    from matplotlib.lines import Line2D

    lines = [Line2D([], [], color=BLUE), Line2D([], [], color=ORANGE)]
    lines += [Line2D([], [], color=GREY, linestyle=style) for style in SCALES.values()]
    lines.append(Line2D([], [], color=GREY, linewidth=1, linestyle=":"))
    names = ["class means; all", "classifier", *(f"start of size {scale}" for scale in SCALES), r"$c/\log t$"]
    page.legend(lines, names, loc="outside lower center", ncols=3)


PLOT = Plot("fig2", "Figure 2 of [J], run again", ("imbalance-conserved",), (), show, paint)
