r"""What is measured along a trajectory: the loss and the Lyapunov function, to all their digits.

Statement.  With gaps d_g = z_0 - z_g >= 0 every class has the loss log sum_g e^{z_g - z_0} = log(1 + sum e^{-d_g}), so

    L = K log1p(sum_{g != 0} e^{-d_g}),        V = (1/N) sum_{k != 0} (x_k - 1 - log x_k),  x_k = s_k / bar s.

Both are sums of terms >= 0, and L keeps its digits when it is 1e-300. In V each term is (x - 1)^2 / 2 near collapse: it
is evaluated with twice the digits, and what the error of the modes does to it is left to the comparison of two runs.

Notation.  V is None where a mode is 0 (V is infinite there).
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb

from symflow.flow.solve.growth import gaps, mass
from symflow.flow.solve.sums import Sums
from symflow.numeric.ball import precision
from symflow.numeric.series import point


def loss(sums: Sums, modes: Sequence[arb]) -> arb:
    """The cross-entropy, summed over the classes."""
    return point(sums.K * mass(sums, [(-point(d)).exp() for d in gaps(sums, modes)]).log1p())


def lyapunov(sums: Sums, modes: Sequence[arb], bits: int) -> arb | None:
    """V of exactly these modes, as a ball; they have a number of bits."""
    if any(s.is_zero() for s in modes):
        return None
    with precision(2 * bits + 64):
        count = sum(sums.weights)
        mean = mass(sums, modes) / count
        ratios = [s / mean for s in modes]
        return mass(sums, [x - 1 - x.log() for x in ratios]) / count
