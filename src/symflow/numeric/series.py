r"""Power series as growing lists of coefficients, and their products by Cauchy's rule.

Statement.  If f = sum f_n x^n and g = sum g_n x^n, then (f g)_n = f_0 g_n + f_1 g_(n-1) + ... + f_n g_0. So the
coefficients of a product come one order after the other, each from coefficients that are already there: this turns
a polynomial differential equation into a recurrence for the Taylor coefficients of its solution.

Notation.  A series is a list of Arb numbers, used as floating-point numbers with any exponent: the midpoint is what
is meant, and `point` drops the radius, which counts rounding only and not what a truncated series leaves out.
Sizes are compared as log2 |x|, because the numbers may lie far outside of the range of binary64.

Reference.  Moore: Interval Analysis (1966), chapter 11. Knuth: The Art of Computer Programming 2, section 4.7.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Sequence
from fractions import Fraction

from flint import arb, fmpq

Series = list[arb]
ZERO = arb(0)


def number(value: int | Fraction) -> arb:
    """The number nearest to a rational, at the working precision."""
    return arb(fmpq(value.numerator, value.denominator)).mid()


def point(x: arb) -> arb:
    """The midpoint, as an exact number."""
    return x.mid()


def total(values: Iterable[arb]) -> arb:
    """The sum."""
    return sum(values, ZERO)


def product(f: Sequence[arb], g: Sequence[arb]) -> arb:
    """(f g)_n, where both series are known to the same order n.

    >>> product([arb(1), arb(2), arb(3)], [arb(4), arb(5), arb(6)])
    28.0000000000000
    """
    return sum(map(operator.mul, f, reversed(g)), ZERO)


def evaluate(series: Sequence[arb], x: arb) -> arb:
    """The sum of series[n] x^n by Horner's rule."""
    value = ZERO
    for coefficient in reversed(series):
        value = value * x + coefficient
    return value


def log2_size(x: arb) -> float:
    """log2 |x| of the midpoint, to about 15 digits; minus infinity for 0."""
    mantissa, exponent = x.mid().man_exp()
    return math.log2(abs(int(mantissa))) + int(exponent) if mantissa != 0 else -math.inf


def power_of_two(exponent: float) -> Fraction:
    """A rational number close to 2^exponent and not above it, with a numerator or a denominator below 2^11."""
    whole = math.floor(exponent)
    mantissa = math.floor(2 ** (exponent - whole) * 1024)
    return Fraction(mantissa) * Fraction(2) ** (whole - 10)


def log2_above(value: Fraction) -> int:
    """A whole number above log2 of a positive rational."""
    return value.numerator.bit_length() - value.denominator.bit_length() + 1
