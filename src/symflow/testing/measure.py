"""Residuals: how far an implementation is from what a law says, in units of its scale.

Formula.  residual = max_i (|got_i - wanted_i| - tiny)^+ / scale_i, with 0 / 0 = 0 and x / 0 = infinity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Residual:
    """The largest scaled error of a law on a case, and where it was."""

    size: float
    note: str


def residual(
    got: ArrayLike, wanted: ArrayLike, scale: ArrayLike, tiny: float, what: str = "entry", slack: float = 1.0
) -> Residual:
    """max (|got - wanted| - slack tiny) / scale; an error where the scale is 0 counts as infinite."""
    left, right, unit = np.broadcast_arrays(np.asarray(got), np.asarray(wanted), np.asarray(scale))
    excess = np.maximum(np.abs(left - right) - slack * tiny, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        sizes = np.where(excess == 0, 0.0, excess / unit)
    place = np.unravel_index(int(np.argmax(sizes)), sizes.shape)
    where = f" {[int(i) for i in place]}" if sizes.ndim else ""
    return Residual(float(sizes[place]), f"{what}{where}: {left[place]:.17g} instead of {right[place]:.17g}")


def worst(found: Sequence[Residual]) -> Residual:
    """The largest of several residuals."""
    return max(found, key=lambda r: r.size)
