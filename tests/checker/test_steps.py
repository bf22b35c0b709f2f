"""Each kind of step: what it establishes, and the neighbour that it must refuse."""

from __future__ import annotations

import pytest
from toy_trees import (
    cases,
    cite,
    derive,
    domain,
    identity,
    induct,
    proof,
    sign,
    statement,
    strict,
    use,
    zeroset,
)

from symflow.checker.limits import Rejected

VARIABLES = "x; y; u; P positive; Q positive; p nonnegative; v[G]; o[G] positive; z[G] positive vanishing; A[G,G]; H[G] hermitian"
DEFINE = {"q": "x**2", "r[k]": "v[k]**2"}
FLOWS = {"f": {"x": "y", "v[k]": "2*v[k]"}}


def here(**parts):
    """The domain of these tests."""
    return domain(VARIABLES, "abelian", define=DEFINE, flows=FLOWS, **parts)


def shown(*steps, where=None):
    """What the last step establishes."""
    hypotheses, conclusion = proof(where or here(), *steps).own[steps[-1][1]]
    return (tuple(dict.fromkeys(hypotheses)), conclusion)


def refused(reason, *steps, where=None):
    """The last step is refused, for this reason; those before hold."""
    proof(where or here(), *steps[:-1])
    with pytest.raises(Rejected, match=reason):
        proof(where or here(), *steps)


def bare(text):
    """A sequent without hypotheses."""
    return ((), statement(text))


def under(text, *hypotheses):
    """A sequent with hypotheses."""
    return (tuple(((), statement(h)) for h in hypotheses), statement(text))


# -- every step ----------------------------------------------------------------------------------------------------


def test_labels_are_taken_once():
    """And a fact is known from then on."""
    refused("label is taken", identity("a", "x == x"), identity("a", "y == y"))
    assert shown(
        identity("a", "q == x**2", unfold=["q"]), identity("b", "q + 1 == x**2 + 1", using=[use("a")])
    )


@pytest.mark.parametrize("step", [
    identity("a", "nothing == nothing"),
    identity("a", "x == x", using=[use("b", "nothing")]),
    identity("a", "x == x", using=[use("b", let={"u": "nothing"})]),
    identity("a", "x == x", assume={"h": "nothing == 0"}),
    sign("a", "P >= 0", "nothing"),
    sign("a", "P >= 0", "P", [use("b", "nothing")]),
    zeroset("a", "x**2 == 0", "x**2", "nothing == 0"),
    zeroset("a", "nothing == 0", "x**2", "x == 0"),
    zeroset("a", "x**2 == 0", "nothing", "x == 0"),
    cite("a", "finite-maximum", ["b"], "nothing == 0"),
    derive("a", "nothing == 0"),
    strict("a", "nothing < 0", "b", "b"),
    cases("a", "nothing == 0", "k", "b", "b"),
])  # fmt: skip
def test_every_formula_of_a_step_is_meant(step):
    """Wherever it stands."""
    refused("nothing is not declared", identity("b", "x == x"), step)


def test_recursive_characters_have_no_rules():
    """There only induction counts, and nowhere else."""
    recursive = domain("", "recursive")
    refused("no rules but what Induct proves", identity("a", "K*2 == 2*K"), where=recursive)
    refused("no rules but what Induct proves", induct("a", "K*2 == 2*K"))
    assert shown(induct("a", "K*2 == 2*K"), where=recursive) == bare("K*2 == 2*K")


# -- identity, derive ------------------------------------------------------------------------------------------------


def test_identity():
    """Equal normal forms; derivatives stay as they are."""
    assert shown(identity("a", "(x + y)**2 == x**2 + 2*x*y + y**2")) == bare(
        "(x + y)**2 == x**2 + 2*x*y + y**2"
    )
    refused("do not have the same normal form", identity("a", "(x + y)**2 == x**2 + y**2"))
    refused("do not have the same normal form", identity("a", 'ddt("f", x) == y'))
    refused("division by what may be zero", identity("a", "x/x == 1"))
    refused("manifestly positive", identity("a", "log(x) == log(x)"))
    assert shown(identity("a", "x/x == 1", assume={"h": "x > 0"})) == under("x/x == 1", "x > 0")


