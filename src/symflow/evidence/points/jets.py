r"""Jets: enclosures of a function together with its derivatives up to the third order on a box.

Statement.  Over a box of coordinates u_1, ..., u_n a jet holds balls that contain every value of a function f, of its
gradient, its Hessian (order 2) and its third derivatives (order 3). Sums, products, powers and functions of jets are
jets again; up to order 2, and likewise for order 3,

    (f g)_i = f g_i + g f_i,        (f g)_ij = f g_ij + g f_ij + f_i g_j + f_j g_i
    (phi f)_i = phi'(f) f_i,        (phi f)_ij = phi'(f) f_ij + phi''(f) f_i f_j

Notation.  ``gradient`` has n entries, ``hessian`` those with i <= j row by row, ``third`` those with i <= j <= k; each
is empty where the order is lower. ``Undecided``: a formula has no value somewhere on the box, or may have none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from flint import arb

from symflow.errors import InputError
from symflow.evidence.points.values import Undecided
from symflow.numeric.ball import Sign, ball, sign


@dataclass(frozen=True, slots=True)
class Jet:
    """Value, gradient, Hessian and third derivatives of a function on a box; those beyond its order are empty."""

    value: arb
    gradient: tuple[arb, ...] = ()
    hessian: tuple[arb, ...] = ()
    third: tuple[arb, ...] = ()

    def third_at(self, i: int, j: int, k: int) -> arb:
        """The derivative by u_i, u_j and u_k."""
        return self.third[_place(len(self.gradient))[tuple(sorted((i, j, k)))]]

    def scaled(self, factor: arb) -> Jet:
        """factor times the jet"""
        return Jet(
            factor * self.value,
            tuple([factor * x for x in self.gradient]),
            tuple([factor * x for x in self.hessian]),
            tuple([factor * x for x in self.third]),
        )

    def times(self, other: Jet) -> Jet:
        """The product."""
        if not self.gradient or not other.gradient:
            varying, constant = (self, other) if self.gradient else (other, self)
            return varying.scaled(constant.value)
        f, g, df, dg = self.value, other.value, self.gradient, other.gradient
        gradient = tuple([f * b + g * a for a, b in zip(df, dg, strict=True)])
        if not self.hessian:
            return Jet(f * g, gradient)
        n, ddf, ddg = len(df), self.hessian, other.hessian
        hessian = tuple([f * ddg[p] + g * ddf[p] + df[i] * dg[j] + df[j] * dg[i] for p, i, j in pairs(n)])
        if not self.third:
            return Jet(f * g, gradient, hessian)
        third = [f * b + g * a for a, b in zip(self.third, other.third, strict=True)]
        for p, (i, j, k), (jk, ik, ij) in triples(n):
            third[p] += df[i] * ddg[jk] + df[j] * ddg[ik] + df[k] * ddg[ij]
            third[p] += dg[i] * ddf[jk] + dg[j] * ddf[ik] + dg[k] * ddf[ij]
        return Jet(f * g, gradient, hessian, tuple(third))

    def through(self, derivatives: Sequence[Callable[[], arb]]) -> Jet:
        """phi(f) from phi, phi', phi'' and phi''' on the values of f, each called where it is needed."""
        value = derivatives[0]()
        df, ddf, n = self.gradient, self.hessian, len(self.gradient)
        if not df:
            return Jet(value)
        one = derivatives[1]()
        gradient = tuple([one * x for x in df])
        if not ddf:
            return Jet(value, gradient)
        two = derivatives[2]()
        hessian = tuple([one * ddf[p] + two * df[i] * df[j] for p, i, j in pairs(n)])
        if not self.third:
            return Jet(value, gradient, hessian)
        three = derivatives[3]()
        third = [one * x for x in self.third]
        for p, (i, j, k), (jk, ik, ij) in triples(n):
            third[p] += two * (df[i] * ddf[jk] + df[j] * ddf[ik] + df[k] * ddf[ij])
            third[p] += three * df[i] * df[j] * df[k]
        return Jet(value, gradient, hessian, tuple(third))


@lru_cache(maxsize=32)
def pairs(n: int) -> tuple[tuple[int, int, int], ...]:
    """(place, i, j) for i <= j"""
    found = [(i, j) for i in range(n) for j in range(i, n)]
    return tuple((p, i, j) for p, (i, j) in enumerate(found))


@lru_cache(maxsize=32)
def triples(n: int) -> tuple[tuple[int, tuple[int, int, int], tuple[int, int, int]], ...]:
    """(place, (i, j, k), places of jk, ik and ij among the pairs) for i <= j <= k"""
    at = {(i, j): p for p, i, j in pairs(n)}
    found = [(i, j, k) for i in range(n) for j in range(i, n) for k in range(j, n)]
    return tuple((p, (i, j, k), (at[j, k], at[i, k], at[i, j])) for p, (i, j, k) in enumerate(found))


@lru_cache(maxsize=32)
def _place(n: int) -> dict[tuple[int, ...], int]:
    return {ijk: p for p, ijk, _ in triples(n)}


def exponential(value: arb, place: int, count: int, order: int) -> Jet:
    """s = e^u for the coordinate u of that place: all its derivatives by u are s."""
    zero = arb(0)
    gradient = tuple(value if i == place else zero for i in range(count)) if order else ()
    hessian = tuple(value if i == j == place else zero for _, i, j in pairs(count)) if order > 1 else ()
    third = tuple(value if {*ijk} == {place} else zero for _, ijk, _ in triples(count)) if order > 2 else ()
    return Jet(value, gradient, hessian, third)


def combined(shares: Sequence[arb], jets: Sequence[Jet]) -> Jet:
    """shares[0] + shares[1] jets[0] + shares[2] jets[1] + ...; a constant among the jets has no derivatives."""
    value, multiples = shares[0], list(zip(shares[1:], jets, strict=True))
    for share, jet in multiples:
        value = value + share * jet.value
    moving = [(share, jet) for share, jet in multiples if jet.gradient]
    if not moving:
        return Jet(value)
    parts = []
    for rows in (
        [j.gradient for _, j in moving],
        [j.hessian for _, j in moving],
        [j.third for _, j in moving],
    ):
        factors = [share for share, _ in moving]
        total = [factors[0] * x for x in rows[0]]
        for share, row in zip(factors[1:], rows[1:], strict=True):
            total = [a + share * x for a, x in zip(total, row, strict=True)]
        parts.append(tuple(total))
    return Jet(value, *parts)


def raised(x: Jet, exponent: Fraction) -> Jet:
    """A rational power; Undecided where it may have no value."""
    whole = exponent.denominator == 1
    if not whole or (exponent < 0 and sign(x.value) is not Sign.NEGATIVE):
        _require_positive(x.value)

    def derivative(order: int) -> arb:
        factor = math.prod((exponent - i for i in range(order)), start=Fraction(1))
        return ball(factor) * _power(x.value, exponent - order) if factor else arb(0)

    return x.through([lambda i=i: derivative(i) for i in range(4)])  # type: ignore[misc]


def applied(name: str, x: Jet) -> Jet:
    """exp, log or tanh; Undecided where it may have no value."""
    v = x.value
    match name:
        case "exp":
            grown = v.exp()
            return x.through([lambda: grown] * 4)
        case "log":
            _require_positive(v)
            return x.through([v.log, lambda: 1 / v, lambda: -1 / v**2, lambda: 2 / v**3])
        case "tanh":
            t, slope = v.tanh(), 1 / v.cosh() ** 2
            bend = 4 * t**2 - 2 * slope
            return x.through([lambda: t, lambda: slope, lambda: -2 * t * slope, lambda: slope * bend])
        case _:
            raise InputError.about("function", name, "it has no jet; use exp, log, tanh and powers")


def _require_positive(x: arb) -> None:
    if sign(x) is not Sign.POSITIVE:
        raise Undecided("a logarithm, a root or a divisor that may not be positive")


def _power(x: arb, exponent: Fraction) -> arb:
    """A rational power of a number that is positive, or has any sign where the exponent is whole."""
    if exponent.denominator == 1:
        return x**exponent.numerator
    if exponent.denominator == 2:
        whole, half = divmod(exponent.numerator, 2)
        return x**whole * x.sqrt() ** half
    return (ball(exponent) * x.log()).exp()
