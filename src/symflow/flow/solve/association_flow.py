r"""The flow of the distinct modes of an association scheme, in loss time.

Statement.  Let d_i = z_0 - z_i be the gaps, c the mean of d_i over all points that the active modes separate from
equality, w_i = c - d_i, and y_i = v_i e^{w_i} the mass of the relation i. Let n be the number of the other points (1,
if all modes are active), and T = n e^c + sum_i y_i. Then 1 - pi_j = (1/T) sum_i (1 - u_i(j)) y_i, and with dt = T d
tau

    s_j' = 2 s_j sum_i (1 - u_i(j)) y_i,    y_i' = y_i w_i',    (e^c)' = e^c c',    t' = n e^c + sum_i y_i.

Every term of s_j' and t' is >= 0, no exponential and no division occurs inside a step, and the two maps of the module
`association_sums` are all that knows the scheme. On the collapse ray w = 0, and the modes grow by a fixed factor a
step.

Notation.  Masses are held relative to the largest one, rates h sum_i (1 - u_i(j)) y_i and exponents w to 2^-bits: an
error of a rate acts on log s_j, and an error of w_i is a relative one of y_i. The series of e^c goes on to LONGER times
the order, as in the module `loss_time`.

Source: docs/theory section 9; with valencies v_i and multiplicities m_j section 4.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from flint import arb

from symflow.flow.solve.association_sums import AssociationSums
from symflow.flow.solve.loss_time import LONGER, Length
from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import Series, exponent_of, kernel, moved, scaled, shifted
from symflow.numeric.ode.stepper import Accuracy, Tick, log2_of

COARSE = 64


@dataclass(frozen=True, slots=True)
class AssociationFlow:
    """The state is the mode j = 1..d."""

    sums: AssociationSums

    def point(self, state: Sequence[arb], settings: Accuracy) -> AssociationPoint:
        """The modes, with the exponentials that a step starts from."""
        gaps = self.sums.gaps(state)
        center = self.sums.center(gaps)
        exponents = [(center - d).mid() for d in gaps]
        sizes = (self.sums.valencies[i] for i in self.sums.outside)
        masses = [(v * w.exp()).mid() for v, w in zip(sizes, exponents, strict=True)]
        return AssociationPoint(self.sums, list(state), settings, exponents, masses, center)

    def onward(self, state: Sequence[arb]) -> tuple[AssociationFlow, list[arb]]:
        """Always the same unknowns."""
        return self, list(state)


@dataclass(frozen=True, slots=True)
class AssociationPoint:
    """A state that can be expanded, with w, y and c there."""

    sums: AssociationSums
    state: list[arb]
    settings: Accuracy
    exponents: list[arb]
    masses: list[arb]
    center: arb

    @property
    def speed(self) -> float:
        """log2 of the largest rate of an active mode."""
        coarse = kernel(COARSE)
        top = max(map(exponent_of, self.masses))
        rates = self.sums.fixed_rates([coarse.number(y, top) for y in self.masses])
        fastest = max((int(r) for r, s in zip(rates, self.state, strict=True) if s != 0), default=0)
        return math.log2(max(fastest, 1)) + top - COARSE

    def expand(self, length: Length, tick: Tick) -> Expansion:
        """The coefficients of the modes, and of all that goes with them."""
        series = _Series(self, length)
        for _ in range(self.settings.order):
            tick()
            series.append()
        series.finish()
        return series.expansion()


class _Series:
    """All series of a step, to the same order."""

    def __init__(self, point: AssociationPoint, length: Length) -> None:
        self.sums, self.arithmetic, self.length = point.sums, point.settings.kernel, length
        number = self.arithmetic.number
        self.tops = [exponent_of(s) for s in point.state]
        self.modes = [[number(s, top)] for s, top in zip(point.state, self.tops, strict=True)]
        self.top = max(map(exponent_of, point.masses))
        self.masses = [[number(y, self.top)] for y in point.masses]
        self.w = [[number(w, 0)] for w in point.exponents]
        self.center = [number(point.center, 0)]
        growth = point.center.exp().mid()
        self.growth_top = exponent_of(growth)
        self.growth = [number(growth, self.growth_top)]
        self._rise: list[Series] = [[] for _ in self.w]  # w'
        self._climb: Series = []  # c'
        self._rates: list[Series] = [[x] for x in self._last_rates()]

    def append(self) -> None:
        """One order more."""
        n, arithmetic, sums = len(self.center), self.arithmetic, self.sums
        for s, x in zip(self.modes, arithmetic.products(self.modes, self._rates), strict=True):
            s.append(2 * x // n)
        gaps = sums.fixed_gaps([moved(s[-1], top) for s, top in zip(self.modes, self.tops, strict=True)])
        center = sums.fixed_center(gaps)
        self.center.append(center)
        self._climb.append(n * center)
        self.growth.append(arithmetic.product(self.growth, self._climb) // n)
        for w, rise, gap in zip(self.w, self._rise, gaps, strict=True):
            w.append(center - gap)
            rise.append(n * w[-1])
        for y, x in zip(self.masses, arithmetic.products(self.masses, self._rise), strict=True):
            y.append(x // n)
        for rate, x in zip(self._rates, self._last_rates(), strict=True):
            rate.append(x)

    def _last_rates(self) -> Series:
        """The last coefficients of h sum_i (1 - u_i(j)) y_i."""
        mantissa, exponent = self.length
        values = self.sums.fixed_rates([y[-1] for y in self.masses])
        return shifted([mantissa * x for x in values], exponent + self.top)

    def finish(self) -> None:
        """Go on with e^c alone, with the c that is known."""
        known = len(self._climb)
        for n in range(known + 1, math.ceil(LONGER * known) + 1):
            self.growth.append(self.arithmetic.product(self.growth[-known:], self._climb) // n)

    def expansion(self) -> Expansion:
        """The step."""
        mantissa, power = self.length
        bits = self.arithmetic.bits
        parts = [
            *(Polynomial(y, self.top) for y in self.masses),
            *(Polynomial(w, 0) for w in self.w),
            Polynomial(self.center, 0),
            Polynomial(self.growth, self.growth_top),
        ]
        sizes = [float(top) if s[0] else math.inf for s, top in zip(self.modes, self.tops, strict=True)]
        sizes += [float(self.top)] * len(self.masses) + [math.inf] * (len(self.w) + 2)
        return Expansion(
            bits,
            scaled(mantissa, power),
            [Polynomial(s, top) for s, top in zip(self.modes, self.tops, strict=True)],
            self._clock(),
            max(0.0, float(scaled(sum(self.center[1:]), -bits))),
            parts,
            sizes,
        )

    def _clock(self) -> Polynomial:
        """t(x) - t(0), to the order of e^c."""
        mantissa, power = self.length
        bits, kernel_bits = self.arithmetic.bits, self.sums.kernel.bit_length()
        top = max(self.growth_top + kernel_bits, self.top + len(self.masses).bit_length())
        growth = shifted(
            [self.sums.kernel * x for x in self.growth], max(self.growth_top - top, -bits - 64 - kernel_bits)
        )
        totals = shifted(
            [sum(column) for column in zip(*self.masses, strict=True)], max(self.top - top, -bits - 64)
        )
        speed = [mantissa * (x + y) for x, y in zip_longest(growth, totals, fillvalue=0)]
        return Polynomial([0 * speed[0], *(x // (n + 1) for n, x in enumerate(speed[:-1]))], top + power)


def log2_spread(sums: AssociationSums, ratios: Sequence[arb]) -> float:
    """log2 of the root of the mean square of these deviations: what V is made of."""
    total = sum((m * x * x for m, x in zip(sums.weights, ratios, strict=True)), arb(0))
    return log2_of(total / (sums.K - 1)) / 2
