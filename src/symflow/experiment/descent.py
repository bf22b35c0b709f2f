r"""Figure 2 of [J]: gradient descent on the layer-peeled model, from several seeds and scales at once.

Formula.  (W, H) <- (W, H) - lr grad L for the sum loss (4), and with lr/(nK) in place of lr for the mean loss. Both
factors are updated from the same point. [J] gives N = 10 per class, K = 5, d = 20, lr = 5 and 10^5 steps; it gives
neither the start nor which of the two losses was run.

With the sum loss steps of that size are far too long: W and H grow from step to step until they leave the range of
float64. The first step after which an entry is not finite is kept for each start; from there on it has no numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from symflow.experiment.metrics import COLUMNS, of_classes
from symflow.experiment.model import PAPER, Array, Sizes, drawn, errors, log_loss
from symflow.experiment.run import Arrays, Trial

LOSSES = ("mean", "sum")
RATE = 5
SAMPLES = 61
AT_ONCE = 2000  # steps
EARLIEST = (10, 1000)


@dataclass(frozen=True, slots=True)
class Descent:
    """The experiment; `starts` are (seed, scale), and `steps` the last step."""

    starts: Sequence[tuple[int, str]]
    steps: int
    loss: str = LOSSES[0]
    sizes: Sizes = PAPER

    @property
    def name(self) -> str:
        """As in ``symflow experiment NAME``."""
        return "fig2"

    @property
    def settings(self) -> Mapping[str, object]:
        """Everything that the numbers depend on."""
        return {
            **self.sizes.settings,
            "learning_rate": str(RATE),
            "steps": self.steps,
            "loss": self.loss,
            "starts": [[seed, scale] for seed, scale in self.starts],
        }

    @property
    def axis(self) -> str:
        """Time is counted in steps."""
        return "step"

    @property
    def columns(self) -> Sequence[str]:
        """The metrics and log L."""
        return COLUMNS

    @property
    def points(self) -> Sequence[float]:
        """The steps that are measured, evenly in log t."""
        wanted = np.round(np.geomspace(1, self.steps, SAMPLES))
        return [float(t) for t in np.unique(wanted)]

    @property
    def log_times(self) -> Sequence[float]:
        """log t of the points."""
        return [float(x) for x in np.log(self.points)]

    @property
    def windows(self) -> Sequence[tuple[float, float]]:
        """From t = 10 and from t = 1000 on."""
        return [(math.log(t), math.log(self.steps)) for t in EARLIEST if 10 * t <= self.steps]

    def trials(self, arrays: Arrays) -> Sequence[Trial]:
        """Every start, and the step after which it was not finite."""
        return [
            Trial(seed, scale, int(lost) or None)
            for (seed, scale), lost in zip(self.starts, arrays["lost"], strict=True)
        ]

    def fraction(self, arrays: Arrays) -> float:
        """Of the steps."""
        return float(arrays["step"]) / self.steps

    def start(self) -> Arrays:
        """W, H, the step, and the step at which each start was lost (0: it was not)."""
        w, h = drawn(self.sizes, [(seed, float(Fraction(scale))) for seed, scale in self.starts])
        return {"w": w, "h": h, "step": np.array(0), "lost": np.zeros(len(w), dtype=np.int64)}

    def advance(self, arrays: Arrays, place: int) -> tuple[Arrays, bool]:
        """Descend towards a point."""
        w, h, lost, step = arrays["w"], arrays["h"], arrays["lost"], int(arrays["step"])
        point, rate = int(self.points[place]), RATE / (self.sizes.N if self.loss == "mean" else 1)
        end = min(point, step + AT_ONCE)
        with np.errstate(all="ignore"):
            for now in range(step + 1, end + 1):
                if lost.all():
                    break
                m = errors(self.sizes, w, h)
                w, h = w + rate * (m @ h), h + rate * (m.swapaxes(1, 2) @ w)
                lost = np.where((lost == 0) & ~_finite(w, h), now, lost)
        return {"w": w, "h": h, "step": np.array(end), "lost": lost}, end == point

    def measure(self, arrays: Arrays) -> Array:
        """The metrics and log L of every start; nan for one that is lost."""
        w, h, kept = arrays["w"], arrays["h"], arrays["lost"] == 0
        sizes, found = self.sizes, np.full((len(w), len(COLUMNS)), np.nan)
        if kept.any():
            w, h = w[kept], h[kept]
            with np.errstate(all="ignore"):
                loss = log_loss(sizes, w, h) - (np.log(sizes.N) if self.loss == "mean" else 0.0)
                numbers = of_classes(w, h.reshape(len(w), sizes.K, sizes.n, sizes.d))
            found[kept] = np.concatenate([numbers, loss[:, None]], axis=1)
        return np.where(np.isfinite(found).all(axis=1, keepdims=True), found, np.nan)


def _finite(w: Array, h: Array) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.isfinite(np.concatenate([w, h], axis=1)).all(axis=(1, 2))
    return found
