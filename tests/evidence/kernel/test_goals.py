"""The printer of goals: two claims as a reader sees them, and no difference of statements that a goal does not show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_claims import (
    BALANCED,
    CHEBYSHEV,
    CHEBYSHEV_TWIN,
    DECREASE,
    MODES,
    PLAIN,
    SPECTRAL,
    S,
    V,
    claim,
    define,
    g,
    j,
    k,
    pi,
    q,
    s,
)

from symflow.algebra.expr import Ddt, Extremum, Sym, atom, chi, exp, total
from symflow.algebra.indexing import CLASSES, Index, Var, indices
from symflow.algebra.quantities import Flow, Model, Variable
from symflow.algebra.statement import And, Implies, Pred, Rel, eq, forall, ge, le, lt
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.evidence.kernel.goals import goal, reality
from symflow.evidence.kernel.instances import instance
from symflow.evidence.kernel.terms import NotPrinted

GOLDENS = Path(__file__).parent / "goldens"
PAIRING = claim("pairing", PLAIN, CHEBYSHEV, group=None)
PI = total(q(g) * chi(k, g), g)
DECREASES = claim("decrease", MODES, DECREASE)


def modes(
    flipped: bool = False,
    rate: bool = True,
    factor: int = 2,
    variable: Variable = S,
    statement: Rel = DECREASE,
) -> Claim:
    """The claim that V decreases, with one thing changed."""
    changed = tuple(define("pi", (k,), -PI if flipped else PI) if d.name == "pi" else d for d in SPECTRAL)
    flow = Flow("balanced", (define("s", (k,), factor * s(k) * (1 - pi(k) if rate else 1 + pi(k))),))
    return claim("decrease", Model((variable,), changed, (flow,)), statement)


@pytest.mark.parametrize("made", [PAIRING, DECREASES], ids=lambda c: c.id)
def test_the_instance_file_is_the_one_that_was_read(made: Claim) -> None:
    """Whoever changes a golden reads it: it is what Coq is asked."""
    assert instance(made).text() == (GOLDENS / f"{made.id}.v").read_text(encoding="utf-8")


def test_the_text_depends_on_the_claim_alone() -> None:
    """No counter runs on from one claim to the next, and index names that were made up do not show."""
    fresh = [claim("pairing", PLAIN, CHEBYSHEV, group=None) for _ in range(2)]
    assert {instance(one).text() for one in fresh} == {instance(PAIRING).text()}
    assert "~" not in instance(DECREASES).text()


DIFFERENT = {
    "sign of pi": modes(flipped=True),
    "sign in the flow": modes(rate=False),
    "constant in the flow": modes(factor=3),
    "no s_0 = 0": modes(variable=replace(S, vanishing=False)),
    "no symmetry": modes(variable=replace(S, even=False)),
    "not positive": modes(variable=replace(S, sign="nonnegative")),
    "reversed": modes(statement=ge(Ddt(V(), "balanced"), 0)),
    "strict": modes(statement=lt(Ddt(V(), "balanced"), 0)),
    "equal": modes(statement=eq(Ddt(V(), "balanced"), 0)),
    "another bound": modes(statement=le(Ddt(V(), "balanced"), 1)),
    "other sizes": replace(DECREASES, domain=replace(DECREASES.domain, least=3)),
    "another group": replace(DECREASES, domain=replace(DECREASES.domain, group="boolean")),
    "a hypothesis more": replace(
        DECREASES, domain=replace(DECREASES.domain, hypotheses=(("h", eq(s(k), 1)),))
    ),
    "not along the flow": modes(statement=le(V(), 0)),
}


def test_every_difference_shows() -> None:
    """In the definitions or in the goal: no two of these claims ask the same of Coq."""
    assert instance(modes()).text() == instance(DECREASES).text()
    texts = {name: instance(one).text() for name, one in DIFFERENT.items()} | {"": instance(DECREASES).text()}
    assert len(set(texts.values())) == len(texts)


def test_a_twin_differs() -> None:
    """One sign in a plain sum."""
    assert goal(PAIRING, "a") != goal(claim("pairing", PLAIN, CHEBYSHEV_TWIN, group=None), "a")


def test_words_that_a_goal_makes_are_no_names_of_indices() -> None:
    """An index called t, D0, n or order would be read as something else."""
    for name in ("t", "u", "x", "D0", "n", "d", "K", "S", "order", "s_", "fun"):
        (index,) = indices(name, CLASSES)
        u = atom("u")
        text = goal(claim("one", PLAIN, eq(total(exp(u(index)), index), 1), group=None), "a").proposition
        assert f"(fun {name}' => (exp (u_ {name}')))" in text


def test_a_derivative_in_a_derivative_is_not_the_outer_one() -> None:
    """The name of d/dt V at t means nothing at another time: such a part is refused."""
    inner = Ddt(V(), "balanced")
    twice = claim("twice", MODES, eq(inner, Ddt(inner, "balanced")))
    with pytest.raises(NotPrinted):
        goal(twice, "a")


def test_what_is_real_by_declaration_is_a_goal() -> None:
    """z and pi go through characters; q and V do not."""
    assert [one.part for one in reality(DECREASES)] == ["real-z", "real-pi"]
    assert [one.part for one in reality(PAIRING)] == []


PEAK = Extremum("max", s(j), j.variable)


@pytest.mark.parametrize(
    "statement",
    [
        eq(PEAK, 0),
        Pred("tends-to-positive", "balanced", (V(),)),
        And((Pred("non-increasing", "balanced", (V(),)), eq(V(), 0))),
        Implies(eq(V(), 0), Pred("non-increasing", "balanced", (V(),))),
        Pred("solves-uniquely", "balanced", (V(), V() + 1)),
        eq(Ddt(V(), "balanced"), Ddt(V(), "other")),
    ],
    ids=["max", "limit", "and", "implies", "unknown", "flows"],
)
def test_what_has_no_form_is_refused(statement: Rel) -> None:
    """Never weakened: the part is listed as refused, and no goal has its name."""
    other = Flow("other", BALANCED.rates)
    printed = instance(
        claim("one", Model((S,), SPECTRAL, (BALANCED, other)), statement, eq(Sym("K"), Sym("K")))
    )
    assert [part for part, _ in printed.refused] == ["a"]
    assert printed.labels[0] == "b"


def test_for_all_and_free_indices_mean_the_same() -> None:
    """A free index is universally quantified around the statement."""
    free = claim("one", MODES, eq(s(j), 1))
    bound = claim("one", MODES, forall(j, eq(s(j), 1)))
    assert goal(free, "a") == goal(bound, "a")


def test_two_goals_never_share_a_name() -> None:
    """Labels lose their punctuation; where two become one, there is no instance."""
    two = replace(PAIRING, parts=(("a-b", CHEBYSHEV), ("a.b", CHEBYSHEV)))
    with pytest.raises(NotPrinted, match="a_b"):
        instance(two)


@pytest.mark.parametrize("name", ["", "a b", "x. Axiom lie : False", "x)", "1x", "é", "x\n"])
def test_a_name_is_only_a_name(name: str) -> None:
    """Whatever a claim was made from: no name brings a sentence of its own into the text."""
    bad = claim("one", Model((Variable(name, ()),)), eq(atom(name)(), 0), group=None)
    with pytest.raises(NotPrinted, match="is no name of a quantity"):
        instance(bad)
    index = Index(((Var(name, CLASSES.name), 1),))
    printed = instance(claim("one", PLAIN, eq(total(exp(atom("u")(index)), index), 1), group=None))
    assert printed.goals == ()
    assert "is no name of an index" in printed.refused[0][1]


def test_a_derivative_under_a_sum_is_refused() -> None:
    """It would need a value for each index of the sum."""
    k = indices("k", CLASSES)[0]
    model = Model((Variable("x", (CLASSES,)),), (), (Flow("f", ()),))
    statement = eq(total(Ddt(atom("x")(k), "f"), k), 0)
    domain = Domain("Let x be real.", model)
    with pytest.raises(NotPrinted, match="index of a sum"):
        goal(Claim("toy", "test", "toy", "test", domain, (("a", statement),)), "a")
