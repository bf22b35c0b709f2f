r"""What the polynomials of a step fail to satisfy, in exact whole numbers: nothing of the recurrences is trusted.

Statement.  Let s^, q^, w^, m^, E^ (for bar s and e^{bar s}) and the clock be any polynomials on [0, 1], h > 0, and let
w, q = e^w, E = e^{bar s}, T = E + sum q belong to the curve s^(x) exactly. With |.| the sum of the absolute
coefficients, which bounds a polynomial on [0, 1]:

  (i)   |w - w^| and |bar s - m^| are at most omega, found by applying C to the coefficients of s^ again;
  (ii)  xi = q^ - e^{w^} solves xi' = (q^' - q^ w^') + xi w^', so |xi(x)| <= e^{rise} (|xi(0)| + |q^' - q^ w^'|), where
        rise is the most by which w^ can rise; hence |q^ - q| <= that + (e^omega - 1)(|q^| + that) =: xi*;
  (iii) the rates Q = (C q)/2 differ from Q^ = (C q^)/2 by at most Xi = sum over g of xi*_g, because 0 <= C <= 2;
  (iv)  |E^ - E| as (ii) with bar s in place of w; or, if less, the sum of the largest values of both;
  (v)   the clock of the curve, h * integral of T, differs from the clock polynomial by at most
        |clock' - h (E^ + sum q^)| + h (|E^ - E| + sum xi*).

Formula.  A step is usable if omega <= 1/2 and 4 h Xi <= 1/4.

Notation.  All bounds are Arb numbers rounded up. Sums over g and k run over the group without 0, with the weights of
the classes.

Source: our own; the method is that of residual bounds (Nedialkov, Jackson, Corliss: Validated solutions of initial
value problems, Applied Mathematics and Computation 105 (1999), give the context).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from flint import arb, fmpz, fmpz_poly

from symflow.flow.enclose.bounds import Unusable, norm, total, up, whole
from symflow.flow.solve.sums import Sums
from symflow.numeric.ball import below
from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import Series, scaled, shifted

HALF = arb(0.5)
UNITS = 6  # what rounding down puts into one coefficient of w: fewer than 5 units


@dataclass(frozen=True, slots=True)
class Curve:
    """What is known of the curve s^(x).

    `rates`: the coefficients of 2 h Q^ for each class, times 2^rate_power. `wrong_rate`: Xi. `wrong_clock`: (v).
    `top_rate`: a bound of the integral of 2 h max_k Q_k, the maximum over the modes that are not 0 for ever.
    """

    rates: list[fmpz_poly]
    rate_power: int
    wrong_rate: arb
    wrong_clock: arb
    top_rate: arb


def curve(sums: Sums, step: Expansion, modes: Sequence[Series], spill: arb, moving: Sequence[bool]) -> Curve:
    """Points (i) to (v), for modes with coefficients in units of 2^-bits; `spill` bounds what these leave out.

    `moving`: which modes are not 0 for ever.
    """
    bits, count = step.bits, len(sums.weights)
    q, w, (mean, growth) = step.others[:count], step.others[count : 2 * count], step.others[2 * count :]
    _same_form(w, mean, q, len(modes[0]))
    omega = up(_wrong_exponents(sums, modes, w, mean, bits) + 3 * spill)
    if not below(omega, HALF):
        raise Unusable
    excess = up(omega.expm1())
    wrong = [_wrong_exponential(x, y, bits, excess) for x, y in zip(q, w, strict=True)]
    columns = [
        sums.fixed_complement(list(column)) for column in zip(*(x.coefficients for x in q), strict=True)
    ]
    blur = sum(sums.blur([x.coefficients[n] for x in q]) for n in range(len(columns)))
    misses = total(weight * x for weight, x in zip(sums.weights, wrong, strict=True))
    xi = up(misses + scaled(blur, q[0].exponent - bits))
    if not below(8 * step.length * xi, HALF):
        raise Unusable
    mantissa, exponent = (int(part) for part in step.length.man_exp())
    power = exponent + q[0].exponent - bits
    rates = [whole([mantissa * x for x in series]) for series in zip(*columns, strict=True)]
    wrong_clock = _wrong_speed(sums, step, q, growth) + step.length * (
        _wrong_growth(growth, mean, bits, excess) + xi
    )
    top_rate = _top([list(compress(c, moving)) for c in columns], mantissa, power) + 2 * step.length * xi
    return Curve(rates, power, xi, up(wrong_clock), up(top_rate))


def _same_form(w: Sequence[Polynomial], mean: Polynomial, q: Sequence[Polynomial], length: int) -> None:
    """The forms on which the formulas below rest; another recurrence would need others."""
    alike = {(len(x.coefficients), x.exponent) for x in (*w, mean)} == {(length, 0)}
    if not alike or len({x.exponent for x in q}) != 1:
        raise ValueError("the exponents and lengths of w, bar s and q are not those that the bounds are for")


def _wrong_exponents(
    sums: Sums, modes: Sequence[Series], w: Sequence[Polynomial], mean: Polynomial, bits: int
) -> arb:
    """(i), the larger of the bounds for w and for bar s."""
    worst = [0] * len(w)
    worst_mean = blur = 0
    for n, column in enumerate(zip(*modes, strict=True)):
        entries = list(column)
        average = sum(weight * x for weight, x in zip(sums.weights, entries, strict=True)) // (sums.K - 1)
        worst_mean += abs(average - mean.coefficients[n])
        blur += sums.blur(entries)
        for g, gap in enumerate(sums.fixed_complement(entries)):
            worst[g] += abs(average - gap // sums.K - w[g].coefficients[n])
    rounding = UNITS * len(mean.coefficients) + blur
    return scaled(max([worst_mean, *worst]) + rounding, -bits)


def _wrong_exponential(q: Polynomial, w: Polynomial, bits: int, excess: arb) -> arb:
    """(ii)."""
    exact = scaled(w.coefficients[0], -bits).exp()
    start = abs(scaled(q.coefficients[0], q.exponent - bits) - exact)
    left, slope = whole(q.coefficients), whole(w.coefficients).derivative()
    missed = norm(left.derivative() * (fmpz(1) << bits) - left * slope, q.exponent - 2 * bits)
    rise = scaled(sum(abs(int(c)) for c in w.coefficients[1:]), -bits)
    found = up(rise.exp() * (start + missed))
    return up(found + excess * (norm(left, q.exponent - bits) + found))


def _wrong_growth(growth: Polynomial, mean: Polynomial, bits: int, excess: arb) -> arb:
    """(iv): sharp where the step resolves e^{bar s}, and else the sum of both."""
    largest = scaled(sum(max(0, int(c)) for c in mean.coefficients), -bits).exp() * (1 + excess)
    crude = up(largest + norm(whole(growth.coefficients), growth.exponent - bits))
    sharp = _wrong_exponential(growth, mean, bits, excess)
    return sharp if below(sharp, crude) else crude


def _wrong_speed(sums: Sums, step: Expansion, q: Sequence[Polynomial], growth: Polynomial) -> arb:
    """|clock' - h (E^ + sum of q^)|, exactly."""
    clock = step.clock
    mantissa, exponent = (int(part) for part in step.length.man_exp())
    powers = (clock.exponent, growth.exponent + exponent, q[0].exponent + exponent)
    least = min(powers)
    missed = whole(clock.coefficients).derivative() * (fmpz(1) << (powers[0] - least))
    missed -= whole(growth.coefficients) * (fmpz(mantissa) << (powers[1] - least))
    for weight, x in zip(sums.weights, q, strict=True):
        missed -= whole(x.coefficients) * (fmpz(weight * mantissa) << (powers[2] - least))
    return norm(missed, least - step.bits)


def _top(columns: Sequence[Series], mantissa: int, power: int) -> arb:
    """The integral of max_k 2 h Q^_k: at most the sum over n of max_k of the coefficient of x^n, divided by n + 1."""
    largest = (int(max(column, default=0)) for column in columns)
    return total(arb(x) / (n + 1) for n, x in enumerate(largest)) * scaled(mantissa, power)


def in_units(polynomial: Polynomial) -> Series:
    """The coefficients in units of 2^-bits, rounded down."""
    return shifted(polynomial.coefficients, polynomial.exponent)
