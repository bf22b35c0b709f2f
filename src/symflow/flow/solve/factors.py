r"""The flow of unbalanced factors: a_k' = (1 - pi_k) b_k, b_k' = (1 - pi_k) a_k, s_k = a_k b_k.

In loss time a_k' = (C q)_k b_k and b_k' = (C q)_k a_k. Coefficients:

    (n + 1) a_{k,n+1} = 2 sum_{i <= n} b_{k,i} r_{k,n-i}

with the rates r = h (C q)_k / 2, the same with a and b exchanged, and s_{k,n} = sum_{i <= n} a_{k,i} b_{k,n-i}.
Where both factors are 0 they stay exactly 0; one that starts at 0 is held on the scale of the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb

from symflow.flow.solve.loss_time import Instantaneous, Length, LossTime, expansion, instantaneous
from symflow.flow.solve.quantities import ratios
from symflow.flow.solve.sums import Sums
from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import Kernel, exponent_of, kernel, shifted
from symflow.numeric.ode.stepper import Accuracy, Tick

NOISE = 8  # bits of what rounding leaves of a coefficient


@dataclass(frozen=True, slots=True)
class Factors:
    """The state is a for each class, followed by b for each class."""

    sums: Sums

    def point(self, state: Sequence[arb], settings: Accuracy) -> FactorsPoint:
        """The factors, with the exponentials that a step starts from."""
        return FactorsPoint(self.sums, list(state), settings, instantaneous(self.sums, self.modes(state)))

    def split(self, state: Sequence[arb]) -> tuple[list[arb], list[arb]]:
        """a and b of a state."""
        half = len(self.sums.weights)
        return list(state[:half]), list(state[half:])

    def modes(self, state: Sequence[arb]) -> list[arb]:
        """The modes a b of a state."""
        left, right = self.split(state)
        return [a * b for a, b in zip(left, right, strict=True)]

    def onward(self, state: Sequence[arb]) -> tuple[Factors, list[arb]]:
        """Always in these unknowns."""
        return self, list(state)

    def ratios(self, state: Sequence[arb]) -> list[arb]:
        """s_k / bar s - 1."""
        return ratios(self.sums, self.modes(state))


@dataclass(frozen=True, slots=True)
class FactorsPoint:
    """A state that can be expanded."""

    sums: Sums
    state: list[arb]
    settings: Accuracy
    now: Instantaneous

    @property
    def speed(self) -> float:
        """log2 of the largest rate."""
        return self.now.speed

    def expand(self, length: Length, tick: Tick) -> Expansion:
        """The coefficients of a and b, and of all that goes with them."""
        arithmetic = self._arithmetic(length)
        half = len(self.sums.weights)
        tops = [exponent_of(x if x != 0 else y) for x, y in zip(self.state, self._partners(), strict=True)]
        series = [[arithmetic.number(x, top)] for x, top in zip(self.state, tops, strict=True)]
        left, right = series[:half], series[half:]
        both = [p + q for p, q in zip(tops[:half], tops[half:], strict=True)]  # the scale of s
        product = arithmetic.product

        def modes() -> list[int]:
            products = [product(a, b) for a, b in zip(left, right, strict=True)]
            return [shifted([s], top)[0] for s, top in zip(products, both, strict=True)]

        flow = LossTime(self.sums, arithmetic, length, self.now, modes())
        others = [top_b - top_a for top_a, top_b in zip(tops[:half], tops[half:], strict=True)]
        for n in range(1, self.settings.order + 1):
            tick()
            for a, b, rate, up in zip(left, right, flow.rates, others, strict=True):
                rise_a, rise_b = product(b, rate), product(a, rate)
                a.append(shifted([2 * rise_a], up)[0] // n)
                b.append(shifted([2 * rise_b], -up)[0] // n)
            flow.append(modes())
        bits = arithmetic.bits
        floors = [top + self.settings.tolerance - bits + NOISE for top in tops[half:] + tops[:half]]
        sizes = [_size(s, bits, top, floor) for s, top, floor in zip(series, tops, floors, strict=True)]
        components = [Polynomial(s, top) for s, top in zip(series, tops, strict=True)]
        return expansion(flow, components, sizes)

    def _arithmetic(self, length: Length) -> Kernel:
        """The kernel, with more bits where the step is so short that the rates in it are small: a factor that starts
        at 0 has the digits of its rate.
        """
        mantissa, exponent = length
        return kernel(self.settings.bits + max(0, math.ceil(-exponent - math.log2(mantissa) - self.speed)))

    def _partners(self) -> list[arb]:
        """b for each a, then a for each b."""
        half = len(self.sums.weights)
        return self.state[half:] + self.state[:half]


def _size(series: Sequence[int], bits: int, top: int, floor: float) -> float:
    """log2 of what the errors of a factor are measured against; without bound for one that stays 0.

    A factor grows: one that starts far below its partner has soon the size of its first step, and every term that is
    left out is measured against that. The floor is where the rounding of the partner begins.
    """
    first = max(abs(int(c)) for c in series[:2])
    return max(top + math.log2(first) - bits, floor) if first else math.inf
