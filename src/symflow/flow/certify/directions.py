r"""Exact directions along which the loss curves down on the sphere, at a critical point.

    lambda < 0:                Delta = (W, -H); its second variation is 2 lambda rho^2
    W = 1 w^T (lambda = 0):    Delta = (s u a^T, a v^T), u = e_1 - e_2, v = M^T u, a = e_1 and s > 0 small
    lambda > 0, W a = 0:       Delta = (u a^T, a v^T): |a|^2 (lambda (|u|^2 + |v|^2) - 2 u^T M v), which is negative for
                               (u, v) near a top singular pair of M if |M|_2 > lambda
    otherwise:                 a vector of the least eigenvalue of the Hessian on the tangent space

Floats only propose u, v and the last kind; they are rounded to fractions, and each direction is made tangent and
evaluated exactly or in balls afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

import numpy as np
from flint import arb
from numpy.typing import NDArray

from symflow.algebra.surd_matrices import Matrix, Row, added, dot, inner, null_vector, outer, scaled
from symflow.algebra.surds import Surd
from symflow.flow.certify.balls import Balls, State, sign_of
from symflow.flow.certify.claims import BENDING, NEGATIVE, SINGULAR, ZERO
from symflow.flow.certify.hessian import hessian, spreads
from symflow.flow.certify.point import Point
from symflow.numeric.ball import Sign

GRIDS = (6, 20, 50)
MOST_SEARCHED = 500
DOWN = -1e-9
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Direction:
    """A tangent direction Delta = (W, H) with exact entries, how it was made, and the claims that speak of it."""

    W: Matrix
    H: Matrix
    how: str
    claims: tuple[str, ...]

    @property
    def both(self) -> tuple[Matrix, Matrix]:
        """Its two parts."""
        return self.W, self.H

    def tangent(self, point: Point) -> bool:
        """Whether it is orthogonal to the point: decided."""
        return (inner(self.W, point.W) + inner(self.H, point.H)).zero


def against(point: Point) -> Direction:
    """(W, -H), for lambda < 0."""
    return Direction(point.W, scaled(point.H, Surd.of(-1)), "(W, -H)", BENDING + NEGATIVE)


def from_equal_rows(point: Point) -> Direction:
    """For W = 1 w^T with equal class sums: s so small that s |h|^2 < n K, h the first row of H.

    The second variation 2 s (s |h|^2/K - 2 n) is then below -2 s n.
    """
    length = dot(point.H[0], point.H[0])
    s = next(
        s for s in (Fraction(1, 2**k) for k in count()) if _below(length * Surd.of(s), point.n * point.K)
    )
    u = [Surd.of(s * ((k == 0) - (k == 1))) for k in range(point.K)]
    v = [Surd.of((c < point.n) - (point.n <= c < 2 * point.n)) for c in range(point.columns)]
    a = [Surd.of(int(i == 0)) for i in range(point.d)]
    how = f"(s u a^T, a v^T), u = e_1 - e_2, v = M^T u, a = e_1, s = {s}"
    return Direction(outer(u, a), outer(a, v), how, BENDING + ZERO)


def _below(number: Surd, bound: int) -> bool:
    return sign_of(number - Surd.of(bound)) is Sign.NEGATIVE


def null_direction(point: Point) -> Row | None:
    """Some a other than 0 with W a = 0."""
    return null_vector(point.W)


def singular(point: Point, at: State, a: Row) -> Iterator[Direction]:
    """(u a^T, a v^T) for a with W a = 0 and (u, v) near a top singular pair of M, on finer and finer grids."""
    how = "(u a^T, a v^T) with W a = 0, (u, v) near a top singular pair of M"
    for u, v in pairs(floats(at.M, at.multiplier)):
        yield Direction(outer(u, a), outer(a, v), how, BENDING + SINGULAR)


def pairs(M: Floats) -> Iterator[tuple[Row, Row]]:
    """A top singular pair, scaled alike and rounded to fractions."""
    if not np.isfinite(M).all():
        return
    left, _, right = np.linalg.svd(M)
    u, v = left[:, 0], right[0]
    size = float(np.abs(u).max())
    for bits in GRIDS:
        yield fractions(u / size, bits), fractions(v / size, bits)


def searched(point: Point, at: State) -> Iterator[Direction]:
    """Tangent directions near an eigenvector of the least eigenvalue of the Hessian there, if it is negative."""
    W, H = (np.array([[float(entry.mid()) for entry in row] for row in part]) for part in (at.W, at.H))
    unit = at.multiplier
    for step in steepest(W, H, floats(at.M, unit), [floats(S, unit) for S in spreads(at.P)]):
        A, B = unflattened(step, point)
        away = -(inner(A, point.W) + inner(B, point.H))
        yield Direction(
            added(scaled(A, point.size), scaled(point.W, away)),
            added(scaled(B, point.size), scaled(point.H, away)),
            "near an eigenvector of the least eigenvalue of the Hessian on the tangent space, made tangent exactly",
            BENDING,
        )


def steepest(W: Floats, H: Floats, M: Floats, S: Sequence[Floats]) -> Iterator[Row]:
    """Directions that curve down, as fractions: W row by row, then H; M and S are divided by lambda."""
    x = np.concatenate([W.ravel(), H.ravel()])
    if len(x) > MOST_SEARCHED or not np.isfinite(M).all():
        return
    flat = np.eye(len(x)) - np.outer(x, x) / (x @ x)
    values, vectors = np.linalg.eigh(flat @ (hessian(W, H, M, list(S)) + np.eye(len(x))) @ flat)
    if values[0] < DOWN:
        vector = vectors[:, 0] / np.abs(vectors[:, 0]).max()
        yield from (fractions(vector, bits) for bits in GRIDS)


def unflattened(step: Row, point: Point) -> tuple[Matrix, Matrix]:
    """The two parts of a direction that is given entry by entry."""
    K, d, columns = point.K, point.d, point.columns
    rest = step[K * d :]
    return (
        tuple(step[k * d : (k + 1) * d] for k in range(K)),
        tuple(rest[a * columns : (a + 1) * columns] for a in range(d)),
    )


def fractions(vector: Floats, bits: int) -> Row:
    """Rounded to multiples of 2^-bits."""
    return tuple(Surd.of(Fraction(round(float(entry) * 2**bits), 2**bits)) for entry in vector)


def floats(matrix: Balls, unit: arb) -> Floats:
    """The midpoints of matrix / unit."""
    return np.array([[float((entry / unit).mid()) for entry in row] for row in matrix])
