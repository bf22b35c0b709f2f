"""A run on the quotient group where the modes do not separate the classes, seen on the whole group."""

from __future__ import annotations

from flint import arb

from symflow.flow.solve.association_run import AssociationRun
from symflow.flow.solve.association_start import AssociationStart
from symflow.flow.solve.budget import Watch
from symflow.flow.solve.quotient import Quotient, quotient
from symflow.flow.solve.run import Run, View
from symflow.flow.solve.start import Start
from symflow.flow.solve.sums import sums_of
from symflow.numeric.ball import precision
from symflow.numeric.ode.stepper import Accuracy


class Lifted:
    """Modes, factors and loss on the whole group; V is infinite, because modes are 0."""

    def __init__(self, start: Start, found: Quotient, settings: Accuracy, watch: Watch) -> None:
        self._found, self._settings = found, settings
        with precision(settings.bits + 64):
            self.sums = sums_of(start.scheme)
            self._pace = arb(found.kernel) ** (1 - arb(2) / start.depth)
        self._run = Run(found.start, settings, watch, divisor=found.kernel)

    def view(self, time: arb) -> View:
        """What is printed at a time."""
        with precision(self._settings.bits + 64):
            inner = self._run.view((time * self._pace).mid())
            root = arb(self._found.kernel).sqrt()
            modes = self._lift(inner.modes, root * root)
            left, right = self._lift(inner.left, root), self._lift(inner.right, root)
            of_a_class = inner.loss / self._found.start.K + arb(self._found.kernel).log()
            return View(modes, left, right, (self.sums.K * of_a_class).mid(), None, inner.lost)

    def _lift(self, values: list[arb], factor: arb) -> list[arb]:
        """One entry for each class of the whole group; nothing of nothing."""
        if not values:
            return []
        whole = self._found.lifted(self._run.sums.spread(values), factor)
        return [x.mid() for x in self.sums.classes(whole)]


def run_of(start: Start, settings: Accuracy, watch: Watch) -> Run | Lifted | AssociationRun:
    """The run of a start: in its association scheme, or on the group on which its modes separate the classes."""
    if isinstance(start, AssociationStart):
        return AssociationRun(start, settings, watch)
    found = None if start.squared else quotient(start)
    return Run(start, settings, watch) if found is None else Lifted(start, found, settings, watch)


def rays_of(on_ray: Start, settings: Accuracy, watch: Watch) -> list[Run | AssociationRun]:
    """The runs of a point of the collapse ray: one for each form in which modes are integrated."""
    if isinstance(on_ray, AssociationStart):
        return [AssociationRun(on_ray, settings, watch)]
    return [
        Run(on_ray, settings, watch, closing) for closing in ((True, False) if on_ray.balanced else (True,))
    ]
