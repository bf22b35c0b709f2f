"""Forged proofs and witnesses of false statements: each is rejected, and a true neighbour of the same make is accepted.

Each was accepted once, because of a flaw of the checker that the test names.
"""

from __future__ import annotations

import pytest
from forging import accepted, made, point, reason, refuted, resealed
from toy_trees import certificate, derive, domain, formula, identity, sign, space, statement, use

from symflow.checker.domain import Domain
from symflow.checker.limits import Rejected
from symflow.checker.sequents import hypotheses
from symflow.checker.signs import defined

# -- sizes that no group has ---------------------------------------------------------------------------------------


def at_order(order, part):
    """A proof of one step; the order is written in when all else is made."""
    data = made(space("x[G]", "boolean", order=2), part, [identity("p", part)])
    data["statement"][1][3] = order
    first = data["text"][0].replace("K = 2;", f"K = {order or '2^m >= 2'};")
    return resealed(data, text=[first, *data["text"][1:]])


@pytest.mark.parametrize("order", [0, -2, 1, 3, 128, True, "2"])
def test_an_order_is_a_power_of_two(order):
    """At order 0 every sum and every "for all" is empty, and x = 0 was proved."""
    assert not accepted(at_order(order, "x[g] == 0"))
    whole = type(order) is int and order > 1
    why = "a fixed order is that of a Boolean group, or the least of a cyclic one"
    said = why if whole else f"{order!r} is no order"
    assert reason(at_order(order, "x[g] == x[g]")) == f"rejected: statement: {said}"
    assert accepted(at_order(2, "x[g] == x[g]"))


@pytest.mark.parametrize("group", ["boolean", "abelian", None])
def test_an_order_is_at_least_the_least(group):
    """A domain of order 0 is refused even where the grammar let it through; 0 is not the absence of an order."""
    model, _, _, least, assumed = domain("x").said
    with pytest.raises(Rejected):
        Domain((model, group, 0, least, assumed))
    assert Domain((model, "boolean", 2, least, assumed)).order == 2


def test_no_group_is_empty():
    """K > 0 was refuted at K = 0 for characters defined by recursion; K > 1 is refuted at K = 1."""
    where = space("", "recursive", least=0)
    assert not accepted(refuted(where, "K > 0", point(0, scheme="walsh"), 0))
    assert accepted(refuted(where, "K > 1", point(1, scheme="walsh"), 0))


# -- names of indices ----------------------------------------------------------------------------------------------


def test_an_entry_differentiated_by_has_a_place_at_a_fixed_order():
    """The index of d/dx_k stayed a letter in written-out sums, and sum_k a_k = 4 a_k was proved."""
    where, slope = space("x[G]; a[G]", "boolean", order=4), "partial(Sum(g, x[g] * a[g]), x[k])"
    taken = derive("s", f"{slope} == a[k]")
    capture = identity("c", f"Sum(k, {slope}) == 4 * {slope}")
    using = [use("c"), use("s", times="-1", over=["k"]), use("s", times="4")]
    part = "Sum(k, a[k]) == 4 * a[k]"
    assert reason(made(where, part, [taken, capture, identity("p", part, using=using)])).startswith(
        "rejected: step 1 (c): the two sides"
    )
    part = f"Sum(k, {slope}) == Sum(k, a[k])"
    assert accepted(made(where, part, [taken, identity("p", part, using=[use("s", over=["k"])])]))


def under(where, assumed, conclusion, **leaning):
    """conclusion out of assumed, by the normal form."""
    both = list(assumed.values())
    part = ["Implies", ["And", ["", *map(tree_of, both)]], tree_of(conclusion)]
    return made(where, part, [identity("p", conclusion, assume=assumed, **leaning)])


def tree_of(text):
    """The JSON tree of a statement."""
    return identity("p", text)[2]


def test_a_definition_captures_no_index_of_an_assumption():
    """w_j = sum_i delta(j, i)/x_i was taken to have a value because x_i > 0 was assumed for one i."""
    define = {"w[j]": "Sum(i, D(j, i) * x[i]**-1)"}
    zero = {"h": "x[i] > 0", "z": "All([j], x[j] * y[j] == 0)"}
    leaning = {"unfold": ["w"], "using": [use("z", times="w[j]", over=["j"])]}
    one = under(space("x[K]; y[K]", define=define), zero, "Sum(j, y[j]) == 0", **leaning)
    assert reason(one).startswith("rejected: step 0 (p): a division by what may be zero")
    assert accepted(under(space("x[K] positive; y[K]", define=define), zero, "Sum(j, y[j]) == 0", **leaning))


