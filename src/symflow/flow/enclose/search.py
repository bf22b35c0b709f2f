r"""When a quantity that does not increase passes a level: an interval that contains the first time.

Statement.  At a time the quantity is certainly above the level, certainly not above it, or neither. It does not
increase, so the first time at which it is not above the level lies after every time of the first kind, and not after
any of the second kind. The interval is halved until it is as narrow as the digits, or until the times between
are undecided, and then the two ends are moved up to these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from fractions import Fraction

from flint import arb

from symflow.numeric.ball import Sign, below, compare

FINE = 1000


class Side(Enum):
    """Where a quantity is at a time."""

    ABOVE = "above"
    UNDER = "at or under"
    UNDECIDED = "undecided"


def side(value: arb | None, level: arb) -> Side:
    """Of an enclosed value; None is infinite."""
    if value is None or compare(value, level) is Sign.POSITIVE:
        return Side.ABOVE
    return Side.UNDER if below(value, level) else Side.UNDECIDED


def passage(
    at: Callable[[Fraction], Side], knots: Sequence[Fraction], narrow: Fraction
) -> tuple[Fraction | None, Fraction | None]:
    """The last time found above and the first found under the level, None where there is none.

    `knots`: increasing times to look at first; `narrow`: how narrow the interval need be, relative to the time.
    """
    low, high = _among(at, knots)
    while low is not None and high is not None and high - low > narrow * high:
        middle = (low + high) / 2
        found = at(middle)
        if found is Side.UNDECIDED:
            return _up_to(at, low, middle, high, narrow), _up_to(at, high, middle, low, narrow)
        low, high = (middle, high) if found is Side.ABOVE else (low, middle)
    return low, high


def _among(
    at: Callable[[Fraction], Side], knots: Sequence[Fraction]
) -> tuple[Fraction | None, Fraction | None]:
    """The last knot that is above and the first that is under, as far as halving finds them."""
    sides: dict[int, Side] = {}
    for wanted in (Side.ABOVE, Side.UNDER):
        first, last = 0, len(knots)
        while first < last:
            middle = (first + last) // 2
            sides.setdefault(middle, at(knots[middle]))
            before = sides[middle] is not Side.UNDER if wanted is Side.UNDER else sides[middle] is Side.ABOVE
            first, last = (middle + 1, last) if before else (first, middle)
    above = [i for i, found in sides.items() if found is Side.ABOVE]
    under = [i for i, found in sides.items() if found is Side.UNDER]
    return knots[max(above)] if above else None, knots[min(under)] if under else None


def _up_to(
    at: Callable[[Fraction], Side], known: Fraction, undecided: Fraction, other: Fraction, narrow: Fraction
) -> Fraction:
    """The known end, moved towards an undecided time, until it is close to that beside the whole interval."""
    kind = at(known)
    least = max(narrow * max(known, other), abs(known - other) / FINE**2)
    while abs(known - undecided) > least:
        middle = (known + undecided) / 2
        known, undecided = (middle, undecided) if at(middle) is kind else (known, middle)
    return known
