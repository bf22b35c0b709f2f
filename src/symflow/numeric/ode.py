r"""Initial value problems by Taylor series: order, step size and relative error control.

Statement.  Let y' = f(y) and let c_0, ..., c_p be the Taylor coefficients of a component of y at the time t. If they
fall off like R^(-n), the first term that a polynomial of degree p leaves out is about as large as its last ones. The
step h is the largest for which each of the last three terms |c_j| h^j is at most eps times the component at the end
of the step. This is an estimate of the error, not a bound.

Formula.  log2 h = min over components and j in {p-2, p-1, p} of
    max over m in {0, 1} of (log2 eps + log2 |c_m| - log2 |c_j|) / (j - m),
which for positive growing components asks |c_j| h^j <= eps (c_0 + c_1 h) up to a factor 2. A component that is 0 for
ever asks for nothing, and keeps the value 0 exactly. One that starts at 0 and leaves it (c_0 = 0, c_1 > 0) has small
relative error from its first moment on. Components that pass through 0 are measured against the largest of all
("together"). Time is exact: h is rounded to few bits and added as a fraction.

Notation.  eps = 2^(-accuracy.tolerance), p = accuracy.order, arithmetic with accuracy.bits bits.

Where another engine plugs in: this file knows nothing of softmax or of the rigour of a result. A `System` delivers
coefficients; a rigorous engine uses the same systems with the radii kept, and adds a remainder to each step.

Reference.  Jorba, Zou: A software package for the numerical integration of ODEs by means of high-order Taylor
methods, Experimental Mathematics 14 (2005).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from flint import arb

from symflow.numeric.ball import precision
from symflow.numeric.series import Series, evaluate, log2_above, log2_size, number, point, power_of_two

Tick = Callable[[], None]
Step = Callable[[Fraction], None]
LAST = 3


def nothing(time: Fraction = Fraction(0)) -> None:
    """Watches nothing."""


class System(Protocol):
    """An autonomous differential equation that can expand its solutions."""

    @property
    def together(self) -> bool:
        """Whether errors are measured against the largest component, and not each against its own."""

    def expand(self, state: Sequence[arb], order: int, tick: Tick) -> list[Series]:
        """The Taylor coefficients 0..order of every component; `tick` is called once an order."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How carefully a problem is integrated."""

    order: int
    bits: int
    tolerance: int


def accuracy(digits: int, surplus: int = 0) -> Accuracy:
    """Settings for a relative error near 10^(-digits): order 1.2 times the digits, and 30 bits to spare.

    The order that costs least is log(1/eps)/2 = 1.15 digits where products dominate, and larger where the rest does.
    """
    tolerance = math.ceil(digits * math.log2(10))
    return Accuracy(math.ceil(1.2 * digits) + 6 + surplus, tolerance + 30, tolerance)


class Stepper:
    """A solution on [0, end], continued as far as it is asked for; times must not decrease.

    `step` is called with the time reached after each expansion, and may raise to end the run.
    """

    def __init__(
        self,
        system: System,
        state: Sequence[arb],
        settings: Accuracy,
        end: Fraction,
        tick: Tick = nothing,
        step: Step = nothing,
    ) -> None:
        self.system, self.settings, self.end = system, settings, end
        self.tick, self.step = tick, step
        self._start = self._reach = Fraction(0)  # where the present series begins, and how far it is good
        self._state = list(state)
        self._series: list[Series] = []

    def at(self, time: Fraction) -> list[arb]:
        """The state at a time."""
        with precision(self.settings.bits):
            if not self._series:
                self._expand()
            while self._reach < time:
                self._state = self._value(self._reach)
                self._start = self._reach
                self._expand()
            return self._value(time)

    def _expand(self) -> None:
        self._series = self.system.expand(self._state, self.settings.order, self.tick)
        length = step_size(self._series, self.settings.tolerance, self.system.together)
        enough = length > log2_above(self.end)
        self._reach = self.end if enough else self._start + power_of_two(length)
        self.step(self._start)

    def _value(self, time: Fraction) -> list[arb]:
        x = number(time - self._start)
        return [point(evaluate(series, x)) for series in self._series]


def step_size(series: Sequence[Series], tolerance: int, together: bool) -> float:
    """log2 of the longest step whose last terms are small enough; infinite if no component moves."""
    starts = [(log2_size(c[0]), log2_size(c[1])) for c in series]
    if together:
        largest = (max(first for first, _ in starts), -math.inf)
        starts = [largest] * len(series)
    lengths = [_length(c, start, tolerance) for c, start in zip(series, starts, strict=True)]
    return min(lengths, default=math.inf)


def _length(coefficients: Series, start: tuple[float, float], tolerance: int) -> float:
    """The same for one component, whose size after x is measured as 2^start[0] + 2^start[1] x."""
    length = math.inf
    order = len(coefficients) - 1
    for j in range(max(2, order + 1 - LAST), order + 1):
        size = log2_size(coefficients[j])
        if size > -math.inf:
            length = min(length, max((start[m] - tolerance - size) / (j - m) for m in (0, 1)))
    return length
