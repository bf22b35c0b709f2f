"""What a step leans on: facts at other indices and numbers, sums of equations, assumptions, and every refusal."""

from __future__ import annotations

import pytest
from toy_trees import (
    domain,
    formula,
    identity,
    proof,
    read,
    said,
    sign,
    statement,
    use,
    var,
)

from symflow.checker.leaning import apart, bound_in
from symflow.checker.limits import Rejected
from symflow.checker.sequents import sequents

VARIABLES = "x; y; u; c; P positive; p nonnegative; v[G]; w[G*]; F[K]; A[G,G]"
DEFINE = {"q": "x*c", "r[k]": "v[k]**2", "z": "1/P", "cc": "c**2"}


def here(facts=(), **parts):
    """The domain of these tests, with hypotheses and with facts that are known besides."""
    where = domain(VARIABLES, "abelian", define=DEFINE, flows={"f": {"x": "c"}, "g": {"y": "y"}}, **parts)
    for label, text in dict(facts).items():
        (where.facts[label],) = sequents(statement(text))
    return where


HYPOTHESES = {"xy": "x == y", "yu": "y == u", "vk": "v[k] == x", "wk": "w[ks] == x", "small": "x <= 1", "square": "c**2 >= 0",
              "given": "Implies(y == 0, x == 0)", "forall": "Implies(All([k], v[k] == 0), x == u)",
              "open": "Implies(v[k] > 0, x == c)", "sum": "Sum(k, v[k]) == x", "opened": "Implies(v[k] > 0, v[l] == x)",
              "scalar": "x == c*y", "two": "A[k, k] == x", "product": "x*y == u", "wrong": "F[i] == F[j]",
              "ineq": "Implies(y <= c, x <= c)", "ratio": "Implies(c > 0, y/c == x)"}  # fmt: skip

CONVEX = {
    "tangent": "c**2 >= 2*c*u - u**2",
    "real": "c == c + 0",
    "pos": "P == P*1",
    "fac": "Sum(k, v[k]*c) == c*Sum(k, v[k])",
}


def holds(*steps, **parts):
    """Whether the steps are accepted."""
    parts = parts or {"assume": HYPOTHESES}
    proof(here(**parts), *steps)


def refused(reason, *steps, **parts):
    """Whether the last of the steps is refused, for this reason."""
    holds(*steps[:-1], **parts)
    with pytest.raises(Rejected, match=reason):
        holds(*steps, **parts)


# -- adding equations ----------------------------------------------------------------------------------------------


ADDED = [
    ("x == u", {"using": [use("xy"), use("yu")]}, {"using": [use("xy")]}),
    ("2*x == 2*y", {"using": [use("xy", "2")]}, {"using": [use("xy")]}),
    ("x*c == y*c", {"using": [use("xy", "c")]}, {"using": [use("xy", "x")]}),
    ("y == x", {"using": [use("xy", "-1")]}, {"using": [use("xy")]}),
    ("v[g + l] == x", {"using": [use("vk", at={"k": "g + l"})]}, {"using": [use("vk", at={"k": "g"})]}),
    ("v[0] == x", {"using": [use("vk", at={"k": "0"})]}, {"using": [use("vk")]}),
    ("v[k] == x", {"using": [use("vk")]}, {"using": [use("vk", at={"k": "l"})]}),
    ("Sum(k, v[k]) == K*x", {"using": [use("vk", over=["k"])]}, {"using": [use("vk")]}),
    ("Sum(k, v[k]**2) == x*Sum(k, v[k])", {"using": [use("vk", "v[k]", over=["k"])]}, {"using": [use("vk", over=["k"])]}),
    ("Sum(k, Sum(l, v[k + l]*A[k, l])) == x*Sum(k, Sum(l, A[k, l]))",
     {"using": [use("vk", "A[g, l]", at={"k": "g + l"}, over=["g", "l"])]},
     {"using": [use("vk", "A[g, l]", at={"k": "g"}, over=["g", "l"])]}),
    ("w[-ks] == x", {"using": [use("wk", at={"ks": "-ks"})]}, {"using": [use("wk")]}),
    ("Sum(ks, w[ks]) == N*x", {"using": [use("wk", over=["ks"])]}, {"using": [use("wk", over=["k"])]}),
    ("A[g, g] == x", {"using": [use("two", at={"k": "g"})]}, {"using": [use("two")]}),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "good", "bad"), ADDED)