def test_derive():
    """Derivatives are carried out on both sides."""
    assert shown(derive("a", 'ddt("f", x**2) == 2*x*y')) == bare('ddt("f", x**2) == 2*x*y')
    assert shown(derive("a", '2*y*x == ddt("f", x**2)'))
    assert shown(derive("a", 'ddt("f", q) == 2*x*y'))
    assert shown(derive("a", "partial(Sum(k, v[k]**2), v[l]) == 2*v[l]"))
    refused("once derivatives are carried out", derive("a", 'ddt("f", x**2) == 2*x'))
    refused("once derivatives are carried out", derive("a", 'x*y == ddt("f", x**2)'))
    refused("whose index is also bound", derive("a", "partial(Sum(k, v[k]**2), v[k]) == 2*v[k]"))
    given = identity("e", "x == u", assume={"h": "x == u"}, using=[use("h")])
    assert shown(given, derive("a", 'ddt("f", x) == y + u - x', using=[use("e")])) == under(
        'ddt("f", x) == y + u - x', "x == u"
    )


# -- sign --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relation", "by", "wrong", "unclear"),
    [
        ("x**2 + y**2 >= 2*x*y", "(x - y)**2", "(x + y)**2", "x**2 + y**2 - 2*x*y"),
        ("2*x*y <= x**2 + y**2", "square(x - y)", "square(x + y)", "x**2 + y**2 - 2*x*y"),
        ("P + 1 > 1", "P", "Q", "P + x - x"),
        ("0 < P*Q", "P*Q", "P", "P*Q + x - x"),
        ("P >= 0", "P", "2*P", "P + x - x"),
        ("exp(x) > 0", "exp(x)", "exp(y)", "exp(x) + x - x"),
        ("(exp(x) - exp(y))*(x - y) >= 0", "pairing(x, y)", "pairing(x, u)", "(exp(x) - exp(y))*(x - y)"),
        ("log(P) <= P - 1", "excess(P)", "excess(Q)", "P - 1 - log(P)"),
        ("q >= 0", "x**2", "y**2", "x*x"),
        ("K >= 2", "K - 2", "K - 1", "x + K - 2 - x"),
        ("Sum(k, v[k]**2) >= 0", "Sum(k, v[k]**2)", "Sum(k, v[k]**4)", "Sum(k, v[k])**2 + Sum(k, v[k]**2) - Sum(k, v[k])**2"),
    ],
)  # fmt: skip
def test_sign(relation, by, wrong, unclear):
    """The difference equals a formula of manifest sign; both are needed."""
    assert shown(sign("a", relation, by, unfold=["q"])) == bare(relation)
    refused("do not have the same normal form", sign("a", relation, wrong, unfold=["q"]))
    refused("has no manifest sign", sign("a", relation, unclear, unfold=["q"]))


def test_strict_signs_need_strict_formulas():
    """x^2 > 0 does not follow from x^2 >= 0; nor 0 < p from 0 <= p."""
    refused("has no manifest sign", sign("a", "x**2 > 0", "x**2"))
    refused("has no manifest sign", sign("a", "0 < p", "p"))
    refused("do not have the same normal form", sign("a", "x**2 <= 0", "x**2"))
    refused("not manifestly positive", sign("a", "x**2 >= 0", "x**2 + log(x) - log(x)"))


def test_sign_by_facts():
    """A known relation, with its hypotheses."""
    known = identity("e", "x - y == P", assume={"h": "x == y + P"}, using=[use("h")])
    assert shown(known, sign("a", "x >= y", "P", using=[use("e")])) == under("x >= y", "x == y + P")
    first = sign("b", "x - y >= 0", "P", using=[use("h")], assume={"h": "x - y == P"})
    assert shown(first, sign("a", "2*x >= 2*y", "2*(x - y)", [use("b")])) == under("2*x >= 2*y", "x - y == P")
    refused("has no manifest sign", first, sign("a", "2*x >= 2*y", "2*(x - y)"))


# -- strict --------------------------------------------------------------------------------------------------------------


WEAK = sign("weak", "x**2 + P >= P", "x**2")
ABSURD = identity("absurd", "0 == P", assume={"h": "x**2 + P - P == 0", "g": "0 == P"}, using=[use("g")])


def absurdity(conclusion="0 == P", zero="x**2 + P - P == 0", **more):
    """From a difference of zero to an absurd equation, by an assumption of the test."""
    return identity(
        "absurd", conclusion, assume={"zero": zero, "absurdly": conclusion, **more}, using=[use("absurdly")]
    )


