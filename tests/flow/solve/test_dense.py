"""Samples on the way: those of runs that end there, in any number, from the smallest times on."""

from __future__ import annotations

import pytest
from agreeing import worst
from flint import arb
from mpmath import mp, mpf

import symflow
from symflow.flow.solve.budget import Budget, Watch
from symflow.flow.solve.run import Run
from symflow.flow.solve.start import from_modes, scheme_of
from symflow.numeric.ball import precision
from symflow.numeric.ode.stepper import accuracy, log2_of

START = ["1/10", "3", "1/7"]


@pytest.mark.parametrize(("end", "samples"), [("20", 41), ("1e30", 31), ("1e-30", 5)])
def test_samples_are_those_of_runs_that_end_there(end: str, samples: int) -> None:
    """To the last digit but for the rounding of a near tie."""
    found = symflow.integrate(START, t_end=end, digits=20, samples=samples)
    for i in range(1, samples):
        alone = symflow.integrate(START, t_end=found.t[i], digits=20, samples=2)
        for x, y in zip(found.modes[i], alone.modes[-1], strict=True):
            assert x[:-1] == y[:-1] or abs(float(x) - float(y)) <= 1e-15 * float(x)
        assert [found.modes[i], found.loss[i], found.lyapunov[i]] == [
            alone.modes[-1],
            alone.loss[-1],
            alone.lyapunov[-1],
        ]


def test_many_samples_are_right() -> None:
    """A thousand of them, against as many with more digits."""
    found = symflow.integrate(START, t_end=50, samples=1000)
    assert worst(found, symflow.integrate(START, t_end=50, digits=30, samples=1000)) <= 0.50001


def test_many_late_samples_are_right() -> None:
    """Where the unknowns are the deviations, too."""
    found = symflow.integrate(START, t_end="1e200", samples=500)
    assert worst(found, symflow.integrate(START, t_end="1e200", digits=30, samples=500)) <= 0.50001


@pytest.mark.parametrize("closing", [False, True])
def test_times_within_a_step(closing: bool) -> None:
    """At 1e-1000 the modes are those of the start to the working bits; both ends of a step have their place."""
    modes = ["1", "1.001", "1.002"] if closing else START
    settings = accuracy(30)
    run = Run(from_modes(scheme_of(4), modes), settings, Watch(Budget(), 0.0, None))
    first = run.view(arb(0))
    for x, y in zip(first.modes, run.view(arb((1, -3322))).modes, strict=True):
        assert log2_of(x - y) < log2_of(x) - settings.bits
    assert not run.stepper.count > 1
    with precision(settings.bits + 64):
        piece = run.stepper.advance(arb(10))
        assert log2_of(piece.place(piece.end) - 1) < -90
        assert piece.place(piece.start) == 0


def test_the_smallest_times() -> None:
    """On the ray s grows by 2 K s t / (e^s + K - 1), which is seen at 60 digits for t = 1e-40."""
    found = symflow.integrate(["1", "1", "1"], t_end="1e-40", digits=60, samples=3)
    assert found.modes[0][0] == "1." + "0" * 59
    with mp.workdps(70):
        first, second = (mpf(found.modes[i][0]) - 1 for i in (1, 2))
        assert abs(second / first - 2) < 1e-18
        assert abs(second / mpf("1e-40") - 8 / (mp.e + 3)) < 1e-18
