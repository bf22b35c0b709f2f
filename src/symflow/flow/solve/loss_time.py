r"""Loss time: the clock in which the flow is polynomial, and the Taylor coefficients of its growth rates.

Statement.  Let w_g = bar s - d_g with the gaps d_g = z_0 - z_g = (C s)_g / K of the module `sums` (w_g is
z_g + z_0/(K - 1), and 0 on the collapse ray), q_g = e^{w_g} and T = e^{bar s} + sum_{g != 0} q_g. Then
1 - pi_k = (C q)_k / T, and in the time tau with dt = T d tau

    q_g' = q_g w_g',    (e^{bar s})' = e^{bar s} (bar s)',    t' = e^{bar s} + sum_{g != 0} q_g,

so that a mode moves with the rate (C q)_k = 2 sum_{chi_k(g) = -1} q_g: exponentials are taken once a step, and nothing
is divided. On the collapse ray q = 1, and in tau the modes grow by a fixed factor in each step, for ever.

Formula.  In x = (tau - tau_0)/h: (n + 1) q_{n+1} = sum_i q_i (n - i + 1) w_{n-i+1}, the same for e^{bar s} with bar s,
and (n + 1) t_{n+1} = h T_n. Where bar s grows, the series of e^{bar s} falls more slowly than that of s; so it and the
clock go on to LONGER times the order of the others, with the bar s that is known: one product for each order more.

Notation.  `rates` are the series of h (C q)_k / 2. Modes, w and rates are held to 2^-bits absolutely, q relative to
the largest, e^{bar s} relative to its start. That is enough: an error of a rate acts on log s_k, whatever the size of
the rate.

Source: docs/theory section 9.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from flint import arb

from symflow.flow.solve.sums import Sums, Weighted
from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import Kernel, Series, exponent_of, scaled, shifted
from symflow.numeric.ode.stepper import log2_of

Length = tuple[int, int]
LONGER = 1.4  # the order of e^{bar s} and the clock, over that of the modes


def gaps(sums: Sums, modes: Sequence[arb]) -> list[arb]:
    """z_0 - z_g for every class."""
    return [x / sums.K for x in sums.complement(modes)]


def mass(sums: Weighted, values: Sequence[arb]) -> arb:
    """The sum over all elements other than 0."""
    return sum((w * x for w, x in zip(sums.weights, values, strict=True)), arb(0))


@dataclass(frozen=True, slots=True)
class Instantaneous:
    """The quantities at one point, as balls around the numbers of exactly these modes: w, q, e^{bar s}."""

    exponents: list[arb]
    weights: list[arb]
    growth: arb

    @property
    def speed(self) -> float:
        """log2 of the largest rate (C q)_k, to a factor 2."""
        return log2_of(max(self.weights, key=log2_of)) + 1


def instantaneous(sums: Sums, modes: Sequence[arb]) -> Instantaneous:
    """The quantities at exactly these modes."""
    mean = mass(sums, modes) / (sums.K - 1)
    w = [mean - d for d in gaps(sums, modes)]
    return Instantaneous(w, [x.exp() for x in w], mean.exp())


class LossTime:
    """The series of w, q, bar s, e^{bar s}, T and the rates, fed with the modes one order after the other."""

    def __init__(
        self, sums: Sums, arithmetic: Kernel, length: Length, start: Instantaneous, modes: Series
    ) -> None:
        self.sums, self.arithmetic, self.length = sums, arithmetic, length
        self.top = max(exponent_of(x) for x in start.weights)  # q is below 2^top
        self.growth_top = exponent_of(start.growth)
        self.q = [[arithmetic.number(x, self.top)] for x in start.weights]
        self.growth = [arithmetic.number(start.growth, self.growth_top)]
        self.w = [[arithmetic.number(x, 0)] for x in start.exponents]
        self.mean = [sums.fixed_mass(modes) // (sums.K - 1)]
        self._rise: list[Series] = [[] for _ in self.q]  # w'
        self._climb: Series = []  # (bar s)'
        self.rates: list[Series] = [[x] for x in self._rates()]

    def append(self, modes: Sequence[int]) -> None:
        """Go from order n to order n + 1, given the coefficients of order n + 1 of the modes, to 2^-bits."""
        n, K = len(self.mean), self.sums.K
        mean = self.sums.fixed_mass(modes) // (K - 1)
        self.mean.append(mean)
        self._climb.append(n * mean)
        self.growth.append(self.arithmetic.product(self.growth, self._climb) // n)
        gaps = self.sums.fixed_complement(list(modes))
        for w, rise, gap in zip(self.w, self._rise, gaps, strict=True):
            exponent = mean - gap // K
            w.append(exponent)
            rise.append(n * exponent)
        for q, x in zip(self.q, self.arithmetic.products(self.q, self._rise), strict=True):
            q.append(x // n)
        for rate, x in zip(self.rates, self._rates(), strict=True):
            rate.append(x)

    def _rates(self) -> Series:
        """The last coefficients of h (C q)_k / 2, to 2^-bits."""
        mantissa, exponent = self.length
        values = self.sums.fixed_complement([q[-1] for q in self.q])
        return shifted([mantissa * x for x in values], exponent + self.top - 1)

    def finish(self) -> None:
        """Go on with e^{bar s} alone, with the bar s that is known: its series falls more slowly than all others."""
        known = len(self._climb)
        for n in range(known + 1, math.ceil(LONGER * known) + 1):
            self.growth.append(self.arithmetic.product(self.growth[-known:], self._climb) // n)

    def clock(self) -> Polynomial:
        """t(x) - t(0), to the order of e^{bar s}."""
        mantissa, power = self.length
        top = max(self.growth_top, self.top + self.sums.K.bit_length())
        bits = self.arithmetic.bits
        sums = [self.sums.fixed_mass(column) for column in zip(*self.q, strict=True)]
        parts = zip_longest(
            shifted(self.growth, max(self.growth_top - top, -bits - 64)),
            shifted(sums, max(self.top - top, -bits - 64)),
            fillvalue=0,
        )
        speed = [mantissa * (x + y) for x, y in parts]
        return Polynomial([0 * speed[0], *(x // (n + 1) for n, x in enumerate(speed[:-1]))], top + power)

    def polynomials(self) -> list[Polynomial]:
        """q, then w, then bar s and e^{bar s}."""
        return [
            *(Polynomial(q, self.top) for q in self.q),
            *(Polynomial(w, 0) for w in self.w),
            Polynomial(self.mean, 0),
            Polynomial(self.growth, self.growth_top),
        ]

    def sizes(self) -> list[float]:
        """The sizes against which these are measured; w, bar s and e^{bar s} follow from others."""
        return [float(self.top)] * len(self.q) + [float("inf")] * (len(self.w) + 2)

    def surge(self) -> float:
        """By how much bar s grows in the step."""
        return max(0.0, float(scaled(sum(self.mean[1:]), -self.arithmetic.bits)))


def expansion(flow: LossTime, components: list[Polynomial], sizes: list[float]) -> Expansion:
    """The step: a state with its sizes, and all that goes with it."""
    flow.finish()
    mantissa, exponent = flow.length
    return Expansion(
        flow.arithmetic.bits,
        scaled(mantissa, exponent),
        components,
        flow.clock(),
        flow.surge(),
        flow.polynomials(),
        sizes + flow.sizes(),
    )
