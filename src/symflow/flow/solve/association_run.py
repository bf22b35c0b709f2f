"""One integration in an association scheme with one setting, and what it shows at a time."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb

from symflow.flow.solve.association_flow import AssociationFlow, log2_spread
from symflow.flow.solve.association_start import AssociationStart
from symflow.flow.solve.association_sums import AssociationSums
from symflow.flow.solve.budget import Watch
from symflow.flow.solve.quantities import lyapunov, ratios
from symflow.flow.solve.run import LOG2, View
from symflow.numeric.ball import precision
from symflow.numeric.ode.kernel import rational
from symflow.numeric.ode.stepper import Accuracy, Piece, Stepper


class AssociationRun:
    """A start in an association scheme that is integrated with one setting; times must not decrease."""

    def __init__(self, start: AssociationStart, settings: Accuracy, watch: Watch) -> None:
        self.start, self.settings = start, settings
        with precision(settings.bits + 64):
            self.sums = AssociationSums(start.scheme, start.active)
            state = [rational(s) for s in start.modes]
        self.stepper = Stepper(AssociationFlow(self.sums), state, settings, watch.tick, watch.part())
        self._piece: Piece | None = None

    def view(self, time: arb) -> View:
        """What is printed at a time."""
        with precision(self.settings.bits + 64):
            modes = self._at(time)
            v, lost = self._lyapunov(modes)
            return View(modes, [], [], loss(self.sums, modes).mid(), v, lost)

    def _at(self, time: arb) -> list[arb]:
        """The modes at a time, after as many steps as are needed."""
        if time == 0 or not self.start.active:
            return list(self.stepper.state)
        while self._piece is None or self._piece.end < time:
            self._piece = self.stepper.advance(time)
        return [x.mid() for x in self._piece.state(self._piece.place(time))]

    def _lyapunov(self, modes: list[arb]) -> tuple[arb | None, float]:
        """V, and the digits that it loses: an error x of the modes is one of x / spread."""
        if any(s == 0 for s in modes):
            return None, 0.0
        if self.start.level:
            return arb(0), 0.0
        found = ratios(self.sums, modes)
        v = lyapunov(self.sums, found, self.settings.bits)
        if not v.is_finite():
            return v, LOG2 * self.settings.bits
        return v.mid(), LOG2 * max(0.0, min(-log2_spread(self.sums, found), self.settings.bits))


def loss(sums: AssociationSums, modes: Sequence[arb]) -> arb:
    """The cross-entropy, summed over the classes: K log(n + sum_i v_i e^{-d_i}), n points of the kernel."""
    if not sums.outside:
        return arb(sums.K) * arb(sums.K).log()
    gaps = sums.gaps(modes)
    sizes = (sums.valencies[i] for i in sums.outside)
    rest = sum((v * (-d).exp() for v, d in zip(sizes, gaps, strict=True)), arb(0))
    return sums.K * ((rest / sums.kernel).log1p() + arb(sums.kernel).log())
