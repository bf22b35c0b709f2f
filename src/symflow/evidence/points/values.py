r"""Numbers that stay exact as long as they can: rationals first, then floats, digits or balls.

Statement.  A value is a Fraction until a function with irrational values (exp, log, tanh, ei, a root
that is not rational, an irrational character) enters; from there on it is a number of the chosen
arithmetic. In ball arithmetic every value encloses the true one, so a sign read from a value is a
theorem about the point; with floats it is a suspicion.

Formula.  A complex value is a pair x + i y, and chi = cos + i sin. Characters +-1 and the rational
cosines of Niven's list stay exact. Functions, roots, max and min take real arguments only: a pair whose
imaginary part may be 0 stands there for its real part (formulas over even quantities are real, but
their evaluation need not look so), and one whose imaginary part cannot be 0 is refused.

Notation.  ``Undefined``: the formula has no value at the point (log of 0, division by 0).
``Undecided``: this precision does not show whether it has one; try more bits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import mpmath
from flint import arb

from symflow.algebra.schemes import rational_cosine
from symflow.evidence.points.walk import Value
from symflow.numeric.arithmetic import Arithmetic
from symflow.numeric.ball import Sign, compare, contains_zero

Real: TypeAlias = Any  # a Fraction or a number of the arithmetic

ZERO, ONE = Fraction(0), Fraction(1)
_NIVEN = (1, 2, 3, 4, 6)
_NEARLY_REAL = 1e-6


class Undecided(ArithmeticError):
    """The precision at hand does not decide it."""


class Undefined(Undecided):
    """The formula has no value at the point."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The complex number re + i im."""

    re: Real
    im: Real


