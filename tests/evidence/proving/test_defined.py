"""Formulas must be defined: a division by what may be zero proves nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow import (
    GSTAR,
    Domain,
    G,
    Implies,
    Model,
    Variable,
    atom,
    chi,
    eq,
    exp,
    gt,
    identity,
    indices,
    log,
    tanh,
    use,
)
from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import ExactChecker

c, u = atom("c")(), atom("u")()
s = atom("s")
(g,) = indices("g", G)
(k,) = indices("k", GSTAR)


def check(statement, steps, hypotheses=(), sign="real"):
    """Check steps for one claim about two scalars and a vanishing family of modes."""
    model = Model((Variable("c", (), sign), Variable("u"), Variable("s", (G,), "positive", vanishing=True)))
    domain = Domain("Let c, u be real.", model, group="boolean", hypotheses=hypotheses)
    claim = Claim("toy", "test", "toy", "test", domain, (("toy", statement),))
    return ExactChecker(claim, {}).prove(steps)


def test_zero_times_its_reciprocal_is_not_one():
    """The hypothesis c = 0, multiplied by 1/c, must not prove 1 = 0."""
    steps = [identity("absurd", eq(1, 0), "", using=[use("null", times=1 / c)])]
    results, evidence = check(eq(1, 0), steps, hypotheses=(("null", eq(c, 0)),))
    assert not results[0].holds
    assert "division" in results[0].message
    assert evidence is None


@pytest.mark.parametrize(
    "statement", [eq(c / c, 1), eq(s(g) / s(g), 1), eq(log(c) - log(c), 0), eq(u / (c - c), u / (c - c))]
)
def test_a_statement_that_may_be_undefined_is_not_shown(statement):
    """Even where both sides have one normal form."""
    results, evidence = check(statement, [identity("step", statement, "")])
    assert not results[0].holds
    assert evidence is None


def test_a_fact_about_other_formulas_does_not_show_an_undefined_statement():
    """The step u = u is true; the claim u c / c = u is not defined at c = 0."""
    results, evidence = check(eq(u * c / c, u), [identity("step", eq(u, u), "")])
    assert results[0].holds
    assert evidence is None


def test_positive_denominators_are_fine():
    """Declared signs and assumptions make a denominator safe."""
    for statement in (eq(s(k) / s(k), 1), eq(c / c, 1)):
        results, evidence = check(statement, [identity("step", statement, "")], sign="positive")
        assert results[0].holds
        assert evidence is not None


def test_an_assumption_that_makes_a_denominator_safe_stays_a_hypothesis():
    """c / c = 1 under c > 0 does not prove c / c = 1."""
    steps = [identity("step", eq(c / c, 1), "", assume={"positive": gt(c, 0)})]
    results, evidence = check(eq(c / c, 1), steps)
    assert results[0].holds
    assert evidence is None


def test_tanh_has_no_value_everywhere_in_the_plane():
    """tanh z has poles: e^{2z} = -1 must not prove 1 = 0, where z = c chi_k(g) may be complex."""
    model = Model((Variable("c"),))
    domain = Domain("Let c be real.", model, group="abelian")
    z = c * chi(k, g)
    pole, absurd = eq(exp(2 * z), -1), eq(0, 1)
    claim = Claim("toy", "test", "toy", "test", domain, (("toy", Implies(pole, absurd)),))
    use_pole = use("pole", times=Fraction(1, 2) * (tanh(z) - 1))
    results, evidence = ExactChecker(claim, {}).prove(
        [identity("absurd", absurd, "", using=[use_pole], assume={"pole": pole})]
    )
    assert not results[0].holds
    assert "tanh" in results[0].message
    assert evidence is None
