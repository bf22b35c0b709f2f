r"""Fitted exponents: metric = c (log t)^{-p}, and metric = c t^{-q}, within a window of log t, for every run.

Formula.  p is minus the slope of log metric against log log t, q minus that against log t, by least squares over the
points of the window. The misfit is the root mean square of what is left of log metric: of the two laws, the one with
the smaller misfit describes the window better. The spread of p is over the runs: mean, standard deviation (divisor
runs - 1), least and most; "about 1" means within 0.1. A run with a number that is 0 or not finite in the window is
left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from symflow.experiment.model import Array

FEWEST = 5  # points of a fit
NEAR = 0.1


@dataclass(frozen=True, slots=True)
class Spread:
    """A number over several runs; the deviation of a single one is 0."""

    mean: float
    deviation: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Array) -> Spread:
        """Of at least one value."""
        deviation = float(values.std(ddof=1)) if len(values) > 1 else 0.0
        return cls(float(values.mean()), deviation, float(values.min()), float(values.max()))


@dataclass(frozen=True, slots=True)
class Fit:
    """Both laws for one metric, in one window, over some runs."""

    metric: str
    scale: str
    window: tuple[float, float]
    runs: int
    p: Spread
    q: Spread
    p_misfit: float
    q_misfit: float

    @property
    def reading(self) -> str:
        """What the runs say about p = 1, the printed O(1/log t) read as metric = c/log t."""
        if self.p.most < 1 - NEAR:
            return "below, in every run"
        if self.p.least > 1 + NEAR:
            return "above, in every run"
        near = self.p.least >= 1 - NEAR and self.p.most <= 1 + NEAR
        return "about 1, in every run" if near else "differs from run to run"


def slopes(x: Array, y: Array) -> tuple[Array, Array]:
    """The slope of each column of y against x, and the root mean square of the rest."""
    centred, rest = x - x.mean(), y - y.mean(axis=0)
    slope = centred @ rest / (centred @ centred)
    misfit: Array = np.sqrt(((rest - centred[:, None] * slope) ** 2).mean(axis=0))
    return slope, misfit


def fit(name: tuple[str, str], log_t: Array, values: Array, window: tuple[float, float]) -> Fit | None:
    """The fit of a metric, (points, runs); None where points or runs are lacking. `name` is (metric, scale)."""
    low, high = window
    inside = (log_t >= low * (1 - 1e-9)) & (log_t <= high * (1 + 1e-9)) & (log_t > 0)
    if inside.sum() < FEWEST:
        return None
    y = values[inside]
    good = (np.isfinite(y) & (y > 0)).all(axis=0)
    if not good.any():
        return None
    x, y = log_t[inside], np.log(y[:, good])
    p, p_misfit = slopes(np.log(x), y)
    q, q_misfit = slopes(x, y)
    spreads = Spread.of(-p), Spread.of(-q)
    return Fit(*name, window, int(good.sum()), *spreads, float(p_misfit.mean()), float(q_misfit.mean()))


def fits(
    names: Sequence[str],
    scales: Sequence[str],
    log_t: Array,
    values: Array,
    windows: Sequence[tuple[float, float]],
) -> list[Fit]:
    """For every metric, every window, and the runs of every scale; `values` are (points, runs, metrics)."""
    found = []
    for place, name in enumerate(names):
        for window in windows:
            for scale in dict.fromkeys(scales):
                runs = np.array([s == scale for s in scales])
                found.append(fit((name, scale), log_t, values[:, runs, place], window))
    return [f for f in found if f is not None]
