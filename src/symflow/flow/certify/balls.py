r"""The layer-peeled loss at a point, in balls: residual, gradient, multiplier, second variation.

    P = softmax of the columns of Z,  M = Y - P,  grad L = (-M H^T, -W^T M),  lambda = 2 <M, Z> / rho^2
    second variation along Delta = (A, B), on the sphere:
    sum_c sum_{i<j} p_i p_j (v_i - v_j)^2 - 2 <M, A B> + lambda |Delta|^2,   v = A H + W B column by column

The first sum is the variance of v under p. Every term that would cancel is written so that it does not: the entry of M
at the label is the sum of the other probabilities. Arrays are NumPy arrays of balls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import arb
from numpy.typing import NDArray

from symflow.algebra.surd_matrices import Matrix, added, product
from symflow.algebra.surd_matrices import inner as exact_inner
from symflow.algebra.surds import Surd
from symflow.flow.certify.point import Point
from symflow.numeric.ball import Sign, ball, compare, precision, sign

Balls = NDArray[Any]


def enclosed(number: Surd) -> arb:
    """A ball around an exact number."""
    found = arb(0)
    for m, c in number.terms:
        found += ball(c) * arb(m).sqrt()
    return found


def sign_of(number: Surd) -> Sign:
    """The sign of an exact number, decided: more bits until it is seen."""
    bits = 64
    while not number.zero:
        with precision(bits):
            found = sign(enclosed(number))
        if found is not Sign.UNKNOWN:
            return found
        bits *= 2
    return Sign.ZERO


def exceeds(number: Surd, bound: int) -> bool:
    """Whether an exact number is larger than a whole one in size: decided in the same way."""
    bits, found = 64, Sign.UNKNOWN
    while found is Sign.UNKNOWN:
        with precision(bits):
            found = compare(abs(enclosed(number)), arb(bound))
        bits *= 2
    return found is Sign.POSITIVE


def array(matrix: Matrix) -> Balls:
    """A matrix in balls."""
    found = np.empty((len(matrix), len(matrix[0])), dtype=object)
    for i, row in enumerate(matrix):
        for j, entry in enumerate(row):
            found[i, j] = enclosed(entry)
    return found


def inner(left: Balls, right: Balls) -> arb:
    """The sum of the products of entries."""
    return sum((left * right).flat, arb(0))


def softmax(logits: Balls, n: int) -> tuple[Balls, Balls]:
    """(P, M) of logits in balls."""
    P, M = np.empty_like(logits), np.empty_like(logits)
    for c in range(logits.shape[1]):
        column = logits[:, c]
        top = _top(column)
        weights = [(z - column[top]).exp() if k != top else arb(1) for k, z in enumerate(column)]
        mass, label = sum(weights, arb(0)), c // n
        for k, weight in enumerate(weights):
            P[k, c] = weight / mass
            M[k, c] = -P[k, c]
        M[label, c] = sum((w for k, w in enumerate(weights) if k != label), arb(0)) / mass
    return P, M


def _top(column: Balls) -> int:
    """The place of an entry with the largest midpoint."""
    place = 0
    for k, z in enumerate(column):
        if compare(z.mid(), column[place].mid()) is Sign.POSITIVE:
            place = k
    return place


@dataclass(frozen=True, slots=True)
class State:
    """A point in balls, at the precision at which it was made."""

    W: Balls
    H: Balls
    P: Balls
    M: Balls
    size: arb

    @property
    def pull(self) -> tuple[Balls, Balls]:
        """Minus the gradient: (M H^T, W^T M)."""
        return self.M @ self.H.T, self.W.T @ self.M

    @property
    def multiplier(self) -> arb:
        """lambda = -<grad L, x> / rho^2."""
        return 2 * inner(self.M, self.W @ self.H) / self.size

    @property
    def loss(self) -> arb:
        """L, from the probabilities p of the labels: -log p = -log(1 - (1 - p)), whichever is the better known."""
        found, n = arb(0), self.P.shape[1] // self.P.shape[0]
        for c in range(self.P.shape[1]):
            found -= _better(self.P[c // n, c].log(), (-self.M[c // n, c]).log1p())
        return found


def _better(x: arb, y: arb) -> arb:
    """What two balls around the same number say together; one that is not finite says nothing."""
    if x.is_finite() and y.is_finite():
        return x.intersection(y)
    return x if x.is_finite() else y


def state(point: Point) -> State:
    """A point at the precision in force."""
    P, M = softmax(array(point.logits), point.n)
    return State(array(point.W), array(point.H), P, M, enclosed(point.size))


def variance(P: Balls, v: Balls) -> arb:
    """The sum over the columns of the variance of v under P."""
    found = arb(0)
    for i in range(len(P)):
        for j in range(i):
            apart = v[i] - v[j]
            found += inner(P[i] * P[j], apart * apart)
    return found


def second_variation(point: Point, at: State, multiplier: arb, direction: tuple[Matrix, Matrix]) -> arb:
    """Hess L[Delta, Delta] + lambda |Delta|^2 for an exact direction."""
    A, B = direction
    moved = array(added(product(A, point.H), product(point.W, B)))
    crossed = array(product(A, B))
    size = enclosed(exact_inner(A, A) + exact_inner(B, B))
    return variance(at.P, moved) - 2 * inner(at.M, crossed) + multiplier * size
