r"""Balanced linear networks of any depth D >= 2: the factors of mode k are all r_k, with r_k' = (1 - pi_k) r_k^{D-1}.

So s_k = r_k^D moves by s_k' = D s_k^{2 - 2/D} (1 - pi_k); depth 2 is the balanced flow. In loss time r_k' = (C q)_k
r_k^{D-1}. Coefficients: the powers of r one after the other, each the product of r and the power before; (n + 1)
r_{k,n+1} is twice the product of r_k^{D-1} with the rates h (C q)_k / 2.

Source: docs/theory section 8 (depth 3); the balanced deep linear network is Arora, Cohen, Hazan (2018).
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
from symflow.numeric.ode.kernel import exponent_of, shifted
from symflow.numeric.ode.stepper import Accuracy, Tick


@dataclass(frozen=True, slots=True)
class Deep:
    """The state is the factor r of each class."""

    sums: Sums
    depth: int

    def point(self, state: Sequence[arb], settings: Accuracy) -> DeepPoint:
        """The factors, with the exponentials that a step starts from."""
        return DeepPoint(self, list(state), settings, instantaneous(self.sums, self.modes(state)))

    def onward(self, state: Sequence[arb]) -> tuple[Deep, list[arb]]:
        """Always in these unknowns."""
        return self, list(state)

    def modes(self, state: Sequence[arb]) -> list[arb]:
        """The modes r^D of a state."""
        return [r**self.depth for r in state]

    def ratios(self, state: Sequence[arb]) -> list[arb]:
        """s_k / bar s - 1."""
        return ratios(self.sums, self.modes(state))

    def start(self, modes: Sequence[arb]) -> list[arb]:
        """The state of these modes."""
        return [s.root(self.depth).mid() if s != 0 else s for s in modes]


@dataclass(frozen=True, slots=True)
class DeepPoint:
    """A state that can be expanded."""

    system: Deep
    state: list[arb]
    settings: Accuracy
    now: Instantaneous

    @property
    def speed(self) -> float:
        """log2 of the largest rate of log s, to a factor 2 and more where modes are far from 1."""
        largest = max((exponent_of(r) for r in self.state if r != 0), default=0)
        return self.now.speed + max(0, largest) * (self.system.depth - 2) + math.log2(self.system.depth)

    def expand(self, length: Length, tick: Tick) -> Expansion:
        """The coefficients of the factors, and of all that goes with them."""
        arithmetic, depth = self.settings.kernel, self.system.depth
        tops = [exponent_of(r) for r in self.state]
        powers = [
            [[] for _ in range(depth - 1)] + [[arithmetic.number(r, top)]]
            for r, top in zip(self.state, tops, strict=True)
        ]  # r^D, ..., r^2, r

        def modes() -> list[int]:
            found = []
            for rows, top in zip(powers, tops, strict=True):
                for j in range(depth - 2, -1, -1):
                    rows[j].append(arithmetic.product(rows[-1], [*rows[j + 1]]))
                found.append(shifted(rows[0][-1:], depth * top)[0])
            return found

        flow = LossTime(self.system.sums, arithmetic, length, self.now, modes())
        for n in range(1, self.settings.order + 1):
            tick()
            for rows, rate, top in zip(powers, flow.rates, tops, strict=True):
                rise = arithmetic.product(rows[1], rate) if rows[-1][0] else rows[-1][0]
                rows[-1].append(shifted([2 * rise], (depth - 2) * top)[0] // n)
            flow.append(modes())
        components = [Polynomial(rows[-1], top) for rows, top in zip(powers, tops, strict=True)]
        sizes = [float(top) if r != 0 else math.inf for r, top in zip(self.state, tops, strict=True)]
        return expansion(flow, components, sizes)
