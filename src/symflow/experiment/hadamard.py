r"""The second route: the integrator of `late` on a Hadamard start, against `symflow.integrate`.

Formula.  With U = X_4/2 (X_4 the Hadamard matrix of order 4) and n = 1, the start W = U diag(sqrt s), H = diag(sqrt s)
U^T has the modes s_k = (U^T W H U)_kk, which follow the reduced flow. The two routes share no code: float64 with
Runge-Kutta steps in v = log(1 + t) for the full matrices here, Taylor series of the modes in exact fixed point there.
The difference is an estimate of the error of `late`, and no bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np

from symflow.experiment.late import SHORT, flowed
from symflow.experiment.model import Array, Sizes
from symflow.flow.solve.integrate import integrate

MODES = ("1/2", "1", "2")
TIMES = ("1e1", "1e10", "1e100", "1e434")  # log 1e434 = 999.3
BASIS = np.array([[-1.0 if (i & k).bit_count() % 2 else 1.0 for k in range(4)] for i in range(4)]) / 2
SIZES = Sizes(4, 1, 4)


def largest_difference(modes: Sequence[str] = MODES, times: Sequence[str] = TIMES) -> float:
    """The largest relative difference of a mode at any of the times, between the two routes."""
    known = integrate(list(modes), scheme="walsh", samples=list(times), digits=15).modes[1:]
    root = np.sqrt([0.0, *(float(Fraction(s)) for s in modes)])
    w = h = BASIS * root
    v, pace, worst = 0.0, (SHORT, 0), 0.0
    for time, wanted in zip(times, known, strict=True):
        end = float((Decimal(time) + 1).ln())
        w, h, pace = flowed(SIZES, w, h, (v, end), pace)
        v, found = end, _modes(w, h)
        worst = max(worst, *(abs(float(x) / float(s) - 1) for x, s in zip(found, wanted, strict=True)))
    return worst


def _modes(w: Array, h: Array) -> Array:
    """The diagonal of U^T W H U without its first entry; h is stored by rows."""
    found: Array = np.diag(BASIS.T @ w @ h.T @ BASIS)[1:]
    return found
