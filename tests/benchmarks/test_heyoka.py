"""heyoka solves the problem that symflow solves, by both forms and in both formats."""

from __future__ import annotations

import pytest
from benchmarks.competitors import EVERYBODY
from benchmarks.competitors.kind import Late
from benchmarks.competitors.ours import OURS
from benchmarks.problem import Problem
from benchmarks.truth import worst

HEYOKA = [c for c in EVERYBODY if c.name.startswith("heyoka")]


@pytest.mark.parametrize("K", [4, 8])
@pytest.mark.parametrize("competitor", HEYOKA, ids=lambda c: c.name)
def test_the_ends_agree(competitor, K) -> None:
    digits = 15 if competitor.double else 30
    right = OURS.prepare(Problem(K, digits + 5, "20"), 60.0).solve()
    run = competitor.prepare(Problem(K, digits, "20"), 60.0)
    for _ in range(2):
        assert float(worst(run.solve(), right, digits)) < 10 ** -(digits - 1)
    assert run.compiled > 0


@pytest.mark.parametrize("competitor", HEYOKA, ids=lambda c: c.name)
def test_a_budget_ends_a_run(competitor) -> None:
    digits = 15 if competitor.double else 30
    with pytest.raises(Late, match="over 0 s at t = "):
        competitor.prepare(Problem(4, digits, "1e50"), 0.0).solve()
