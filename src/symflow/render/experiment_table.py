"""An experiment for the terminal: the fitted exponents with their spread, and what was lost."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from symflow.experiment.fit import Fit, Spread
from symflow.experiment.result import Result
from symflow.render.console import Paper
from symflow.render.table import aligned

HEADER = ("metric", "scale", "log t", "p", "range of p", "q", "misfit p", "misfit q", "p = 1?")
PRINTED = (
    "In the axes of the figure the print says p = 1 for all, metric = c (log t)^-p. q is for metric = c t^-q; the "
    "smaller misfit (rms of log metric) describes the window better."
)
Row: TypeAlias = tuple[str, ...]


def show(console: Paper, found: Result) -> None:
    """Print the summary."""
    runs, points = counted(len(found.trials), "run"), counted(len(found.points), "point")
    console.lines([f"{found.name}: {runs}, {points}; a measurement", ""])
    if found.fits:
        console.lines([*aligned(HEADER, [row(f) for f in found.fits]), ""])
        console.lines([PRINTED])
    console.lines([*last(found), *lost(found)])
    console.lines(found.notes)


def last(found: Result) -> list[str]:
    """The numbers of the last point, for each scale: their median over the runs that have them."""
    lines = []
    for scale in dict.fromkeys(trial.scale for trial in found.trials) if len(found.values) else ():
        end = found.values[-1][[trial.scale == scale for trial in found.trials]]
        kept = end[np.isfinite(end).all(axis=1)]
        if len(kept):
            pairs = zip(found.columns, np.median(kept, axis=0), strict=True)
            place = f"At {found.axis} {found.points[-1]:g}{scale and f', scale {scale}'}"
            lines.append(f"{place}: {', '.join(f'{name} {x:.3g}' for name, x in pairs)}.")
    return lines


def counted(number: int, noun: str) -> str:
    """3 runs; 1 run."""
    return f"{number} {noun}{'s' * (number != 1)}"


def row(found: Fit) -> Row:
    """A line of the table."""
    low, high = found.window
    return (
        found.metric,
        found.scale,
        f"{low:.4g}..{high:.4g}",
        with_deviation(found.p),
        f"{found.p.least:.2f}..{found.p.most:.2f}",
        f"{found.q.mean:.2g}",
        f"{found.p_misfit:.2g}",
        f"{found.q_misfit:.2g}",
        found.reading,
    )


def with_deviation(found: Spread) -> str:
    """The mean and the standard deviation over the runs."""
    return f"{found.mean:.2f} ({found.deviation:.2f})"


def lost(found: Result) -> list[str]:
    """The runs that left the range of float64, and where."""
    gone = [(trial, trial.lost_at) for trial in found.trials if trial.lost_at is not None]
    if not gone:
        return []
    steps = [step for _, step in gone]
    scales = dict.fromkeys(trial.scale for trial, _ in gone)
    each = [
        f"scale {scale}: {', '.join(f'{trial.seed} at {step}' for trial, step in gone if trial.scale == scale)}"
        for scale in scales
    ]
    return [
        f"{len(gone)} of {len(found.trials)} runs left the range of float64, at steps {min(steps)} to {max(steps)}.",
        f"Seed and step: {'; '.join(each)}.",
    ]
