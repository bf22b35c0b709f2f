"""Equations whose solutions are known, in the form that the stepper takes: their series written down, no recurrence."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flint import arb

from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import exponent_of, scaled
from symflow.numeric.ode.stepper import Accuracy, Tick

Vector = list[arb]
Coefficients = Callable[[Sequence[arb], arb, int], tuple[list[Vector], Vector]]


@dataclass(frozen=True)
class Known:
    """`coefficients(state, h, order)`: the series of the components and of the clock in x = (tau - tau_0) / h."""

    coefficients: Coefficients
    surge: float = 0.0  # by how much the logarithm of the clock's speed grows in a unit of tau

    def point(self, state: Sequence[arb], settings: Accuracy) -> KnownPoint:
        return KnownPoint(self, list(state), settings)

    def onward(self, state: Sequence[arb]) -> tuple[Known, Vector]:
        return self, list(state)


@dataclass(frozen=True)
class KnownPoint:
    """A state of such an equation."""

    system: Known
    state: Vector
    settings: Accuracy
    speed: float = 0.0

    def expand(self, length: tuple[int, int], tick: Tick) -> Expansion:
        h = scaled(*length)
        order = self.settings.order
        for _ in range(order):
            tick()
        components, clock = self.system.coefficients(self.state, h, order)
        tops = [exponent_of(c[0].mid()) for c in components]
        sizes = [float(top) if c[0] != 0 else math.inf for c, top in zip(components, tops, strict=True)]
        fixed = [self._fixed(c, top) for c, top in zip(components, tops, strict=True)]
        top = exponent_of(clock[1].mid())
        surge = self.system.surge * float(h)
        return Expansion(self.settings.bits, h, fixed, self._fixed(clock, top), surge, [], sizes)

    def _fixed(self, series: Vector, top: int) -> Polynomial:
        number = self.settings.kernel.number
        return Polynomial([number(c.mid(), top) for c in series], top)


def steady(h: arb, order: int) -> Vector:
    """The clock is the time of the system itself."""
    return [arb(0), h, *[arb(0)] * (order - 1)]


def exponentials(*rates: int) -> Known:
    """y_i' = rate_i y_i."""

    def coefficients(state: Sequence[arb], h: arb, order: int) -> tuple[list[Vector], Vector]:
        series = [
            [y * (rate * h) ** n / math.factorial(n) for n in range(order + 1)]
            for y, rate in zip(state, rates, strict=True)
        ]
        return series, steady(h, order)

    return Known(coefficients)


def riccati() -> Known:
    """y' = y^2: a pole at t = 1 / y(0)."""

    def coefficients(state: Sequence[arb], h: arb, order: int) -> tuple[list[Vector], Vector]:
        return [[state[0] * (state[0] * h) ** n for n in range(order + 1)]], steady(h, order)

    return Known(coefficients)


def logarithm() -> Known:
    """dy/dtau = 1 with the clock t' = e^y: y = log(e^y(0) + t)."""

    def coefficients(state: Sequence[arb], h: arb, order: int) -> tuple[list[Vector], Vector]:
        speed = state[0].exp()
        clock = [arb(0), *(speed * h**n / math.factorial(n) for n in range(1, order + 1))]
        return [[state[0], h, *[arb(0)] * (order - 1)]], clock

    return Known(coefficients, surge=1.0)
