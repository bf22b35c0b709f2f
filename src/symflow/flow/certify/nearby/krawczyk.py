r"""Krawczyk's test: a box in which a square system has a zero.

Statement.  Let C be any matrix, Y a box around y_0. If K = y_0 - C F(y_0) + (I - C F'(Y)) (Y - y_0) lies in the
interior of Y, then F has a zero in Y, only one, and it lies in K.

The start is improved by Newton's method in floats and then in many digits; none of that is trusted.

Reference.  Rump: Verification methods: rigorous results using floating-point arithmetic, Acta Numerica 19 (2010).
"""

from __future__ import annotations

import numpy as np
from flint import arb, arb_mat

from symflow.flow.certify.balls import Balls
from symflow.flow.certify.nearby.system import System
from symflow.numeric.ball import inside, larger

COARSE, FINE = 30, 3
WIDER = 5
SETTLED = 1e-13


def zero(system: System, start: Balls, bits: int) -> Balls | None:
    """A box with a zero near a start, at the precision in force (bits), or None if the test fails."""
    middle = _refined(system, _coarse(system, start))
    if middle is None:
        return None
    inverse = _inverse(system.jacobian(middle))
    if inverse is None:
        return None
    step = _column(inverse * _vector(system.value(middle)))
    radius = _largest(step) * 4 + arb(2) ** (-bits // 2)
    for _ in range(WIDER):
        box = np.array([m + radius * arb(0, 1) for m in middle], dtype=object)
        defect = arb_mat(len(box), len(box), [int(i == j) for i in range(len(box)) for j in range(len(box))])
        defect = defect - inverse * _matrix(system.jacobian(box))
        moved = middle - step + _column(defect * _vector(box - middle))
        if all(inside(new, old) for new, old in zip(moved, box, strict=True)):
            return moved
        radius *= 16
    return None


def _coarse(system: System, start: Balls) -> Balls:
    """Newton's method in floats, as long as it settles."""
    y = start
    for _ in range(COARSE):
        slopes = np.array([[float(e.mid()) for e in row] for row in system.jacobian(y)])
        value = np.array([float(e.mid()) for e in system.value(y)])
        if not (np.isfinite(slopes).all() and np.isfinite(value).all()):
            break
        step = np.linalg.lstsq(slopes, value, rcond=None)[0]
        y = np.array([(e - arb(float(s))).mid() for e, s in zip(y, step, strict=True)], dtype=object)
        if float(np.abs(step).max()) < SETTLED:
            break
    return y


def _refined(system: System, y: Balls) -> Balls | None:
    """Newton's method in many digits."""
    for _ in range(FINE):
        inverse = _inverse(system.jacobian(y))
        if inverse is None:
            return None
        step = _column(inverse * _vector(system.value(y)))
        y = np.array([(e - s).mid() for e, s in zip(y, step, strict=True)], dtype=object)
    return y


def _inverse(matrix: Balls) -> arb_mat | None:
    """An approximate inverse, of exact entries."""
    try:
        found = _matrix(np.array([[e.mid() for e in row] for row in matrix], dtype=object)).inv()
    except ZeroDivisionError:
        return None
    entries = [e.mid() for e in found.entries()]
    return arb_mat(len(matrix), len(matrix), entries) if all(e.is_finite() for e in entries) else None


def _matrix(matrix: Balls) -> arb_mat:
    return arb_mat(matrix.tolist())


def _vector(vector: Balls) -> arb_mat:
    return arb_mat(len(vector), 1, vector.tolist())


def _column(matrix: arb_mat) -> Balls:
    return np.array(matrix.entries(), dtype=object)


def _largest(vector: Balls) -> arb:
    found = arb(0)
    for entry in vector:
        found = larger(found, entry.abs_upper())
    return found
