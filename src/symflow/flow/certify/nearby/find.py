r"""A critical point of the sphere of a given point, near it: rank, reference, box, distance.

A critical point with lambda other than 0 has W^T W = H H^T, so that W and H have the same rank r and the same row and
column space. With orthonormal columns Q (d x r) of that space it is (V Q^T, Q G), where (V, G) is critical for r
features; and conversely every such pair lifts, because the loss and the norms do not change. Q is proposed by floats
and made orthonormal in balls; its balls contain an orthonormal matrix. For r = d it is the unit matrix, so that a
direction for (V, G) is one for (W, H).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from flint import arb
from numpy.typing import NDArray

from symflow.flow.certify.balls import Balls, array, enclosed, inner
from symflow.flow.certify.nearby.krawczyk import zero
from symflow.flow.certify.nearby.system import System, positive_definite
from symflow.flow.certify.point import Point
from symflow.numeric.ball import contains_zero

MOST_UNKNOWNS = 300


@dataclass(frozen=True, slots=True)
class Found:
    """A box (W, H) for r features with a critical point of rank r in it, its lambda, the lift Q, and the distance."""

    W: Balls
    H: Balls
    multiplier: arb
    Q: Balls
    distance: arb

    @property
    def rank(self) -> int:
        """r."""
        return int(self.W.shape[1])

    @property
    def lifted(self) -> tuple[Balls, Balls]:
        """The critical point itself, with d features."""
        return self.W @ self.Q.T, self.Q @ self.H


def find(point: Point, within: float, bits: int) -> Found | str:
    """A critical point near the given one, at the precision in force (bits), or why none was found."""
    given = array(point.W), array(point.H)
    stacked = np.array([[float(e.mid()) for e in row] for row in np.concatenate([given[0], given[1].T])])
    if not np.isfinite(stacked).all():
        return "an entry is too large for a start in floats"
    _, sizes, axes = np.linalg.svd(stacked)
    rank = int((sizes > within).sum())
    unknowns = rank * (point.K + point.columns) + rank * (rank - 1) // 2 + 1
    if not 1 <= rank < point.K:
        return f"up to {within:g} the rank is {rank}; where lambda is not 0 it is from 1 to K - 1"
    if unknowns > MOST_UNKNOWNS:
        return f"there are {unknowns} unknowns, more than {MOST_UNKNOWNS}"
    Q = orthonormal(np.eye(point.d) if rank == point.d else axes[:rank].T)
    V, G = _middle(given[0] @ Q), _middle(Q.T @ given[1])
    system = System(V, G, point.n, enclosed(point.size))
    start = np.concatenate([V.ravel(), G.ravel(), [_multiplier(system)], [arb(0)] * (rank * (rank - 1) // 2)])
    box = zero(system, start, bits)
    if box is None:
        return "Krawczyk's test found no box; there may be a family of critical points, or none"
    if not system.unturned(box):
        return "the critical point is too far from the reference to exclude a rotation"
    W, H, multiplier, _ = system.split(box)
    if not positive_definite(W.T @ W):
        return "the rank of the critical point is not known"
    gap = np.concatenate([(W @ Q.T - given[0]).ravel(), (Q @ H - given[1]).ravel()])
    return Found(W, H, multiplier, Q, _length(gap))


def _length(vector: Balls) -> arb:
    """The length of a vector; a ball around [0, upper end] where it is not told apart from 0."""
    square = inner(vector, vector)
    return square.abs_upper().sqrt() * arb(1, 1) / 2 if contains_zero(square) else square.sqrt()


def _multiplier(system: System) -> arb:
    """lambda at the reference, from the first equations."""
    y = np.concatenate(
        [system.V.ravel(), system.G.ravel(), [arb(0)] * (1 + system.rank * (system.rank - 1) // 2)]
    )
    x = y[: system.length]
    return (-inner(system.value(y)[: system.length], x) / inner(x, x)).mid()


def _middle(matrix: Balls) -> Balls:
    """The midpoints, exact."""
    return np.array([[e.mid() for e in row] for row in matrix], dtype=object)


def orthonormal(columns: NDArray[np.float64]) -> Balls:
    """Balls around a matrix with orthonormal columns, by the method of Gram and Schmidt."""
    found: list[Balls] = []
    for column in columns.T:
        rest = np.array([arb(float(e)) for e in column], dtype=object)
        for earlier in found:
            rest = rest - (earlier * rest).sum() * earlier
        found.append(rest / (rest * rest).sum().sqrt())
    return np.array(found, dtype=object).T
