"""One integration with one setting, what it shows at a time, and how far two of them agree."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from symflow.flow.solve.balanced import Balanced
from symflow.flow.solve.budget import Watch
from symflow.flow.solve.factors import Factors
from symflow.flow.solve.quantities import loss, lyapunov
from symflow.flow.solve.start import Start
from symflow.flow.solve.sums import sums_of
from symflow.numeric.ball import Sign, certainly, precision
from symflow.numeric.ode import Accuracy, Stepper
from symflow.numeric.series import ZERO, log2_size, number, point


class Disagreement(Exception):
    """The working digits do not carry the digits asked for; two runs agree to `agreed` digits, if that is known."""

    def __init__(self, agreed: float | None = None) -> None:
        super().__init__(agreed)
        self.agreed = agreed


@dataclass(frozen=True, slots=True)
class View:
    """What is printed of a state: one entry for each class; a and b are empty where balanced; V is None if infinite."""

    modes: list[arb]
    left: list[arb]
    right: list[arb]
    loss: arb
    lyapunov: arb | None


class Run:
    """A start that is integrated with one setting."""

    def __init__(self, start: Start, settings: Accuracy, watch: Watch) -> None:
        self.start, self.settings = start, settings
        with precision(settings.bits):
            self.sums = sums_of(start.scheme)
            self.system = Balanced(self.sums) if start.balanced else Factors(self.sums)
            vectors = [x for x in (start.left, start.right) if x is not None] or [start.modes]
            state = [number(x) for vector in vectors for x in self.sums.classes(vector)]
        self.stepper = Stepper(self.system, state, settings, watch.end, watch.tick, watch.part())

    def view(self, time: Fraction) -> View:
        """What is printed at a time."""
        state = self.stepper.at(time)
        with precision(self.settings.bits):
            modes = [point(s) for s in self.system.modes(state)]
            left, right = self.system.split(state) if isinstance(self.system, Factors) else ([], [])
            return View(modes, left, right, loss(self.sums, modes), self._lyapunov(modes, time))

    def _lyapunov(self, modes: list[arb], time: Fraction) -> arb | None:
        """V; exactly 0 only where that is known, and never because digits ran out."""
        v = lyapunov(self.sums, modes, self.settings.bits)
        if v is None or self.start.collapsed or (time == 0 and self.start.level):
            return ZERO if v is not None else None
        if not certainly(v, Sign.POSITIVE):
            raise Disagreement
        return point(v)


def agreement(first: View, second: View) -> float:
    """-log10 of the largest relative difference between two views."""
    return min((_digits(x, y) for x, y in _pairs(first, second)), default=math.inf)


def _pairs(first: View, second: View) -> Iterator[tuple[arb, arb]]:
    yield from zip(first.modes, second.modes, strict=True)
    yield from zip(first.left, second.left, strict=True)
    yield from zip(first.right, second.right, strict=True)
    yield first.loss, second.loss
    if first.lyapunov is not None and second.lyapunov is not None:
        yield first.lyapunov, second.lyapunov


def _digits(x: arb, y: arb) -> float:
    """To how many digits y is x."""
    difference = log2_size(x - y)
    return math.inf if difference == -math.inf else math.log10(2) * (log2_size(x) - difference)
