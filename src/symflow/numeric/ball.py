"""Balls: the one place where enclosures are compared and printed.

Statement.  A ball [m +- r] stands for an unknown real x with |x - m| <= r.  A comparison has four
outcomes: x is certainly negative, certainly positive, exactly zero (m = r = 0), or unknown.  Both x < 0
and x >= 0 come out False for a ball that straddles 0, so "not negative" is never read as
"non-negative" here: only True answers count.

Formula.  enclosure_strings rounds m - r down and m + r up to D significant decimal digits, in exact
arithmetic, so that lo <= x <= hi holds for the printed decimals.

Notation.  Precision is in bits, a global property, set by `with precision(bits)`.

Reference.  Johansson: Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, IEEE
Transactions on Computers 66 (2017).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from enum import Enum
from fractions import Fraction

from flint import acb, arb, ctx, fmpq

from symflow.errors import InputError
from symflow.exact import exact

_LARGEST_BITS = 1 << 24
_LARGEST_BINARY_EXPONENT = 1 << 26


class Sign(Enum):
    """What is known about the sign of a number in a ball; it has no truth value."""

    NEGATIVE = "negative"
    ZERO = "zero"
    POSITIVE = "positive"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a Sign has no truth value: compare it with Sign.POSITIVE, ...")


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Work at the given precision inside the block and restore the former one after it."""
    if type(bits) is not int or not 2 <= bits <= _LARGEST_BITS:
        raise InputError.about("bits", bits, f"give an integer from 2 to {_LARGEST_BITS}")
    former = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = former


def ball(value: int | Fraction | str, name: str = "value") -> arb:
    """A ball that contains the exact number; a float is refused."""
    number = exact(value, name)
    return arb(fmpq(number.numerator, number.denominator))


def sign(x: arb) -> Sign:
    """The sign common to every number in the ball, or UNKNOWN."""
    return compare(x, arb(0))


def compare(x: arb, y: arb) -> Sign:
    """The sign of x - y for all numbers in the two balls; ZERO only if both are exact and equal."""
    if x < y:
        return Sign.NEGATIVE
    if x > y:
        return Sign.POSITIVE
    if x == y:
        return Sign.ZERO
    return Sign.UNKNOWN


def below(x: arb, y: arb) -> bool:
    """Whether every number in the ball x is certainly at most every number in the ball y."""
    return bool(x.is_finite() and y.is_finite() and x <= y)


def larger(x: arb, y: arb) -> arb:
    """The larger of two exact numbers."""
    return max(x, y)


def inside(x: arb, y: arb) -> bool:
    """Whether every number in the ball x lies in the interior of the ball y."""
    return bool(x.is_finite() and y.contains_interior(x))


def contains_zero(x: arb | acb) -> bool:
    """Whether 0 cannot be excluded; True for a ball that is not finite."""
    return not x.is_finite() or bool(x.contains(0))


def certainly(x: arb, wanted: Sign) -> bool:
    """Whether the sign of x is known and is the wanted one; UNKNOWN is never certain."""
    return wanted is not Sign.UNKNOWN and sign(x) is wanted


def endpoints(x: arb) -> tuple[Fraction, Fraction]:
    """The rationals m - r and m + r, exactly."""
    if not x.is_finite():
        raise InputError.about("ball", str(x), "it is not finite: raise the precision or stay in the domain")
    middle, radius = _dyadic(x.mid()), _dyadic(x.rad())
    return middle - radius, middle + radius


def enclosure_strings(x: arb, digits: int) -> tuple[str, str]:
    """Decimal strings (lo, hi) with lo <= x <= hi and at most `digits` significant digits each."""
    if type(digits) is not int or digits < 1:
        raise InputError.about("digits", digits, "give a positive integer")
    if not x.is_finite():
        return "-inf", "inf"
    low, high = endpoints(x)
    return _decimal(low, digits, ROUND_FLOOR), _decimal(high, digits, ROUND_CEILING)


def _dyadic(x: arb) -> Fraction:
    """The rational value of an exact ball."""
    mantissa, exponent = (int(part) for part in x.man_exp())
    if abs(exponent) > _LARGEST_BINARY_EXPONENT:
        raise InputError.about("ball", str(x), "it is too large or small to print: use its logarithm")
    return mantissa * Fraction(2) ** exponent


def _decimal(value: Fraction, digits: int, rounding: str) -> str:
    context = Context(prec=digits, rounding=rounding, Emax=MAX_EMAX, Emin=MIN_EMIN)
    return str(context.divide(Decimal(value.numerator), Decimal(value.denominator)))