class ExactFirst:
    """Fractions where possible, else one of the arithmetics of ``symflow.numeric``."""

    def __init__(self, arithmetic: Arithmetic[Any]) -> None:
        self.arithmetic = arithmetic

    # -- what a walker asks for ---------------------------------------------------------------

    def of(self, value: Fraction) -> Value:
        return value

    def add(self, terms: Sequence[Value]) -> Value:
        if not any(isinstance(t, Pair) for t in terms):
            return self._sum(terms)
        re = self._sum([t.re if isinstance(t, Pair) else t for t in terms])
        return _paired(re, self._sum([t.im for t in terms if isinstance(t, Pair)]))

    def multiply(self, factors: Sequence[Value]) -> Value:
        out: Value = ONE
        for factor in factors:
            out = self._times(out, factor)
        return out

    def power(self, x: Value, exponent: Fraction) -> Value:
        if exponent.denominator != 1:
            return self._root(self.real(x), exponent)
        base = self._inverse(x) if exponent < 0 else x
        if isinstance(base, Fraction):
            return base ** abs(exponent.numerator)
        return self.multiply([base] * abs(exponent.numerator))

    def function(self, name: str, x: Value) -> Value:
        arg = self.real(x)
        if isinstance(arg, Fraction):
            if arg == (1 if name == "log" else 0) and name != "ei":
                return ONE if name == "exp" else ZERO
            if (name == "log" and arg <= 0) or (name == "ei" and arg == 0):
                raise Undefined(f"{name}({arg}) has no value")
        return self._checked(lambda: getattr(self.arithmetic, name)(self._lift(arg)))

    def character(self, turn: Fraction) -> Value:
        return _paired(self._cosine(turn), self._cosine(turn - Fraction(1, 4)))

    def extremum(self, kind: str, values: Sequence[Value]) -> Value:
        return self._best(kind, [self.real(v) for v in values])

    def active(self, kind: str, values: Sequence[Value], rates: Sequence[Callable[[], Value]]) -> Value:
        reals = [self.real(v) for v in values]
        best = self._best(kind, reals, told_apart=True)
        equal = [v is best or self.sign(self._plus(v, -best)) is Sign.ZERO for v in reals]
        return self.extremum(kind, [rate() for rate, wanted in zip(rates, equal, strict=True) if wanted])

    def _best(self, kind: str, reals: Sequence[Real], told_apart: bool = False) -> Real:
        """The largest or smallest; balls that overlap are merged, or refused where ties matter."""
        best, *rest = reals
        for value in rest:
            order = self.sign(self._plus(value, -best))
            if order is Sign.UNKNOWN:
                if told_apart:
                    raise Undecided(f"{kind}: it is not decided where it is attained")
                best = getattr(self._lift(best), kind)(self._lift(value))
            elif order is (Sign.POSITIVE if kind == "max" else Sign.NEGATIVE):
                best = value
        return best

    # -- reading a value ----------------------------------------------------------------------

    def real(self, x: Value) -> Real:
        """The real part of a value that is real."""
        if not isinstance(x, Pair):
            return x
        if isinstance(x.im, arb):
            real = contains_zero(x.im)
        else:
            real = abs(x.im) <= (0 if isinstance(x.im, Fraction) else _NEARLY_REAL * (1 + abs(x.re)))
        if not real:
            raise Undefined("a function, a root or a comparison of a number that is not real")
        return x.re

    def sign(self, x: Real) -> Sign:
        """What is known about the sign of a real value."""
        if isinstance(x, arb):
            return compare(x, arb(0))
        return Sign.ZERO if x == 0 else Sign.POSITIVE if x > 0 else Sign.NEGATIVE

    # -- real numbers -------------------------------------------------------------------------

    def _lift(self, x: Real) -> Real:
        return self.arithmetic.from_fraction(x) if isinstance(x, Fraction) else x

    def _sum(self, terms: Sequence[Real]) -> Real:
        exact = sum((t for t in terms if isinstance(t, Fraction)), ZERO)
        rest = [t for t in terms if not isinstance(t, Fraction)]
        if not rest:
            return exact
        out = rest[0]
        for term in rest[1:]:
            out = out + term
        return out + self._lift(exact) if exact else out

    def _plus(self, x: Real, y: Real) -> Real:
        return self._sum((x, y))

    def _product(self, x: Real, y: Real) -> Real:
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            return x * y
        if (isinstance(x, Fraction) and not x) or (isinstance(y, Fraction) and not y):
            return ZERO
        return self._lift(x) * self._lift(y)

    def _times(self, x: Value, y: Value) -> Value:
        if not isinstance(x, Pair) and not isinstance(y, Pair):
            return self._product(x, y)
        a, b = (x.re, x.im) if isinstance(x, Pair) else (x, ZERO)
        c, d = (y.re, y.im) if isinstance(y, Pair) else (y, ZERO)
        re = self._plus(self._product(a, c), -self._product(b, d))
        return _paired(re, self._plus(self._product(a, d), self._product(b, c)))

    def _inverse(self, x: Value) -> Value:
        if isinstance(x, Pair):
            norm = self._plus(self._product(x.re, x.re), self._product(x.im, x.im))
            return self._times(Pair(x.re, -x.im), self._inverse(norm))
        if isinstance(x, Fraction):
            if not x:
                raise Undefined("division by 0")
            return 1 / x
        return self._checked(lambda: 1 / x)

    def _root(self, x: Real, exponent: Fraction) -> Real:
        if isinstance(x, Fraction):
            if x < 0 or (x == 0 and exponent < 0):
                raise Undefined(f"({x})**({exponent}) has no real value")
            exact = _rational_root(x, exponent.denominator)
            if exact is not None:
                return exact**exponent.numerator if exponent > 0 else (1 / exact) ** -exponent.numerator
        number = self._lift(x)
        if exponent.denominator == 2:
            root = self._checked(lambda: self.arithmetic.sqrt(number))
            return self.power(root, Fraction(exponent.numerator))
        power = self._lift(exponent)
        return self._checked(lambda: self.arithmetic.exp(self.arithmetic.log(number) * power))

    def _cosine(self, turn: Fraction) -> Real:
        if (turn % 1).denominator in _NIVEN:
            return rational_cosine(turn)
        return self.arithmetic.cos_turn(turn)

    def _checked(self, compute: Callable[[], Real]) -> Real:
        """The result of an operation, if it is a finite number."""
        try:
            out = compute()
        except (OverflowError, ValueError, ZeroDivisionError) as fault:
            raise Undefined(str(fault)) from None
        if isinstance(out, arb):
            if not out.is_finite():
                raise Undecided("a ball that is not finite")
        elif not mpmath.isfinite(out) or isinstance(out, complex | mpmath.mpc):
            raise Undefined("a result that is not a finite real number")
        return out


def _paired(re: Real, im: Real) -> Value:
    return re if isinstance(im, Fraction) and not im else Pair(re, im)


def _rational_root(x: Fraction, degree: int) -> Fraction | None:
    """The root of a non-negative rational, where it is rational."""
    top, bottom = _whole_root(x.numerator, degree), _whole_root(x.denominator, degree)
    return None if top is None or bottom is None else Fraction(top, bottom)


def _whole_root(x: int, degree: int) -> int | None:
    if degree == 2:
        root = math.isqrt(x)
        return root if root * root == x else None
    if x.bit_length() > 1000:
        return None
    guess = round(x ** (1 / degree)) if x else 0
    return next((r for r in (guess - 1, guess, guess + 1) if r >= 0 and r**degree == x), None)
