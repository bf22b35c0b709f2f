"""How much work a trajectory may cost, and how far it has come."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from symflow.errors import InputError, LimitReached
from symflow.numeric.ode.stepper import Step

SECONDS = 300
STEPS = 100_000
LARGE = 60
ADVICE = "give more time, fewer digits or an earlier end"


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of a run: seconds, and expansions of all its parts together."""

    seconds: float = SECONDS
    steps: int = STEPS

    def __post_init__(self) -> None:
        seconds: object = self.seconds
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds > 0:
            raise InputError.about("timeout", seconds, "give a positive number of seconds")
        if type(self.steps) is not int or self.steps < 1:
            raise InputError.about("steps", self.steps, "give a whole number from 1 up")


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the parts of a run have come, with how many expansions so far and how many working digits now.

    `times` and `end` are log2 of times, minus infinity for 0.
    """

    times: tuple[float, ...]
    end: float
    steps: int
    digits: int

    @property
    def fraction(self) -> float:
        """Between 0 and 1, on a scale on which steps are about equally long: the mean over the parts."""
        return sum(_position(min(t, self.end), self.end) for t in self.times) / len(self.times)


Progress = Callable[[Reached], None]


class Watch:
    """Ends a run whose budget is spent, and reports its progress after each step."""

    def __init__(self, budget: Budget, end: float, progress: Progress | None) -> None:
        self.end, self._budget, self._progress = end, budget, progress
        self._deadline = time.monotonic() + budget.seconds
        self._steps = 0
        self._digits = 0
        self._times: list[float] = []

    def begin(self, digits: int) -> None:
        """A new attempt, with this many working digits."""
        self._digits, self._times = digits, []

    def part(self) -> Step:
        """The watch over one more part of the attempt."""
        place = len(self._times)
        self._times.append(-math.inf)

        def step(reached: float) -> None:
            self._times[place] = reached
            self._steps += 1
            if self._steps > self._budget.steps:
                raise LimitReached(f"steps: the limit of {self._budget.steps} was reached; {ADVICE}")
            if self._progress is not None:
                self._progress(Reached(tuple(self._times), self.end, self._steps, self._digits))

        return step

    def tick(self) -> None:
        """Look at the clock."""
        if time.monotonic() > self._deadline:
            raise LimitReached(f"time: the limit of {self._budget.seconds:g} s was reached; {ADVICE}")


def _position(t: float, end: float) -> float:
    """t / end up to the end 1, else log(1 + t) / log(1 + end), from log2 of both."""
    if end <= 0:
        return math.exp2(max(t - end, -1000.0))
    rise, whole = (x if x > LARGE else math.log2(1 + math.exp2(max(x, -1000.0))) for x in (t, end))
    return rise / whole
