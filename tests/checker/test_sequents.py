"""Statements flattened: what is assumed, what is concluded, and which index is free where."""

from __future__ import annotations

import pytest
from toy_trees import formula, read, statement, var

from symflow.checker.limits import Rejected
from symflow.checker.sequents import (
    formulas,
    hypotheses,
    moved_relation,
    moved_sequent,
    open_in,
    open_sequent,
    quantified,
    sequents,
)
from symflow.checker.trees import only

k, l, g, ks = (read("var", var(name)) for name in ("k", "l", "g", "ks"))


def flat(text):
    """The sequents of a statement."""
    return list(sequents(statement(text)))


def assumed(text, *over):
    """A hypothesis."""
    return (over, statement(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x == y", [((), "x == y")]),
        ('Pred("increasing", "f", x)', [((), 'Pred("increasing", "f", x)')]),
        ("And(x == 1, x < y)", [((), "x == 1"), ((), "x < y")]),
        ("And(x == 1, And(x < y, y < 2))", [((), "x == 1"), ((), "x < y"), ((), "y < 2")]),
        ("All([k], x[k] == y)", [((), "x[k] == y")]),
        ("All([k], And(x[k] == y, x[k] < 1))", [((), "x[k] == y"), ((), "x[k] < 1")]),
        ("Implies(x < 1, x < 2)", [(("x < 1",), "x < 2")]),
        ("Implies(x < 1, And(x < 2, x < 3))", [(("x < 1",), "x < 2"), (("x < 1",), "x < 3")]),
        ("Implies(And(x < 1, y < 1), x < 2)", [(("x < 1", "y < 1"), "x < 2")]),
        ("Implies(x < 1, Implies(y < 1, x < 2))", [(("x < 1", "y < 1"), "x < 2")]),
        ("Iff(x == 0, y == 0)", [(("x == 0",), "y == 0"), (("y == 0",), "x == 0")]),
        ("And(Iff(x == 0, y == 0), x < 1)",
         [(("x == 0",), "y == 0"), (("y == 0",), "x == 0"), ((), "x < 1")]),
    ],
)  # fmt: skip
def test_flattening(text, expected):
    """Conjunctions split, implications assume, for all says no more than a free index."""
    wanted = [(tuple(assumed(h) for h in hs), statement(c)) for hs, c in expected]
    assert flat(text) == wanted


def test_a_hypothesis_for_all_values():
    """It keeps its variables; nested ones add up."""
    ((hs, conclusion),) = flat("Implies(All([k], All([l], And(A[k, l] == 0, x[k] < 1))), y == 0)")
    assert hs == (assumed("A[k, l] == 0", k, l), assumed("x[k] < 1", k, l))
    assert conclusion == statement("y == 0")
    assert hypotheses(statement("All([k], x[k] == 0)")) == (assumed("x[k] == 0", k),)


@pytest.mark.parametrize("text", ["Implies(x < 1, y < 1)", "Iff(x == 1, y == 1)", 'Pred("increasing", "f", x)',
                                  "And(x == 1, Iff(x == 1, y == 1))", 'All([k], Pred("increasing", "f", x))'])  # fmt: skip
def test_what_cannot_be_assumed(text):
    """Relations under "and" and "for all" only."""
    with pytest.raises(Rejected, match="cannot be assumed"):
        hypotheses(statement(text))
    with pytest.raises(Rejected, match="cannot be assumed"):
        flat(f"Implies({text}, x == 1)")


@pytest.mark.parametrize("text", ["Implies(x[k] == 0, All([k], y[k] == 0))",
                                  "Implies(x[k] == 0, And(x == 0, All([k], y[k] == 0)))",
                                  "Implies(x[k] == 0, Implies(y == 0, All([k], y[k] == 0)))",
                                  "Iff(All([k], x[k] == 0), y[k] == 0)"])  # fmt: skip
def test_one_name_free_and_bound_is_refused(text):
    """x_k = 0 for one k is not what "for all k" speaks of."""
    with pytest.raises(Rejected, match="free in a hypothesis and bound in the conclusion"):
        flat(text)


@pytest.mark.parametrize("text", ["Implies(x[l] == 0, All([k], y[k] == 0))", "Implies(x[k] == 0, y[k] == 0)",
                                  "Implies(All([k], x[k] == 0), All([k], y[k] == 0))"])  # fmt: skip
def test_names_apart_are_accepted(text):
    """Two names, one free index in both, or bound in both."""
    assert len(flat(text)) == 1


def test_quantified():
    """The variables of every "for all", wherever it stands; none of a sum."""
    deep = "And(All([k], x[k] == 0), Implies(All([l], x[l] == 0), Iff(x == 0, All([g], x[g] == 0))))"
    assert quantified(statement(deep)) == {k, l, g}
    assert quantified(statement("Sum(k, x[k]) == 0")) == frozenset()
    assert quantified(statement("All([k], All([l], x == 0))")) == {k, l}


def test_open_in():
    """What a hypothesis leaves free, on both sides."""
    assert open_in(assumed("x[k] == y[l]")) == {k, l}
    assert open_in(assumed("x[k] == y[l]", k)) == {l}
    assert open_in(assumed("Sum(k, x[k]) == 0")) == frozenset()


def test_open_sequent():
    """The free indices of hypotheses and conclusion together."""
    assert open_sequent(((assumed("x[k] == 0"), assumed("y[l] == 0", l)), statement("x[g] == 0"))) == {k, g}
    assert open_sequent(((), statement('Pred("increasing", "f", x[k], y[g])'))) == {k, g}


def test_formulas():
    """Every formula at the top, wherever it stands."""
    a, b = formula("x"), formula("y")
    assert formulas(statement("x == y")) == (a, b)
    assert formulas(statement('Pred("increasing", "f", x, y)')) == (a, b)
    assert formulas(statement("And(x == y, All([k], y == x))")) == (a, b, b, a)
    assert formulas(statement("Implies(x == y, Iff(y == x, x == x))")) == (a, b, b, a, a, a)


def test_moved_relations():
    """Both sides of a relation, each formula of a predicate."""
    at = {k: only(g)}
    assert moved_relation(statement("x[k] < y[k]"), at) == statement("x[g] < y[g]")
    moved = moved_relation(statement('Pred("increasing", "f", x[k], y[k])'), at)
    assert moved == statement('Pred("increasing", "f", x[g], y[g])')


def test_moved_sequents():
    """Free indices everywhere; a bound one of a hypothesis is renamed if it would catch what arrives."""
    sequent = ((assumed("A[k, l] == 0", l),), statement("x[k] == 0"))
    assert moved_sequent(sequent, {k: only(g)}) == ((assumed("A[g, l] == 0", l),), statement("x[g] == 0"))
    (((over, relation),), conclusion) = moved_sequent(sequent, {k: only(l)})
    assert conclusion == statement("x[l] == 0")
    assert over[0] not in (k, l)
    assert over[0][1] == "G"
    assert relation[2] == ("Atom", "A", (only(l), only(over[0])))
    untouched = ((assumed("x[k] == 0", k),), statement("x[k] == 0"))
    assert moved_sequent(untouched, {k: only(g)}) == ((assumed("x[k] == 0", k),), statement("x[g] == 0"))