def test_equations_are_added(relation, good, bad):
    """Times a formula, at indices, summed: the combination is what is wanted, its neighbour is not."""
    holds(identity("a", relation, **good))
    refused("same normal form", identity("a", relation, **bad))


@pytest.mark.parametrize(
    ("reason", "leaning"),
    [
        ("no fact is called nothing", [use("nothing")]),
        ("small is not an equation", [use("small")]),
        ("an index does not range over the set", [use("vk", at={"k": "i"})]),
        ("an index does not range over the set", [use("wk", at={"ks": "k"})]),
        ("an index does not range over the set", [use("wk", at={"ks": "0"})]),
        ("an index does not range over the set", [use("wk", at={"ks": "2*ks"})]),
        ("division by what may be zero", [use("xy", "1/u")]),
        ("not manifestly positive", [use("xy", "log(u)")]),
        ("on an index over which this step sums", [use("open", over=["k"])]),
        ("on an index over which this step sums", [use("open", "v[k]", over=["l", "k"])]),
    ],
)
def test_an_equation_that_is_not_added(reason, leaning):
    """Unknown, no equation, at a place outside its set, times what has no value, summed under a hypothesis."""
    refused(reason, identity("a", "x == x", using=leaning))


@pytest.mark.parametrize("op", ["<=", ">=", "<", ">"])
def test_an_inequality_is_not_added(op):
    """Whichever way it points."""
    where = here(assume={"not": f"x {op} y"})
    for relation in ("x == y", "y == x", "x == x"):
        with pytest.raises(Rejected, match="not is not an equation"):
            proof(where, identity("a", relation, using=[use("not")]))
        with pytest.raises(Rejected, match="cannot be unfolded"):
            proof(where, identity("a", relation, unfold=["not"]))


def test_hypotheses_are_carried():
    """The step knows what its facts assume."""
    after = proof(here(assume=HYPOTHESES), identity("a", "x == c", using=[use("open")]))
    assert after.own["a"] == (((((), statement("v[k] > 0"))),), statement("x == c"))
    moved = proof(here(assume=HYPOTHESES), identity("a", "x == c", using=[use("open", at={"k": "l"})]))
    assert moved.own["a"][0] == (((), statement("v[l] > 0")),)
    summed = proof(here(assume=HYPOTHESES), identity("a", "K*x == K*c", using=[use("open", over=["l"])]))
    assert summed.own["a"][0] == (((), statement("v[k] > 0")),)


# -- unfolding -----------------------------------------------------------------------------------------------------


UNFOLDED = [
    ("q == x*c", ["q"], []),
    ("r[0] == v[0]**2", ["r"], ["q"]),
    ("x*c == y*c", ["xy"], []),
    ("Sum(k, v[k]) == K*x", ["vk"], []),
    ("Sum(k, r[k]) == K*x**2", ["r", "vk"], ["r"]),
    ("exp(x) == exp(u)", ["xy", "yu"], ["xy"]),
    ("w[ks] + 1 == x + 1", ["wk"], []),
]


@pytest.mark.parametrize(("relation", "good", "bad"), UNFOLDED)
def test_unfolding(relation, good, bad):
    """Definitions and equations of the form atom = formula, wherever the atom stands."""
    holds(identity("a", relation, unfold=good))
    refused("same normal form", identity("a", relation, unfold=bad))


@pytest.mark.parametrize("name", ["small", "sum", "two", "product", "wrong", "nothing"])
def test_what_is_not_unfolded(name):
    """An inequality, a sum on the left, an atom at equal indices, an index that appears from nowhere."""
    refused("no fact is called|cannot be unfolded", identity("a", "x == x", unfold=[name]))


def test_unfolding_under_a_hypothesis():
    """It is carried; where it depends on the index that is unfolded, the step is refused."""
    after = proof(here(assume=HYPOTHESES), identity("a", "exp(x) == exp(0)", unfold=["given"]))
    assert after.own["a"][0] == (((), statement("y == 0")),)
    refused("over which this step sums or unfolds", identity("a", "x == x", unfold=["lemma"]),
            assume={"lemma": "Implies(v[k] > 0, v[k] == x)"})  # fmt: skip
    holds(identity("a", "v[g] == x", unfold=["opened"]))


