"""What the pictures of the two experiments share: their table, and the four panels on the axes of [J], figure 2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pictures.table import table
from symflow.experiment.fit import Fit, fits
from symflow.experiment.metrics import METRICS
from symflow.experiment.run import Course, Experiment, Runner
from symflow.render.plots.look import BLUE, GREY, ORANGE, figure
from symflow.render.plots.table import Table

SCALES, SEEDS = ("0.1", "1"), 10
STARTS = tuple((seed, scale) for scale in SCALES for seed in range(SEEDS))
NAMES = [metric.name for metric in METRICS]
COLUMNS = ["scale", "seed", "log_t", *NAMES]
TITLES = {"a": "(a) norms", "b": "(b) within classes", "c": "(c) cosines", "d": "(d) duality"}
STYLES = {"0.1": "-", "1": (0, (4, 1.5))}
Array = NDArray[np.float64]


def computed(experiment: Experiment) -> Table:
    """The table of a whole run."""
    return tabled(experiment, Runner(experiment).go())


def tabled(experiment: Experiment, course: Course) -> Table:
    """The numbers of a course as far as it has come, one row for each start and point."""
    rows = []
    for place, trial in enumerate(experiment.trials(course.arrays)):
        for log_t, numbers in zip(experiment.log_times, course.rows[:, place], strict=False):
            cells = [f"{float(x):.8g}" for x in (log_t, *numbers[: len(NAMES)])]
            rows.append((trial.scale, str(trial.seed), *cells))
    return table(COLUMNS, rows)


def exponents(rows: Table, windows: Sequence[tuple[float, float]]) -> list[Fit]:
    """The fits to the numbers as they are stored."""
    log_t, values = curves(rows)
    return fits(NAMES, [scale for _, scale in STARTS], log_t, values, windows)


def curves(rows: Table) -> tuple[Array, Array]:
    """log t, and the numbers, (points, starts, metrics)."""
    runs = [rows.where("scale", scale).where("seed", str(seed)) for seed, scale in STARTS]
    values = np.array([[run.column(name) for name in NAMES] for run in runs])
    return np.array(runs[0].column("log_t")), values.transpose(2, 0, 1)


def panels(rows: Table) -> Any:
    """The median of each scale, the range of its runs, and c/log t."""
    page = figure(11.0, 3.7)
    log_t, values = curves(rows)
    later = log_t > 1
    x = np.log(log_t[later])
    for axes, (panel, title) in zip(page.subplots(1, 4, sharex=True), TITLES.items(), strict=True):
        top = 0.0
        for place, metric in enumerate(METRICS):
            if metric.panel != panel:
                continue
            colour = ORANGE if "classifier" in metric.name else BLUE
            for scale in SCALES:
                chosen = [i for i, (_, other) in enumerate(STARTS) if other == scale]
                here = values[later][:, chosen, place]
                axes.fill_between(
                    x, here.min(axis=1), here.max(axis=1), color=colour, alpha=0.18, linewidth=0
                )
                axes.plot(x, np.median(here, axis=1), color=colour, linestyle=STYLES[scale])
                top = max(top, float(np.median(here[0])))
        axes.plot(x, top * np.exp(x[0] - x), color=GREY, linewidth=1, linestyle=":")
        axes.set(yscale="log", xlabel=r"$\log\,\log\,t$")
        axes.set_title(title)
    _legend(page)
    return page


def _legend(page: Any) -> None:
    """One for all panels."""
    from matplotlib.lines import Line2D

    lines = [Line2D([], [], color=BLUE), Line2D([], [], color=ORANGE)]
    lines += [Line2D([], [], color=GREY, linestyle=STYLES[scale]) for scale in SCALES]
    lines.append(Line2D([], [], color=GREY, linewidth=1, linestyle=":"))
    names = ["class means; all", "classifier", *(f"scale {scale}" for scale in SCALES), r"$c/\log t$"]
    page.legend(lines, names, loc="outside lower center", ncols=len(names))
