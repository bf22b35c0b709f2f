r"""The campaign of the layer-peeled model: two identities and two bounds of [J] at random points.

    python -m symflow.testing.landscape [--cases N] [--seed N] [--file F]

At each point (W, H) with K classes, n samples and d features, rho^2 = |W|^2 + |H|^2, m_kij = (w_k - w_j) . h_ki:

  slack   rho^2/(2 sqrt n) - (K-1) q = S + (1/(nK)) sum (m_kij - q), exactly, in Q(sqrt n), for a random rational q;
  KL      L = nK log(1 + (K-1) e^{-B}) + sum KL(q_k || P_ki) + p n K S to 1e-45, in balls of 240 bits;
  margin  (K-1) q_min <= rho^2/(2 sqrt n) is not violated (Lemma 3.1);
  loss    L >= nK log(1 + (K-1) e^{-B}) is not violated (Theorem 3.3).

The points mix sizes, scales and kinds: random, sparse, near neural collapse (to 1e-12, and exactly there), near the
point (7) of Example 3.1, equal rows. No side is computed with the code that proves these statements.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from flint import arb

from symflow.algebra.surds import Surd, total
from symflow.numeric.ball import Sign, ball, certainly, endpoints, precision
from symflow.testing.campaign import Campaign

CASES, AGREED, BITS = 20_000, 45, 240
KINDS = ("random", "sparse", "collapsed", "near collapse", "example", "equal rows")
Matrix = tuple[tuple[Surd, ...], ...]


@dataclass(frozen=True)
class Peeled:
    """W by rows, and the feature h_ki as features[k][i]."""

    kind: str
    weights: Matrix
    features: tuple[Matrix, ...]

    @property
    def K(self) -> int:
        """The number of classes."""
        return len(self.weights)

    @property
    def n(self) -> int:
        """The number of samples of each class."""
        return len(self.features[0])

    @cached_property
    def size(self) -> Surd:
        """rho^2."""
        rows = [*self.weights, *(h for group in self.features for h in group)]
        return total(_dot(row, row) for row in rows)

    @cached_property
    def margins(self) -> tuple[tuple[tuple[Surd, ...], ...], ...]:
        """m_kij for each k and i, over j other than k."""
        return tuple(
            tuple(
                tuple(_dot(_minus(self.weights[k], w), h) for j, w in enumerate(self.weights) if j != k)
                for h in group
            )
            for k, group in enumerate(self.features)
        )

    @cached_property
    def slack(self) -> Surd:
        """S, which is a sum of squares over 2 sqrt n."""
        K, root = self.K, Surd.root(Fraction(self.n))
        mean_row = _mean(self.weights)
        means = [_mean(group) for group in self.features]
        parts = []
        for w, mean, group in zip(self.weights, means, self.features, strict=True):
            aligned = _minus(_minus(w, mean_row), [root * x for x in mean])
            parts += [_dot(aligned, aligned), *(_dot(_minus(h, mean), _minus(h, mean)) for h in group)]
        parts.append(Surd.of(K) * _dot(mean_row, mean_row))
        return total(parts) * (Surd.of(2) * root).inverse()

    def slack_identity(self, q: Fraction) -> Surd:
        """The left side minus the right side; 0 if the identity holds."""
        K, n = self.K, self.n
        gaps = [m - Surd.of(q) for group in self.margins for sample in group for m in sample]
        left = self.size * (Surd.of(2) * Surd.root(Fraction(n))).inverse() - Surd.of((K - 1) * q)
        return left - self.slack - total(gaps) * Surd.of(Fraction(1, n * K))

    @cached_property
    def scale(self) -> Surd:
        """B = rho^2 / (2 sqrt n (K - 1)), the largest possible smallest margin."""
        return self.size * (Surd.of(2 * (self.K - 1)) * Surd.root(Fraction(self.n))).inverse()


def value(x: Surd) -> arb:
    """A ball around a number, at the working precision."""
    return sum((ball(c) * arb(m).sqrt() for m, c in x.terms), arb(0))


@dataclass(frozen=True, slots=True)
class Numbers:
    """L, its bound, and what the KL identity says the difference is, as balls."""

    loss: arb
    bound: arb
    excess: arb


def numbers(point: Peeled) -> Numbers:
    """Both sides of the KL identity, at the working precision."""
    K, n = point.K, point.n
    e = (-value(point.scale)).exp()
    p = e / (1 + (K - 1) * e)
    own = 1 - (K - 1) * p
    loss, divergence = arb(0), arb(0)
    for group in point.margins:
        for sample in group:
            lifts = [-value(m) for m in sample]
            here = sum((x.exp() for x in lifts), arb(0)).log1p()  # -log P of the right class
            loss += here
            divergence += own * (own.log() + here)
            divergence += sum((p * (p.log() - x + here) for x in lifts), arb(0))
    bound = n * K * ((K - 1) * e).log1p()
    return Numbers(loss, bound, divergence + p * n * K * value(point.slack))


def examine(number: int, seed: int) -> list[str]:
    """What is wrong at a point."""
    source = random.Random(f"{seed}/{number}/q")
    point = drawn(number, seed)
    q = Fraction(source.randrange(-999, 1000), source.randrange(1, 100))
    wrong = []
    if not point.slack_identity(q).zero:
        wrong.append(f"slack: the sides differ by {point.slack_identity(q)} at q = {q}")
    with precision(BITS):
        found = numbers(point)
        apart = max(abs(x) for x in endpoints(found.loss - found.bound - found.excess))
        if apart > Fraction(1, 10**AGREED):
            wrong.append(f"KL: the sides may differ by {float(apart):.1e}")
        every = (m for group in point.margins for sample in group for m in sample)
        room = point.scale - min(every, key=lambda m: endpoints(value(m))[0])
        if certainly(value(room), Sign.NEGATIVE) and not room.zero:
            wrong.append(f"margin: all margins are above {point.scale}, the smallest by {room}")
        if certainly(found.loss - found.bound, Sign.NEGATIVE):
            wrong.append(f"loss: {found.loss} is below {found.bound}")
    return wrong


def drawn(number: int, seed: int) -> Peeled:
    """The point with this number."""
    source = random.Random(f"{seed}/{number}")
    kind = source.choice(KINDS)
    K, n = source.randrange(2, 6), source.randrange(1, 4)
    if kind == "example":
        return _around(source, kind, _example(source))
    if kind in ("collapsed", "near collapse"):
        base = _collapsed(source, K, n)
        return base if kind == "collapsed" else _around(source, kind, base)
    d = source.randrange(1, 6)
    scale = Fraction(10) ** source.randrange(-3, 2)

    def entry() -> Surd:
        keep = kind != "sparse" or source.random() < 0.4
        return Surd.of(scale * Fraction(source.randrange(-99, 100), 10)) if keep else Surd()

    row = tuple(entry() for _ in range(d))
    weights = tuple(row if kind == "equal rows" else tuple(entry() for _ in range(d)) for _ in range(K))
    features = tuple(tuple(tuple(entry() for _ in range(d)) for _ in range(n)) for _ in range(K))
    return Peeled(kind, weights, features)


def _collapsed(source: random.Random, K: int, n: int) -> Peeled:
    """w_k = c sqrt(n) (e_k - 1/K) and h_ki = c (e_k - 1/K): neural collapse, and |W| = |H|."""
    c = Fraction(source.randrange(1, 40), 10)
    frame = [[c * ((k == j) - Fraction(1, K)) for j in range(K)] for k in range(K)]
    root = Surd.root(Fraction(n))
    means = [tuple(Surd.of(x) for x in row) for row in frame]
    return Peeled(
        "collapsed", tuple(tuple(root * x for x in row) for row in means), tuple((row,) * n for row in means)
    )


def _example(source: random.Random) -> Peeled:
    """(7): W = H = C B."""
    C = Fraction(source.randrange(1, 30), 10)
    block = ((1, -1, 0, 0), (-1, 1, 0, 0), (0, 0, 1, -1), (0, 0, -1, 1))
    rows = tuple(tuple(Surd.of(C * x) for x in row) for row in block)
    return Peeled("example", rows, tuple((row,) for row in rows))


def _around(source: random.Random, kind: str, base: Peeled) -> Peeled:
    """A point whose entries differ by at most 10^-p, p from 1 to 12."""
    small = Fraction(1, 10 ** source.randrange(1, 13))

    def moved(row: Sequence[Surd]) -> tuple[Surd, ...]:
        return tuple(x + Surd.of(small * Fraction(source.randrange(-99, 100), 100)) for x in row)

    weights = tuple(map(moved, base.weights))
    return Peeled(kind, weights, tuple(tuple(map(moved, group)) for group in base.features))


def _dot(x: Sequence[Surd], y: Sequence[Surd]) -> Surd:
    return total(a * b for a, b in zip(x, y, strict=True))


def _minus(x: Sequence[Surd], y: Sequence[Surd]) -> tuple[Surd, ...]:
    return tuple(a - b for a, b in zip(x, y, strict=True))


def _mean(rows: Sequence[Sequence[Surd]]) -> tuple[Surd, ...]:
    share = Surd.of(Fraction(1, len(rows)))
    return tuple(total(column) * share for column in zip(*rows, strict=True))


def describe(number: int, seed: int) -> dict[str, Any]:
    """A point as data."""
    point = drawn(number, seed)
    rows = [[str(x) for x in row] for row in point.weights]
    return {"kind": point.kind, "W": rows, "h": [[[str(x) for x in h] for h in g] for g in point.features]}


CAMPAIGN = Campaign(
    "symflow.testing.landscape",
    "Identities and bounds of the layer-peeled model at random points.",
    "symflow.landscape/1",
    CASES,
    examine,
    describe,
    {"digits": AGREED},
)


if __name__ == "__main__":
    sys.exit(CAMPAIGN.main())