# -- assumptions -----------------------------------------------------------------------------------------------------


def test_assumptions():
    """They become hypotheses of the result; parts are numbered."""
    after = proof(
        here(), identity("a", "x == u", using=[use("h"), use("h.1")], assume={"h": "And(x == y, y == u)"})
    )
    assert set(after.own["a"][0]) == {((), statement("x == y")), ((), statement("y == u"))}
    idle = proof(here(), identity("a", "x == x", assume={"h": "x > 0"}))
    assert idle.own["a"][0] == (((), statement("x > 0")),)
    every = proof(here(), identity("a", "x == 0", unfold=["h"], assume={"h": "x == 0"}))
    assert set(every.own["a"][0]) == {((), statement("x == 0"))}


@pytest.mark.parametrize(
    ("reason", "assume"),
    [
        ("has the name of another fact", {"xy": "x == 0"}),
        ("has the name of another fact", {"h": "And(x == 0, y == 0)", "h.1": "u == 0"}),
        ("cannot be assumed", {"h": "Implies(x == 0, y == 0)"}),
        ("division by what may be zero", {"h": "1/x == 1"}),
    ],
)
def test_what_is_not_assumed(reason, assume):
    """A taken name, an implication, a formula without a value."""
    refused(reason, identity("a", "x == x", assume=assume))


def test_an_assumption_is_not_summed_over():
    """v_k = 0 for one k does not give sum_k v_k = 0; for all k it does."""
    refused(
        "over which this step sums",
        identity("a", "Sum(k, v[k]) == 0", using=[use("h", over=["k"])], assume={"h": "v[k] == 0"}),
    )
    holds(
        identity("a", "Sum(k, v[k]) == 0", using=[use("h", over=["k"])], assume={"h": "All([k], v[k] == 0)"}),
        assume={},
    )


# -- facts that supply hypotheses ------------------------------------------------------------------------------------


def supplied(relation, *given, label="given", **parts):
    """An identity by a conditional fact, its hypothesis supplied."""
    return identity("a", relation, using=[use(label, given=given, **parts)])


def test_given():
    """The hypothesis is gone; what the supplying fact assumes takes its place."""
    book = {**HYPOTHESES, "y0": "y == 0", "y0if": "Implies(u == 0, y == 0)", "neg": "Neg(y) == 0"}
    assert proof(here(assume=book), supplied("x == 0", "y0")).own["a"] == ((), statement("x == 0"))
    assert proof(here(assume=book), supplied("x == 0", "neg")).own["a"] == ((), statement("x == 0"))
    assert proof(here(assume=book), supplied("x == 0", "y0if")).own["a"][0] == (((), statement("u == 0")),)
    refused("small supplies no hypothesis of given", supplied("x == 0", "small"), assume=book)
    refused("supplies no hypothesis", supplied("x == 0", "y0", "y0"), assume=book)
    refused("no fact is called", supplied("x == 0", "nothing"), assume=book)


def test_given_for_all():
    """v_k = 0 for a free k supplies "for all k"; for one k, or under a hypothesis about k, it does not."""
    zero = {**HYPOTHESES, "v0": "v[g] == 0", "vk0": "Implies(x > 0, v[g] == 0)", "tied": "Implies(A[g, g] > 0, v[g] == 0)",
            "one": "v[0] == 0", "tiedk": "Implies(A[k, k] > 0, v[k] == 0)"}  # fmt: skip
    assert proof(here(assume=zero), supplied("x == u", "v0", label="forall")).own["a"] == (
        (),
        statement("x == u"),
    )
    assert proof(here(assume=zero), supplied("x == u", "vk0", label="forall")).own["a"][0] == (
        ((), statement("x > 0")),
    )
    for name in ("tied", "one", "tiedk"):
        refused("supplies no hypothesis", supplied("x == u", name, label="forall"), assume=zero)


