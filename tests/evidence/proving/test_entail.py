"""When a fact shows a goal: never by confusing one index with another."""

from __future__ import annotations

import pytest
from toys import CLASSES, FAMILIES, SCALARS, VANISHING, e, i, j, k, k1, l1, model, s, toy, u, var, x, y

from symflow.algebra.expr import Ddt
from symflow.algebra.statement import (
    Hypothesis,
    Pred,
    Sequent,
    eq,
    forall,
    ge,
    gt,
    hypotheses,
    le,
    lt,
)
from symflow.evidence.proving.entail import aligned, entails, free_in, moved_sequent, same_hypothesis
from symflow.evidence.proving.world import World

FAMILY, SCALAR = World(toy(FAMILIES, eq(x(i), x(i))).domain), World(toy(SCALARS, eq(x(), x())).domain)


def fact(relation, *assumed):
    """A sequent from statements."""
    return Sequent(tuple(h for a in assumed for h in hypotheses(a)), relation)


@pytest.mark.parametrize(
    ("shown", "goal", "follows"),
    [
        (eq(x(), y()), eq(y(), x()), True),
        (eq(x(), y()), ge(x(), y()), True),
        (eq(x(), y()), le(x(), y()), True),
        (gt(x(), y()), ge(x(), y()), True),
        (gt(x(), y()), lt(y(), x()), True),
        (ge(x(), y()), gt(x(), y()), False),
        (ge(x(), y()), eq(x(), y()), False),
        (ge(x(), y()), le(x(), y()), False),
        (gt(x(), y()), lt(x(), y()), False),
        (eq(x(), y()), gt(x(), y()), False),
        (eq(x(), y()), eq(x(), u()), False),
        (eq(x(), y()), eq(2 * x(), 2 * y()), False),
    ],
)
def test_which_relation_shows_which(shown, goal, follows):
    """The same difference, and a comparison at least as strong."""
    assert entails(SCALAR, fact(shown), fact(goal)) is follows


def test_a_goal_may_assume_more_but_not_less():
    """The hypotheses of the fact are among those of the goal."""
    one, two = eq(x(), 1), eq(y(), 1)
    assert entails(SCALAR, fact(eq(u(), 0), one), fact(eq(u(), 0), one, two))
    assert not entails(SCALAR, fact(eq(u(), 0), one, two), fact(eq(u(), 0), one))
    assert not entails(SCALAR, fact(eq(u(), 0), one), fact(eq(u(), 0)))
    assert not entails(SCALAR, fact(eq(u(), 0), ge(x(), 1)), fact(eq(u(), 0), one))


def test_all_equal_is_not_equal_to_itself():
    """For all a, x_a = x_b says more than for all b, x_b = x_b, though renaming a to b gives the latter."""
    strong, trivial = hypotheses(forall(i, eq(x(i), x(j))))[0], hypotheses(forall(j, eq(x(j), x(j))))[0]
    assert not same_hypothesis(FAMILY, strong, trivial)
    assert not same_hypothesis(FAMILY, trivial, strong)
    assert same_hypothesis(FAMILY, strong, hypotheses(forall(e, eq(x(e), x(j))))[0])
    assert not same_hypothesis(FAMILY, strong, hypotheses(forall(i, eq(x(i), x(e))))[0])


def test_a_variable_bound_twice_is_not_two_variables():
    """For all b, b: x_b = x_b is not: for all a, b: x_a = x_b."""
    both = Hypothesis((i.variable, j.variable), eq(x(i), x(j)))
    twice = Hypothesis((j.variable, j.variable), eq(x(j), x(j)))
    assert not same_hypothesis(FAMILY, both, twice)
    assert not same_hypothesis(FAMILY, twice, both)
    assert same_hypothesis(FAMILY, both, Hypothesis((e.variable, i.variable), eq(x(e), x(i))))


def test_an_index_that_moves_into_a_hypothesis_is_not_captured():
    """(for all l, x_k = x_l) at k := l stays a statement about two different indices."""
    given = fact(eq(x(i), x(e)), forall(j, eq(x(i), x(j))))
    moved = moved_sequent(given, {i.variable: j})
    assert moved.conclusion == eq(x(j), x(e))
    (bound,) = moved.hypotheses[0].vars
    assert bound != j.variable
    assert moved.hypotheses[0].relation == eq(x(j), x(type(j)(((bound, 1),))))
    assert j.variable in free_in(moved)


def test_a_fact_on_the_group_shows_a_goal_away_from_zero_but_not_the_other_way():
    """The fact's index must range at least as far as the goal's."""
    world = World(toy(VANISHING, eq(s(k), s(k)), group="boolean").domain)
    assert entails(world, fact(ge(s(k), 0)), fact(ge(s(k1), 0)))
    assert not entails(world, fact(gt(s(k1), 0)), fact(gt(s(k), 0)))
    assert aligned(fact(ge(s(k), 0)), fact(ge(s(k1), 0))).conclusion == ge(s(k1), 0)
    assert not entails(world, fact(ge(s(k1), 0)), fact(ge(s(l1), 0)))


def test_predicates_need_the_same_name_flow_and_arguments():
    """A fact about solutions shows nothing but itself."""
    where = model(var("x", CLASSES), move=())
    world = World(toy(where, eq(x(i), x(i))).domain)
    given = Sequent((), Pred("increasing", "f", (x(i),)))
    assert entails(world, given, given)
    for other in (
        Pred("non-increasing", "f", (x(i),)),
        Pred("increasing", "other", (x(i),)),
        Pred("increasing", "f", (2 * x(i),)),
        Pred("increasing", "f", (x(i), x(i))),
        Pred("increasing", "f", (x(j),)),
    ):
        assert not entails(world, given, Sequent((), other))
    assert not entails(world, given, fact(gt(Ddt(x(i), "f"), 0)))
    assert not entails(world, fact(gt(Ddt(x(i), "f"), 0)), given)


def test_hypotheses_move_along_with_a_predicate():
    """y_i >= 0, and y_j >= x_i for all j |- x_i increases: at j this is about y_j and x_j."""
    where = model(var("x", CLASSES), var("y", CLASSES), move=())
    world = World(toy(where, eq(x(i), x(i))).domain)
    given = fact(Pred("increasing", "f", (x(i),)), ge(y(i), 0), forall(j, ge(y(j), x(i))))
    moved = moved_sequent(given, {i.variable: j})
    assert moved.conclusion == Pred("increasing", "f", (x(j),))
    assert {v.name for h in moved.hypotheses for v in h.free} == {"j"}
    assert entails(world, moved, fact(moved.conclusion, ge(y(j), 0), forall(e, ge(y(e), x(j)))))
    assert not entails(world, moved, fact(moved.conclusion, ge(y(i), 0), forall(e, ge(y(e), x(i)))))
