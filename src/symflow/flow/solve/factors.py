r"""The flow of unbalanced factors: a_k' = (1 - pi_k) b_k, b_k' = (1 - pi_k) a_k, s_k = a_k b_k.

Coefficients: (n + 1) a_{k,n+1} = sum_{i <= n} b_{k,i} (1 - pi_k)_{n-i}, the same with a and b exchanged, and
s_{k,n} = sum_{i <= n} a_{k,i} b_{k,n-i}. All terms of the equations are >= 0, so that a factor that starts at 0
beside one that does not leaves 0 with small relative error; where both are 0 they stay exactly 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb

from symflow.flow.solve.growth import Growth
from symflow.flow.solve.sums import Sums
from symflow.numeric.ode import Tick
from symflow.numeric.series import Series, product


@dataclass(frozen=True, slots=True)
class Factors:
    """The state is a for each class, followed by b for each class."""

    sums: Sums
    together: bool = False

    def expand(self, state: Sequence[arb], order: int, tick: Tick) -> list[Series]:
        """The coefficients of a and b."""
        left, right = ([[x] for x in half] for half in self.split(state))
        growth = Growth(self.sums, self.modes(state))
        for n in range(1, order + 1):
            tick()
            for a, b, rate in zip(left, right, growth.rates, strict=True):
                rise_a, rise_b = product(b, rate) / n, product(a, rate) / n
                a.append(rise_a)
                b.append(rise_b)
            growth.append([product(a, b) for a, b in zip(left, right, strict=True)])
        return left + right

    def split(self, state: Sequence[arb]) -> tuple[list[arb], list[arb]]:
        """a and b of a state."""
        half = len(self.sums.weights)
        return list(state[:half]), list(state[half:])

    def modes(self, state: Sequence[arb]) -> list[arb]:
        """The modes a b of a state."""
        left, right = self.split(state)
        return [a * b for a, b in zip(left, right, strict=True)]
