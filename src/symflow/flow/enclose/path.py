"""A whole enclosed trajectory: every checked step is kept, so that the state at any time can be asked for in any order.

The clock is kept as good at all times as those times need: each step is measured against the time at which it starts,
or against an eighth, because no mode moves by more than a fraction t of itself in a time t / 2.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from symflow.errors import LimitReached
from symflow.flow.enclose.box import Box
from symflow.flow.enclose.run import EXTRA, EnclosedRun
from symflow.flow.enclose.state import Checked, State, ball_of, start, state
from symflow.flow.solve.budget import Watch
from symflow.flow.solve.sums import Sums
from symflow.numeric.ball import below, endpoints, larger, precision
from symflow.numeric.ode.stepper import Accuracy

EARLY = Fraction(1, 8)
MOST_KEPT = 4_000_000


@dataclass(frozen=True, slots=True)
class Path:
    """The steps from 0 to beyond the end; `ends` are their ends, exactly."""

    box: Box
    sums: Sums
    settings: Accuracy
    steps: tuple[Checked, ...]
    ends: tuple[Fraction, ...]

    @classmethod
    def of(cls, box: Box, settings: Accuracy, watch: Watch, end: Fraction) -> Path:
        """The trajectory of a box, as far as the end."""
        run = EnclosedRun(box, settings, watch)
        steps: list[Checked] = []
        with precision(run.bits):
            last, early = ball_of(end), ball_of(min(EARLY, end)).mid()
        while not steps or not below(last, steps[-1].piece.end):
            with precision(run.bits):
                steps.append(run.advance(larger(early, run.stepper.time)))
            if len(steps) * len(run.stepper.state) * settings.order > MOST_KEPT:
                raise LimitReached(
                    f"steps: {len(steps)} of them were kept, as many as fit; ask for an earlier end or fewer digits"
                )
        with precision(run.bits):
            ends = tuple(endpoints(step.piece.end)[0] for step in steps)
        return cls(box, run.sums, settings, tuple(steps), ends)

    @property
    def bits(self) -> int:
        """The bits of the balls."""
        return self.settings.bits + EXTRA

    def at(self, time: Fraction) -> State:
        """The true state at a time up to the end, for every start in the box."""
        with precision(self.bits):
            if time == 0:
                return start(self.box, self.sums, self.settings.bits)
            place = min(bisect_left(self.ends, time), len(self.steps) - 1)
            return state(self.steps[place], self.box, self.sums, ball_of(time))

    def value(self, quantity: str, time: Fraction) -> arb | None:
        """V or the loss at a time; V is None where it is infinite."""
        found = self.at(time)
        return found.lyapunov if quantity == "V" else found.loss
