"""One formula, three arithmetics: binary64, multiprecision and balls.

Statement.  A formula written once against `Arithmetic` runs in double precision (fast, no guarantee),
in mpmath at a given number of decimal digits (accurate, no guarantee), and in balls at a given number
of bits (every result encloses the true value).

Formula.  cos_turn(t) = cos(2 pi t) for rational t, reduced exactly to 0 <= t <= 1/4 before any rounding;
ei(x) = the principal value of the integral of e^u / u over (-inf, x).

Notation.  Numbers combine by + - * / and are made by from_fraction.  Run a formula inside
`with arithmetic.context():`, which sets the working precision of + - * / where it is global (balls).

Reference.  NIST Digital Library of Mathematical Functions, section 6.2(i), for Ei.
"""

from __future__ import annotations

import math
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Protocol, TypeVar

import mpmath
from flint import arb, fmpq

from symflow.errors import InputError
from symflow.numeric.ball import ball, precision

T = TypeVar("T")


class Arithmetic(Protocol[T]):
    """The operations that formulas may use, over numbers of type T."""

    @property
    def name(self) -> str: ...
    def context(self) -> AbstractContextManager[None]: ...
    def from_fraction(self, value: int | Fraction) -> T: ...
    def exp(self, x: T) -> T: ...
    def log(self, x: T) -> T: ...
    def tanh(self, x: T) -> T: ...
    def ei(self, x: T) -> T: ...
    def sqrt(self, x: T) -> T: ...
    def pi(self) -> T: ...
    def cos_turn(self, turn: Fraction) -> T: ...


@dataclass(frozen=True)
class Float64:
    """IEEE binary64."""

    @property
    def name(self) -> str:
        return "float64"

    def context(self) -> AbstractContextManager[None]:
        return nullcontext()

    def from_fraction(self, value: int | Fraction) -> float:
        return float(value)

    def exp(self, x: float) -> float:
        return math.exp(x)

    def log(self, x: float) -> float:
        return math.log(x)

    def tanh(self, x: float) -> float:
        return math.tanh(x)

    def ei(self, x: float) -> float:
        return float(mpmath.fp.ei(x))

    def sqrt(self, x: float) -> float:
        return math.sqrt(x)

    def pi(self) -> float:
        return math.pi

    def cos_turn(self, turn: Fraction) -> float:
        sign, quarter = _reduce(turn)
        if quarter == Fraction(1, 6):
            return sign * 0.5
        if quarter <= Fraction(1, 8):
            return sign * math.cos(2 * math.pi * float(quarter))
        return sign * math.sin(2 * math.pi * float(Fraction(1, 4) - quarter))


@dataclass(frozen=True)
class Multiprecision:
    """mpmath with a fixed number of decimal digits, independent of mpmath's global precision."""

    digits: int

    def __post_init__(self) -> None:
        if type(self.digits) is not int or not 1 <= self.digits <= 10**6:
            raise InputError.about("digits", self.digits, "give an integer from 1 to 1000000")

    @property
    def _mp(self) -> Any:
        return _private_context(self.digits)

    @property
    def name(self) -> str:
        return f"mp({self.digits} digits)"

    def context(self) -> AbstractContextManager[None]:
        return nullcontext()

    def from_fraction(self, value: int | Fraction) -> Any:
        number = Fraction(value)
        return self._mp.fraction(number.numerator, number.denominator) + 0

    def exp(self, x: Any) -> Any:
        return self._mp.exp(x)

    def log(self, x: Any) -> Any:
        return self._mp.log(x)

    def tanh(self, x: Any) -> Any:
        return self._mp.tanh(x)

    def ei(self, x: Any) -> Any:
        return self._mp.ei(x)

    def sqrt(self, x: Any) -> Any:
        return self._mp.sqrt(x)

    def pi(self) -> Any:
        return +self._mp.pi

    def cos_turn(self, turn: Fraction) -> Any:
        sign, quarter = _reduce(turn)
        return sign * self._mp.cospi(self.from_fraction(2 * quarter))


@dataclass(frozen=True)
class Ball:
    """Balls at a given precision in bits: every result encloses the true value."""

    bits: int

    def __post_init__(self) -> None:
        with precision(self.bits):
            pass

    @property
    def name(self) -> str:
        return f"ball({self.bits} bits)"

    def context(self) -> AbstractContextManager[None]:
        return precision(self.bits)

    def from_fraction(self, value: int | Fraction) -> arb:
        with self.context():
            return ball(value)

    def exp(self, x: arb) -> arb:
        with self.context():
            return x.exp()

    def log(self, x: arb) -> arb:
        with self.context():
            return x.log()

    def tanh(self, x: arb) -> arb:
        with self.context():
            return x.tanh()

    def ei(self, x: arb) -> arb:
        with self.context():
            return x.ei()

    def sqrt(self, x: arb) -> arb:
        with self.context():
            return x.sqrt()

    def pi(self) -> arb:
        with self.context():
            return arb.pi()

    def cos_turn(self, turn: Fraction) -> arb:
        sign, quarter = _reduce(turn)
        with self.context():
            return sign * arb.cos_pi_fmpq(fmpq(2 * quarter.numerator, quarter.denominator))


@cache
def _private_context(digits: int) -> Any:
    """An mpmath context of its own: its numbers carry its precision through + - * /."""
    context = mpmath.MPContext()
    context.dps = digits
    return context


def _reduce(turn: Fraction) -> tuple[int, Fraction]:
    """(sign, t) with cos(2 pi turn) = sign * cos(2 pi t) and 0 <= t <= 1/4, exactly."""
    reduced = Fraction(turn) % 1
    half = min(reduced, 1 - reduced)
    return (1, half) if half <= Fraction(1, 4) else (-1, Fraction(1, 2) - half)
