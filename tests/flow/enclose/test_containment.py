"""Enclosures contain what is computed without them: by the integrator in another form, and by mpmath."""

from __future__ import annotations

from fractions import Fraction

import pytest
import reference
from small import FEW, contained, ends, relative, run_of, start_of, true

import symflow
from symflow.flow.enclose.box import Box
from symflow.numeric.ode.stepper import Accuracy
from symflow.testing import containment

CASES, PARTS = 200, 8
BALANCED = start_of(["1/10", "3", "1/7"])
FACTORS = start_of(["0", "1", "1/3"], ["1", "1/2", "2"])
CYCLIC = start_of(["1/5", "2", "2", "1/5"])


@pytest.mark.parametrize("part", range(PARTS))
def test_random_starts(part: int) -> None:
    """Twenty digits against forty: 200 cases of the campaign."""
    numbers = range(part * CASES // PARTS, (part + 1) * CASES // PARTS)
    found = {number: containment.examine(number, seed=2026) for number in numbers}
    assert {number: misses for number, misses in found.items() if misses} == {}


def test_the_cases_are_mixed() -> None:
    """Every scheme, kind and form, and the scales and ends that are promised."""
    cases = [containment.case(2026, number) for number in range(CASES)]
    assert {(c.scheme, c.K) for c in cases} == set(containment.GROUPS)
    assert {c.kind for c in cases} == set(containment.KINDS)
    assert {bool(c.b) for c in cases} == {True, False}
    sizes = [Fraction(x) for c in cases for x in c.a if x != "0"]
    assert min(sizes) < Fraction(1, 10**11)
    assert max(sizes) > 100
    times = [Fraction(c.end) for c in cases]
    assert min(times) < Fraction(1, 100)
    assert max(times) > 10**19


def test_a_miss_is_a_miss() -> None:
    """A finer run that is off in the 21st digit is outside."""
    tried = containment.case(2026, 0)
    enclosed, fine = tried.run(20, True), tried.run(40, False)
    assert containment.misses(enclosed, fine) == []
    radius = Fraction(enclosed.radius[-1][-1])
    moved = containment.misses(enclosed, _moved(fine, 3 * radius))
    assert moved
    assert all("within" in text for text in moved)


def _moved(fine: symflow.Trajectory, by: Fraction) -> symflow.Trajectory:
    from dataclasses import replace

    last = [*fine.modes[-1][:-1], str(Fraction(fine.modes[-1][-1]) + by)]
    return replace(fine, modes=(*tuple(fine.modes)[:-1], tuple(last)))


@pytest.mark.parametrize("scheme", ["walsh", "cyclic"])
def test_modes_against_mpmath(scheme: str) -> None:
    """A dense softmax and an extrapolated midpoint rule, which share nothing with the package."""
    start = ["1/10", "3", "1/7"] if scheme == "walsh" else ["0.2", "2", "2", "0.2"]
    found = symflow.integrate(start, scheme=scheme, t_end="1/2", digits=25, samples=2, rigorous=True)
    with reference.mp.workdps(60):
        values = [reference.mpmath.mpf(Fraction(x).numerator) / Fraction(x).denominator for x in start]
        other = reference.modes_at(scheme, values, "0.5", 35)
        for text, radius, value in zip(found.modes[-1], found.radius[-1], other, strict=True):
            assert abs(reference.mpmath.mpf(text) - value) <= reference.mpmath.mpf(radius)
            assert reference.mpmath.mpf(radius) < reference.mpmath.mpf(10) ** -24


def test_factors_against_mpmath() -> None:
    """Unbalanced, one of them 0 at the start."""
    a, b = ["0", "1", "0.25"], ["1", "0.5", "2"]
    found = symflow.integrate(a=a, b=b, t_end="1/2", digits=20, samples=2, rigorous=True)
    with reference.mp.workdps(60):
        other = reference.factors_at(a, b, "0.5", 30)
        printed = [*found.a[-1], *found.b[-1]]
        radii = [*found.bounds[-1].left, *found.bounds[-1].right]
        for text, radius, value in zip(printed, radii, other, strict=True):
            assert abs(reference.mpmath.mpf(text) - value) <= reference.mpmath.mpf(radius)


def test_the_collapse_ray_against_ei() -> None:
    """The known answer, at t = 1e50."""
    found = symflow.integrate(["1/10"] * 3, t_end="1e50", digits=30, samples=2, rigorous=True)
    with reference.mp.workdps(80):
        value = reference.on_the_ray(4, "0.1", "1e50", 60)
        gap = abs(reference.mpmath.mpf(found.modes[-1][0]) - value)
        assert gap <= reference.mpmath.mpf(found.radius[-1][0])
    assert found.lyapunov == ("0", "0")


@pytest.mark.parametrize("start", [BALANCED, FACTORS, CYCLIC], ids=["balanced", "factors", "cyclic"])
@pytest.mark.parametrize("settings", [FEW, Accuracy(9, 60, 14), Accuracy(30, 40, 36)])
def test_few_digits(start: object, settings: Accuracy) -> None:
    """Where the errors are large, the balls are: truncation, rounding and the clock each dominate once."""
    box, times = Box.of(start), ("1/100", "1", "30")  # type: ignore[arg-type]
    run = run_of(box, settings)
    for time in times:
        found = run.at(Fraction(time))
        assert contained(found, true(start, time))  # type: ignore[arg-type]
        assert 0 < relative(found) < 0.1


def test_boxes_contain_their_corners() -> None:
    """And their middle, at several times; the ball is not the middle alone."""
    low, high = start_of(["0.1", "3", "0.2"]), start_of(["0.1001", "3.01", "0.2002"])
    corners = [
        start_of([x, y, z]) for x in ("0.1", "0.1001") for y in ("3", "3.01") for z in ("0.2", "0.2002")
    ]
    run = run_of(Box(low, high), Accuracy(40, 120, 80))
    for time in ("1/10", "2", "100"):
        found = run.at(Fraction(time))
        values = [true(corner, time) for corner in corners]
        assert all(contained(found, value) for value in values)
        for (lower, upper), *seen in list(zip(ends(found), *values, strict=True))[: len(found.modes)]:
            assert upper - lower < 200 * (max(seen) - min(seen))
