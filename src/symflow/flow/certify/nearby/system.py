r"""The square system whose zeros are critical points on a sphere, without the freedom of rotations.

Setting.  W is K x r and H is r x nK, and [W; H^T] has rank r. If A is orthogonal, (W A, A^T H) is critical when (W, H)
is: zeros come in orbits. So fix a reference (V, G) near the point, and for a skew r x r matrix S let T S = (V S, -S G).

System.  Unknowns x = (W, H), lambda, and a skew matrix S:
    grad L(x) + lambda x + T S = 0,   (|x|^2 - rho^2)/2 = 0,   <T S', x> = 0 for every skew S'.
Its Jacobian [[Hess L + lambda, x, T], [x^T, 0, 0], [T^T, 0, 0]] is symmetric.

A zero is a critical point.  L and |x|^2 do not change along (W S, -S H), so the inner product of the first equation
with that direction is <(W S, -S H), (V S, -S G)> = 0. If the symmetric part of this form in S is positive definite, as
it is near x = (V, G), then S = 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from flint import arb

from symflow.flow.certify.balls import Balls, softmax
from symflow.flow.certify.hessian import hessian, spreads
from symflow.numeric.ball import Sign, certainly


@dataclass(frozen=True, slots=True)
class System:
    """The reference (V, G), n, and rho^2, in balls."""

    V: Balls
    G: Balls
    n: int
    size: arb

    @property
    def rank(self) -> int:
        """r."""
        return int(self.V.shape[1])

    @property
    def length(self) -> int:
        """The number of entries of x."""
        return int(self.V.size + self.G.size)

    def split(self, y: Balls) -> tuple[Balls, Balls, arb, Balls]:
        """W, H, lambda, and the entries of S above the diagonal."""
        cut = self.V.size
        W, H = y[:cut].reshape(self.V.shape), y[cut : self.length].reshape(self.G.shape)
        return W, H, y[self.length], y[self.length + 1 :]

    def value(self, y: Balls) -> Balls:
        """The left-hand sides."""
        W, H, multiplier, skew = self.split(y)
        _, M = softmax(W @ H, self.n)
        x = y[: self.length]
        slope = -np.concatenate([(M @ H.T).ravel(), (W.T @ M).ravel()]) + multiplier * x
        turns = turned(self.V, self.G)
        for entry, turn in zip(skew, turns, strict=True):
            slope = slope + entry * turn
        sphere = ((x * x).sum() - self.size) / 2
        return np.concatenate([slope, [sphere], [(turn * x).sum() for turn in turns]])

    def jacobian(self, y: Balls) -> Balls:
        """The matrix of derivatives."""
        W, H, multiplier, _ = self.split(y)
        P, M = softmax(W @ H, self.n)
        N, turns = self.length, turned(self.V, self.G)
        found = np.full((len(y), len(y)), arb(0), dtype=object)
        found[:N, :N] = hessian(W, H, M, spreads(P))
        for i in range(N):
            found[i, i] += multiplier
        for place, border in enumerate([y[:N], *turns]):
            found[:N, N + place] = found[N + place, :N] = border
        return found

    def unturned(self, y: Balls) -> bool:
        """Whether S = 0 follows for every zero in a box."""
        W, H, _, _ = self.split(y)
        here, there = turned(W, H), turned(self.V, self.G)
        form = np.full((len(here), len(here)), arb(0), dtype=object)
        for i, left in enumerate(here):
            for j, right in enumerate(there):
                form[i, j] = (left * right).sum()
        return positive_definite((form + form.T) / arb(2))


def turned(W: Balls, H: Balls) -> list[Balls]:
    """The directions (W S, -S H) for S = E_ij - E_ji, i < j."""
    return list(_turned(W, H))


def _turned(W: Balls, H: Balls) -> Iterator[Balls]:
    for i in range(W.shape[1]):
        for j in range(i + 1, W.shape[1]):
            left, right = np.full(W.shape, arb(0), dtype=object), np.full(H.shape, arb(0), dtype=object)
            left[:, i], left[:, j] = -W[:, j], W[:, i]
            right[i], right[j] = -H[j], H[i]
            yield np.concatenate([left.ravel(), right.ravel()])


def positive_definite(matrix: Balls) -> bool:
    """Whether every symmetric matrix in the balls is positive definite: the pivots of elimination."""
    rest = matrix.copy()
    for k in range(len(rest)):
        pivot = rest[k, k]
        if not certainly(pivot, Sign.POSITIVE):
            return False
        rest = rest - np.multiply.outer(rest[:, k], rest[k]) / pivot
    return True
