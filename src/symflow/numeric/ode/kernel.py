r"""The arithmetic of the recurrences: whole numbers in fixed point. The seam for a faster kernel.

Statement.  A coefficient c is held as the whole number c 2^(bits - e), rounded, with an exponent e that all
coefficients of a series share. Then the n-th coefficient of a product of two series is one sum of products of whole
numbers and one shift, and a coefficient that is small costs little. With e chosen so that the first coefficient is
below 2^e, the rounding of each operation is 2^-bits relative to the size of the series: an absolute error, which is
what a Taylor series wants.

Formula.  (f g)_n = (f_0 g_n + f_1 g_(n-1) + ... + f_n g_0) / 2^bits, rounded down.

Notation.  The whole numbers are those of gmpy2 where it is installed, else those of Python below 600 bits and those
of python-flint above, whichever is fastest: all three give the same results. Nothing else of this package multiplies
coefficients one order at a time, so that compiled `product` and `products` would reach every recurrence.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from typing import Any

from flint import arb, fmpq, fmpz

Series = list[Any]  # of whole numbers: int, fmpz or mpz
LONG = 600


@dataclass(frozen=True, slots=True)
class Kernel:
    """Fixed-point arithmetic with a number of bits after the point."""

    bits: int
    whole: Callable[[int], Any] = int

    def number(self, x: arb, exponent: int) -> Any:
        """The whole number nearest to x 2^(bits - exponent); x is exact."""
        mantissa, power = (int(part) for part in x.mid().man_exp())
        shift = power + self.bits - exponent
        if shift < 0:
            return self.whole(((mantissa >> (-shift - 1)) + 1) >> 1)
        return self.whole(mantissa << shift)

    def product(self, f: Sequence[Any], g: Sequence[Any]) -> Any:
        """(f g)_n, where both series are known to the same order n."""
        return sum(map(operator.mul, f, reversed(g))) >> self.bits

    def products(self, first: Sequence[Sequence[Any]], second: Sequence[Sequence[Any]]) -> Series:
        """(f g)_n for each f of one list and its g of another."""
        bits, times = self.bits, operator.mul
        return [sum(map(times, f, reversed(g))) >> bits for f, g in zip(first, second, strict=True)]


def kernel(bits: int) -> Kernel:
    """The kernel that suits a number of bits."""
    if find_spec("gmpy2") is not None:
        from gmpy2 import mpz

        return Kernel(bits, mpz)
    return Kernel(bits, fmpz if bits >= LONG else int)


def moved(value: Any, places: int) -> Any:
    """The value times 2^places, rounded down."""
    return value << places if places >= 0 else value >> -places


def shifted(values: Sequence[Any], places: int) -> Series:
    """The values times 2^places, rounded down."""
    return [x << places for x in values] if places >= 0 else [x >> -places for x in values]


def exponent_of(x: arb) -> int:
    """The least e with |x| < 2^e; x is exact. 0 has the exponent 0."""
    mantissa, power = x.mid().man_exp()
    return int(mantissa).bit_length() + int(power) if mantissa != 0 else 0


def scaled(value: Any, power: int) -> arb:
    """The exact number value 2^power."""
    return arb((int(value), power))


def rational(value: int | Fraction) -> arb:
    """The number nearest to a rational, at the working precision."""
    return arb(fmpq(value.numerator, value.denominator)).mid()
