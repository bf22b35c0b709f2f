r"""The flow of balanced modes: s_k' = 2 s_k (1 - pi_k), in loss time s_k' = 2 (C q)_k s_k.

Coefficients: (n + 1) s_{k,n+1} = 4 sum_{i <= n} s_{k,i} r_{k,n-i} with the rates r = h (C q)_k / 2. A mode that is 0
stays exactly 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb

from symflow.flow.solve.collapsing import Collapsing, deviations
from symflow.flow.solve.loss_time import Instantaneous, Length, LossTime, expansion, instantaneous
from symflow.flow.solve.quantities import ratios
from symflow.flow.solve.sums import Sums
from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import exponent_of, moved
from symflow.numeric.ode.stepper import Accuracy, Tick


@dataclass(frozen=True, slots=True)
class Balanced:
    """The state is the mode of each class. `closing`: whether to go on in other unknowns near the collapse ray."""

    sums: Sums
    closing: bool = True

    def point(self, state: Sequence[arb], settings: Accuracy) -> BalancedPoint:
        """The modes, with the exponentials that a step starts from."""
        return BalancedPoint(self.sums, list(state), settings, instantaneous(self.sums, state))

    def onward(self, state: Sequence[arb]) -> tuple[Balanced | Collapsing, list[arb]]:
        """Near the collapse ray the unknowns are the mean and the deviations."""
        near = deviations(self.sums, state) if self.closing else None
        return (self, list(state)) if near is None else (Collapsing(self.sums), near)

    def modes(self, state: Sequence[arb]) -> list[arb]:
        """The modes of a state."""
        return list(state)

    def ratios(self, state: Sequence[arb]) -> list[arb]:
        """s_k / bar s - 1."""
        return ratios(self.sums, state)


@dataclass(frozen=True, slots=True)
class BalancedPoint:
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
        """The coefficients of the modes, and of all that goes with them."""
        arithmetic = self.settings.kernel
        tops = [exponent_of(s) for s in self.state]
        modes = [[arithmetic.number(s, top)] for s, top in zip(self.state, tops, strict=True)]
        flow = LossTime(self.sums, arithmetic, length, self.now, _last(modes, tops))
        for n in range(1, self.settings.order + 1):
            tick()
            for s, x in zip(modes, arithmetic.products(modes, flow.rates), strict=True):
                s.append(4 * x // n)
            flow.append(_last(modes, tops))
        components = [Polynomial(s, top) for s, top in zip(modes, tops, strict=True)]
        sizes = [float(top) if s[0] else math.inf for s, top in zip(modes, tops, strict=True)]
        return expansion(flow, components, sizes)


def _last(series: Sequence[list[int]], tops: Sequence[int]) -> list[int]:
    """The last coefficients, to 2^-bits."""
    return [moved(s[-1], top) for s, top in zip(series, tops, strict=True)]
