r"""What is measured along a trajectory: the loss and the Lyapunov function, to all their digits.

Statement.  With gaps d_g = z_0 - z_g >= 0 every class has the loss log sum_g e^{z_g - z_0} = log(1 + sum e^{-d_g}), so

    L = K log1p(sum_{g != 0} e^{-d_g}),        V = (1/N) sum_{k != 0} phi(x_k),  x_k = s_k / bar s,

with phi(x) = x - 1 - log x = y - log(1 + y), y = x - 1. Both are sums of terms >= 0, and L keeps its digits when it
is 1e-300. Near collapse phi is y^2 / 2: it is evaluated at the midpoint with the digits that this costs, and a radius
r of y adds r |phi'| at the worse end, because phi' = y / (1 + y) increases. So balls of modes give balls of L and V
that are not wider than they must be.

Notation.  V is infinite where a mode is 0, and there is no ball for it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from flint import arb, ctx

from symflow.flow.solve.loss_time import gaps, mass
from symflow.flow.solve.sums import Sums, Weighted
from symflow.numeric.ball import Sign, certainly, precision
from symflow.numeric.ode.stepper import log2_of


def loss(sums: Sums, modes: Sequence[arb]) -> arb:
    """The cross-entropy, summed over the classes, of modes in these balls."""
    return sums.K * mass(sums, [(-d).exp() for d in gaps(sums, modes)]).log1p()


def lyapunov(sums: Weighted, ratios: Sequence[arb], bits: int) -> arb:
    """V from the deviations s_k / bar s - 1 in these balls, with a number of bits."""
    smallest = min((log2_of(x) for x in ratios if x != 0), default=0.0)
    with precision(2 * bits + 64 + 2 * math.ceil(max(0.0, -smallest)) + _depth([1 + x for x in ratios])):
        return mass(sums, [_phi(x) for x in ratios]) / sum(sums.weights)


def ratios(sums: Weighted, modes: Sequence[arb]) -> list[arb]:
    """The relative deviations s_k / bar s - 1, with the digits of s_k / bar s even where that is 1e-300."""
    mean = mass(sums, modes) / sum(sums.weights)
    parts = [s / mean for s in modes]
    with precision(ctx.prec + _depth(parts)):
        return [x - 1 for x in parts]


def _depth(parts: Sequence[arb]) -> int:
    """The bits between 1 and the smallest of these numbers that is not 0."""
    return math.ceil(max([0.0, *(-log2_of(x) for x in parts if x.mid() != 0)]))


def _phi(x: arb) -> arb:
    """x - log(1 + x)."""
    low, middle, radius = x.lower(), x.mid(), x.rad()
    if not certainly(1 + low, Sign.POSITIVE):
        return arb(0, "inf")
    slope = max((end / (1 + end)).abs_upper() for end in (low, x.upper()))
    return middle - middle.log1p() + arb(0, (slope * radius).abs_upper())
