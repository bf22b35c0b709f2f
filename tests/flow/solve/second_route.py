r"""The third form of the equations: Taylor series in time itself, in Arb midpoints. Nothing of symflow is imported.

With the gaps d_g = z_0 - z_g = (C s)_g / K and q_g = e^{-d_g} / (1 + sum_{h != 0} e^{-d_h}), 1 - pi_k = (C q)_k and

    s_k' = 2 s_k (C q)_k,    q_g' = q_g (c - d_g'),    c = sum_{h != 0} q_h d_h',

where (C x)_k = sum_g (1 - chi_k(g)) x_g: no loss time, no fixed point, no clock to be inverted. It is quick where the
dense route is not (500 digits, 256 classes), and slow where t is late, because its steps are short there.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from fractions import Fraction

from flint import arb, ctx, fmpq

Vector = list[arb]
GUARD = 25
LAST = 3


def modes_at(start: Sequence[str], end: str, digits: int) -> Vector:
    """s_k(end) for walsh, to a number of digits; the state at the end is exact."""
    former = ctx.prec
    ctx.prec = math.ceil((digits + GUARD) * math.log2(10))
    try:
        return _at([_number(Fraction(s)) for s in start], Fraction(end), digits + 12)
    finally:
        ctx.prec = former


def _at(state: Vector, end: Fraction, digits: int) -> Vector:
    order = math.ceil(1.2 * digits) + 9
    time = Fraction(0)
    while True:
        series = expand(state, order)
        length = min(end - time, _length(series, digits))
        x = _number(length)
        state = [_horner(c, x) for c in series]
        time += length
        if time == end:
            return state


def expand(state: Vector, order: int) -> list[Vector]:
    """The Taylor coefficients of the modes."""
    K = len(state) + 1
    modes = [[s] for s in state]
    odds = [(-x / K).exp() for x in complement(state)]
    whole = 1 + sum(odds)
    q = [[(x / whole).mid()] for x in odds]
    fall: list[Vector] = [[] for _ in q]
    drift: list[Vector] = [[] for _ in q]
    rates = [[x] for x in complement([x[0] for x in q])]
    for n in range(1, order + 1):
        for s, rate in zip(modes, rates, strict=True):
            s.append((2 * _cauchy(s, rate) / n).mid())
        for d, gap in zip(fall, complement([s[n] for s in modes]), strict=True):
            d.append((n * gap / K).mid())
        mean = sum(map(_cauchy, q, fall))
        for x, d, rise in zip(q, fall, drift, strict=True):
            rise.append((mean - d[-1]).mid())
            x.append((_cauchy(x, rise) / n).mid())
        for rate, x in zip(rates, complement([x[n] for x in q]), strict=True):
            rate.append(x.mid())
    return modes


def complement(values: Vector) -> Vector:
    """C x: twice the sums over chi_k(g) = -1, so that nothing cancels."""
    return [2 * x for x in _halves([arb(0), *values])[1][1:]]


def _halves(values: Vector) -> tuple[Vector, Vector]:
    """For each k the sums over chi_k(g) = +1 and over chi_k(g) = -1, by halving the group."""
    if len(values) == 1:
        return values, [arb(0)]
    half = len(values) // 2
    (p, m), (upper_p, upper_m) = _halves(values[:half]), _halves(values[half:])
    plus = [*map(operator.add, p, upper_p), *map(operator.add, p, upper_m)]
    return plus, [*map(operator.add, m, upper_m), *map(operator.add, m, upper_p)]


def _length(series: Sequence[Vector], digits: int) -> Fraction:
    """The longest step whose last terms are below 10^-digits of each component, rounded down to a power of two."""
    order = len(series[0]) - 1
    allowed = -digits * math.log2(10)
    logs = [
        (j, _log2(c[j]) - _log2(c[0]))
        for c in series
        if c[0] != 0
        for j in range(order + 1 - LAST, order + 1)
    ]
    return Fraction(2) ** math.floor(min((allowed - log) / j for j, log in logs if log > -math.inf))


def _horner(series: Vector, x: arb) -> arb:
    value = arb(0)
    for coefficient in reversed(series):
        value = (value * x + coefficient).mid()
    return value


def _cauchy(f: Vector, g: Vector) -> arb:
    """The last coefficient of a product."""
    return sum(map(operator.mul, f, reversed(g)), arb(0))


def _number(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator)).mid()


def _log2(x: arb) -> float:
    mantissa, exponent = x.mid().man_exp()
    return math.log2(abs(int(mantissa))) + int(exponent) if mantissa != 0 else -math.inf
