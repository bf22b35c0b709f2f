r"""The flow of balanced modes: s_k' = 2 s_k (1 - pi_k).

Coefficients: (n + 1) s_{k,n+1} = 2 sum_{i <= n} s_{k,i} (1 - pi_k)_{n-i}. A mode that is 0 stays exactly 0.
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
class Balanced:
    """The state is the mode of each class."""

    sums: Sums
    together: bool = False

    def expand(self, state: Sequence[arb], order: int, tick: Tick) -> list[Series]:
        """The coefficients of the modes."""
        modes = [[s] for s in state]
        growth = Growth(self.sums, state)
        for n in range(1, order + 1):
            tick()
            for s, rate in zip(modes, growth.rates, strict=True):
                s.append(2 * product(s, rate) / n)
            growth.append([s[n] for s in modes])
        return modes

    def modes(self, state: Sequence[arb]) -> list[arb]:
        """The modes of a state."""
        return list(state)
