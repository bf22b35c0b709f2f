"""The times of the samples: exact decimals, the first is 0 and the last is the end asked for.

Up to t = 100 the samples are evenly spaced (times that are no short decimals are rounded to 12 digits). Beyond that
they are evenly spaced in log(1 + t), rounded to 6 digits (to more from 1000 samples on, so that no two meet): a
trajectory is slow when it is late. A rounded time is exact all the same: the trajectory is evaluated there, at the
time that is printed. Times that are asked for by a list are taken as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import overload

from symflow.errors import InputError
from symflow.exact import exact
from symflow.numeric.ball import precision
from symflow.numeric.decimals import decimal, plain, wide
from symflow.numeric.ode.kernel import rational

MOST_SAMPLES = 1_000_000
LINEAR_UP_TO = 100
LONGEST = 4000
LARGEST_WHOLE = 10**LONGEST
LONG, BITS = 30, 128
_FINE, _LONG = wide(12), wide(LONG)
COARSE = 6


@dataclass(frozen=True, slots=True)
class Instant:
    """A time as it is written; a late one has so many digits that it is made a number only when it is reached."""

    text: str

    @property
    def value(self) -> Fraction:
        """The time, exactly."""
        return Fraction(self.text)


class Grid(Sequence[Instant]):
    """The times, each made when it is asked for: a million of them need no room."""

    def __init__(self, end: Fraction, text: str, parts: int) -> None:
        self._end, self._text, self._parts = end, text, parts
        with precision(BITS):
            self._whole = _LONG.ln(decimal(rational(1 + end), LONG)) if is_late(end) else None

    def __len__(self) -> int:
        return self._parts + 1

    @overload
    def __getitem__(self, place: int) -> Instant: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Instant, ...]: ...
    def __getitem__(self, place: int | slice) -> Instant | tuple[Instant, ...]:
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        if place in (0, self._parts):
            return Instant(self._text if place else "0")
        return Instant(plain(self._even(place) if self._whole is None else self._late(place, self._whole)))

    def _even(self, place: int) -> Decimal:
        """An inner time, evenly spaced."""
        return _FINE.divide(
            Decimal(self._end.numerator * place), Decimal(self._end.denominator * self._parts)
        )

    def _late(self, place: int, whole: Decimal) -> Decimal:
        """An inner time, evenly spaced in log(1 + t)."""
        return wide(max(COARSE, len(str(self._parts)) + 3)).subtract(
            _LONG.exp(_LONG.divide(_LONG.multiply(whole, place), self._parts)), 1
        )


def grid(end: object, samples: object, flags: str = "") -> Sequence[Instant]:
    """`samples` times from 0 to the end, both included; or 0 and the times of a list, which then has the end."""
    if isinstance(samples, Sequence) and not isinstance(samples, str):
        return _listed(samples, f"{flags}times" if flags else "samples")
    last = _time(end, f"{flags}t-end" if flags else "t_end")
    if type(samples) is not int or not 2 <= samples <= MOST_SAMPLES:
        advice = f"give a whole number from 2 (start and end) to {MOST_SAMPLES}"
        raise InputError.about(f"{flags}samples", samples, advice)
    return Grid(last, str(end).strip(), samples - 1)


def _time(time: object, name: str) -> Fraction:
    """A time after 0, exactly."""
    value = exact(time, name)
    if not isinstance(time, str) and max(abs(value.numerator), value.denominator) >= LARGEST_WHOLE:
        raise InputError(f"{name}: has more than {LONGEST} digits; write it as a string such as '1e5000'")
    if value <= 0:
        raise InputError.about(name, time, "give a time after 0")
    return value


def _listed(times: Sequence[object], name: str) -> tuple[Instant, ...]:
    """0, and the times of a list, as they are written."""
    if not 1 <= len(times) < MOST_SAMPLES:
        raise InputError(f"{name}: has {len(times)} entries; give from 1 to {MOST_SAMPLES - 1} times")
    values = [_time(time, name) for time in times]
    for former, value, time in zip(values, values[1:], times[1:], strict=False):
        if value <= former:
            raise InputError.about(name, time, "give increasing times")
    return (Instant("0"), *(Instant(str(time).strip()) for time in times))


def is_late(end: Fraction) -> bool:
    """Whether the samples are spaced in log(1 + t)."""
    return end > LINEAR_UP_TO
