r"""The Taylor coefficients of the growth rates 1 - pi_k(s(t)), from those of the modes.

Statement.  With C of the module `sums`, the gaps d_g = z_0 - z_g = (C s)_g / K >= 0 satisfy
q_g = e^{-d_g} / (1 + sum_{h != 0} e^{-d_h}) and 1 - pi_k = (C q)_k. Differentiating,

    q_g' = q_g (c - d_g'),     c = sum_{h != 0} q_h d_h',

a polynomial system: the exponential is taken once a step, of numbers <= 0, so that nothing overflows.

Notation.  Order n of q needs order n of s; order n of 1 - pi needs order n of q; so a flow that reads order n of the
rates and delivers order n + 1 of the modes goes on for ever. Index 0 does not occur.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb

from symflow.flow.solve.sums import Sums
from symflow.numeric.series import Series, product, total


def gaps(sums: Sums, modes: Sequence[arb]) -> list[arb]:
    """z_0 - z_g for every class."""
    return [x / sums.K for x in sums.complement(modes)]


def mass(sums: Sums, weights: Sequence[arb]) -> arb:
    """The sum over all elements other than 0."""
    return total(w * x for w, x in zip(sums.weights, weights, strict=True))


class Growth:
    """The series of 1 - pi_k for every class k, each known to the same order as the modes."""

    def __init__(self, sums: Sums, modes: Sequence[arb]) -> None:
        self.sums = sums
        odds = [(-d).exp() for d in gaps(sums, modes)]
        whole = 1 + mass(sums, odds)
        self._q: list[Series] = [[x / whole] for x in odds]
        self._fall: list[Series] = [[] for _ in odds]  # d_g'
        self._drift: list[Series] = [[] for _ in odds]  # c - d_g'
        self.rates: list[Series] = [[x] for x in sums.complement([q[0] for q in self._q])]

    def append(self, modes: Sequence[arb]) -> None:
        """Go from order n - 1 to order n, given the coefficients of order n of the modes."""
        n = len(self.rates[0])
        for fall, gap in zip(self._fall, gaps(self.sums, modes), strict=True):
            fall.append(n * gap)
        mean = mass(self.sums, [product(q, fall) for q, fall in zip(self._q, self._fall, strict=True)])
        for q, fall, drift in zip(self._q, self._fall, self._drift, strict=True):
            drift.append(mean - fall[-1])
            q.append(product(q, drift) / n)
        for rate, x in zip(self.rates, self.sums.complement([q[-1] for q in self._q]), strict=True):
            rate.append(x)
