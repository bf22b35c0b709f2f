"""The second route to the full matrices: dense softmax, time itself, extrapolation. Nothing of symflow is imported.

W' = -(P - I) H^T and H' = -W^T (P - I), as they are written: P is the softmax of the columns of W H, the identity is
subtracted, and the midpoint rule with 2, 4, 6, ... steps in t is extrapolated. The starts are drawn here once more.
"""

from __future__ import annotations

import random
from typing import Any

import mpmath
from mpmath import mp
from reference import GUARD, Vector, basis, by_extrapolation


def probabilities(Z: Any) -> Any:
    """The softmax of every column."""
    P = Z.apply(mpmath.exp)
    for j in range(P.cols):
        column = mpmath.fsum(P[i, j] for i in range(P.rows))
        for i in range(P.rows):
            P[i, j] /= column
    return P


def matrices_at(W: Any, H: Any, end: str, digits: int) -> tuple[Any, Any]:
    """W and H at a time, to a number of digits of every entry."""
    with mp.workdps(digits + GUARD):
        K, d = W.rows, W.cols

        def rates(y: Vector) -> Vector:
            w, h = split(y, K, d)
            E = probabilities(w * h) - mpmath.eye(K)
            return [*(-E * h.T), *(-w.T * E)]

        return split(by_extrapolation(rates, [*W, *H], mpmath.mpf(end), digits), K, d)


def split(y: Vector, K: int, d: int) -> tuple[Any, Any]:
    """W and H from their entries, row by row."""
    W, H = mpmath.matrix(K, d), mpmath.matrix(d, K)
    for place in range(K * d):
        W[place // d, place % d] = y[place]
        H[place // K, place % K] = y[K * d + place]
    return W, H


def perturbed(scheme: str, modes: list[str], size: str, seed: int, digits: int) -> tuple[Any, Any, Any]:
    """U, and W and H at the start: U diag(sqrt s), diag(sqrt s) U, and size j / 1000 added to each entry."""
    with mp.workdps(digits + GUARD):
        K = len(modes) + 1
        U = basis(scheme, K)
        root = mpmath.diag([mpmath.mpf(0), *(mpmath.sqrt(mpmath.mpf(s)) for s in modes)])
        source = random.Random(f"W, H: {seed}")
        drawn = [mpmath.mpf(size) * source.randint(-1000, 1000) / 1000 for _ in range(2 * K * K)]
        more, others = split(drawn, K, K)
        return U, U * root + more, root * U + others


def loss(W: Any, H: Any) -> Any:
    """Minus the sum of the logarithms of the diagonal of P."""
    P = probabilities(W * H)
    return -mpmath.fsum(mpmath.log(P[j, j]) for j in range(P.cols))


def projected(U: Any, W: Any, H: Any) -> Any:
    """U^T W H U."""
    return U.T * (W * H) * U


def lyapunov(modes: Vector) -> Any:
    """V as it is defined."""
    return mpmath.log(mpmath.fsum(modes) / len(modes)) - mpmath.fsum(map(mpmath.log, modes)) / len(modes)
