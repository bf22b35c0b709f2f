r"""Laws of a motion at one point, decided in balls: does V fall there, does the loss, do all modes rise?

Statement.  At an exact point s the rates s_k' of the motion (flow/families.py) are enclosed, and the sign of a sum of
them is decided: held or broken is certain, at that point and for nothing else. Where 4096 bits decide no sign, the
case is undecided.

Formula.  rho_k = s_k'/s_k, n = K - 1, bar s the mean over k != 0, S = n bar s:
    V' = (1/n) sum_k (s_k/bar s - 1) rho_k            exactly 0 where all modes are equal
    (log max/min)' = max_{s_k = max s} rho_k - min_{s_k = min s} rho_k       the right derivative
    loss' = -(1/K) sum_k g_k s_k'    with g = 1 - pi, (1 - pi)/T, 1 - e - pi, 1 - l - pi or 1 - s: the motion's own loss
with 1 - pi_k = sum_g q_g (1 - cos arg chi_k(g)), a sum of terms >= 0; q is the softmax of z/T at temperature T.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import arb, arb_mat, fmpq

from symflow.algebra.schemes import Scheme
from symflow.flow.families import Motion
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import Sign, precision, sign
from symflow.testing.draw import Vector
from symflow.testing.law import Undecided
from symflow.testing.sweep.points import Filtered

BITS = (128, 512, 4096)


@dataclass(frozen=True, slots=True)
class Rates:
    """At one point, in balls, for k = 1..K-1: the modes, s_k'/s_k, and minus K times the gradient of the loss."""

    s: tuple[Fraction, ...]
    relative: tuple[arb, ...]
    slopes: tuple[arb, ...]


@lru_cache(maxsize=64)
def _distances(scheme: Scheme, bits: int) -> Any:
    """1 - cos(arg chi_k(g))."""
    arithmetic = Ball(bits)
    with precision(bits):
        turns = [1 - arithmetic.cos_turn(Fraction(e, scheme.exponent)) for e in range(scheme.exponent)]
        group = range(scheme.K)
        return arb_mat([[turns[scheme.power(k, g)] for g in group] for k in group])


def rates(moving: Motion, scheme: Scheme, s: Vector, bits: int) -> Rates:
    """The rates at positive modes s (s_0 = 0); to be called, and used, at that precision."""
    value = _ball(moving.value if moving.value is not None else Fraction(0))
    distances = _distances(scheme, bits)
    point = arb_mat([[_ball(x)] for x in s])
    z = (distances * point).entries()
    cold = 1 / value if moving.name == "temperature" else arb(1)
    weights = [(-x * cold / scheme.K).exp() for x in z]
    total = sum(weights, arb(0))
    gaps = (distances * arb_mat([[w / total] for w in weights])).entries()[1:]  # 1 - pi_k
    modes = [_ball(x) for x in s[1:]]
    slopes = [_SLOPES.get(moving.name, _plain)(gap, x, value) for gap, x in zip(gaps, modes, strict=True)]
    speeds = [_SPEEDS.get(moving.name, _double)(x, value) for x in modes]
    return Rates(s[1:], tuple(v * g for v, g in zip(speeds, slopes, strict=True)), tuple(slopes))


def _plain(gap: arb, s: arb, value: arb) -> arb:
    return gap


def _double(s: arb, value: arb) -> arb:
    return arb(2)


# Every motion is s_k' = (speed) s_k (slope): the slope is minus K times the derivative of its loss by s_k.
_SLOPES: dict[str, Callable[[arb, arb, arb], arb]] = {
    "temperature": lambda gap, s, T: gap / T,
    "smoothing": lambda gap, s, e: gap - e,
    "decay": lambda gap, s, l: gap - l,
    "squared": lambda gap, s, _: 1 - s,
}
_SPEEDS: dict[str, Callable[[arb, arb], arb]] = {
    "imbalance": lambda s, c: (4 + (c / s) ** 2).sqrt(),
    "depth": lambda s, D: D * (s.log() * (1 - 2 / D)).exp(),
}


def v_slope(at: Rates) -> arb:
    """V'."""
    if len(at.s) == 1:
        raise Filtered("with one mode V is 0: there is nothing to judge")
    if len(set(at.s)) == 1:
        return arb(0)
    mean = sum(at.s, Fraction(0)) / len(at.s)
    terms = (_ball(x / mean - 1) * rate for x, rate in zip(at.s, at.relative, strict=True))
    return sum(terms, arb(0)) / len(at.s)


def ratio_slope(at: Rates) -> arb:
    """The right derivative of log(max s / min s)."""
    if len(at.s) == 1:
        raise Filtered("with one mode the ratio is 1: there is nothing to judge")
    top, bottom = max(at.s), min(at.s)
    if top == bottom:
        return arb(0)
    high = [rate for x, rate in zip(at.s, at.relative, strict=True) if x == top]
    low = [rate for x, rate in zip(at.s, at.relative, strict=True) if x == bottom]
    return _largest(high) + _largest([-rate for rate in low])


def loss_slope(at: Rates) -> arb:
    """K times the derivative of the motion's own loss."""
    terms = (_ball(x) * rate * g for x, rate, g in zip(at.s, at.relative, at.slopes, strict=True))
    return -sum(terms, arb(0))


def fall_of_modes(at: Rates) -> arb:
    """How fast the mode that falls fastest falls, relative to itself; negative where all rise."""
    return _largest([-rate for rate in at.relative])


def judge(slope: Callable[[Rates], arb], moving: Motion, scheme: Scheme, s: Vector) -> tuple[bool, str]:
    """Whether a slope is <= 0 at a point, and the slope; Undecided where no precision tells."""
    if min(s[1:]) <= 0:
        raise Filtered("a mode is not positive")
    for bits in BITS:
        with precision(bits):
            found = slope(rates(moving, scheme, s, bits))
            direction = sign(found)
            if direction in (Sign.NEGATIVE, Sign.ZERO):
                return True, found.str(6)
            if direction is Sign.POSITIVE:
                return False, found.str(6)
    raise Undecided(f"{BITS[-1]} bits decide no sign")


def _largest(values: Sequence[arb]) -> arb:
    """The maximum, enclosed."""
    found = values[0]
    for value in values[1:]:
        found = found.max(value)
    return found


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))
