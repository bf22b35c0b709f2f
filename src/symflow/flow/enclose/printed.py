"""Balls as decimals that are rounded outwards: a midpoint with its radius, or a lower and an upper end.

Statement.  `printed` rounds the midpoint, and its radius bounds the distance of every number in the ball from what was
printed, so that rounding is included. `pair` gives lo <= x <= hi for every number x >= 0 in the ball: everything that
is printed here is a mode, a factor, a loss or V, and never negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import inf, log10

from flint import arb

from symflow.numeric.ball import endpoints
from symflow.numeric.decimals import decimal_string, plain
from symflow.numeric.ode.stepper import log2_of

Pair = tuple[str, str]
BEYOND = 2  # digits that are printed beyond those asked for
RADIUS_DIGITS = 3
LOG2 = log10(2)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed; `lacking`: how many digits more it needs (0 or less where it has all)."""

    text: str
    radius: str
    lacking: float


def printed(x: arb, digits: int) -> Printed:
    """The midpoint with two digits more than asked for; it has them if the radius is 10^-digits or less of it."""
    if x.is_zero():
        return Printed("0", "0", -inf)
    if not x.is_finite():
        return Printed("0", "inf", float(digits))
    text = decimal_string(x, digits + BEYOND)
    value, (low, high) = Fraction(text), endpoints(x)
    radius = _rounded(max(high - value, value - low), RADIUS_DIGITS, ROUND_CEILING)
    bound = Fraction(radius)
    enough = bound * 10**digits <= abs(value) - bound
    return Printed(text, radius, 0.0 if enough else max(0.1, digits + 0.1 + _relative(x)))


def pair(x: arb, digits: int) -> Pair:
    """A lower and an upper end, with two digits more than asked for."""
    if not x.is_finite():
        return "0", "inf"
    low, high = endpoints(x)
    count = digits + BEYOND
    return _rounded(max(low, Fraction(0)), count, ROUND_FLOOR), _rounded(high, count, ROUND_CEILING)


def shorter(ends: Pair, digits: int) -> Pair:
    """The same interval with fewer digits, or a wider one."""
    low, high = ends
    return (
        _rounded(Fraction(low), digits, ROUND_FLOOR),
        high if high == "inf" else _rounded(Fraction(high), digits, ROUND_CEILING),
    )


def _relative(x: arb) -> float:
    """log10 of the relative radius; more than 0 where the ball contains 0."""
    return LOG2 * (log2_of(x.rad()) - log2_of(x)) if x.mid() != 0 else 0.0


def _rounded(value: Fraction, digits: int, rounding: str) -> str:
    context = Context(prec=digits, rounding=rounding, Emax=MAX_EMAX, Emin=MIN_EMIN)
    return plain(context.divide(Decimal(value.numerator), Decimal(value.denominator)))
