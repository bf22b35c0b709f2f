"""Exact random starts of a case: drawn from its K, scale and seed alone, so that laws and flows share them.

Statement.  A number is scale * m * 10^-e with m among sixteen simple fractions from 1/5 to 8 and e = 0, 1, 2; a vector
is equal, on three levels, equal but for one, or generic (testing/draw.py). Inputs of a law are made by its rules and
then held against them: what they refuse is not applicable, and is never counted as judged.

Formula.  Factors with a^2 - b^2 = c: a = (u + c/u)/2, b = (u - c/u)/2 for c > 0, so that the imbalance is exact for
every rational u; u is the rational of 40 digits below sqrt(2 sqrt(s^2 + c^2/4) + 2 s), which makes a b close to s.
"""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256
from math import isqrt
from random import Random
from typing import Any, cast

from hypothesis.strategies import DrawFn

from symflow.algebra.schemes import Scheme
from symflow.testing.draw import MANTISSAS, Number, Vector, matrix, permutation, pick, reflected, vector
from symflow.testing.law import Case, Input, Law, Value
from symflow.testing.rules import (
    ACTIVE,
    ARRANGEMENT,
    CENTRED,
    ELEMENT,
    EVEN,
    NONNEGATIVE,
    ORTHONORMAL,
    POSITIVE,
    at_most,
)
from symflow.testing.strategies import LARGEST_K, TIMES, even, scheme_of
from symflow.testing.sweep.grid import Place

DECADES = (0, 0, -1, -2)
CLOCK = ("t", "u")  # inputs that are times: never scaled
FINE = 10**40
# The range for which a law is meant, by the function that it needs: K, and the modulus of each input.
RANGES: dict[str, tuple[int, dict[str, int]]] = {
    "matrix_flow": (8, {"W": 2, "H": 2, "a": 4, "t": 2}),
    "reduced_flow": (32, {}),
    "factor_flow": (32, {}),
    "gradient": (16, {}),
}


class Filtered(Exception):
    """The law says nothing of this case, and why."""


def coins(*about: object) -> DrawFn:
    """A draw in the sense of testing/draw.py, of coins only: the same for the same text on every machine."""
    text = " ".join(map(str, about))
    toss = Random(int.from_bytes(sha256(text.encode()).digest(), "big"))

    def draw(_: Any) -> bool:
        return bool(toss.getrandbits(1))

    return cast(DrawFn, draw)


def number(scale: Fraction, zero: bool = False, signed: bool = False) -> Number:
    """Numbers of a scale: positive, or 0 in one of eight draws, or with a sign."""

    def drawn(draw: DrawFn) -> Fraction:
        if zero and not pick(draw, range(8)):
            return Fraction(0)
        size = scale * pick(draw, MANTISSAS) * Fraction(10) ** pick(draw, DECADES)
        return -size if signed and pick(draw, (False, True)) else size

    return drawn


def scheme(at: Place) -> Scheme:
    """The scheme of a case."""
    return scheme_of(at.family, at.K)


def modes(at: Place, zero: bool = False) -> Vector:
    """s_0 = 0, s_1, ..., s_{K-1}: positive, or not negative."""
    return even(_draw(at, "s"), scheme(at), number(at.size, zero))


def factors(s: Vector, c: Fraction) -> tuple[Vector, Vector]:
    """a and b with a b close to s > 0 and a^2 - b^2 = c exactly, for c != 0; entry 0 is 0."""
    pairs = {x: _pair(x, c) for x in set(s[1:])}
    a, b = zip((Fraction(0), Fraction(0)), *(pairs[x] for x in s[1:]), strict=True)
    return tuple(a), tuple(b)


def _pair(s: Fraction, c: Fraction) -> tuple[Fraction, Fraction]:
    size = abs(c)
    inner = Fraction(isqrt(int((s * s + size * size / 4) * FINE**2)), FINE)
    u = Fraction(isqrt(int((2 * inner + 2 * s) * FINE**2)), FINE)
    while u * u <= size:  # rounding must not turn b over
        u += Fraction(1, FINE)
    high, low = (u + size / u) / 2, (u - size / u) / 2
    return (high, low) if c > 0 else (low, high)


def inputs(law: Law, at: Place, imbalance: Fraction | None = None) -> Case:
    """A case of a law of symflow.testing; Filtered where a rule of the law refuses it.

    `imbalance`: the factors a and b of the law get a^2 - b^2 = c.
    """
    group, sizes = scheme(at), {"K": at.K, "d": 0, "N": 0}
    sizes["N"] = pick(_draw(at, "N"), range(1, 5))
    square = any(ORTHONORMAL in declared.rules for declared in law.inputs)
    sizes["d"] = at.K + pick(_draw(at, "d"), range(2)) if square else pick(_draw(at, "d"), range(1, 5))
    found = {declared.name: _value(declared, at, group, sizes) for declared in law.inputs}
    if imbalance is not None and {"a", "b"} <= set(found):
        s = modes(at)
        found["a"], found["b"] = factors(s, imbalance) if imbalance else (found["a"], found["a"])
    for declared in law.inputs:
        for what, rule in declared.rules:
            if not rule(found[declared.name], group):
                raise Filtered(f"its input {declared.name} is not {what}")
    case = Case(at.family, at.K, tuple(found.items()))
    _in_range(law, case)
    return case


def _in_range(law: Law, case: Case) -> None:
    """Refuse a case beyond what the law is for: there a flow magnifies rounding, and its residual tells nothing."""
    most, bounds = RANGES.get(law.needs[0], (LARGEST_K, {}))
    if most < case.K:
        raise Filtered(f"K is more than {most}, for which {law.name} is meant")
    for name, value in case.inputs:
        if name in bounds and not at_most(bounds[name])[1](value, case.scheme):
            raise Filtered(f"its input {name} is more than {bounds[name]}, for which {law.name} is meant")


def _value(declared: Input, at: Place, group: Scheme, sizes: dict[str, int]) -> Value:
    """One input, by its rules."""
    draw, rules, dims = _draw(at, declared.name), declared.rules, [sizes[d] for d in declared.dims]
    if declared.name in CLOCK and not dims:
        return pick(draw, [t for t in TIMES if t])
    if ARRANGEMENT in rules:
        return permutation(draw, at.K)
    if declared.whole:
        options = range(at.K) if ELEMENT in rules else range(1, 3)
        return tuple(pick(draw, options) for _ in range(dims[0])) if dims else pick(draw, options)
    if ORTHONORMAL in rules:
        return reflected(draw, *dims)
    if not dims and POSITIVE in rules:
        return pick(draw, MANTISSAS)  # a factor of the loss
    positive = ACTIVE in rules or POSITIVE in rules or not dims
    drawn = number(at.size, not positive, not positive and NONNEGATIVE not in rules)
    if EVEN in rules:
        return even(draw, group, drawn, CENTRED not in rules)
    if not dims:
        return drawn(draw)
    return vector(draw, dims[0], drawn) if len(dims) == 1 else matrix(draw, dims[0], dims[1], drawn)


def _draw(at: Place, name: str) -> DrawFn:
    """The coins of one input of a case; neither the law nor the flow decides them."""
    return coins("symflow sweep", at.family, at.K, at.scale, at.seed, name)