def test_a_sum_has_no_sign_by_one_entry():
    """x_i >= 0 for one i does not give sum_i x_i >= 0, whatever the definition of the sum calls its index."""
    part = "Implies(x[i] >= 0, s >= 0)"
    step = sign("p", "s >= 0", "s", [use("h")], assume={"h": "x[i] >= 0"})
    assert reason(made(space("x[K]", define={"s": "Sum(i, x[i])"}), part, [step])).endswith(
        "no manifest sign"
    )
    assert accepted(made(space("x[K] nonnegative", define={"s": "Sum(i, x[i])"}), part, [step]))


def test_a_rate_captures_no_index_of_an_assumption():
    """dy/dt = sum_i 1/x_i has a value where all x_i > 0, not where one is."""
    slope, assumed = [formula('ddt("f", y)')], hypotheses(statement("x[i] > 0"))
    flows = {"f": {"y": "Sum(i, x[i]**-1)"}}
    with pytest.raises(Rejected, match="may be zero"):
        defined(domain("x[K]; y", flows=flows), slope, assumed)
    defined(domain("x[K] positive; y", flows=flows), slope, assumed)


WEIGHED = 'Sum(i, z[i] * ddt("f", Max(a, y * z[i])))'
MANY = 'ddt("f", Sum(f, Max(a, y * z[i])))'


@pytest.mark.parametrize(
    ("part", "forged", "false", "gap"),
    [
        (f"Sum(i, {MANY}) == Sum(i, d * z[i])", -5, f"Sum(i, {MANY}) == Sum(i, 2 * d * z[i])", -5),
        (f"Sum(j, {WEIGHED}) == Sum(e, {WEIGHED})", 25, f"Sum(j, {WEIGHED}) == 1 + Sum(e, {WEIGHED})", -1),
    ],
)
def test_a_kink_depends_on_its_indices(part, forged, false, gap):
    """The value of a right derivative at one index was remembered for another, and true statements were refuted."""
    where = space("y; z[K]", flows={"f": {"y": "1"}})
    at = point(2, {"y": [1], "z": [0, 5]})
    assert not accepted(refuted(where, part, at, forged))
    assert accepted(refuted(where, false, at, gap))


# -- what has no value ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("false", "true", "z"),
    [
        (space("c", "abelian"), space("c", "boolean"), "c * chi(k, g)"),
        (space("X[G] hermitian", "abelian"), space("X[G]", "abelian"), "X[k]"),
    ],
)
def test_tanh_of_a_complex_number_may_be_a_pole(false, true, z):
    """e^(2z) = -1 is impossible for real z only; with a complex one 0 = 1 was proved from it."""
    part, assumed = f"Implies(exp(2 * ({z})) == -1, 0 == 1)", f"exp(2 * ({z})) == -1"
    using = [use("h", times=f"1/2 * (tanh({z}) - 1)")]
    steps = [identity("p", "0 == 1", using=using, assume={"h": assumed})]
    assert reason(made(false, part, steps)).endswith("tanh of a formula that is not manifestly real")
    assert accepted(made(true, part, steps))


@pytest.mark.parametrize(
    ("where", "part", "at", "gap", "true"),
    [
        (space("x[G*]", "boolean"), "x[{}] < 7", {"g": 0}, 2, ("g", "gs", {"g": 1})),
        (space("x[K]"), "chi({0}, {0}) == x[i]", {"i": 1}, -2, None),
    ],
)
def test_a_statement_without_meaning_is_not_evaluated(where, part, at, gap, true):
    """x of G* was read at 0 (its last entry), a character without a group was given a value."""
    index, other, place = true or ("i", "", {})
    scheme, values = ("walsh", [9]) if true else ("none", [9, 1])
    false = refuted(where, part.format(index), point(2, {"x": values}, indices=at, scheme=scheme), gap)
    assert reason(false).startswith("rejected: statement: ")
    open_one = certificate(where, {"p": part.format(index)}, verdict="UNDECIDED")
    assert reason(open_one).startswith("rejected: statement: ")
    if true:
        at = point(2, {"x": values}, indices=place, scheme=scheme)
        assert accepted(refuted(where, part.format(other), at, gap))
        assert accepted(certificate(where, {"p": part.format(other)}, verdict="UNDECIDED"))


