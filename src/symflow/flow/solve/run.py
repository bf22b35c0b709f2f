"""One integration with one setting, what it shows at a time, and how many digits of that can be right."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from symflow.flow.solve.balanced import Balanced
from symflow.flow.solve.budget import Watch
from symflow.flow.solve.collapsing import Collapsing
from symflow.flow.solve.deep import Deep
from symflow.flow.solve.factors import Factors
from symflow.flow.solve.loss_time import instantaneous
from symflow.flow.solve.quantities import loss, lyapunov
from symflow.flow.solve.squared import Squared, squared_loss
from symflow.flow.solve.start import Start
from symflow.flow.solve.sums import Sums, sums_of
from symflow.numeric.ball import precision
from symflow.numeric.ode.kernel import rational
from symflow.numeric.ode.stepper import Accuracy, Piece, Stepper, log2_of

LOG2 = math.log10(2)


@dataclass(frozen=True, slots=True)
class View:
    """What is printed of a state: one entry for each class; a and b are empty where balanced; V is None if infinite.

    `lost`: how many of the working digits V or a factor has lost to cancellation.
    """

    modes: list[arb]
    left: list[arb]
    right: list[arb]
    loss: arb
    lyapunov: arb | None
    lost: float


class Run:
    """A start that is integrated with one setting; times must not decrease.

    `closing`: whether balanced modes may be taken as deviations from their mean near the collapse ray. `divisor`: by
    the square root of what the factors of the start are divided.
    """

    def __init__(
        self, start: Start, settings: Accuracy, watch: Watch, closing: bool = True, divisor: int = 1
    ) -> None:
        self.start, self.settings = start, settings
        with precision(settings.bits + 64):
            self.sums = sums_of(start.scheme)
            vectors = [x for x in (start.left, start.right) if x is not None] or [start.modes]
            state = [rational(x) for vector in vectors for x in self.sums.classes(vector)]
            if not start.balanced and divisor != 1:
                state = [(x / arb(divisor).sqrt()).mid() for x in state]
            system, state = _system(start, self.sums, state, closing)
            self._lost = _lost_rates(start, self.sums, system.modes(state))
        self.stepper = Stepper(system, state, settings, watch.tick, watch.part())
        self._piece: Piece | None = None

    def view(self, time: arb) -> View:
        """What is printed at a time."""
        with precision(self.settings.bits + 64):
            system, state = self._at(time)
            modes = [s.mid() for s in system.modes(state)]
            left, right = system.split(state) if isinstance(system, Factors) else ([], [])
            v, lost = self._lyapunov(system, state, time == 0)
            value = (squared_loss if self.start.squared else loss)(self.sums, modes)
            return View(modes, left, right, value.mid(), v, lost)

    def _at(self, time: arb) -> tuple[Any, list[arb]]:
        """The state at a time, after as many steps as are needed, and the system whose unknowns it has."""
        if time == 0:
            return self.stepper.system, list(self.stepper.state)
        while self._piece is None or self._piece.end < time:
            self._piece = self.stepper.advance(time)
        return self._piece.system, [x.mid() for x in self._piece.state(self._piece.place(time))]

    def _lyapunov(self, system: Any, state: list[arb], first: bool) -> tuple[arb | None, float]:
        """V, exactly 0 only where that is known, and the digits that it loses: an error x of a mode is x / spread."""
        if any(s == 0 for s in system.modes(state)):
            return None, self._lost
        if self.start.collapsed or (first and self.start.level):
            return arb(0), self._lost
        found = system.ratios(state)
        v = lyapunov(self.sums, found, self.settings.bits)
        if not v.is_finite():
            return v, LOG2 * self.settings.bits
        v = v.mid()
        if isinstance(system, Collapsing):
            return v, self._lost
        close = min(-max(map(log2_of, found)), self.settings.bits)
        return v, max(self._lost, LOG2 * close)


def _system(start: Start, sums: Sums, state: list[arb], closing: bool) -> tuple[Any, list[arb]]:
    """The system of a start, and the state in its unknowns."""
    if start.squared:
        return Squared(sums), state
    if start.depth > 2:
        deep = Deep(sums, start.depth)
        return deep, deep.start(state)
    if not start.balanced:
        return Factors(sums), state
    plain = Balanced(sums, closing)
    if isinstance(plain.onward(state)[0], Balanced):
        return plain, state
    mean, modes = start.mean, sums.classes(start.modes)
    return Collapsing(sums), [rational(x) for x in (mean, *(s - mean for s in modes))]


def _lost_rates(start: Start, sums: Sums, modes: list[arb]) -> float:
    """The digits that a factor lacks which starts far below its partner: those of its rate beside the largest rate."""
    if start.left is None or start.right is None:
        return 0.0
    rates = [log2_of(x) for x in sums.complement(instantaneous(sums, modes).weights)]
    pairs = zip(sums.classes(start.left), sums.classes(start.right), rates, strict=True)
    lost = [min(max(rates) - rate, _apart(a, b)) for a, b, rate in pairs if a != 0 or b != 0]
    return LOG2 * max(lost, default=0.0)


def _apart(a: Fraction, b: Fraction) -> float:
    """log2 of how many times larger one is than the other."""
    return abs(log2_of(rational(a)) - log2_of(rational(b)))


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
    difference = log2_of(x - y)
    return math.inf if difference == -math.inf else LOG2 * (log2_of(x) - difference)
