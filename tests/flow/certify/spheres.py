"""A second route to everything that a certificate says: mpmath with 60 digits, dense matrices, differences of L itself.

The gradient is written out, and is itself compared with differences of L; the second variation is the second
derivative of L along the circle x cos t + Delta sin t of the sphere, by differences. Nothing here is of the package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import mpmath as mp

TERM = re.compile(r"([+-]?\d+)(?:/(\d+))?(?:\*sqrt\((\d+)\))?")
Rows = Sequence[Sequence[Any]]
Point = tuple[mp.matrix, mp.matrix]


def number(text: str) -> Any:
    """A number of a certificate."""
    assert "".join(m[0] for m in TERM.finditer(text)) == text, text
    return mp.fsum(mp.mpf(int(m[1])) / int(m[2] or 1) * mp.sqrt(int(m[3] or 1)) for m in TERM.finditer(text))


def matrix(rows: Rows) -> mp.matrix:
    """A matrix of a certificate."""
    return mp.matrix([[number(str(entry)) for entry in row] for row in rows])


def decimal(text: str) -> Any:
    """An end of an enclosure."""
    return mp.mpf(text)


def within(value: Any, pair: tuple[str, str], slack: Any = 0) -> bool:
    """Whether an enclosure contains a value, up to the error of the second route."""
    return decimal(pair[0]) - slack <= value <= decimal(pair[1]) + slack


def loss(W: mp.matrix, H: mp.matrix, n: int) -> Any:
    """The sum of the cross-entropies."""
    Z = W * H
    return mp.fsum(
        mp.log(mp.fsum(mp.exp(Z[j, c] - Z[c // n, c]) for j in range(Z.rows))) for c in range(Z.cols)
    )


def residual(W: mp.matrix, H: mp.matrix, n: int) -> mp.matrix:
    """M = Y - P."""
    Z, M = W * H, mp.matrix(W.rows, H.cols)
    for c in range(Z.cols):
        weights = [mp.exp(Z[j, c]) for j in range(Z.rows)]
        for j, weight in enumerate(weights):
            M[j, c] = (j == c // n) - weight / mp.fsum(weights)
    return M


def inner(left: mp.matrix, right: mp.matrix) -> Any:
    """The sum of products of entries."""
    return mp.fsum(a * b for a, b in zip(left, right, strict=True))


def size(W: mp.matrix, H: mp.matrix) -> Any:
    """rho^2."""
    return inner(W, W) + inner(H, H)


def multiplier(W: mp.matrix, H: mp.matrix, n: int) -> Any:
    """lambda."""
    M = residual(W, H, n)
    return 2 * inner(M, W * H) / size(W, H)


def tangential(W: mp.matrix, H: mp.matrix, n: int) -> Point:
    """The tangential gradient."""
    M, lam = residual(W, H, n), multiplier(W, H, n)
    return lam * W - M * H.T, lam * H - W.T * M


def slope(at: Point, along: Point, n: int) -> Any:
    """The derivative of L in a direction, by differences."""
    (W, H), (A, B) = at, along
    return mp.diff(lambda t: loss(W + t * A, H + t * B, n), 0)


def bend(at: Point, along: Point, n: int) -> Any:
    """The second derivative of L, by differences, along the circle of the sphere with velocity `along`."""
    (W, H), (A, B) = at, along
    speed = mp.sqrt(size(A, B) / size(W, H))

    def on_circle(t: Any) -> Any:
        c, s = mp.cos(speed * t), mp.sin(speed * t) / speed
        return loss(c * W + s * A, c * H + s * B, n)

    return mp.diff(on_circle, 0, 2)


def largest(at: Point) -> Any:
    """The largest entry."""
    return max(abs(entry) for part in at for entry in part)


def norm(M: mp.matrix) -> Any:
    """The largest singular value."""
    return max(mp.svd_r(M, compute_uv=False))


def fractions(rows: Sequence[Sequence[float]]) -> list[list[Fraction]]:
    """The exact numbers that floats hold."""
    return [[Fraction(float(entry)) for entry in row] for row in rows]
