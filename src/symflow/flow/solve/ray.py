r"""The known answer beside every run: the collapse ray and its first integral.

Statement.  Equal modes stay equal, s_k = sigma, and F(sigma) = Ei(sigma) + (K - 1) log sigma obeys
F = 2 K t + const. So for a run of the same code from sigma_0 to a sample time t,

    (F(sigma) - F(sigma_0) - 2 K t) / (e^sigma + K - 1) = relative error of sigma, to first order,

because sigma F'(sigma) = e^sigma + K - 1. Balanced modes start at the mean of the modes, factors at a = b = the mean of
all factors. A coefficient, a sum over characters or a step that is wrong shows here; an error that vanishes for equal
modes does not.

Notation.  F is evaluated by mpmath, which shares no code with the numbers of the run.

Reference.  NIST Digital Library of Mathematical Functions, section 6.2(i), for Ei.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import mpmath
from flint import arb

from symflow.flow.solve.start import Numbers, Start

GUARD = 30


def ray_start(start: Start) -> Start:
    """The point of the collapse ray beside a start; 1 where that is 0."""
    count = len(start.modes)
    if start.left is None or start.right is None:
        return replace(start, modes=(start.mean or Fraction(1),) * count)
    factor = (sum(start.left + start.right, Fraction(0)) / (2 * count)) or Fraction(1)
    factors: Numbers = (factor,) * count
    return Start(start.scheme, (factor * factor,) * count, factors, factors)


class FirstIntegral:
    """How far a point of the ray is from where the first integral puts it."""

    def __init__(self, K: int, first: Fraction, digits: int) -> None:
        self._mp = mpmath.MPContext()
        self._mp.dps = digits + GUARD
        self._K = K
        self._constant = self._value(self._rational(first))

    def digits_met(self, sigma: arb, time: arb) -> float:
        """-log10 of the relative error of sigma at a time."""
        x, t = (self._mp.mpf(tuple(map(int, y.mid().man_exp()))) for y in (sigma, time))
        defect = self._value(x) - self._constant - 2 * self._K * t
        error = abs(defect) / (self._mp.exp(x) + self._K - 1)
        return float(-self._mp.log10(error)) if error else float(self._mp.dps)

    def _value(self, sigma: Any) -> Any:
        return self._mp.ei(sigma) + (self._K - 1) * self._mp.log(sigma)

    def _rational(self, value: Fraction) -> Any:
        return self._mp.mpf(value.numerator) / value.denominator
