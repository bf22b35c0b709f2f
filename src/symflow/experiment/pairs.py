r"""Runge-Kutta steps of order 5 with an error estimate of order 4 (Dormand and Prince, 1980), in float64.

Formula.  k_i = f(v + c_i h, y + h sum_j a_ij k_j); the step is y + h sum_j a_7j k_j, and its error is estimated by
h sum_i e_i k_i. A step is taken if that is at most `tolerance` times the largest entry of y. The estimate is no bound.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from symflow.experiment.model import Array

Field: TypeAlias = Callable[[float, Array], Array]
STAGES = np.array(
    [
        [0, 0, 0, 0, 0, 0],
        [1 / 5, 0, 0, 0, 0, 0],
        [3 / 40, 9 / 40, 0, 0, 0, 0],
        [44 / 45, -56 / 15, 32 / 9, 0, 0, 0],
        [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729, 0, 0],
        [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656, 0],
        [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
    ]
)
TIMES = STAGES.sum(axis=1)
ERROR = np.array([71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40])
SAFETY, SLOWEST, FASTEST = 0.9, 0.2, 5.0


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a path is, the length of the next step, and how many were taken."""

    y: Array
    length: float
    steps: int


def moved(field: Field, v: float, end: float, start: Moved, tolerance: float) -> Moved:
    """From v to end."""
    y, length, steps = start.y, start.length, start.steps
    stages = np.empty((7, len(y)))
    stages[0] = field(v, y)
    while v < end:
        last = v + length >= end
        h = end - v if last else length
        for i in range(1, 7):
            reached = y + h * (STAGES[i, :i] @ stages[:i])
            stages[i] = field(v + TIMES[i] * h, reached)
        error = float(np.abs(h * (ERROR @ stages)).max() / (tolerance * np.abs(y).max()))
        change = min(FASTEST, max(SLOWEST, SAFETY * max(error, 1e-10) ** -0.2))
        if error <= 1:
            y, v, steps = reached, end if last else v + h, steps + 1
            stages[0] = stages[6]  # the last stage is the first of the next step
            length = max(length, h * change) if last else h * change
        elif error > 1:
            length = h * change
        else:
            raise FloatingPointError(f"a step from {v} is not finite")
    return Moved(y, length, steps)