def test_strict():
    """The weak form, and 0 is absurd: the hypotheses of both remain, but for the absurd one."""
    found = shown(WEAK, absurdity(), strict("a", "x**2 + P > P", "weak", "absurd"))
    assert found == under("x**2 + P > P", "0 == P")
    found = shown(WEAK, absurdity("P == 0"), strict("a", "P < x**2 + P", "weak", "absurd"))
    assert found == under("P < x**2 + P", "P == 0")


@pytest.mark.parametrize(
    ("reason", "steps"),
    [
        ("is not the weak form", (WEAK, absurdity(), strict("a", "x**2 > 0 - P", "weak", "absurd"))),
        ("is not the weak form", (WEAK, absurdity(), strict("a", "x**2 + P < P", "weak", "absurd"))),
        ("is not the weak form", (WEAK, absurdity(), strict("a", "x**2 + P >= P", "weak", "absurd"))),
        ("does not lead", (WEAK, absurdity(zero="x == 0"), strict("a", "x**2 + P > P", "weak", "absurd"))),
        ("does not lead", (WEAK, absurdity("x == y"), strict("a", "x**2 + P > P", "weak", "absurd"))),
        ("does not lead", (WEAK, absurdity("p == 0"), strict("a", "x**2 + P > P", "weak", "absurd"))),
        ("does not lead", (WEAK, absurdity("P == Q"), strict("a", "x**2 + P > P", "weak", "absurd"))),
        ("does not lead", (WEAK, sign("absurd", "P >= 0", "P", assume={"zero": "x**2 + P - P == 0"}),
                           strict("a", "x**2 + P > P", "weak", "absurd"))),
        ("no fact is called", (WEAK, strict("a", "x**2 + P > P", "weak", "nothing"))),
        ("no fact is called", (WEAK, strict("a", "x**2 + P > P", "nothing", "weak"))),
    ],
)  # fmt: skip
def test_not_strict(reason, steps):
    """Another inequality, no weak form, a hypothesis that is not the zero, a conclusion that is not absurd."""
    refused(reason, *steps)


# -- zero sets ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vanishing", "by", "conclusion"),
    [
        ("x**2 + y**2 == 0", "x**2 + y**2", "x == 0"),
        ("x**2 + y**2 == 0", "x**2 + y**2", "y == 0"),
        ("x**2 + y**2 == 0", "x**2 + y**2", "0 == y"),
        ("0 - x**2 == 0", "x**2", "x == 0"),
        ("0 == x**2", "x**2", "x == 0"),
        ("Sum(k, o[k]*v[k]**2) == 0", "Sum(k, o[k]*v[k]**2)", "v[k] == 0"),
        ("Sum(k, (v[k] - x)**2) == 0", "Sum(l, (v[l] - x)**2)", "v[l] == x"),
        ("(exp(x) - exp(y))*(x - y) == 0", "pairing(x, y)", "x == y"),
        ("P - 1 == log(P)", "excess(P)", "P == 1"),
        ("q == 0", "x**2", "x == 0"),
        ("modulus(H[k]) == 0", "modulus(H[k])", "H[k] == 0"),
    ],
)
def test_zeroset(vanishing, by, conclusion):
    """Where a manifestly non-negative formula vanishes, each summand does."""
    found = shown(zeroset("a", vanishing, by, conclusion, unfold=["q"]))
    assert found == under(conclusion, vanishing)


@pytest.mark.parametrize(
    ("reason", "step"),
    [
        ("do not have the same normal form", zeroset("a", "x**2 + y == 0", "x**2", "x == 0")),
        ("not among what holds", zeroset("a", "x**2 - y**2 == 0", "x**2 - y**2", "x == 0")),
        ("not among what holds", zeroset("a", "x**2 + y**2 == 0", "x**2 + y**2", "x == 1")),
        ("not among what holds", zeroset("a", "x**2 + y**2 == 0", "x**2 + y**2", "x == 2*y")),
        ("not among what holds", zeroset("a", "x**2*y**2 == 0", "x**2*y**2", "x == 0")),
        (
            "not among what holds",
            zeroset("a", "Sum(k, z[k]*v[k]**2) == 0", "Sum(k, z[k]*v[k]**2)", "v[k] == 0"),
        ),
        (
            "depends on an index",
            zeroset("a", "Sum(k, v[k]**2) == v[l] - v[l]", "Sum(l, v[l]**2)", "v[l] == 0"),
        ),
        ("division by what may be zero", zeroset("a", "x**2/y == 0", "x**2/y", "x == 0")),
        ("division by what may be zero", zeroset("a", "x**2 == 0", "x**2", "x/y == 0")),
    ],
)
def test_no_zeroset(reason, step):
    """No sign, another formula, a product of two that may vanish, a captured index."""
    refused(reason, step)


