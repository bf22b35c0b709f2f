"""An experiment as a picture on the axes of [J], figure 2: log log t across, the metrics on a logarithmic axis.

Needs matplotlib (the extra ``plot``). One line for each run, faint, and the median of each scale; a dashed line of
slope -1, c/log t, is what the print says.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from symflow.experiment.metrics import METRICS
from symflow.experiment.model import Array
from symflow.experiment.result import Result
from symflow.render.plots import look
from symflow.render.plots.look import BLUE, GREY, ORANGE, STYLES

PANELS = {"a": "variation of the norms", "b": "within-class variation", "c": "cosines", "d": "duality"}
COLOURS = {"norms-classifier": ORANGE, "angles-classifier": ORANGE}
SIZE = (9.0, 7.0)


def draw(found: Result, kind: str) -> bytes:
    """The picture as PNG or SVG; the same result gives the same SVG."""
    with look.look():
        figure = look.figure(*SIZE)
        grid = figure.subplots(2, 2, sharex=True)
        for axes, (panel, title) in zip(grid.flat, PANELS.items(), strict=True):
            _panel(axes, found, panel)
            axes.set_title(f"({panel}) {title}")
        for axes in grid[1]:
            axes.set_xlabel("log log t")
        return look.image(figure, kind, "figure 2 of [J], run again")


def _panel(axes: Any, found: Result, panel: str) -> None:
    """The metrics of a panel, for every scale."""
    log_t = np.array(found.log_times)
    later = log_t > 1
    x = np.log(log_t[later])
    axes.set_yscale("log")
    middle: Array | None = None
    scales = list(dict.fromkeys(run.scale for run in found.trials))
    for place, metric in enumerate(METRICS):
        if metric.panel != panel:
            continue
        colour = COLOURS.get(metric.name, BLUE)
        for scale in scales:
            runs = [i for i, run in enumerate(found.trials) if run.scale == scale and run.lost_at is None]
            values = found.values[later][:, runs, place]
            if not values.size:
                continue
            style = STYLES[scales.index(scale) % len(STYLES)]
            middle = np.median(values, axis=1)
            axes.plot(x, values, color=colour, linewidth=0.4, alpha=0.35)
            name = metric.title.rpartition(", ")[2] if metric.panel in "ac" else ""
            label = " ".join(filter(None, (name, scale and f"scale {scale}")))
            axes.plot(x, middle, color=colour, linestyle=style, linewidth=1.6, label=label or None)
    if middle is not None:
        axes.plot(
            x, middle[0] * np.exp(x[0] - x), color=GREY, linewidth=1, linestyle=(0, (6, 3)), label="c/log t"
        )
        axes.legend(fontsize="x-small")
    else:
        axes.text(0.5, 0.5, "no run has numbers here", transform=axes.transAxes, ha="center")
