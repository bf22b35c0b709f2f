"""Exact numbers built from exponentials of rationals.

Statement (Lindemann-Weierstrass).  For distinct algebraic r_1, ..., r_n the numbers e^{r_1}, ...,
e^{r_n} are linearly independent over the algebraic numbers.  So a sum c_1 e^{r_1} + ... + c_n e^{r_n}
with rational c_i and distinct rational r_i vanishes if and only if every c_i does: zero is decided by
collecting terms.  Equivalently, with L a common denominator, it is a Laurent polynomial in the
transcendental x = e^{1/L}.

Formula.  The sign of a non-zero sum is found from rational bounds lo <= sum <= hi at doubled precision
until 0 is outside; this ends because the sum is not 0.  Bounds come from the Taylor series of e^t, 0 <=
t < 1/2, in integer arithmetic rounded outwards, and e^{2t} = (e^t)^2.

Notation.  ExpSum is an element of the ring Q[e^r : r in Q]; ExpQuotient is an element of its field of
fractions, with denominator 1 + (terms of negative exponent).  The sums are sparse: large exponents cost
nothing.

Reference.  Baker: Transcendental Number Theory (1975), theorem 1.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from symflow.algebra.enclosure import Bounds, exp_bounds, quotient
from symflow.errors import InputError

Scalar = int | Fraction


class ExpSum:
    """c_1 e^{r_1} + ... + c_n e^{r_n} with rational c_i and distinct rational r_i."""

    __slots__ = ("terms",)
    terms: Mapping[Fraction, Fraction]

    def __init__(self, terms: Mapping[Fraction, Scalar]) -> None:
        self.terms = {r: Fraction(c) for r, c in sorted(terms.items(), reverse=True) if c}

    @classmethod
    def exp(cls, r: Scalar) -> ExpSum:
        """e^r."""
        return cls({Fraction(r): 1})

    @classmethod
    def constant(cls, c: Scalar) -> ExpSum:
        """The rational number c."""
        return cls({Fraction(0): c})

    def __add__(self, other: ExpSum) -> ExpSum:
        result = dict(self.terms)
        for r, c in other.terms.items():
            result[r] = result.get(r, Fraction(0)) + c
        return ExpSum(result)

    def __neg__(self) -> ExpSum:
        return ExpSum({r: -c for r, c in self.terms.items()})

    def __sub__(self, other: ExpSum) -> ExpSum:
        return self + -other

    def __mul__(self, other: ExpSum | Scalar) -> ExpSum:
        if isinstance(other, (int, Fraction)):
            return ExpSum({r: c * other for r, c in self.terms.items()})
        result: dict[Fraction, Fraction] = {}
        for r, c in self.terms.items():
            for t, d in other.terms.items():
                result[r + t] = result.get(r + t, Fraction(0)) + c * d
        return ExpSum(result)

    __rmul__ = __mul__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ExpSum) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __bool__(self) -> bool:
        raise TypeError("an exact number has no truth value: ask is_zero() or sign()")

    def __repr__(self) -> str:
        return " + ".join(f"{c}*e^({r})" for r, c in self.terms.items()) or "0"

    def is_zero(self) -> bool:
        """Whether the sum is 0: decided, by linear independence."""
        return not self.terms

    def leading(self) -> tuple[Fraction, Fraction]:
        """(r, c) for the largest exponent r of a non-zero sum."""
        return next(iter(self.terms.items()))

    def bounds(self, bits: int) -> Bounds:
        """Rationals lo <= sum <= hi; each exponential is off by a few units of 2^-bits."""
        low = high = 0
        scale = lcm(*(c.denominator for c in self.terms.values()))
        for r, c in self.terms.items():
            n = int(c * scale)
            ends = [n * end for end in exp_bounds(r, bits)]
            low, high = low + min(ends), high + max(ends)
        return Fraction(low, scale << bits), Fraction(high, scale << bits)

    def sign(self) -> int:
        """-1, 0 or 1: decided."""
        if self.is_zero():
            return 0
        shifted = self * ExpSum.exp(-self.leading()[0])
        bits = 64
        while True:
            low, high = shifted.bounds(bits)
            if low > 0 or high < 0:
                return 1 if low > 0 else -1
            bits *= 2

    def polynomial(self) -> tuple[int, int, dict[int, int]]:
        """(L, D, {n: a_n}) with sum = (1/D) sum_n a_n x^n, x = e^{1/L}; exponents n may be negative."""
        L = lcm(*(r.denominator for r in self.terms))
        D = lcm(*(c.denominator for c in self.terms.values()))
        return L, D, {int(r * L): int(c * D) for r, c in self.terms.items()}


@dataclass(frozen=True, init=False, eq=False)
class ExpQuotient:
    """A quotient of two exponential sums, the denominator scaled to 1 + (negative exponents)."""

    numerator: ExpSum
    denominator: ExpSum

    def __init__(self, numerator: ExpSum, denominator: ExpSum) -> None:
        if denominator.is_zero():
            raise InputError.about("denominator", 0, "give a non-zero exponential sum")
        r, c = denominator.leading()
        unit = ExpSum({-r: 1 / c})
        object.__setattr__(self, "numerator", numerator * unit)
        object.__setattr__(self, "denominator", denominator * unit)

    def __add__(self, other: ExpQuotient | Scalar) -> ExpQuotient:
        right = _lift(other)
        if self.denominator == right.denominator:
            return ExpQuotient(self.numerator + right.numerator, self.denominator)
        return ExpQuotient(
            self.numerator * right.denominator + right.numerator * self.denominator,
            self.denominator * right.denominator,
        )

    __radd__ = __add__

    def __neg__(self) -> ExpQuotient:
        return ExpQuotient(-self.numerator, self.denominator)

    def __sub__(self, other: ExpQuotient | Scalar) -> ExpQuotient:
        return self + -_lift(other)

    def __rsub__(self, other: Scalar) -> ExpQuotient:
        return _lift(other) - self

    def __mul__(self, other: ExpQuotient | Scalar) -> ExpQuotient:
        if isinstance(other, (int, Fraction)):
            return ExpQuotient(self.numerator * other, self.denominator)
        return ExpQuotient(self.numerator * other.numerator, self.denominator * other.denominator)

    __rmul__ = __mul__

    def __truediv__(self, other: ExpQuotient | Scalar) -> ExpQuotient:
        right = _lift(other)
        return ExpQuotient(self.numerator * right.denominator, self.denominator * right.numerator)

    def __rtruediv__(self, other: Scalar) -> ExpQuotient:
        return _lift(other) / self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (int, Fraction, ExpQuotient)) and (self - other).is_zero()

    __hash__ = None  # type: ignore[assignment]  # equal quotients may be written differently

    def __bool__(self) -> bool:
        raise TypeError("an exact number has no truth value: ask is_zero() or sign()")

    def is_zero(self) -> bool:
        """Whether the number is 0: decided."""
        return self.numerator.is_zero()

    def sign(self) -> int:
        """-1, 0 or 1: decided."""
        return self.numerator.sign() * self.denominator.sign()

    def bounds(self, bits: int = 64) -> Bounds:
        """Rationals lo <= value <= hi from `bits` fractional bits, more if the denominator needs them."""
        while (divisor := self.denominator.bounds(bits))[0] <= 0 <= divisor[1]:
            bits *= 2
        return quotient(self.numerator.bounds(bits), divisor)


def _lift(value: ExpQuotient | Scalar) -> ExpQuotient:
    if isinstance(value, ExpQuotient):
        return value
    return ExpQuotient(ExpSum.constant(value), ExpSum.constant(1))
