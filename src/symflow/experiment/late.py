r"""Gradient flow on the layer-peeled model until log t = 1000 and beyond, from random starts.

Statement.  In the time v = log(1 + t) the flow W' = M H^T, H' = W^T M of the sum loss (4) is

    dW/dv = (e^v M) H^T,    dH/dv = W^T (e^v M).

Late, the margins are close to log t: e^v M is of moderate size, though t and 1/M are far outside of float64. So it is
computed as one exponential (`model.errors`), and the steps in v stay long enough for log t = 1000 in seconds.

Why the exponents are what they are: D = H H^T - W^T W is conserved, and W^T W has rank K at most. So H H^T >= D has at
least the eigenvalues of D, and sum |h_ki - hbar_k|^2, a distance of H from matrices of rank K, is at least the sum of
all positive eigenvalues of D but the K largest. That is positive for nearly every start with n > 1, d > K: the
within-class part of H never vanishes, it is only outgrown by |H|^2, which is of the order of log t. Compare (log
t)^(-1/2) for (b), and (log t)^(-1) for what is quadratic in the part that stays: an explanation, not a proof.

Notation.  H is stored by rows, one for each feature, as in `model`. The paths of different starts are integrated one by
one, each with steps of its own.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from symflow.experiment.metrics import COLUMNS, of_classes
from symflow.experiment.model import PAPER, Array, Sizes, drawn, errors, log_loss
from symflow.experiment.pairs import Field, Moved, moved
from symflow.experiment.run import Arrays, Trial

SAMPLES, FIRST = 61, 0.1
AT_ONCE = 100.0  # in v
TOLERANCE, SHORT = 1e-10, 1e-4


@dataclass(frozen=True, slots=True)
class Late:
    """The experiment; `starts` are (seed, scale), and log t ends at `end`."""

    starts: Sequence[tuple[int, str]]
    end: str = "1000"
    sizes: Sizes = PAPER

    @property
    def name(self) -> str:
        """As in ``symflow experiment NAME``."""
        return "late"

    @property
    def settings(self) -> Mapping[str, object]:
        """Everything that the numbers depend on."""
        return {
            **self.sizes.settings,
            "loss": "sum",
            "log_t_end": self.end,
            "tolerance": repr(TOLERANCE),
            "starts": [[seed, scale] for seed, scale in self.starts],
        }

    @property
    def axis(self) -> str:
        """Time is counted by its logarithm."""
        return "log_t"

    @property
    def columns(self) -> Sequence[str]:
        """The metrics and log L."""
        return COLUMNS

    @property
    def points(self) -> Sequence[float]:
        """The values of log t that are measured, evenly in log log t."""
        end = float(Fraction(self.end))
        return [*(float(x) for x in np.geomspace(FIRST, end, SAMPLES)[:-1]), end]

    @property
    def log_times(self) -> Sequence[float]:
        """The points themselves."""
        return self.points

    @property
    def windows(self) -> Sequence[tuple[float, float]]:
        """Factors of 10 in log t, and all of it from 1 on."""
        end = float(Fraction(self.end))
        ends = [10.0**k for k in range(math.floor(math.log10(end) + 1e-9) + 1)]
        return [*itertools.pairwise(ends), *([(1.0, end)] if len(ends) != 2 or end > 10 else [])]

    def trials(self, arrays: Arrays) -> Sequence[Trial]:
        """Every start; none is lost."""
        return [Trial(seed, scale) for seed, scale in self.starts]

    def fraction(self, arrays: Arrays) -> float:
        """Of v."""
        return float(arrays["v"]) / clock(self.points[-1])

    def start(self) -> Arrays:
        """W and H, v, and for each start the length of the next step and how many were taken."""
        w, h = drawn(self.sizes, [(seed, float(Fraction(scale))) for seed, scale in self.starts])
        lengths = np.full(len(w), SHORT)
        return {
            "w": w,
            "h": h,
            "v": np.array(0.0),
            "length": lengths,
            "steps": np.zeros(len(w), dtype=np.int64),
        }

    def advance(self, arrays: Arrays, place: int) -> tuple[Arrays, bool]:
        """Each start by itself, towards a point."""
        v, point = float(arrays["v"]), clock(self.points[place])
        end = min(point, v + AT_ONCE)
        runs = [
            flowed(self.sizes, w, h, (v, end), (float(length), int(steps)))
            for w, h, length, steps in zip(
                arrays["w"], arrays["h"], arrays["length"], arrays["steps"], strict=True
            )
        ]
        found = {
            "w": np.array([run[0] for run in runs]),
            "h": np.array([run[1] for run in runs]),
            "v": np.array(end),
            "length": np.array([run[2][0] for run in runs]),
            "steps": np.array([run[2][1] for run in runs], dtype=np.int64),
        }
        return found, end == point

    def measure(self, arrays: Arrays) -> Array:
        """The metrics and log L of every start."""
        w, h, sizes = arrays["w"], arrays["h"], self.sizes
        numbers = of_classes(w, h.reshape(len(w), sizes.K, sizes.n, sizes.d))
        return np.concatenate([numbers, log_loss(sizes, w, h)[:, None]], axis=1)


def clock(log_t: float) -> float:
    """v = log(1 + t)."""
    return float(np.logaddexp(0.0, log_t))


def flowed(
    sizes: Sizes, w: Array, h: Array, span: tuple[float, float], pace: tuple[float, int]
) -> tuple[Array, Array, tuple[float, int]]:
    """One start from v to another; `pace` is the length of the next step and how many were taken."""
    start = Moved(np.concatenate([w.ravel(), h.ravel()]), *pace)
    found = moved(field(sizes), *span, start, TOLERANCE)
    last_w, last_h = _split(sizes, found.y)
    return last_w, last_h, (found.length, found.steps)


def field(sizes: Sizes) -> Field:
    """The flow in v."""

    def rates(v: float, y: Array) -> Array:
        w, h = _split(sizes, y)
        m = errors(sizes, w[None], h[None], v)[0]
        return np.concatenate([(m @ h).ravel(), (m.T @ w).ravel()])

    return rates


def _split(sizes: Sizes, y: Array) -> tuple[Array, Array]:
    size = sizes.K * sizes.d
    return y[:size].reshape(sizes.K, sizes.d), y[size:].reshape(sizes.N, sizes.d)


def bound_within(w: Array, h: Array) -> float:
    """What sum |h_ki - hbar_k|^2 cannot fall below along the flow from (W, H)."""
    K = len(w)
    eigenvalues = np.linalg.eigvalsh(h.T @ h - w.T @ w)[::-1]
    return math.fsum(max(float(x), 0.0) for x in eigenvalues[K:])
