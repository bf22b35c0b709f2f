"""An enclosed trajectory: the steps of the engine, each checked, and the true state at any time as balls."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from symflow.flow.enclose.bounds import up
from symflow.flow.enclose.box import Box
from symflow.flow.enclose.state import Checked, State, ball_of, start, state
from symflow.flow.enclose.tube import Passage, Tube, balanced, factors, jump
from symflow.flow.solve.balanced import Balanced
from symflow.flow.solve.budget import Watch
from symflow.flow.solve.factors import Factors
from symflow.flow.solve.sums import Sums, sums_of
from symflow.numeric.ball import below, precision
from symflow.numeric.ode.expansion import Expansion
from symflow.numeric.ode.stepper import Accuracy, Stepper

EXTRA = 64


class EnclosedRun:
    """A box of starts, integrated with one setting; the times of `at` must not decrease."""

    def __init__(self, box: Box, settings: Accuracy, watch: Watch) -> None:
        self.box, self.settings = box, settings
        with precision(self.bits):
            self.sums: Sums = _sums(box)
            first, radius = box.point(self.sums)
        system = Balanced(self.sums, closing=False) if box.balanced else Factors(self.sums)
        self.stepper = Stepper(system, first, settings, watch.tick, watch.part())
        self.tube = Tube(radius, arb(0))
        self._reached, self._time = first, arb(0)  # where the polynomials end, and when
        self._checked: Checked | None = None

    @property
    def bits(self) -> int:
        """The bits of the balls."""
        return self.settings.bits + EXTRA

    def advance(self, reference: arb) -> Checked:
        """The next step, checked; its clock is as good as a time like `reference` needs."""
        piece = self.stepper.advance(reference)
        step = piece.expansion
        with precision(self.bits):
            apart = jump(self._reached, step, self.sums, self.box.balanced)
            late = up(self._time - piece.start)
            tube = Tube(up(self.tube.radius + apart), up(self.tube.shift + late))
            self.tube = self._passage(step).through(tube)
            self._reached = [c.end(step.bits) for c in step.components]
            self._time = piece.start + step.clock.end(step.bits)
        self._checked = Checked.of(piece, self.tube)
        return self._checked

    def at(self, time: Fraction) -> State:
        """The true state at a time, for every start in the box."""
        with precision(self.bits):
            if time == 0:
                return start(self.box, self.sums, self.settings.bits)
            exact = ball_of(time)
            while self._checked is None or not below(exact, self._checked.piece.end):
                self.advance(exact.mid())
            return state(self._checked, self.box, self.sums, exact)

    def _passage(self, step: Expansion) -> Passage:
        return (balanced if self.box.balanced else factors)(self.sums, step)


def _sums(box: Box) -> Sums:
    """The map C, whose numbers are fixed here, at the precision of the run."""
    sums = sums_of(box.scheme)
    nothing = [0] * len(sums.weights)
    sums.complement([arb(x) for x in nothing])
    sums.fixed_complement(nothing)
    return sums
