"""Translation schemes of finite abelian groups, and their characters.

Statement.  Let G = Z_{n_1} x ... x Z_{n_r} have K elements.  Put the pair (i, j) in relation i - j.
The K x K matrices M_ij = z(i - j) with z even, z(g) = z(-g), form an algebra of symmetric matrices
that is closed under the matrix product and under the entrywise product, hence under every entrywise
function.  The characters of G diagonalise all of them at once.

Formula.  chi_k(g) = exp(2 pi i (k_1 g_1 / n_1 + ... + k_r g_r / n_r)), with
sum_g chi_k(g) conj(chi_l(g)) = K delta_kl.  For even z the eigenvalues are real and even:
s_k = sum_g z(g) cos(arg chi_k(g)) = s_{-k}, and z(g) = (1/K) sum_k s_k cos(arg chi_k(g)).

Notation.  Elements and characters are numbered 0..K-1 in mixed radix, lowest digit first; 0 is the
identity and the trivial character.  walsh(m): n = (2, ..., 2), K = 2^m, i - j = i xor j, and
chi_k(g) = (-1)^popcount(k and g) in natural order.  cyclic(K): n = (K), chi_k(g) = exp(2 pi i k g / K).
A "turn" is an angle divided by 2 pi.

Reference.  Bannai, Ito: Algebraic Combinatorics I: Association Schemes (1984), chapter II.
Niven: Irrational Numbers (1956), corollary 3.12, for the rational values of the cosine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm, prod

from symflow.errors import InputError

_RATIONAL_COSINES = {
    Fraction(0): Fraction(1),
    Fraction(1, 6): Fraction(1, 2),
    Fraction(1, 4): Fraction(0),
    Fraction(1, 3): Fraction(-1, 2),
    Fraction(1, 2): Fraction(-1),
}
_LARGEST_M = 24


@dataclass(frozen=True)
class Scheme:
    """The translation scheme of Z_{n_1} x ... x Z_{n_r}, where orders = (n_1, ..., n_r)."""

    orders: tuple[int, ...]
    name: str = field(default="abelian", compare=False)

    def __post_init__(self) -> None:
        if not self.orders or any(type(n) is not int or n < 2 for n in self.orders):
            raise InputError.about("orders", self.orders, "give one or more integers, each at least 2")

    @cached_property
    def K(self) -> int:
        """The number of elements of the group: classes, relations, modes."""
        return prod(self.orders)

    @cached_property
    def exponent(self) -> int:
        """The least n with n g = 0 for every g; characters are n-th roots of unity."""
        return lcm(*self.orders)

    @property
    def is_walsh(self) -> bool:
        """Whether every character is +-1, so that the group is Z_2^m."""
        return self.exponent == 2

    def add(self, i: int, j: int) -> int:
        """i + j in the group."""
        return self._combine(i, j, 1)

    def subtract(self, i: int, j: int) -> int:
        """i - j in the group: the relation that holds the pair (i, j)."""
        return self._combine(i, j, -1)

    def negate(self, g: int) -> int:
        """-g in the group; also the index of the complex conjugate character."""
        return self._combine(0, g, -1)

    def power(self, k: int, g: int) -> int:
        """The integer e in 0..n-1 with chi_k(g) = exp(2 pi i e / n), n the group's exponent."""
        self._check(k, g)
        total = 0
        for n in self.orders:
            total += (k % n) * (g % n) * (self.exponent // n)
            k, g = k // n, g // n
        return total % self.exponent

    def phase(self, k: int, g: int) -> Fraction:
        """The argument of chi_k(g) in turns, in [0, 1)."""
        return Fraction(self.power(k, g), self.exponent)

    def character(self, k: int, g: int) -> int:
        """chi_k(g) where it is +1 or -1, as always for walsh(m)."""
        turn = self.phase(k, g)
        if turn not in (0, Fraction(1, 2)):
            raise InputError.about(f"chi_{k}({g})", str(turn), "it is not +-1: use phase(k, g)")
        return 1 if turn == 0 else -1

    def cosine(self, k: int, g: int) -> Fraction:
        """The real part of chi_k(g) where it is rational."""
        return rational_cosine(self.phase(k, g))

    def check_even(self, values: Sequence[object]) -> None:
        """Refuse anything but K exact values with values[k] = values[-k]."""
        if len(values) != self.K:
            raise InputError.about("number of values", len(values), f"this scheme needs K = {self.K}")
        for k in range(self.K):
            if values[k] != values[self.negate(k)]:
                pair = f"{values[k]} and {values[self.negate(k)]}"
                advice = "a symmetric matrix of this scheme needs them equal"
                raise InputError.about(f"values {k} and {self.negate(k)}", pair, advice)

    def _combine(self, i: int, j: int, sign: int) -> int:
        self._check(i, j)
        if self.is_walsh:
            return i ^ j
        result, place = 0, 1
        for n in self.orders:
            result += (i + sign * j) % n * place
            i, j, place = i // n, j // n, place * n
        return result

    def _check(self, *indices: int) -> None:
        for index in indices:
            if not 0 <= index < self.K:
                raise InputError.about("index", index, f"give an integer from 0 to K - 1 = {self.K - 1}")


def walsh(m: int) -> Scheme:
    """The scheme of Z_2^m: K = 2^m, relation i xor j, the Walsh-Hadamard matrix as characters."""
    if type(m) is not int or not 1 <= m <= _LARGEST_M:
        raise InputError.about("m", m, f"give an integer from 1 to {_LARGEST_M} (K = 2^m classes)")
    return Scheme((2,) * m, "walsh")


def cyclic(K: int) -> Scheme:
    """The scheme of Z_K: symmetric circulants, for every K >= 2."""
    if type(K) is not int or not 2 <= K <= 2**_LARGEST_M:
        raise InputError.about("K", K, f"give an integer from 2 to {2**_LARGEST_M} (classes)")
    return Scheme((K,), "cyclic")


def rational_cosine(turn: Fraction) -> Fraction:
    """cos(2 pi turn) where it is rational; Niven: for rational turn, only 0, +-1/2 and +-1 occur."""
    reduced = turn % 1
    value = _RATIONAL_COSINES.get(min(reduced, 1 - reduced))
    if value is None:
        raise InputError.about(
            "turn", str(turn), "its cosine is irrational: use walsh(m), cyclic(3, 4 or 6) or balls"
        )
    return value
