"""Where a smooth function of one number changes its sign on an interval: every sign and every root is certified.

Statement.  f is given by its Taylor coefficients over a ball. An interval is halved until on each piece either f has
one sign, or f' has one sign and f has known signs at both ends; in the second case there is exactly one root if these
signs differ, and none if they agree. So the roots returned are all of them, and between two of them the sign is known.

Formula.  Signs come from f(x) and, where that does not tell, from the mean value form f(c) + f'(x)(x - c). A root
is refined by halving its piece at a precision that grows with the digits wanted.

Notation.  ``taylor(x, order)``: the coefficients f(x), f'(x), ... f^(order)(x)/order! enclosed over the ball x.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from symflow.errors import LimitReached
from symflow.numeric.ball import Sign, ball, precision, sign

Taylor = Callable[[arb, int], list[arb]]
KNOWN = (Sign.NEGATIVE, Sign.POSITIVE)
PIECES = 20000
GUARD = 40


@dataclass(frozen=True, slots=True)
class Crossing:
    """One simple root in (low, high), and the sign of f to its left."""

    low: Fraction
    high: Fraction
    before: Sign


def hull(low: Fraction, high: Fraction) -> arb:
    """A ball that contains the interval."""
    joined: arb = ball(low).union(ball(high))
    return joined


def sign_at(taylor: Taylor, x: Fraction) -> Sign:
    """The sign of f at a rational point."""
    return sign(taylor(ball(x), 0)[0])


def sign_over(taylor: Taylor, low: Fraction, high: Fraction) -> tuple[Sign, Sign]:
    """The signs of f and of f' over an interval, UNKNOWN where the enclosure does not tell."""
    value, slope = taylor(hull(low, high), 1)
    found = sign(value)
    if found not in KNOWN:
        middle = (low + high) / 2
        found = sign(taylor(ball(middle), 0)[0] + slope * (hull(low, high) - ball(middle)))
    return found, sign(slope)


def crossings(taylor: Taylor, low: Fraction, high: Fraction, bits: int = 128) -> tuple[Crossing, ...]:
    """Every root of f in an interval at whose ends f has a sign; LimitReached if a root is (nearly) double."""
    found: list[Crossing] = []
    with precision(bits):
        stack, spent = [(low, high)], 0
        while stack:
            a, b = stack.pop()
            spent += 1
            if spent > PIECES:
                raise LimitReached("crossings: signs stay open near a double root; this case is not decided")
            over, slope = sign_over(taylor, a, b)
            if over in KNOWN:
                continue
            ends = sign_at(taylor, a), sign_at(taylor, b)
            if slope in KNOWN and ends[0] in KNOWN and ends[1] in KNOWN:
                if ends[0] is not ends[1]:
                    found.append(Crossing(a, b, ends[0]))
                continue
            middle = (a + b) / 2
            if sign_at(taylor, middle) not in KNOWN:
                middle = (2 * a + b) / 3
            stack += [(middle, b), (a, middle)]
    return tuple(found)


def refined(taylor: Taylor, crossing: Crossing, width: Fraction) -> Crossing:
    """The same root in an interval of at most the given width."""
    low, high = crossing.low, crossing.high
    bits = GUARD + max(64, 2 * (width.denominator // width.numerator).bit_length())
    with precision(bits):
        while high - low > width:
            middle = (low + high) / 2
            found = sign_at(taylor, middle)
            if found not in KNOWN:
                middle = (2 * low + high) / 3
                found = sign_at(taylor, middle)
            if found not in KNOWN:
                raise LimitReached("crossings: the root is not told apart from a point of the grid")
            low, high = (middle, high) if found is crossing.before else (low, middle)
    return Crossing(low, high, crossing.before)
