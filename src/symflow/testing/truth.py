r"""The values that an implementation is compared with, from balls of 192 bits at the very floats it was given.

Statement.  The exact input is rounded to floats once; those floats are rational numbers, and everything
here is computed from them in ball arithmetic and rounded to the nearest float64 at the end, so an
implementation is not blamed for the rounding of its inputs.

Formula.  z_g - z_0 = -(1/K) sum_k s_k (1 - cos(arg chi_k(g))),   q = softmax(z),
1 - pi_k = sum_g q_g (1 - cos(arg chi_k(g))) (no cancellation),   P = softmax(W H),
dL/dW = (P - Y) H^T,   dL/dH = W^T (P - Y).

Notation.  Vectors and matrices of balls are flint's arb_mat. Conversion to float takes the midpoint.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from flint import arb, arb_mat

from symflow.algebra.schemes import Scheme
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import precision
from symflow.testing.implementation import Array

BITS = 192


def balls(array: Array) -> Any:
    """A float array as a matrix of exact balls; a vector becomes a column."""
    table = array.reshape(-1, 1) if array.ndim == 1 else array
    return arb_mat([[arb(float(x)) for x in row] for row in table])


def floats(matrix: Any) -> Array:
    """The midpoints, each as the nearest float64."""
    return np.array([float(x) for x in matrix.entries()]).reshape(matrix.nrows(), matrix.ncols())


@lru_cache(maxsize=256)
def cosines(scheme: Scheme, complement: bool = False) -> Any:
    """The matrix cos(arg chi_k(g)), or 1 - cos(arg chi_k(g))."""
    arithmetic = Ball(BITS)
    with precision(BITS):
        turns = [arithmetic.cos_turn(Fraction(e, scheme.exponent)) for e in range(scheme.exponent)]
        table = [1 - value for value in turns] if complement else turns
        group = range(scheme.K)
        return arb_mat([[table[scheme.power(k, g)] for g in group] for k in group])


def transform(scheme: Scheme, v: Array) -> Array:
    """C v."""
    with precision(BITS):
        return floats(cosines(scheme) * balls(v))[:, 0]


def softmax(Z: Array) -> Array:
    """The columnwise softmax."""
    with precision(BITS):
        return floats(_softmax(balls(Z)))


def group_logits(scheme: Scheme, s: Array) -> Array:
    """z_g of the modes s, as floats: an even vector."""
    with precision(BITS):
        z = floats(cosines(scheme) * balls(s) / scheme.K)[:, 0]
    return z[[min(g, scheme.negate(g)) for g in range(scheme.K)]]


def softmax_modes(scheme: Scheme, s: Array) -> tuple[Array, Array]:
    """pi_k and 1 - pi_k."""
    with precision(BITS):
        q = group_softmax(scheme, balls(s))
        return floats(cosines(scheme) * q)[:, 0], floats(cosines(scheme, True) * q)[:, 0]


def group_softmax(scheme: Scheme, s: Any) -> Any:
    """The column q_g, from a column of modes in balls."""
    return _softmax(cosines(scheme, True) * s / -scheme.K)


def gradient(W: Array, H: Array, Y: Array) -> tuple[Array, Array]:
    """dL/dW and dL/dH."""
    with precision(BITS):
        classifier, features = balls(W), balls(H)
        slope = _softmax(classifier * features) - balls(Y)
        return floats(slope * features.transpose()), floats(classifier.transpose() * slope)


def lyapunov_change(before: Array, after: Array) -> float:
    """V(after) - V(before) for V = log mean s - mean log s of positive modes."""
    with precision(BITS):
        return float(_lyapunov(after) - _lyapunov(before))


def ray_error(K: int, sigma: float, t: float, reached: float) -> float:
    """The relative error of `reached` on the collapse ray, a time t after sigma, to first order.

    Ei(s) + (K - 1) log s grows by 2 K t; its derivative by log s is e^s + K - 1.
    """
    with precision(BITS):
        start, end = arb(float(sigma)), arb(float(reached))
        missing = end.ei() - start.ei() + (K - 1) * (end / start).log() - 2 * K * arb(t)
        return float(missing / (end.exp() + K - 1))


def _lyapunov(modes: Array) -> Any:
    numbers = [arb(float(x)) for x in modes]
    mean = sum(numbers, arb(0)) / len(numbers)
    return sum(((mean / x).log() for x in numbers), arb(0)) / len(numbers)


def _softmax(Z: Any) -> Any:
    rows, columns = Z.nrows(), Z.ncols()
    weights = arb_mat([[Z[i, j].exp() for j in range(columns)] for i in range(rows)])
    totals = [sum((weights[i, j] for i in range(rows)), arb(0)) for j in range(columns)]
    return arb_mat([[weights[i, j] / totals[j] for j in range(columns)] for i in range(rows)])
