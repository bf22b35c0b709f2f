"""Refute first: known false statements fall within seconds, at small exact points; true ones stand."""

from __future__ import annotations

import pytest
from small_claims import DECREASE, FACTORS, MODES, Ddt, V, claim, identity_4a, log_ratio

from symflow.algebra.statement import Pred, le
from symflow.claim.claim import Claim
from symflow.evidence.points.search import search
from symflow.evidence.result import Outcome

RATIO = le(Ddt(log_ratio(), "balanced"), 0)
FALSE = [
    claim("depth-3", MODES, le(Ddt(V(), "depth-3"), 0)),
    claim("unequal-imbalance", FACTORS, le(Ddt(V(), "unequal"), 0), group="boolean", order=4),
    claim("max-min-ratio-16", MODES, RATIO, group="boolean", order=16),
    claim("4a-twin", MODES, identity_4a(-1)),
]


@pytest.mark.parametrize("false", FALSE, ids=lambda c: c.id)
def test_false_statements_fall(false: Claim) -> None:
    evidence = search(false, 20, seed=1)
    assert evidence is not None
    assert evidence.outcome is Outcome.FALSE
    found = evidence.refutation
    assert found is not None
    assert all(v.denominator == 1 for _, row in found.instance.values for v in row)


@pytest.mark.parametrize(
    "true",
    [claim("true", MODES, identity_4a(), DECREASE), claim("ratio-4", MODES, RATIO, group="boolean", order=4)],
    ids=lambda c: c.id,
)
def test_true_statements_stand(true: Claim) -> None:
    assert search(true, 1.5) is None


def test_a_fact_about_solutions_is_not_searched() -> None:
    assert search(claim("pred", MODES, Pred("anything", "balanced", ())), 1) is None


def test_the_seed_decides() -> None:
    first, second = (search(FALSE[0], 20, seed=5) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.refutation == second.refutation