def test_given_at_other_sets():
    """A fact on G* does not supply a hypothesis on G."""
    book = {"onstar": "w[ks] == 0", "ong": "v[k] == 0", "star": "Implies(All([ks], v[ks] == 0), x == 1)",
            "all": "Implies(All([k], v[k] == 0), x == 1)", "vstar": "v[ks] == 0"}  # fmt: skip
    holds(supplied("x == 1", "ong", label="star"), assume=book)
    holds(supplied("x == 1", "vstar", label="star"), assume=book)
    holds(supplied("x == 1", "ong", label="all"), assume=book)
    refused("supplies no hypothesis", supplied("x == 1", "vstar", label="all"), assume=book)
    refused("supplies no hypothesis", supplied("x == 1", "onstar", label="star"), assume=book)


# -- facts at numbers ------------------------------------------------------------------------------------------------


LETS = [
    ("x**2 >= 2*x*u - u**2", "tangent", {"c": "x"}, {"c": "y"}),
    ("(x + y)**2 >= 2*(x + y)*u - u**2", "tangent", {"c": "x + y"}, {"c": "x"}),
    ("x**2 >= 2*x*y - y**2", "tangent", {"c": "x", "u": "y"}, {"c": "x"}),
    ("v[k]**2 >= 2*v[k]*u - u**2", "tangent", {"c": "v[k]"}, {"c": "v[l]"}),
    ("u**2 >= 2*c*u - c**2", "tangent", {"c": "u", "u": "c"}, {"c": "u"}),
]


@pytest.mark.parametrize(("relation", "label", "good", "bad"), LETS)
def test_a_fact_at_formulas(relation, label, good, bad):
    """Free real numbers are replaced, all at once."""
    left, right = said(relation)[2:]
    gap = ["Add", ["", left, ["Neg", right]]]
    holds(sign("a", relation, gap, [use(label, let=good)]), facts=CONVEX)
    refused("no manifest sign", sign("a", relation, gap, [use(label, let=bad)]), facts=CONVEX)


@pytest.mark.parametrize(
    ("reason", "label", "let"),
    [
        ("q is not a free number here", "real", {"q": "x"}),
        ("v is not a free number here", "real", {"v": "x"}),
        ("x is not a free number here", "hyp", {"x": "u"}),
        ("not manifestly as declared", "pos", {"P": "x"}),
        ("not manifestly as declared", "pos", {"P": "p"}),
        ("not manifestly as declared", "nonneg", {"p": "x"}),
        ("not manifestly as declared", "real", {"c": "chi(k, g)"}),
        ("derivative or definition depends on a number", "def", {"c": "x"}),
        ("derivative or definition depends on a number", "rate", {"c": "y"}),
        ("derivative or definition depends on a number", "deep", {"c": "y"}),
        ("is about solutions", "solution", {"c": "y"}),
        ("division by what may be zero", "real", {"c": "1/x"}),
    ],
)
def test_a_number_that_is_not_replaced(reason, label, let):
    """Definitions, families, numbers with hypotheses, values of the wrong sign, numbers inside derivatives."""
    book = {
        **CONVEX,
        "hyp": "x == 0",
        "nonneg": "p == p + 0",
        "def": "q == x*c",
        "rate": 'ddt("f", x) == c',
        "deep": "cc == c*c",
    }
    where = here(facts={**book, "solution": 'Pred("increasing", "f", x)'}, assume={"atx": "x == 0"})
    with pytest.raises(Rejected, match=reason):
        proof(where, identity("a", "x == x", using=[use(label, let=let)]))


def test_a_number_that_is_not_known_here():
    """A fact of another claim may speak of a free real number of its own: any real formula may stand for it."""
    far = {"far": "(far1 + x)**2 == far1**2 + 2*far1*x + x**2"}
    for value in ("y", "x", "1", "q"):
        holds(identity("a", "x == x", using=[use("far", let={"far1": value})]), facts=far)
    refused(
        "not manifestly as declared",
        identity("a", "x == x", using=[use("far", let={"far1": "chi(k, g)"})]),
        facts=far,
    )


