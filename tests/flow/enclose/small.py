"""Short names for the tests of enclosures: a run with few digits, and whether it contains a finer one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import symflow
from symflow.flow.enclose.box import Box
from symflow.flow.enclose.run import EnclosedRun
from symflow.flow.enclose.state import State
from symflow.flow.solve.budget import Budget, Watch
from symflow.flow.solve.start import Start, from_factors, from_modes, scheme_of
from symflow.numeric.ball import endpoints
from symflow.numeric.ode.stepper import Accuracy

FEW = Accuracy(order=12, bits=50, tolerance=20)
FINE = 40


def start_of(modes: Sequence[str], b: Sequence[str] = (), scheme: str | None = None) -> Start:
    """Modes, or factors."""
    group = scheme_of(len(modes) + 1, scheme)
    return from_factors(group, modes, b) if b else from_modes(group, modes)


def run_of(box: Box, settings: Accuracy = FEW) -> EnclosedRun:
    """A run with a setting."""
    watch = Watch(Budget(), 10.0, None)
    watch.begin(10)
    return EnclosedRun(box, settings, watch)


def ends(state: State) -> list[tuple[Fraction, Fraction]]:
    """The ends of everything: modes, factors, loss, V."""
    values = [*state.modes, *state.left, *state.right, state.loss]
    return [endpoints(x) for x in (values if state.lyapunov is None else [*values, state.lyapunov])]


@cache
def true(start: Start, time: str) -> list[Fraction]:
    """The same by the integrator without bounds, to 40 digits, one entry for each class; computed once."""
    given = {"modes": start.modes} if start.left is None else {"a": start.left, "b": start.right}
    found = symflow.integrate(**given, scheme=start.scheme, t_end=time, digits=FINE, samples=2)  # type: ignore[arg-type]
    count = len(start.modes) if start.scheme.is_walsh else start.K // 2
    vectors = [found.modes[-1], *(x[-1] for x in (found.a, found.b) if x)]
    texts = [x for vector in vectors for x in vector[:count]]
    texts += [found.loss[-1]] + ([found.lyapunov[-1]] if found.lyapunov[-1] is not None else [])
    return [Fraction(str(x)) for x in texts]


def contained(state: State, values: Sequence[Fraction]) -> bool:
    """Whether all the true values lie in their balls."""
    pairs = zip(ends(state), values, strict=True)
    return all(low - abs(x) / 10**35 <= x <= high + abs(x) / 10**35 for (low, high), x in pairs)


def relative(state: State) -> float:
    """The largest relative radius of a mode that is not 0."""
    return max(float(x.rad() / x.mid()) for x in state.modes if x != 0)