# -- cases -------------------------------------------------------------------------------------------------------------------


def test_cases():
    """From 0 and from g != 0 to all g."""
    where = here()
    where.facts["zero"] = bare("v[0] == x")
    where.facts["star"] = bare("v[ks] == x")
    where.facts["half"] = bare("v[0] == y")
    where.facts["under"] = under("v[ks] == x", "x > 0")
    where.facts["mixed"] = bare("A[0, ks] == 0")
    assert shown(cases("a", "v[k] == x", "k", "zero", "star"), where=where) == bare("v[k] == x")
    for zero, other in (
        ("half", "star"),
        ("star", "zero"),
        ("zero", "zero"),
        ("zero", "under"),
        ("star", "star"),
    ):
        refused("is not the case", cases("b", "v[k] == x", "k", zero, other), where=where)
    refused("whose name no index of G", cases("b", "v[ks] == x", "ks", "zero", "star"), where=where)
    refused("whose name no index of G", cases("b", "A[k, ks] == 0", "k", "mixed", "mixed"), where=where)
    where.facts["here"], where.facts["there"] = bare("o[0] == v[ks]"), bare("o[ks] == v[ks]")
    refused("whose name no index of G", cases("b", "o[k] == v[ks]", "k", "here", "there"), where=where)
    refused("whose name no index of G", cases("b", "v[ks] == o[k]", "k", "here", "there"), where=where)
    where.facts["plain"] = bare("x == x")
    for v in ("ks", "i", "p", "a", "f"):
        refused("whose name no index of G", cases("b", "x == x", v, "plain", "plain"), where=where)
    refused("no fact is called", cases("b", "v[k] == x", "k", "zero", "nothing"), where=where)


def test_cases_are_meant_everywhere():
    """1/z_k has no value at 0, whatever the cases say."""
    where = here()
    where.facts["zero"] = bare("1/z[0] == 1/z[0]")
    where.facts["star"] = bare("1/z[ks] == 1/z[ks]")
    refused("division by what may be zero", cases("b", "1/z[k] == 1/z[k]", "k", "zero", "star"), where=where)


# -- cite ------------------------------------------------------------------------------------------------------------------------


def test_cite():
    """A known fact, its premises, and formulas that have a value and are real."""
    first = sign("pos", "o[k]*P >= 0", "o[k]*P")
    refused("not in the list of textbook facts", first, cite("a", "fermat", ["pos"], "x == 0"))
    refused("no fact is called", first, cite("a", "mean-value", ["nothing"], 'Pred("increasing", "f", x)'))
    where = here()
    where.facts["rate"] = bare('ddt("f", x) > 0')
    found = proof(where, cite("a", "mean-value", ["rate"], 'Pred("increasing", "f", x)'))
    assert found.own["a"] == bare('Pred("increasing", "f", x)')
    assert found.cited == {"mean-value"}
    assert proof(here()).cited == set()


def test_cite_looks_at_values_and_reality():
    """Conclusion and premises; complex numbers are not compared."""
    where = here()
    for label, order in (("lt", "x < y"), ("eq", "x == y"), ("gt", "x > y")):
        where.facts[label] = under("1/u == 1/u", order)
        where.facts["c" + label] = under("u == u", order.replace("x", "H[k]"))
        where.facts["o" + label] = under("u == u", order)
    refused(
        "division by what may be zero",
        cite("a", "total-order", ["lt", "eq", "gt"], "1/u == 1/u"),
        where=where,
    )
    refused("not manifestly real", cite("a", "total-order", ["clt", "ceq", "cgt"], "u == u"), where=where)
    assert shown(cite("a", "total-order", ["olt", "oeq", "ogt"], "u == u"), where=where) == bare("u == u")


