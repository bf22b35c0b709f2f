r"""The balanced flow near the collapse ray, in the mean of the modes and the deviations from it.

Statement.  Let s_k = bar s + y_k and q_g = 1 + r_g. Because C maps a constant c to K c, w_g = -(C y)_g / K, and in loss
time

    (bar s)' = 2 K bar s + 2 m,    y_k' = 2 K y_k + 2 ((C r)_k s_k - m),    r_g' = (1 + r_g) w_g',

with m the mean of (C r)_k s_k over k != 0. Here y, w and r are held relative to the largest deviation, however small
that is: V, which is about the mean of (y_k / bar s)^2 / 2, keeps all its digits at V = 1e-1000, where the modes
themselves agree to 500 digits.

Notation.  The deviations fall like e^{-bar s / K}, by `fall` bits in a step. That costs digits of the fixed point, so
that a step takes FALL bits at most and works with as many more; what it leaves out is measured against the deviations
at its end. The order is 1.6 times that of the other steps: where an exponential falls, long series pay.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb

from symflow.flow.solve.loss_time import Length, gaps, mass
from symflow.flow.solve.sums import Sums
from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import Series, exponent_of, scaled, shifted
from symflow.numeric.ode.stepper import Accuracy, Tick, log2_of

CLOSE = -3  # log2 of the relative deviation below which this form is used
FALL = 30
LONGER_ORDER = 1.6


@dataclass(frozen=True, slots=True)
class Collapsing:
    """The state is the mean, followed by the deviation of each class."""

    sums: Sums

    def point(self, state: Sequence[arb], settings: Accuracy) -> CollapsingPoint:
        """The mean and the deviations, with the exponentials that a step starts from."""
        order = math.ceil(LONGER_ORDER * settings.order)
        finer = Accuracy(order, settings.bits + FALL, settings.tolerance)
        w = [-d for d in gaps(self.sums, state[1:])]
        return CollapsingPoint(self.sums, list(state), finer, w, [x.expm1() for x in w])

    def onward(self, state: Sequence[arb]) -> tuple[Collapsing, list[arb]]:
        """Once near the ray, always near it. What rounding has put into the mean of the deviations goes to the mean."""
        mean, *found = state
        shift = mass(self.sums, found) / (self.sums.K - 1)
        return self, [(mean + shift).mid(), *((y - shift).mid() for y in found)]

    def modes(self, state: Sequence[arb]) -> list[arb]:
        """The modes of a state."""
        mean, *deviations = state
        return [mean + y for y in deviations]

    def ratios(self, state: Sequence[arb]) -> list[arb]:
        """s_k / bar s - 1."""
        mean, *deviations = state
        return [y / mean for y in deviations]


def deviations(sums: Sums, modes: Sequence[arb]) -> list[arb] | None:
    """The state of these modes, where they are near the ray."""
    mean = mass(sums, modes) / (sums.K - 1)
    found = [s - mean for s in modes]
    near = mean != 0 and max(map(log2_of, found)) < log2_of(mean) + CLOSE
    return [mean, *found] if near else None


@dataclass(frozen=True, slots=True)
class CollapsingPoint:
    """A state that can be expanded, with w and r there."""

    sums: Sums
    state: list[arb]
    settings: Accuracy
    w: list[arb]
    r: list[arb]

    @property
    def speed(self) -> float:
        """log2 of K, the rate on the ray."""
        return math.log2(self.sums.K)

    def expand(self, length: Length, tick: Tick) -> Expansion:
        """The coefficients of the mean and the deviations."""
        series = _Series(self, length)
        for _ in range(self.settings.order):
            tick()
            series.append()
        return series.expansion(length)


class _Series:
    """All series of a step, to the same order."""

    def __init__(self, point: CollapsingPoint, length: Length) -> None:
        self.sums, self.arithmetic = point.sums, point.settings.kernel
        self.step = length
        mean, *found = point.state
        self.top = max([exponent_of(y) for y in found if y != 0], default=0)
        self.mean_top = exponent_of(mean)
        growth = mean.exp()
        self.growth_top = exponent_of(growth)
        number = self.arithmetic.number
        self.mean = [number(mean, self.mean_top)]
        self.y = [[number(x, self.top)] for x in found]
        self.w = [[number(x, self.top)] for x in point.w]
        self.r = [[number(x, self.top)] for x in point.r]
        self.growth = [number(growth, self.growth_top)]
        self._rise: list[Series] = [[] for _ in self.r]
        self._climb: Series = []
        self._pull: list[Series] = [[] for _ in self.y]  # h (C r)_k
        self._modes: list[Series] = [[] for _ in self.y]
        self._close()

    def _scaled(self, value: int) -> int:
        """h value."""
        mantissa, exponent = self.step
        return shifted([mantissa * value], exponent)[0]  # type: ignore[no-any-return]

    def _close(self) -> None:
        """The last coefficients of h (C r)_k and of s_k, which follow from the others."""
        pulls = self.sums.fixed_complement([r[-1] for r in self.r])
        for pull, x in zip(self._pull, pulls, strict=True):
            pull.append(self._scaled(x))
        for s, y in zip(self._modes, self.y, strict=True):
            s.append(self.mean[-1] + shifted([y[-1]], self.top - self.mean_top)[0])

    def append(self) -> None:
        """One order more."""
        n, product, sums = len(self.mean), self.arithmetic.product, self.sums
        pulls = [product(s, pull) for s, pull in zip(self._modes, self._pull, strict=True)]
        pulls = shifted(pulls, self.mean_top)  # on the scale of y
        mean = sums.fixed_mass(pulls) // (sums.K - 1)
        drift = shifted([mean], self.top - self.mean_top)[0]
        self.mean.append(2 * (self._scaled(sums.K * self.mean[-1]) + drift) // n)
        for y, pull in zip(self.y, pulls, strict=True):
            y.append(2 * (self._scaled(sums.K * y[-1]) + pull - mean) // n)
        self._climb.append(n * shifted(self.mean[-1:], self.mean_top)[0])
        self.growth.append(product(self.growth, self._climb) // n)
        bits, top = self.arithmetic.bits, self.top
        gap = self.sums.fixed_complement([y[-1] for y in self.y])
        for r, w, rise, x in zip(self.r, self.w, self._rise, gap, strict=True):
            w.append(-x // sums.K)
            rise.append(n * w[-1])
            r.append((rise[-1] + shifted([sum(map(operator.mul, r, reversed(rise)))], top - bits)[0]) // n)
        self._close()

    def expansion(self, length: Length) -> Expansion:
        """The step."""
        bits = self.arithmetic.bits
        parts = [Polynomial(y, self.top) for y in self.y]
        surge = max(0.0, float(scaled(sum(self.mean[1:]), self.mean_top - bits)))
        fall = surge / self.sums.K / math.log(2)
        size = self.top - min(fall, FALL) if any(y[0] for y in self.y) else math.inf
        mantissa, exponent = length
        return Expansion(
            bits,
            scaled(mantissa, exponent),
            [Polynomial(self.mean, self.mean_top), *parts],
            self._clock(),
            surge,
            [Polynomial(r, self.top) for r in self.r],
            [float(self.mean_top)] + [size] * (len(self.y) + len(self.r)),
            FALL / fall if fall > FALL and size < math.inf else math.inf,
        )

    def _clock(self) -> Polynomial:
        """t(x) - t(0), with t' = e^{bar s} + K - 1 + sum of r."""
        mantissa, power = self.step
        bits, sums = self.arithmetic.bits, self.sums
        top = max(self.growth_top, sums.K.bit_length())
        totals = [sums.fixed_mass(column) for column in zip(*self.r, strict=True)]
        growth = shifted(self.growth, max(self.growth_top - top, -bits - 64))
        rest = shifted(totals, max(self.top - top, -bits - 64))
        speed = [mantissa * (x + y) for x, y in zip(growth, rest, strict=True)]
        speed[0] += mantissa * shifted([(sums.K - 1) << bits], -top)[0]
        return Polynomial([0 * speed[0], *(x // (n + 1) for n, x in enumerate(speed[:-1]))], top + power)