@pytest.mark.parametrize("label", ["Rel", "Pred", "And", "All", "Implies", "Iff", "Context", "Use", "h"])
@pytest.mark.parametrize(
    "junk", ["u[i] * 0 == 0", "chi(k, g) == chi(k, g)", "D(i, a) == D(i, a)", "x[i] == x[i]"]
)
def test_a_label_hides_no_assumption(label, junk):
    """An assumption was not looked at where its label is the name of a kind of statement."""
    part = "x == x"
    steps = [identity("q", part, assume={label: junk}), identity("p", part)]
    assert reason(made(space("x; s[K]"), part, steps)).startswith("rejected: step 0 (q): ")
    steps[0] = identity("q", part, assume={label: "s[i] * 0 == 0"})
    assert accepted(made(space("x; s[K]"), part, steps))


@pytest.mark.parametrize("label", ["Rel", "Pred", "Context"])
def test_a_label_is_no_fact(label):
    """What is to be unfolded is looked up by its label, never taken for a formula."""
    step = identity("p", "x == x", unfold=[label])
    assert reason(made(space("x"), "x == x", [step])).endswith(f"no fact is called {label}")


# -- facts of other claims -----------------------------------------------------------------------------------------


def test_a_positive_fact_is_not_used_where_the_quantity_vanishes():
    """x > 0 on G was used for an x with x_0 = 0, and 0 > 0 was proved."""
    lemma = made(space("x[G] positive", "abelian"), "x[k] > 0", [sign("p", "x[k] > 0", "x[k]")], id="lemma")
    used = {"uses": {"lemma": lemma["digest"]}}
    steps = [sign("p", "x[0] > 0", "x[0]", [use("lemma:p", at={"k": "0"})])]
    assert not accepted(lemma, made(space("x[G] positive vanishing", "abelian"), "0 > 0", steps, **used))
    steps[0] = identity("p", "x[0] == x[0]")
    assert accepted(lemma, made(space("x[G] positive vanishing", "abelian"), "x[0] == x[0]", steps, **used))
    steps = [sign("p", "2 * x[0] > 0", "2 * x[0]", [use("lemma:p", at={"k": "0"})])]
    assert accepted(lemma, made(space("x[G] positive", "abelian"), "2 * x[0] > 0", steps, **used))


@pytest.mark.parametrize("verdict", ["PROVED", "CONDITIONAL"])
def test_a_refuted_claim_proves_nothing(verdict):
    """y = 0 is refuted; a claim that rests on it was CONDITIONAL. Resting on an open one is what that word is for."""
    where = space("y")
    false = refuted(where, "y == 0", point(2, {"y": [1]}), 1, id="lemma")
    open_one = certificate(where, {"p": "y == 0"}, id="lemma", verdict="UNDECIDED")
    for lemma in (false, open_one):
        step = identity("p", "2 * y == 0", using=[use("lemma:p", times="2")])
        leaning = made(where, "2 * y == 0", [step], uses={"lemma": lemma["digest"]}, verdict=verdict)
        assert accepted(lemma, leaning) == (lemma is open_one and verdict == "CONDITIONAL")


# -- true, and refused ---------------------------------------------------------------------------------------------


def test_a_large_difference_is_told():
    """The digits of e^1000 were sought with floats, which could not hold them."""
    data = refuted(space("x"), "exp(x) <= 0", point(2, {"x": [1000]}), 0)
    ends = ["19700711140170469938e415", "19700711140170469939e415"]
    assert accepted(resealed(data, witness={**data["witness"], "difference": ends}))
    ends = ["19700711140170469939e415", "19700711140170469940e415"]
    assert not accepted(resealed(data, witness={**data["witness"], "difference": ends}))


@pytest.mark.parametrize(
    ("part", "good"),
    [
        ("Sum(k, v[k] * chi(k, g) * u[l - k]) == Sum(m, u[l - m] * chi(m, g) * v[m])", True),
        ("Sum(l, Sum(k, v[k] * chi(k, g) * u[l - k])) == Sum(l, Sum(m, u[l - m] * chi(m, g) * v[m]))", True),
        ("Sum(k, v[k] * chi(k, g) * u[l - k]) == Sum(k, u[k] * chi(k, g) * v[l - k])", False),
    ],
)
def test_a_symmetry_that_leads_back_is_followed_once(part, good):
    """sum_k v_k chi_k(g) u_(l-k) was refused, for k -> l - k led back to where it began, without end."""
    data = made(space("v[G]; u[G]", "abelian"), part, [identity("p", part)])
    assert accepted(data) is good
    assert good or reason(data).endswith("do not have the same normal form")


@pytest.mark.parametrize(
    ("part", "good"), [("K == K", True), ("Sum(k, 1) == K", True), ("Sum(k, 1) == 2 * K", False)]
)
def test_induction_knows_the_size(part, good):
    """The order K was taken for the set {1..K}, which induction does not know."""
    step = ["Induct", "p", tree_of(part)]
    assert accepted(made(space("", "recursive", least=0), part, [step])) is good