def test_values_of_the_right_sign():
    """Positive for positive, with the help of what is known."""
    book = {"pos": "P == P*1", "nonneg": "p == p + 0"}
    values = [
        ("pos", {"P": "exp(x)"}),
        ("pos", {"P": "P"}),
        ("pos", {"P": "2*P + p"}),
        ("nonneg", {"p": "x**2"}),
    ]
    for label, let in (*values, ("nonneg", {"p": "P"})):
        holds(identity("a", "x == x", using=[use(label, let=let)]), facts=book)
    step = identity("a", "x == x", using=[use("pos", let={"P": "u"})])
    holds(step, facts={**book, "known": "u > 0"})
    for known in ("u >= 0", "Implies(x > 0, u > 0)", 'Pred("increasing", "f", u)'):
        with pytest.raises(Rejected, match="not manifestly"):
            proof(here(facts={**book, "known": known}), step)


def test_a_value_is_not_captured():
    """sum_k v_k c = c sum_k v_k at c = v_k: the bound k is renamed first."""
    holds(
        identity("a", "Sum(l, v[l]*v[k]) == v[k]*Sum(l, v[l])", using=[use("fac", let={"c": "v[k]"})]),
        facts=CONVEX,
    )
    refused(
        "same normal form",
        identity("a", "Sum(l, v[l]**2) == x", using=[use("fac", let={"c": "v[k]"})]),
        facts=CONVEX,
    )
    found = proof(here(facts={"all": "Implies(All([k], v[k] <= c), u <= c)"}))
    (((over, relation),), conclusion) = found.instance(read("use", use("all", let={"c": "v[k]"})), {})
    assert conclusion == statement("u <= v[k]")
    assert over[0] != ("k", "G")
    assert relation == ("Rel", "<=", ("Atom", "v", (((over[0], 1),),)), formula("v[k]"))


def test_indices_and_numbers_together():
    """First the indices, then the numbers."""
    where = here(facts={"line": "v[k] == c"})
    proof(where, identity("a", "v[g] == x", using=[use("line", at={"k": "g"}, let={"c": "x"})]))
    with pytest.raises(Rejected, match="same normal form"):
        proof(where, identity("b", "v[k] == x", using=[use("line", at={"k": "g"}, let={"c": "x"})]))


# -- facts that lend a sign ----------------------------------------------------------------------------------------------


def test_lent_relations():
    """Their hypotheses are carried, and may not depend on an index that the formula binds."""
    where = here(
        assume={
            "cond": "Implies(y > 0, x >= 0)",
            "vk": "Implies(v[k] > 0, A[k, k] >= 0)",
            "eq": "Implies(y == 1, x == 2)",
        }
    )
    after = proof(where, sign("a", "x >= 0", "x", [use("cond")]))
    assert after.own["a"] == ((((), statement("y > 0")),), statement("x >= 0"))
    with pytest.raises(Rejected, match="over which this step sums"):
        proof(where, sign("b", "Sum(k, A[k, k]) >= 0", "Sum(k, A[k, k])", [use("vk")]))
    proof(where, sign("c", "A[l, l] >= 0", "A[l, l]", [use("vk", at={"k": "l"})]))
    after = proof(where, sign("d", "x**2 >= 0", "x**2", [use("eq")]))
    assert after.own["d"][0] == (((), statement("y == 1")),)


@pytest.mark.parametrize(
    "times", ["2", "0", "1/2", "0 - 1", "x", "K", "t", "Sum(k, v[k])", "x + 1", "exp(x)", "square(x)"]
)
def test_a_fact_lends_its_own_sign_only(times):
    """Neither that of a multiple nor of a sum."""
    where = here(assume={"low": "x >= 0"})
    proof(where, sign("a", "x >= 0", "x", [use("low")]))
    with pytest.raises(Rejected, match="neither multiplied nor summed"):
        proof(where, sign("b", "x >= 0", "x", [use("low", times=times)]))
    with pytest.raises(Rejected, match="neither multiplied nor summed"):
        proof(where, sign("c", "x >= 0", "x", [use("low", over=["k"])]))


def test_helpers():
    """What is bound, and what stays apart."""
    assert bound_in(formula("Sum(k, Max(i, F[i])*v[k])")) == {("k", "G"), ("i", "K")}
    apart([((), statement("v[k] == 0"))], [("l", "G")])
    apart([((("k", "G"),), statement("v[k] == 0"))], [("k", "G")])
    with pytest.raises(Rejected):
        apart([((), statement("v[k] == 0"))], [("k", "G")])
    assert read("var", var("ks")) == ("k", "G*")
