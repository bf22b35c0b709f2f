"""One exact point refutes a universal claim, and only if everything about it is decided."""

from __future__ import annotations

from fractions import Fraction

import pytest
from small_claims import DECREASE, MODES, Ddt, V, claim, identity_4a, k, s, x, y

from symflow.algebra.expr import Sym, exp
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Pred, eq, forall, ge, gt, le, lt
from symflow.claim.claim import instance
from symflow.errors import InputError
from symflow.evidence.points.witness import refute
from symflow.evidence.result import Outcome

POINT = instance("walsh", 4, s=(0, 1, 2, 5))


def test_true_statements_are_not_refuted_and_not_proved() -> None:
    evidence = refute(claim("true", MODES, identity_4a(), DECREASE), POINT)
    assert evidence.outcome is Outcome.UNKNOWN


def test_a_flipped_sign_is_refuted_by_a_ball() -> None:
    evidence = refute(claim("twin", MODES, identity_4a(-1)), POINT)
    assert evidence.outcome is Outcome.FALSE
    assert (evidence.strength, evidence.coverage) == ("ball", "instances")
    found = evidence.refutation
    assert found is not None
    assert Fraction(found.lower) < Fraction(found.upper)
    assert Fraction(found.lower) > 0 or Fraction(found.upper) < 0


def test_a_rational_failure_is_exact_and_names_the_indices() -> None:
    evidence = refute(claim("order", MODES, le(s(x), s(y))), POINT)
    assert evidence.strength == "exact"
    assert evidence.refutation is not None
    places = dict(evidence.refutation.indices)
    assert (0, 1, 2, 5)[places["x"]] > (0, 1, 2, 5)[places["y"]]


def test_fixed_indices_are_the_only_ones_searched() -> None:
    ordered = claim("order", MODES, le(s(x), s(y)))
    fixed = instance("walsh", 4, indices={"x": 1, "y": 3}, s=(0, 1, 2, 5))
    assert refute(ordered, fixed).outcome is Outcome.UNKNOWN
    with pytest.raises(InputError, match="ranges over"):
        refute(ordered, instance("walsh", 4, indices={"x": 0}, s=(0, 1, 2, 5)))
    with pytest.raises(InputError, match="index"):
        refute(ordered, instance("walsh", 4, indices={"m": 0}, s=(0, 1, 2, 5)))


def test_an_equation_among_the_hypotheses_must_hold_exactly() -> None:
    collapsed = forall(x, y, eq(s(x), s(y)))
    false = claim("false", MODES, Implies(collapsed, gt(V(), 1)))
    assert refute(false, POINT).outcome is Outcome.UNKNOWN
    assert refute(false, instance("walsh", 4, s=(0, 2, 2, 2))).outcome is Outcome.FALSE


def test_an_undecided_hypothesis_refutes_nothing() -> None:
    same = eq(exp(s(x)) * exp(s(y)), exp(s(x) + s(y)))
    evidence = refute(claim("open", MODES, Implies(forall(x, y, same), eq(1, 2))), POINT, None, (128,))
    assert evidence.outcome is Outcome.UNKNOWN


def test_strict_relations_fail_at_equality() -> None:
    assert refute(claim("strict", MODES, lt(s(k), s(k))), POINT).strength == "exact"
    assert refute(claim("weak", MODES, ge(s(k), s(k))), POINT).outcome is Outcome.UNKNOWN


def test_a_point_outside_the_domain_s_hypotheses_is_refused() -> None:
    model = Model((Variable("c", (), "real"),))
    at_least = claim("least", model, le(Sym("c"), 0), group=None, hypotheses=(("c > 1", gt(Sym("c"), 1)),))
    with pytest.raises(InputError, match="c > 1"):
        refute(at_least, instance("none", 2, c=1))
    assert refute(at_least, instance("none", 2, c=2)).outcome is Outcome.FALSE


def test_facts_about_solutions_have_no_value_at_a_point() -> None:
    pred = Pred("anything", "balanced", (s(k),))
    with pytest.raises(InputError, match="value at a point"):
        refute(claim("pred", MODES, pred), POINT)
    mixed = claim("mixed", MODES, And((pred, le(Ddt(V(), "balanced"), 0))))
    assert refute(mixed, POINT).cases == 1


def test_one_part_alone_can_be_refuted() -> None:
    two = claim("two", MODES, identity_4a(), identity_4a(-1))
    assert refute(two, POINT, "a").outcome is Outcome.UNKNOWN
    assert refute(two, POINT, "b").outcome is Outcome.FALSE
    with pytest.raises(InputError, match="part"):
        refute(two, POINT, "c")


def test_precision_rises_until_a_small_difference_shows() -> None:
    tiny = Fraction(1, 10**60)
    point = instance("walsh", 4, s=(0, 1, 1 + tiny, 1))
    evidence = refute(claim("grows", MODES, ge(Ddt(V(), "balanced"), 0)), point)
    assert evidence.refutation is not None
    assert evidence.refutation.bits == 512
