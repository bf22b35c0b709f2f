"""Every part that near_points.py lists: its hypotheses are met at the point, and it is true there with room."""

from __future__ import annotations

from fractions import Fraction

import pytest
from near_points import BOOK, NEAR, aligned, instance_of

from symflow.algebra.rewrite import free_variables
from symflow.algebra.statement import Rel
from symflow.evidence.points.evaluate import Evaluator
from symflow.evidence.points.witness import assignments
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import ball, endpoints, precision

BITS = 400
SMALL = Fraction(1, 10**60)
LARGE = Fraction(1, 10**12)


def holds(evaluator: Evaluator, relation: Rel, env: dict) -> bool:
    """Whether an equation holds up to SMALL, or an inequality with room, or (<=, >=) up to SMALL."""
    value = evaluator.value(relation.left - relation.right, env)
    with precision(BITS):
        low, high = endpoints(ball(value) if isinstance(value, int | Fraction) else value)
    if relation.op == "==":
        return low > -SMALL and high < SMALL
    low, high = (low, high) if relation.op in (">", ">=") else (-high, -low)
    return low > (LARGE if relation.op in "<>" else -SMALL)


def everywhere(evaluator: Evaluator, relation: Rel) -> bool:
    over = tuple(sorted(free_variables(relation.left) | free_variables(relation.right)))
    return all(holds(evaluator, relation, env) for env in assignments(evaluator, over))


@pytest.mark.parametrize(("name", "make", "parts"), NEAR)
def test_a_point_meets_the_hypotheses_and_the_conclusions(name, make, parts):
    """All that the part assumes is met, and what it says is true with room."""
    claim = BOOK[name]
    evaluator = Evaluator(claim.domain, instance_of(name, make()), Ball(BITS))
    for label, sequent in claim.sequents():
        if label in parts:
            for hypothesis in sequent.hypotheses:
                assert everywhere(evaluator, hypothesis.relation), (label, hypothesis.relation)
            assert everywhere(evaluator, sequent.conclusion), label


def test_the_multiplier_is_needed():
    """With another lambda the same point is not critical: the test above can fail."""
    name = "optimality-identity"
    evaluator = Evaluator(BOOK[name].domain, instance_of(name, aligned(Fraction(1))), Ball(BITS))
    critical = next(h for _, s in BOOK[name].sequents() for h in s.hypotheses if h.vars)
    assert not everywhere(evaluator, critical.relation)
