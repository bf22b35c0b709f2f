"""The times of the samples: exact decimals, the first is 0 and the last is the end asked for.

Up to t = 100 the samples are evenly spaced (times that are no short decimals are rounded to 12 digits). Beyond that
they are evenly spaced in log(1 + t), rounded to 6 digits: a trajectory is slow when it is late. A rounded time is
exact all the same: the trajectory is evaluated there, at the time that is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from symflow.errors import InputError
from symflow.exact import exact
from symflow.numeric.ball import precision
from symflow.numeric.decimals import decimal, plain, wide
from symflow.numeric.ode.kernel import rational

MOST_SAMPLES = 100_000
LINEAR_UP_TO = 100
LONGEST = 4000
LARGEST_WHOLE = 10**LONGEST
LONG, BITS = 30, 128
_FINE, _COARSE, _LONG = wide(12), wide(6), wide(LONG)


@dataclass(frozen=True, slots=True)
class Instant:
    """A time as it is written; a late one has so many digits that it is made a number only when it is reached."""

    text: str

    @property
    def value(self) -> Fraction:
        """The time, exactly."""
        return Fraction(self.text)


def grid(end: object, samples: object, flags: str = "") -> tuple[Instant, ...]:
    """`samples` times from 0 to the end, both included."""
    name = f"{flags}t-end" if flags else "t_end"
    last = exact(end, name)
    if not isinstance(end, str) and max(abs(last.numerator), last.denominator) >= LARGEST_WHOLE:
        raise InputError(f"{name}: has more than {LONGEST} digits; write it as a string such as '1e5000'")
    if last <= 0:
        raise InputError.about(name, end, "give a time after 0")
    if type(samples) is not int or not 2 <= samples <= MOST_SAMPLES:
        advice = f"give a whole number from 2 (start and end) to {MOST_SAMPLES}"
        raise InputError.about(f"{flags}samples", samples, advice)
    inner = _late(last, samples - 1) if is_late(last) else _even(last, samples - 1)
    return (Instant("0"), *(Instant(plain(time)) for time in inner), Instant(str(end).strip()))


def is_late(end: Fraction) -> bool:
    """Whether the samples are spaced in log(1 + t)."""
    return end > LINEAR_UP_TO


def _even(end: Fraction, parts: int) -> Iterator[Decimal]:
    """The inner times, evenly spaced."""
    for i in range(1, parts):
        yield _FINE.divide(Decimal(end.numerator * i), Decimal(end.denominator * parts))


def _late(end: Fraction, parts: int) -> Iterator[Decimal]:
    """The inner times, evenly spaced in log(1 + t)."""
    with precision(BITS):
        whole = _LONG.ln(decimal(rational(1 + end), LONG))
    for i in range(1, parts):
        yield _COARSE.subtract(_LONG.exp(_LONG.divide(_LONG.multiply(whole, i), parts)), 1)
