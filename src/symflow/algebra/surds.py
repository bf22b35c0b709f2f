r"""Exact sums of square roots: the numbers c_1 sqrt(m_1) + ... + c_r sqrt(m_r) with rational c_i.

Statement.  The square roots of distinct squarefree whole numbers >= 1 are linearly independent over Q. So a sum of
rational multiples of them is 0 if and only if every coefficient is: zero is decided by collecting terms. These numbers
form a field: if b > 1 divides some m_i and is prime to the others, let x' be x with the sign of sqrt(b) changed; then
x x' is free of sqrt(b), and after finitely many such factors a rational number is left, so that 1/x = x' / (x x').

Formula.  sqrt(m) sqrt(l) = g sqrt((m/g)(l/g)), g = gcd(m, l).

Reference.  Besicovitch: On the linear independence of fractional powers of integers, J. London Math. Soc. 15 (1940).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from symflow.errors import InputError, LimitReached

LARGEST_RADICAND = 10**8
MOST_TERMS = 64


@dataclass(frozen=True, slots=True)
class Surd:
    """The sum of c sqrt(m) over `terms` = ((m, c), ...): m squarefree and increasing, c not 0."""

    terms: tuple[tuple[int, Fraction], ...] = ()

    @classmethod
    def of(cls, value: int | Fraction) -> Surd:
        """A rational number."""
        return cls(((1, Fraction(value)),)) if value else cls()

    @classmethod
    def root(cls, value: Fraction) -> Surd:
        """The square root of a rational number >= 0."""
        if value < 0:
            raise InputError.about("sqrt", str(value), "give a number >= 0")
        radicand = value.numerator * value.denominator
        if radicand > LARGEST_RADICAND:
            raise InputError.about("sqrt", str(value), f"give p/q with p q at most {LARGEST_RADICAND}")
        outside, inside = _square_part(radicand)
        return cls(((inside, Fraction(outside, value.denominator)),)) if value else cls()

    @property
    def rational(self) -> bool:
        """Whether it is a rational number."""
        return all(m == 1 for m, _ in self.terms)

    @property
    def zero(self) -> bool:
        """Whether it is 0: decided."""
        return not self.terms

    def __add__(self, other: Surd) -> Surd:
        return _collected((*self.terms, *other.terms))

    def __neg__(self) -> Surd:
        return Surd(tuple((m, -c) for m, c in self.terms))

    def __sub__(self, other: Surd) -> Surd:
        return self + -other

    def __mul__(self, other: Surd) -> Surd:
        return _collected(
            (m // g * (l // g), c * d * g)
            for m, c in self.terms
            for l, d in other.terms
            for g in (gcd(m, l),)
        )

    def __bool__(self) -> bool:
        raise TypeError("an exact number has no truth value: ask .zero")

    def inverse(self) -> Surd:
        """1/x for x other than 0, by conjugates."""
        numerator, rest = Surd.of(1), self
        while not rest.rational:
            b = _common_factor([m for m, _ in rest.terms])
            conjugate = Surd(tuple((m, -c if m % b == 0 else c) for m, c in rest.terms))
            numerator, rest = numerator * conjugate, rest * conjugate
        if rest.zero:
            raise ZeroDivisionError("1/0")
        return numerator * Surd.of(1 / rest.terms[0][1])

    def __str__(self) -> str:
        """In the form that is read again: "-1+2*sqrt(5)"."""
        text = "".join(f"+{c}" + ("" if m == 1 else f"*sqrt({m})") for m, c in self.terms)
        return text.replace("+-", "-").removeprefix("+") or "0"


def total(numbers: Iterable[Surd]) -> Surd:
    """The sum."""
    return _collected(term for number in numbers for term in number.terms)


def _collected(terms: Iterable[tuple[int, Fraction]]) -> Surd:
    """Terms of the same root joined, and zeros dropped."""
    found: dict[int, Fraction] = {}
    for m, c in terms:
        found[m] = found[m] + c if m in found else c
    if len(found) > MOST_TERMS:
        raise LimitReached(f"a number has more than {MOST_TERMS} different square roots")
    return Surd(tuple(sorted((m, c) for m, c in found.items() if c)))


def _square_part(number: int) -> tuple[int, int]:
    """(s, m) with number = s^2 m and m squarefree."""
    outside, inside, p = 1, 1, 2
    while p * p <= number:
        power = 0
        while number % p == 0:
            number, power = number // p, power + 1
        outside, inside, p = outside * p ** (power // 2), inside * p ** (power % 2), p + 1
    return outside, inside * number


def _common_factor(radicands: list[int]) -> int:
    """A number b > 1 that divides some of the squarefree radicands and has no factor in common with the others."""
    b = next(m for m in radicands if m > 1)
    while (g := next((g for m in radicands if 1 < (g := gcd(b, m)) < b), 1)) > 1:
        b = g
    return b
