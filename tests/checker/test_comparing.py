"""When a fact is what is wanted: as strong, with no further hypothesis, for the same indices."""

from __future__ import annotations

import pytest
from toy_trees import domain, formula, read, statement, var

from symflow.checker.leaning import Leaning
from symflow.checker.steps import Proof

HERE = domain(
    "x; y; P positive; v[G]; w[G*]; F[K]", "abelian", define={"q": "x + y"}, flows={"f": {"x": "y"}}
)
PROOF = Proof(HERE)


def h(text, *over):
    """A hypothesis."""
    return (tuple(read("var", var(v)) for v in over), statement(text))


def sequent(conclusion, *assumed):
    """A sequent of texts."""
    return (tuple(a if isinstance(a, tuple) else h(a) for a in assumed), statement(conclusion))


STRONG = [
    ("x == y", "x == y"), ("x == y", "y == x"), ("x == y", "0 == x - y"), ("x == y", "Neg(x) == Neg(y)"),
    ("x == y", "x <= y"), ("x == y", "y >= x"), ("x <= y", "x <= y"), ("x <= y", "y >= x"), ("x <= y", "x - y <= 0"),
    ("x < y", "x < y"), ("x < y", "x <= y"), ("x < y", "y > x"), ("x > y", "x >= y"), ("x < y", "0 < y - x"),
    ("2*x <= 2*y", "x + x <= y + y"), ('Pred("increasing", "f", x)', 'Pred("increasing", "f", x)'),
    ('Pred("increasing", "f", Sum(k, v[k]))', 'Pred("increasing", "f", Sum(l, v[l]))'),
    ('Pred("increasing", "f", Max(k, Sum(l, v[k]*v[l])))', 'Pred("increasing", "f", Max(l, Sum(k, v[l]*v[k])))'),
]  # fmt: skip
WEAK = [
    ("x == y", "x == 2*y"), ("x <= y", "x < y"), ("x <= y", "x == y"), ("x >= y", "x <= y"), ("x < y", "x > y"),
    ("x == y", "x < y"), ("x <= y", "2*x <= 2*y"), ("x < y", "x == y"), ("x == y", 'Pred("increasing", "f", x)'),
    ('Pred("increasing", "f", x)', "x == y"), ("x == y", "x > y"), ("x <= y", "y <= x"), ("x == y", "x + y == 0"),
    ('Pred("increasing", "f", x)', 'Pred("increasing", "f", y)'), ('Pred("increasing", "f", x)', 'Pred("non-increasing", "f", x)'),
    ('Pred("increasing", "f", x)', 'Pred("increasing", "g", x)'), ('Pred("increasing", "f", x + y)', 'Pred("increasing", "f", y + x)'),
    ('Pred("increasing", "f", x)', 'Pred("increasing", "f", x, x)'),
    ('Pred("increasing", "f", Sum(k, v[k]))', 'Pred("increasing", "f", Sum(i, F[i]))'),
    ('Pred("increasing", "f", Sum(k, Sum(l, v[k])))', 'Pred("increasing", "f", Sum(k, Sum(l, v[l])))'),
    ('Pred("increasing", "f", Max(k, v[k]))', 'Pred("increasing", "f", Min(k, v[k]))'),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "goal"), STRONG)
def test_a_fact_as_strong(fact, goal):
    """Equal, the other way round, or stronger."""
    assert PROOF.entails(sequent(fact), sequent(goal))


@pytest.mark.parametrize(("fact", "goal"), WEAK)
def test_a_fact_not_as_strong(fact, goal):
    """Weaker, or about something else."""
    assert not PROOF.entails(sequent(fact), sequent(goal))


# Which relation between x and y says another one; < and > with = are read as they stand.
SAYS = {"==": ("==", "<=", ">="), "<=": ("<=",), ">=": (">=",), "<": ("<", "<="), ">": (">", ">=")}
TURNED = {"==": "==", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}


@pytest.mark.parametrize("fact", SAYS)
@pytest.mark.parametrize("goal", SAYS)
def test_every_pair_of_relations(fact, goal):
    """Of x and y, in this order and in the other."""
    assert PROOF.entails(sequent(f"x {fact} y"), sequent(f"x {goal} y")) is (goal in SAYS[fact])
    assert PROOF.entails(sequent(f"x {fact} y"), sequent(f"y {goal} x")) is (TURNED[goal] in SAYS[fact])


def test_hypotheses():
    """A goal may have more of them than the fact, never less."""
    assert PROOF.entails(sequent("x == y", "x < 1"), sequent("x == y", "x < 1"))
    assert PROOF.entails(sequent("x == y"), sequent("x == y", "x < 1"))
    assert PROOF.entails(sequent("x == y", "x < 1"), sequent("x == y", "y < 1", "x - 1 < 0"))
    assert not PROOF.entails(sequent("x == y", "x < 1"), sequent("x == y"))
    assert not PROOF.entails(sequent("x == y", "x < 1", "y < 1"), sequent("x == y", "x < 1"))
    assert not PROOF.entails(sequent("x == y", "x <= 1"), sequent("x == y", "x < 1"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (h("x == 0"), h("0 == x"), True),
        (h("x == y"), h("y == x"), True),
        (h("x == y"), h("2*x == 2*y"), False),
        (h("x < y"), h("x - y < 0"), True),
        (h("x < y"), h("y > x"), False),
        (h("x < y"), h("y < x"), False),
        (h("x < y"), h("x <= y"), False),
        (h("v[k] < y", "k"), h("v[l] < y", "l"), True),
        (h("v[k] < y", "k"), h("v[k] < y"), False),
        (h("v[k] < v[l]", "k", "l"), h("v[l] < v[k]", "l", "k"), True),
        (h("v[k] < v[l]", "k", "l"), h("v[k] < v[l]", "l", "k"), False),
        (h("w[ks] < y", "ks"), h("x < y", "k"), False),
        (h("x < y", "ks"), h("x < y", "k"), False),
        (h("v[k] == 0", "k"), h("0 == v[l]", "l"), True),
    ],
)
def test_the_same_hypothesis(one, other, expected):
    """Up to the names of the variables that it is assumed for; an equation may be turned round."""
    assert PROOF.same(one, other) is expected


def test_indices():
    """A fact for k of G is one for k of G*, not the other way round; other names are other indices."""
    assert PROOF.entails(sequent("v[k] == x"), sequent("v[ks] == x"))
    assert PROOF.entails(sequent("v[k] == x", "v[k] > 0"), sequent("v[ks] == x", "v[ks] > 0"))
    assert not PROOF.entails(sequent("v[ks] == x"), sequent("v[k] == x"))
    assert not PROOF.entails(sequent("v[k] == x"), sequent("v[l] == x"))
    assert PROOF.entails(sequent('Pred("increasing", "f", v[k])'), sequent('Pred("increasing", "f", v[ks])'))


def test_equal_with_rules_and_added_equations():
    """Definitions to open, a sum of equations to add."""
    a, b = formula("q"), formula("x + y")
    assert not PROOF.equal(a, b)
    assert PROOF.equal(a, b, HERE.rules)
    assert PROOF.equal(formula("x"), formula("y"), (), formula("x - y"))
    assert not PROOF.equal(formula("x"), formula("y"), (), formula("y - x"))
    assert PROOF.equal(formula("q"), formula("y"), HERE.rules, formula("x"))
    assert isinstance(PROOF, Leaning)
