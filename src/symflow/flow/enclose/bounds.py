"""Bounds that are rounded up, and what cannot be bounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flint import arb, fmpz, fmpz_poly

from symflow.numeric.ode.kernel import scaled


class Unusable(Exception):
    """The polynomials of a step are too bad to bound anything; more digits or shorter steps are needed."""


def up(x: arb) -> arb:
    """The largest absolute value in a ball, as an exact number; what is not finite is refused."""
    if not x.is_finite():
        raise Unusable
    return x.abs_upper()


def norm(polynomial: fmpz_poly, power: int) -> arb:
    """The sum of the absolute coefficients, times 2^power: a bound on [0, 1]."""
    return up(scaled(int(sum((abs(c) for c in polynomial.coeffs()), fmpz(0))), power))


def whole(coefficients: Sequence[int]) -> fmpz_poly:
    """The polynomial with these coefficients."""
    return fmpz_poly([int(c) for c in coefficients])


def total(values: Iterable[arb]) -> arb:
    """The sum."""
    return sum(values, arb(0))