def test_cite_needs_hypotheses_that_last():
    """x > 0 at one time says nothing about x increasing."""
    for hypothesis, good in (("u > 0", True), ("x > 0", False)):
        where = here(assume={"a": hypothesis})
        where.facts["rate"] = bare('ddt("f", x) > 0')
        step = cite("b", "mean-value", ["rate"], 'Pred("increasing", "f", x)')
        if good:
            assert shown(step, where=where)
        else:
            refused("a quantity that moves", step, where=where)


# -- induction -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("relation", [
    "chi(k, g) == chi(g, k)", "chi(k, g + h) == chi(k, g)*chi(k, h)", "chi(k, g)*chi(k, g) == 1", "chi(0, g) == 1",
    "Sum(k, chi(k, g)) == K*D(g, 0)", "Sum(k, 1) == K*1", "Sum(k, D(k, g)) == 1", "Sum(k, D(k, g)*chi(k, h)) == chi(g, h)",
    "Sum(k, chi(k, g)*chi(k, h)) == K*D(g, h)", "D(k, g) == D(g, k)", "chi(k, -g) == chi(k, g)",
    "Sum(k, chi(k, k))*Sum(l, chi(l, l)) == Sum(k, chi(k, k))", "chi(k, 2*g) == 1", "D(k, g)*chi(k, h) == D(k, g)*chi(g, h)", "Neg(chi(k, g)) == 0 - chi(g, k)",
])  # fmt: skip
def test_induction(relation):
    """The rules of Walsh characters, for every m."""
    assert shown(induct("a", relation), where=domain("", "recursive")) == bare(relation)


@pytest.mark.parametrize(("relation", "reason"), [
    ("chi(k, g) == 1", "from m to m"),
    ("chi(k, g) == chi(k, h)", "from m to m"),
    ("Sum(k, chi(k, g)) == K*1", "from m to m"),
    ("Sum(k, chi(k, g)) == D(g, 0)", "from m to m"),
    ("Sum(k, chi(k, k)) == K*1", "from m to m"),
    ("K == 2", "group of one element"),
    ("Sum(k, 1) == K + 1", "group of one element"),
    ("D(k, g) == 0", "group of one element"),
    ("D(k, g) == 1", "from m to m"),
    ("Sum(k, 1) == K*K", "from m to m"),
    ("K == 1", "from m to m"),
    ("chi(ks, g) == chi(g, ks)", "induction is for"),
    ("Sum(ks, chi(ks, g)) == Sum(ks, chi(g, ks))", "induction is for"),
    ("exp(K) == exp(K)", "induction is for"),
    ("N == N", "induction is for"),
    ("n == n", "induction is for"),
    ("t == t", "induction is for"),
    ("K**2 == K*K", "induction is for"),
    ("D(i, j) == D(j, i)", "induction is for"),
    ("Sum(i, 1) == K", "induction is for"),
    ("Sum(p, 1) == Sum(p, 1)", "induction is for"),
    ("Max(k, 1) == 1", "induction is for"),
])  # fmt: skip
def test_no_induction(relation, reason):
    """False for one element, false further up, or about something else."""
    refused(reason, induct("a", relation), where=domain("", "recursive"))


def test_what_fails_only_further_up():
    """sum_k chi_k(k) = K for m = 0 and 1, not for m = 2: the step is what refuses it."""
    refused(
        "does not pass from m to m",
        induct("a", "Sum(k, Sum(l, chi(k, l))) == K*K"),
        where=domain("", "recursive"),
    )
    assert shown(induct("a", "Sum(k, Sum(l, chi(k, l))) == K*1"), where=domain("", "recursive"))


def test_a_step_after_a_definition_was_opened_has_its_hypotheses():
    """Rules, added equations and facts all lend theirs."""
    where = here()
    where.facts["rule"] = under("x == y", "u > 1")
    where.facts["sum"] = under("y == P", "u > 2")
    where.facts["fact"] = under("P >= 0", "u > 3")
    found = shown(sign("a", "x >= 0", "P", [use("fact")], unfold=["rule"], using=[use("sum")]), where=where)
    assert {h[1] for h in found[0]} == {statement(f"u > {n}") for n in (1, 2, 3)}
    found = shown(
        zeroset("b", "x == 0", "P", "P == 0", [use("fact")], unfold=["rule"], using=[use("sum")]), where=where
    )
    assert {h[1] for h in found[0]} == {*(statement(f"u > {n}") for n in (1, 2, 3)), statement("x == 0")}
