"""Samples support, confirmed violations refute, and unmet hypotheses leave nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_claims import (
    CHEBYSHEV,
    CHEBYSHEV_TWIN,
    DECREASE,
    MODES,
    PLAIN,
    Ddt,
    V,
    claim,
    identity_4a,
    s,
    x,
    y,
)

from symflow.algebra.statement import Implies, Pred, eq, forall, le
from symflow.evidence.points.sampled import sample
from symflow.evidence.result import Outcome


def test_true_parts_are_consistent() -> None:
    evidence = sample(claim("true", MODES, identity_4a(), DECREASE))
    assert evidence is not None
    assert evidence.outcome is Outcome.TRUE
    assert (evidence.strength, evidence.coverage, evidence.cases) == ("sampled", "instances", 60)
    assert "Walsh" in evidence.covers
    assert "cyclic" in evidence.covers


@pytest.mark.parametrize(
    "twin", [claim("twin", MODES, identity_4a(-1)), claim("t", PLAIN, CHEBYSHEV_TWIN, group=None)]
)
def test_twins_are_refuted_at_a_small_point(twin: object) -> None:
    evidence = sample(twin)  # type: ignore[arg-type]
    assert evidence is not None
    assert evidence.outcome is Outcome.FALSE
    assert evidence.refutation is not None
    assert all(
        v.denominator == 1 and abs(v) <= 3 for _, row in evidence.refutation.instance.values for v in row
    )


def test_plain_index_sets() -> None:
    evidence = sample(claim("chebyshev", PLAIN, CHEBYSHEV, group=None), cases=30)
    assert evidence is not None
    assert evidence.outcome is Outcome.TRUE
    assert "plain" in evidence.covers


def test_hypotheses_that_are_never_met_are_unknown() -> None:
    never = claim("never", MODES, Implies(eq(Ddt(V(), "balanced"), 1), eq(1, 2)))
    evidence = sample(never, cases=30)
    assert evidence is not None
    assert evidence.outcome is Outcome.UNKNOWN
    assert evidence.covers.startswith("0 of")


def test_equal_modes_are_drawn_often_enough() -> None:
    collapsed = forall(x, y, eq(s(x), s(y)))
    evidence = sample(claim("collapsed", MODES, Implies(collapsed, eq(V(), 0))))
    assert evidence is not None
    assert evidence.outcome is Outcome.TRUE


def test_a_claim_about_solutions_only_has_no_samples() -> None:
    assert sample(claim("pred", MODES, Pred("anything", "balanced", (s(x),)))) is None


def test_the_seed_decides_and_no_file_is_left(tmp_path: Path) -> None:
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        first, second = (sample(claim("depth", MODES, le(Ddt(V(), "depth-3"), 0)), seed=3) for _ in range(2))
    finally:
        os.chdir(before)
    assert first is not None
    assert second is not None
    assert first.refutation == second.refutation
    assert first.outcome is Outcome.FALSE
    assert list(tmp_path.iterdir()) == []
