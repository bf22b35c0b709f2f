"""A time that was not measured says so wherever it is printed, and is a lower bound."""

from __future__ import annotations

import pytest
from benchmarks.competitors.kind import Competitor, Extrapolated, Late, Run, Unable
from benchmarks.competitors.odefun import ODEFUN, degree
from benchmarks.contest import contest
from benchmarks.findings import findings
from benchmarks.outcome import Data, Entry
from benchmarks.page import page
from benchmarks.problem import Problem
from benchmarks.stopwatch import Budget
from benchmarks.text import cell

LONG = Problem(16, 50, "1000")


def test_without_time_not_even_one_step_is_measured() -> None:
    """A part of a step, of two for each unit of t."""
    with pytest.raises(Extrapolated) as found:
        ODEFUN.prepare(LONG, 0.0).solve()
    assert found.value.measured == 1 / degree(50)
    assert found.value.needed == 2000
    assert found.value.seconds > 0


def test_after_some_steps_the_rest_is_known() -> None:
    problem = Problem(4, 15, "1e6")
    with pytest.raises(Extrapolated) as found:
        ODEFUN.prepare(problem, 5.0).solve()
    assert found.value.measured >= 1
    assert 2e6 < found.value.needed < 2.1e6


def test_two_steps_for_each_unit_are_a_lower_bound() -> None:
    """odefun counted: its degree is the one assumed, and it makes at least as many steps."""
    import mpmath

    points: list[object] = []
    with mpmath.mp.workdps(15):
        mpmath.odefun(lambda t, y: [points.append(t) or -y[0]], 0, [mpmath.mpf(1)])(mpmath.mpf(3))
    assert len(points) % degree(15) == 0
    assert len(points) // degree(15) >= 6


def entries() -> list[Entry]:
    slow = Competitor("odefun", "mpmath.odefun", lambda p, s: ODEFUN.prepare(p, 0.0))
    quick = Competitor("ours", "symflow", lambda p, s: Run(lambda: ["1.0"] * 15))
    return list(contest(LONG, [quick, slow], ["1.0"] * 15, 60.0))


def test_it_is_labelled_in_every_text() -> None:
    found = {entry.name: entry for entry in entries()}
    assert found["odefun"].status == "extrapolated"
    assert "≥" in cell(found["odefun"])
    assert "of ≥ 2,000 steps measured" in cell(found["odefun"])
    assert "measured" not in cell(found["ours"])
    data = Data("planted", 60.0, {"processor": "none"}, tuple(found.values()))
    line = next(row for row in findings(data).splitlines() if "mpmath" in row)
    assert line.count("≥") == 3
    assert "1 of them extrapolated" in page(data, "theory.md")


@pytest.mark.parametrize(("kind", "status"), [(Unable, "absent"), (Late, "late")])
def test_whoever_cannot_says_why(kind: type[Exception], status: str) -> None:
    """A row, never a crash: before or during a run."""

    def fail(*_: object) -> list[str]:
        raise kind("not installed")

    for prepare in (fail, lambda p, s: Run(lambda: fail())):
        (entry,) = contest(LONG, [Competitor("x", "x", prepare)], None, 1.0)
        assert (entry.status, cell(entry)) == (status, "not installed")


def test_a_run_beyond_its_budget_has_no_time() -> None:
    def busy() -> list[str]:
        spent = Budget(0.05)
        while not spent.over:
            pass
        return ["1"]

    (entry,) = contest(LONG, [Competitor("x", "x", lambda p, s: Run(busy))], None, 0.01)
    assert (entry.status, entry.seconds) == ("late", None)
