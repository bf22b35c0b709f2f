r"""A solution, step by step: how long a step is, where the next one starts, and which x belongs to a time.

Statement.  Each step tries a length, expands, and uses the part of it that the last coefficients allow. A first length
that is far too long is cut to where the clock, at its first speed, shows the time wanted, or 1. The next length is
tried in proportion to the speed of the solution there. A time t between the ends of a step belongs to the x with
clock(x) = t - t_0, which is found by halving and Newton's method; the clock increases.

Notation.  `reference` is the time wanted next: the errors of the clock are measured against it, so that a run to
t = 10^1000 is not slowed down by the digits of t = 1.

Reference.  Jorba, Zou: A software package for the numerical integration of ODEs by means of high-order Taylor
methods, Experimental Mathematics 14 (2005).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flint import arb, arb_poly

from symflow.numeric.ball import precision
from symflow.numeric.ode.expansion import Expansion
from symflow.numeric.ode.kernel import Kernel, kernel, scaled

Tick = Callable[[], None]
Step = Callable[[float], None]
LONGER, RETRY = 2.0, 0.25
SAFE, ROUGH = 4, 64
MOST_ROUNDS = 64
ENOUGH = (
    2 / 3
)  # Newton's method doubles the digits: once so many are there, they are all there after the round
CAUTION = 0.96
FIRST = -3.0
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
        """The x in [0, 1] that belongs to a time in this step: by halving, until Newton's method is safe."""
        clock, bits = self.expansion.clock, self.expansion.bits
        goal = (time - self.start).mid() * scaled(1, bits - clock.exponent)
        if goal == 0:
            return arb(0)
        curve, slope = clock.curve, clock.curve.derivative()
        x = _halved(curve, goal, math.ceil(curve.length() + self.expansion.surge).bit_length() + SAFE)
        for _ in range(MOST_ROUNDS):
            change = ((curve(x) - goal) / slope(x)).mid()
            x = (x - change).mid()
            if log2_of(change) < log2_of(x) - ENOUGH * bits:
                break
        return x


class Stepper:
    """A solution from a state at t = 0 on. `step` is told log2 of the time reached; `tick` is called within steps."""

    def __init__(
        self, system: System, state: Sequence[arb], settings: Accuracy, tick: Tick, step: Step
    ) -> None:
        self.system, self.settings, self.tick, self.step = system, settings, tick, step
        self.time = arb(0)
        self.state = list(state)
        self.count = 0
        self._length = FIRST  # log2 of the length to try, times the speed
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
                beyond = expansion.opening - max(reference, 0.0)
                self._length += min(math.log2(max(x, 2**-60) * CAUTION), -beyond)
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


def _halved(clock: arb_poly, goal: arb, times: int) -> arb:
    """Where Newton's method starts: the clock passes the goal in an interval of length 2^-times to the left of it.

    In the first interval the clock is nearly linear, and x may be 1e-1000.
    """
    low, high, wanted = 0, 1 << times, log2_of(goal)
    with precision(ROUGH):
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if log2_of(clock(scaled(middle, -times))) < wanted else (low, middle)
        return scaled(high, -times) if low else (goal / clock[1]).mid()
