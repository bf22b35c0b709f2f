r"""A solution, step by step: how long a step is, where the next one starts, and which x belongs to a time.

Statement.  Each step tries a length, expands, and uses the part of it that the last coefficients allow. The next
length is tried in proportion to the speed of the solution there. A time t between the ends of a step belongs to the
x with clock(x) = t - t_0, which is found by Newton's method from a float that bisection gives; the clock increases.

Notation.  `reference` is the time wanted next: the errors of the clock are measured against it, so that a run to
t = 10^1000 is not slowed down by the digits of t = 1.

Reference.  Jorba, Zou: A software package for the numerical integration of ODEs by means of high-order Taylor
methods, Experimental Mathematics 14 (2005).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from flint import arb

from symflow.numeric.ball import precision
from symflow.numeric.ode.expansion import Expansion
from symflow.numeric.ode.kernel import Kernel, kernel

Tick = Callable[[], None]
Step = Callable[[float], None]
LONGER, RETRY = 2.0, 0.25
HALVINGS = 60
CAUTION = 0.96
TRIES = 200


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How carefully a problem is integrated: the order, the working bits, and log2 of the error allowed a step."""

    order: int
    bits: int
    tolerance: int

    @property
    def kernel(self) -> Kernel:
        """The arithmetic with these bits."""
        return kernel(self.bits)


def accuracy(digits: float, surplus: int = 0) -> Accuracy:
    """Settings for a relative error near 10^-digits: the order is 1.4 times the digits, with 40 bits to spare."""
    tolerance = math.ceil(digits * math.log2(10))
    return Accuracy(math.ceil(1.4 * digits) + 6 + surplus, tolerance + 40, tolerance)


class Point(Protocol):
    """A state, ready to be expanded."""

    @property
    def speed(self) -> float:
        """log2 of how fast the solution moves here: a length times this is comparable between steps."""

    def expand(self, length: tuple[int, int], tick: Tick) -> Expansion:
        """The step of length mantissa 2^exponent."""


class System(Protocol):
    """An autonomous differential equation that can expand its solutions, with a clock."""

    def point(self, state: Sequence[arb], settings: Accuracy) -> Point:
        """The point of a state."""

    def onward(self, state: Sequence[arb]) -> tuple[System, list[arb]]:
        """The system to go on with from a state, which may be another one, and the state in its unknowns."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A step of a system that is done: from the time `start` on, with polynomials on [0, 1]."""

    system: Any
    start: arb
    expansion: Expansion
    settings: Accuracy

    @property
    def end(self) -> arb:
        """The time at x = 1, exactly but for the rounding of one sum."""
        return (self.start + self.expansion.clock.end(self.expansion.bits)).mid()

    def state(self, x: arb) -> list[arb]:
        """The state at x."""
        return [c.at(x, self.expansion.bits) for c in self.expansion.components]

    def place(self, time: arb) -> arb:
        """The x in [0, 1] that belongs to a time in this step."""
        clock, bits = self.expansion.clock, self.expansion.bits
        wanted = (time - self.start).mid()
        if wanted == 0:
            return arb(0)
        derivative = [n * c for n, c in enumerate(clock.coefficients)][1:]
        slope = type(clock)(derivative, clock.exponent)
        x = _first_guess(clock.coefficients, wanted, clock.exponent - bits)
        for _ in range(max(3, bits.bit_length() + 2)):
            x = (x - (clock.at(x, bits) - wanted) / slope.at(x, bits)).mid()
        return x


class Stepper:
    """A solution from a state at t = 0 on. `step` is told log2 of the time reached; `tick` is called within steps."""

    def __init__(self, system: System, state: Sequence[arb], settings: Accuracy, tick: Tick, step: Step) -> None:
        self.system, self.settings, self.tick, self.step = system, settings, tick, step
        self.time = arb(0)
        self.state = list(state)
        self.count = 0
        self._length = 0.0  # log2 of the length to try, times the speed
        self._started = False

    def advance(self, reference: arb) -> Piece:
        """The next step."""
        with precision(self.settings.bits + 64):
            expansion = self._expansion(log2_of(reference))
            piece = Piece(self.system, self.time, expansion, self.settings)
            self.time = piece.end
            state = [c.end(expansion.bits) for c in expansion.components]
            self.system, self.state = self.system.onward(state)
        self.count += 1
        self.step(log2_of(self.time))
        return piece

    def _expansion(self, reference: float) -> Expansion:
        """The step of the length that the last coefficients allow."""
        point = self.system.point(self.state, self.settings)
        for _ in range(TRIES):
            expansion = point.expand(_dyadic(self._length - point.speed), self.tick)
            x = expansion.reach(self.settings.tolerance, reference)
            if x < RETRY:
                self._length += math.log2(max(x, 2**-60) * CAUTION)
            elif x >= LONGER and not self._started:
                self._length += 1
            else:
                break
        self._started = True
        self._length += math.log2(min(x, LONGER) * CAUTION)
        if x < 1:
            expansion.shorten(x)
        return expansion


def log2_of(x: arb) -> float:
    """log2 |x|, to about 15 digits; minus infinity for 0."""
    mantissa, exponent = x.mid().man_exp()
    return math.log2(abs(int(mantissa))) + int(exponent) if mantissa != 0 else -math.inf


def _dyadic(log: float) -> tuple[int, int]:
    """m and e with m 2^e close to 2^log and not above it, m < 64."""
    whole = math.floor(log)
    return math.floor(2 ** (log - whole) * 32), whole - 5


def _first_guess(coefficients: Sequence[int], wanted: arb, power: int) -> arb:
    """x to some 15 digits, by bisection in binary64 of the clock relative to its value at 1."""
    largest = max(abs(int(c)) for c in coefficients).bit_length()
    terms = [float(Fraction(int(c), 1 << largest)) for c in coefficients]
    goal = wanted * arb((1, -power - largest))
    target = float(goal.mid()) if log2_of(goal) > -1000 else 0.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        value = 0.0
        for term in reversed(terms):
            value = value * middle + term
        low, high = (middle, high) if value < target else (low, middle)
    return arb(high)
