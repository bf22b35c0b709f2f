r"""The one linear map between modes and classes, as sums of positive terms.

Statement.  Let s_0 = 0 and let x be even, x_g = x_{-g}. Both z_0 - z_g = (1/K) sum_k (1 - Re chi_k(g)) s_k and
1 - pi_k = sum_g (1 - Re chi_k(g)) q_g are values of one symmetric map

    (C x)_k = sum_g (1 - Re chi_k(g)) x_g,

in which index 0 does not occur at all and in which every factor is >= 0. So for x >= 0 nothing cancels, and no digit
of 1 - pi_k is lost when pi_k is close to 1.

Formula.  Walsh: (C x)_k = 2 sum of x_g over chi_k(g) = -1. Doubling m splits the positive part
P_k = sum over chi_k(g) = +1 and the negative part M_k = sum over chi_k(g) = -1 of the lower and the upper half:
P = P' + P'', M = M' + M'' where the new bit of k is 0; P = P' + M'', M = M' + P'' where it is 1: additions only.
Cyclic: the classes {g, -g}, g = 1..K//2, of 2 elements or 1; (C x)_i = sum_j w_j 2 sin^2(pi i j / K) x_j.

Notation.  A vector holds one entry for each class; `weights` are the sizes w of the classes, `spread` writes the
vector out for g = 1..K-1.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

from flint import arb, arb_mat, ctx, fmpq, fmpz_mat

from symflow.algebra.schemes import Scheme
from symflow.numeric.ode.kernel import Series

T = TypeVar("T")
EXTRA = 20  # bits of the matrix below those of the arithmetic


class Weighted(Protocol):
    """What a mean over the modes needs."""

    @property
    def weights(self) -> tuple[int, ...]:
        """How many modes each entry stands for."""


class Sums(Protocol):
    """The map C of a scheme."""

    @property
    def K(self) -> int:
        """The number of elements of the group."""

    @property
    def weights(self) -> tuple[int, ...]:
        """The number of elements in each class other than that of 0."""

    def complement(self, values: Sequence[arb]) -> list[arb]:
        """C x, by sums of positive terms."""

    def fixed_complement(self, values: Series) -> Series:
        """C x of whole numbers, each to the accuracy `blur`."""

    def fixed_mass(self, values: Sequence[Any]) -> Any:
        """The sum of whole numbers over all elements other than 0."""

    def blur(self, values: Series) -> int:
        """A bound on the error of every entry of `fixed_complement`; 0 where it is exact."""

    def classes(self, values: Sequence[T]) -> list[T]:
        """One entry for each class, from entries for g = 1..K-1 that agree on classes."""

    def spread(self, values: Sequence[T]) -> list[T]:
        """An entry for each g = 1..K-1, from one for each class."""


def sums_of(scheme: Scheme) -> Sums:
    """The map of walsh(m) or cyclic(K), at the working precision of the moment."""
    return WalshSums(scheme.K) if scheme.is_walsh else CyclicSums(scheme.K)


class WalshSums:
    """G = Z_2^m: every element is a class of its own."""

    def __init__(self, K: int) -> None:
        self.K = K
        self.weights = (1,) * (K - 1)

    def complement(self, values: Sequence[arb]) -> list[arb]:
        """Twice the negative part, by m rounds of additions."""
        positive, negative = [arb(0), *values], [arb(0)] * self.K
        half = 1
        while half < self.K:
            for start in range(0, self.K, 2 * half):
                for i in range(start, start + half):
                    p, n, upper_p, upper_n = positive[i], negative[i], positive[i + half], negative[i + half]
                    positive[i], negative[i] = p + upper_p, n + upper_n
                    positive[i + half], negative[i + half] = p + upper_n, n + upper_p
            half *= 2
        return [2 * x for x in negative[1:]]

    def fixed_complement(self, values: Series) -> Series:
        """The sum minus the transform: m rounds of additions and subtractions of halves, exact."""
        whole, table = sum(values), [0, *values]
        for _ in range(self.K.bit_length() - 1):
            even, odd = table[::2], table[1::2]
            table = [*map(operator.add, even, odd), *map(operator.sub, even, odd)]
        return [whole - x for x in table[1:]]

    def fixed_mass(self, values: Sequence[Any]) -> Any:
        """The sum."""
        return sum(values)

    def blur(self, values: Series) -> int:
        """It is exact."""
        return 0

    def classes(self, values: Sequence[T]) -> list[T]:
        """The entries themselves."""
        return list(values)

    def spread(self, values: Sequence[T]) -> list[T]:
        """The entries themselves."""
        return list(values)


class CyclicSums:
    """G = Z_K with the classes {g, -g}."""

    def __init__(self, K: int) -> None:
        self.K = K
        self.weights = tuple(1 if 2 * g == K else 2 for g in range(1, K // 2 + 1))

    @cached_property
    def _matrix(self) -> arb_mat:
        """Balls that contain the entries."""
        table = [2 * arb.sin_pi_fmpq(fmpq(e, self.K)) ** 2 for e in range(self.K)]
        entries = [
            w * table[i * j % self.K]
            for i in range(1, len(self.weights) + 1)
            for j, w in enumerate(self.weights, 1)
        ]
        return arb_mat(len(self.weights), len(self.weights), entries)

    @cached_property
    def _fixed(self) -> tuple[fmpz_mat, int]:
        """Whole numbers within 2 of the entries times 2^bits, and bits."""
        bits = ctx.prec
        size = len(self.weights)
        scale = arb((1, bits - EXTRA))
        entries = [int((x * scale).mid().floor().unique_fmpz() or 0) for x in self._matrix.entries()]
        return fmpz_mat(size, size, entries), bits - EXTRA

    def complement(self, values: Sequence[arb]) -> list[arb]:
        """A matrix times a vector; both have entries >= 0."""
        column = arb_mat(len(values), 1, list(values))
        return list((self._matrix * column).entries())

    def fixed_complement(self, values: Series) -> Series:
        """The same with whole numbers."""
        matrix, bits = self._fixed
        column = fmpz_mat(len(values), 1, [int(x) for x in values])
        kind = type(values[0])
        return [kind(int(x)) >> bits for x in (matrix * column).entries()]

    def fixed_mass(self, values: Sequence[Any]) -> Any:
        """With the sizes of the classes."""
        return sum(map(operator.mul, self.weights, values))

    def blur(self, values: Series) -> int:
        """One unit for rounding down, and one unit of each entry of the matrix."""
        _, bits = self._fixed
        return 2 + (2 * sum(abs(int(x)) for x in values) >> bits)

    def classes(self, values: Sequence[T]) -> list[T]:
        """The entries for g = 1..K//2."""
        return list(values[: self.K // 2])

    def spread(self, values: Sequence[T]) -> list[T]:
        """The entry of g is that of -g."""
        return [values[min(g, self.K - g) - 1] for g in range(1, self.K)]
