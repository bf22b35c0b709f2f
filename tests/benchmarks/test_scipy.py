"""SciPy solves the problem that symflow solves."""

from __future__ import annotations

import pytest
from benchmarks.competitors.kind import Late
from benchmarks.competitors.ours import OURS
from benchmarks.competitors.scipy_runs import DOP853, LSODA
from benchmarks.problem import Problem
from benchmarks.truth import worst


@pytest.mark.parametrize("competitor", [DOP853, LSODA], ids=lambda c: c.name)
def test_the_ends_agree(competitor) -> None:
    problem = Problem(8, 15, "20")
    right = OURS.prepare(problem, 60.0).solve()
    assert float(worst(competitor.prepare(problem, 60.0).solve(), right, 15)) < 1e-10


@pytest.mark.parametrize("competitor", [DOP853, LSODA], ids=lambda c: c.name)
def test_a_budget_ends_a_run(competitor) -> None:
    with pytest.raises(Late, match="over 0 s at t = "):
        competitor.prepare(Problem(4, 15, "1e50"), 0.0).solve()
