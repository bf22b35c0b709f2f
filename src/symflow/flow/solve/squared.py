r"""The squared loss: s_k' = 2 s_k (1 - s_k), each mode by itself, in original time.

Coefficients: (n + 1) s_{k,n+1} = 2 h (s_{k,n} - sum_{i <= n} s_{k,i} s_{k,n-i}). The solution is the logistic curve
s e^{2t} / (1 + s (e^{2t} - 1)), which the tests compare with. L = |Z - I|^2 / 2 = (1 + sum_{k != 0} (s_k - 1)^2) / 2.

Source: docs/theory section 8; Saxe, McClelland, Ganguli (2014).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb

from symflow.flow.solve.loss_time import Length, mass
from symflow.flow.solve.quantities import ratios
from symflow.flow.solve.sums import Sums
from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import exponent_of, scaled, shifted
from symflow.numeric.ode.stepper import Accuracy, Tick


@dataclass(frozen=True, slots=True)
class Squared:
    """The state is the mode of each class."""

    sums: Sums

    def point(self, state: Sequence[arb], settings: Accuracy) -> SquaredPoint:
        """The modes."""
        return SquaredPoint(list(state), settings)

    def onward(self, state: Sequence[arb]) -> tuple[Squared, list[arb]]:
        """Always in these unknowns."""
        return self, list(state)

    def modes(self, state: Sequence[arb]) -> list[arb]:
        """The modes of a state."""
        return list(state)

    def ratios(self, state: Sequence[arb]) -> list[arb]:
        """s_k / bar s - 1."""
        return ratios(self.sums, state)


@dataclass(frozen=True, slots=True)
class SquaredPoint:
    """A state that can be expanded."""

    state: list[arb]
    settings: Accuracy

    @property
    def speed(self) -> float:
        """log2 of the rate, 2 or 2 s."""
        return 1.0 + max([0, *(exponent_of(s) for s in self.state if s != 0)])

    def expand(self, length: Length, tick: Tick) -> Expansion:
        """The coefficients of the modes."""
        arithmetic = self.settings.kernel
        mantissa, power = length
        components = []
        for s in self.state:
            top = exponent_of(s)
            series = [arithmetic.number(s, top)]
            for n in range(1, self.settings.order + 1):
                tick()
                square = shifted([arithmetic.product(series, series)], top)[0]
                series.append(shifted([2 * mantissa * (series[-1] - square)], power)[0] // n)
            components.append(Polynomial(series, top))
        bits = arithmetic.bits
        clock = [arithmetic.whole(0)] * (self.settings.order + 1)
        clock[1] = arithmetic.whole(mantissa << bits)
        sizes = [float(c.exponent) if c.coefficients[0] else math.inf for c in components]
        return Expansion(bits, scaled(mantissa, power), components, Polynomial(clock, power), 0.0, [], sizes)


def squared_loss(sums: Sums, modes: Sequence[arb]) -> arb:
    """|Z - I|^2 / 2, the frozen mode 0 included."""
    return (1 + mass(sums, [(s - 1) ** 2 for s in modes])) / 2
