"""Scalars replaced in facts with hypotheses, and hypotheses supplied by facts: nothing is lost or captured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from toys import (
    CLASSES,
    FAMILIES,
    ONE,
    SCALARS,
    ZERO,
    G,
    K,
    c,
    define,
    e,
    i,
    j,
    k,
    k1,
    l1,
    model,
    prove,
    refusal,
    shows,
    t,
    toy,
    u,
    v,
    var,
    w,
    x,
    y,
)

from symflow.algebra.expr import Ddt, Expr, Extremum, Partial, Pow, atom, exp, log, total
from symflow.algebra.signs import square
from symflow.algebra.statement import And, Implies, Rel, Statement, eq, forall, ge, gt, le
from symflow.claim.claim import Claim
from symflow.evidence.proving.proof import derive, identity, sign, strict
from symflow.evidence.proving.steps import Sign, Step, Use, use

p, q, z = (atom(name) for name in ("p", "q", "z"))
HALF = Fraction(1, 2)


def restated(label: str, relation: Rel, *more: Rel) -> Sign:
    """h |- h: an assumption as a fact, under more assumptions."""
    assumed: dict[str, Statement] = {f"{label}?": relation} | {f"{label}{n}": h for n, h in enumerate(more)}
    upper = relation.left - relation.right if relation.op in ">=" else relation.right - relation.left
    return sign(label, relation, by=upper, because="", facts=[f"{label}?"], assume=assumed)


def lent(label: str, goal: Rel, by: Expr, *facts: Use | str) -> Sign:
    """A step that rests on one formula being not negative, by facts."""
    return sign(label, goal, by=by, because="", facts=facts)


def last_hypotheses(claim: Claim, *steps: Step) -> list[Rel]:
    """The hypotheses of what the last step establishes."""
    result = prove(claim, *steps)[0][-1]
    if result.fact is None:
        raise AssertionError(result.message)
    return list(dict.fromkeys(h.relation for h in result.fact.hypotheses))


# -- values ---------------------------------------------------------------------------------------------------


def test_a_value_of_the_declared_sign():
    """p > 0 may become what is manifestly positive: by declaration, structure or a fact without hypotheses."""
    where = model(var("p", sign="positive"), var("q", sign="nonnegative"), var("x"), var("y"))
    fact = sign("f", gt(p() / (1 + p()), 0), by=p() / (1 + p()), because="")
    root = sign("r", ge(Pow(q(), HALF), 0), by=Pow(q(), HALF), because="")
    square_ = sign("square", gt(1 + x() ** 2, 0), by=1 + x() ** 2, because="")
    for value, good in (
        (exp(x()), True),
        (1 + q(), True),
        (1 + x() ** 2, True),
        (p() * p(), True),
        (q(), False),
        (x(), False),
        (x() ** 2, False),
        (-p(), False),
    ):
        goal = gt(value / (1 + value), 0)
        step = lent("a", goal, value / (1 + value), use("f", let={"p": value}))
        results, _ = prove(toy(where, goal), fact, square_, step)
        assert results[-1].holds is good
    for value, good in ((x() ** 2, True), (p(), True), (x(), False), (x() * y(), False)):
        goal = ge(Pow(value, HALF), 0)
        results, _ = prove(
            toy(where, goal), root, lent("a", goal, Pow(value, HALF), use("r", let={"q": value}))
        )
        assert results[-1].holds is good


def test_a_sign_that_is_assumed_is_no_declared_sign():
    """x > 0 under a hypothesis does not make x a value for p > 0."""
    where = model(var("p", sign="positive"), var("x"))
    fact = sign("f", gt(p(), 0), by=p(), because="")
    step = sign(
        "a", gt(x(), 0), by=x(), because="", facts=[use("f", let={"p": x()})], assume={"h": gt(x(), 0)}
    )
    assert "not manifestly positive" in refusal(toy(where, gt(x(), 0)), fact, step)


def absurd_at_zero(factor: Expr, base: Expr) -> list[Step]:
    """factor * base = 1 |- base^2 > 0: true, and false without its hypothesis."""
    return [
        sign("weak", ge(base**2, 0), by=square(base), because=""),
        identity(
            "absurd",
            eq(1, 0),
            "",
            using=[use("one", times=-(factor * base + 1)), use("none", times=factor**2)],
            assume={"one": eq(factor * base, 1), "none": eq(base**2, 0)},
        ),
        strict("f", gt(base**2, 0), "weak", "absurd", ""),
        identity("true", eq(ONE, 1), ""),
    ]


def test_a_value_must_be_defined_where_signs_are_lent_too():
    """x := 1/y makes x y = 1 look like 1 = 1; y^2 > 0 is false at y = 0."""
    goal = gt(y() ** 2, 0)
    step = lent("a", goal, y() ** 2, use("f", let={"x": 1 / y()}, given=("true",)))
    assert "division" in refusal(toy(SCALARS, goal), *absurd_at_zero(x(), y()), step)
    away = sign(
        "a",
        goal,
        by=y() ** 2,
        because="",
        facts=[use("f", let={"x": 1 / y()}, given=("true",))],
        assume={"away": gt(y(), 0)},
    )
    assert shows(toy(SCALARS, Implies(gt(y(), 0), goal)), *absurd_at_zero(x(), y()), away)


def test_a_value_stands_at_the_indices_of_the_step():
    """c := 1/x_i, where x_i > 0, stays at i when the fact is taken at j: else x_j^2 > 0 would follow."""
    goal = gt(x(j) ** 2, 0)
    step = sign(
        "a",
        goal,
        by=x(j) ** 2,
        because="",
        facts=[use("f", let={"c": 1 / x(i)}, at={i: j}, given=("true",))],
        assume={"away": gt(x(i), 0)},
    )
    claim = toy(FAMILIES, Implies(gt(x(i), 0), goal))
    assert "supplies no hypothesis" in refusal(claim, *absurd_at_zero(c(), x(i)), step)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (le(x(), c()), le(x(), y())),
        (forall(i, le(w(i), c())), forall(i, le(w(i), y()))),
        (gt(total(w(i) * c(), i), 0), gt(total(w(i) * y(), i), 0)),
        (ge(Extremum("max", w(i) - c(), i.variable), 0), ge(Extremum("max", w(i) - y(), i.variable), 0)),
    ],
)
def test_hypotheses_are_taken_at_the_value(given, shown):
    """c becomes y, under sums and maxima too; without its hypothesis the fact is not shown."""
    where = model(var("x"), var("y"), var("c"), var("w", CLASSES))
    trivial = eq(y(), y())
    steps = (
        identity("f", trivial, "", assume={"h": given}),
        identity("a", trivial, "", using=[use("f", let={"c": y()})]),
    )
    assert shows(toy(where, Implies(shown, trivial)), *steps)
    assert refusal(toy(where, trivial), steps[0], replace(steps[1], label="b")) == ""


def test_bound_indices_of_hypotheses_do_not_capture():
    """(for all i, x_i <= c) at c := x_i is "x_i is the largest" and not "for all i, x_i <= x_i"."""
    every = forall(i, le(x(i), c()))
    fact = sign(
        "f", ge(c(), x(e)), by=c() - x(e), because="", facts=[use("h", at={i: e})], assume={"h": every}
    )
    goal = ge(x(i), x(e))
    steps = (fact, lent("a", goal, x(i) - x(e), use("f", let={"c": x(i)})))
    largest = forall(j, le(x(j), x(i)))
    assert shows(toy(FAMILIES, Implies(largest, goal)), *steps)
    assert refusal(toy(FAMILIES, Implies(forall(i, le(x(i), x(i))), goal)), *steps) == ""
    trivial = sign("trivial", le(x(j), x(j)), by=ZERO, because="")
    given = lent("a", goal, x(i) - x(e), use("f", let={"c": x(i)}, given=("trivial",)))
    assert "supplies no hypothesis" in refusal(toy(FAMILIES, goal), fact, trivial, given)


def test_two_scalars_are_replaced_at_once():
    """x <= y at x := y, y := x is y <= x."""
    fact = restated("f", le(x(), y()))
    step = lent("a", le(y(), x()), x() - y(), use("f", let={"x": y(), "y": x()}))
    assert last_hypotheses(toy(SCALARS, eq(1, 0)), fact, step) == [le(y(), x())]


def test_names_that_are_no_scalars():
    """K and t are no quantities; definitions and families are not free."""
    where = model(var("x"), var("v", CLASSES), define=[define("c", (), x() + 1)])
    fact = identity("f", eq(K * t, t * K), "")
    for name in ("c", "v"):
        step = identity("a", eq(x(), x()), "", using=[use("f", let={name: x()})])
        assert "not a free scalar" in refusal(toy(where, eq(1, 0)), fact, step)
    unchanged = identity("a", eq(K, 3), "", using=[use("f", let={"K": x(), "t": x(), "missing": x()})])
    assert refusal(toy(where, eq(K, 3)), fact, unchanged) == "the two sides do not have the same normal form"


@pytest.mark.parametrize(
    "about",
    [
        ge(c(), 0),
        ge(Ddt(y(), "f"), 0),
        ge(Partial(x() * y(), y()), 0),
        ge(Ddt(x(), "f"), 0),
        forall(i, ge(v(i) * c(), 0)),
    ],
)
def test_a_hypothesis_that_hides_the_scalar(about):
    """In a definition, in the rate of a flow, in a derivative: in the fact and in the domain."""
    where = model(
        var("x"),
        var("y"),
        var("v", CLASSES),
        define=[define("c", (), x() + 1)],
        move=[define("y", (), x())],
    )
    fact = identity("f", eq(y(), y()), "", assume={"h": about})
    step = identity("a", eq(y(), y()), "", using=[use("f", let={"x": y()})])
    plain = identity("f", eq(y(), y()), "")
    domain = toy(where, eq(1, 0), hypotheses=(("start", about),))
    assert "the hypothesis 'start' is about it" in refusal(domain, plain, step)
    assert "derivative or a defined quantity" in refusal(toy(where, eq(1, 0)), fact, step)


# -- hypotheses that facts supply ---------------------------------------------------------------------------


def test_a_fact_does_not_supply_what_it_assumes():
    """x >= 0 |- x >= 0 leaves the hypothesis x >= 0 in place, given once or twice."""
    goal = ge(x() + 1, 1)
    fact = sign("f", goal, by=x(), because="", facts=["h"], assume={"h": ge(x(), 0)})
    circle = restated("g", ge(x(), 0))
    for given in (("g",), ("g", "g"), ("f2", "g")):
        more = sign("f2", ge(x(), 0), by=x(), because="", facts=["h"], assume={"h": ge(x(), 0)})
        step = lent("a", goal, x(), use("f", given=given))
        assert last_hypotheses(toy(SCALARS, eq(1, 0)), fact, circle, more, step) == [ge(x(), 0)]
    assert refusal(toy(SCALARS, goal), fact, circle, lent("a", goal, x(), use("f", given=("g",)))) == ""


def test_facts_that_supply_each_other_leave_one_hypothesis():
    """y >= 1 |- x >= 1 and back: of the two, one stays."""
    goal = ge(u() + 2, 2)
    fact = sign(
        "f",
        ge(u() + 2, 2),
        by=u(),
        because="",
        facts=["h"],
        assume={"h": ge(u(), 0), "one": ge(x(), 1), "two": ge(y(), 1)},
    )
    equal = {"h": ge(x(), y()), "i": ge(y(), x())}
    more = (
        sign(
            "first",
            ge(x(), 1),
            by=(x() - y()) + (y() - 1),
            because="",
            facts=["h", "k"],
            assume={**equal, "k": ge(y(), 1)},
        ),
        sign(
            "second",
            ge(y(), 1),
            by=(y() - x()) + (x() - 1),
            because="",
            facts=["i", "k"],
            assume={**equal, "k": ge(x(), 1)},
        ),
    )
    for given, stays in ((("first", "second"), ge(x(), 1)), (("second", "first"), ge(y(), 1))):
        step = lent("a", goal, u(), use("f", given=given))
        left = last_hypotheses(toy(SCALARS, eq(1, 0)), fact, *more, step)
        assert set(left) == {ge(u(), 0), stays, *equal.values()}


def test_what_a_supplying_fact_assumes_is_assumed():
    """x >= 1 |- x >= 0 replaces the hypothesis x >= 0 by x >= 1."""
    goal = ge(x() + 1, 1)
    fact = sign("f", goal, by=x(), because="", facts=["h"], assume={"h": ge(x(), 0)})
    more = sign("g", ge(x(), 0), by=(x() - 1) + 1, because="", facts=["h"], assume={"h": ge(x(), 1)})
    step = lent("a", goal, x(), use("f", given=("g",)))
    assert last_hypotheses(toy(SCALARS, eq(1, 0)), fact, more, step) == [ge(x(), 1)]
    assert shows(toy(SCALARS, Implies(ge(x(), 1), goal)), fact, more, step)


@pytest.mark.parametrize(
    ("supplied", "good"),
    [
        (ge(x(), 0), True),
        (gt(x(), 0), True),
        (eq(x(), 0), True),
        (le(0, x()), True),
        (ge(2 * x() - x(), 0), True),
        (le(x(), 0), False),
        (ge(x(), -1), False),
        (ge(2 * x(), 0), False),
        (ge(y(), 0), False),
    ],
)
def test_what_supplies_x_at_least_0(supplied, good):
    """The relation itself, or a stronger comparison of the same difference."""
    goal = ge(x() + 1, 1)
    fact = sign("f", goal, by=x(), because="", facts=["h"], assume={"h": ge(x(), 0)})
    step = lent("a", goal, x(), use("f", given=("known",)))
    claim = toy(SCALARS, goal, hypotheses=(("known", supplied),))
    assert shows(claim, fact, step) is good


def test_a_strict_hypothesis_needs_a_strict_fact():
    """x >= 0 does not supply x > 0."""
    fact = sign("f", gt(x() + 1, 1), by=x(), because="", facts=["h"], assume={"h": gt(x(), 0)})
    for known, good in ((ge(x(), 0), False), (gt(x(), 0), True)):
        claim = toy(SCALARS, gt(x() + 1, 1), hypotheses=(("known", known),))
        assert shows(claim, fact, lent("a", gt(x() + 1, 1), x(), use("f", given=("known",)))) is good


def every_entry(assumed: Statement) -> list[Step]:
    """(for all i, x_i >= 0) |- sum_i x_i >= 0, and a fact |- x_i >= 0 under what is assumed."""
    whole = sign(
        "f", ge(total(x(j), j), 0), by=total(x(j), j), because="", facts=[use("h", at={i: j})],
        assume={"h": forall(i, ge(x(i), 0))},
    )  # fmt: skip
    one = sign("g", ge(x(i), 0), by=x(i), because="", facts=["h"], assume={"h": assumed})
    return [whole, one, lent("a", ge(total(x(j), j), 0), total(x(j), j), use("f", given=("g",)))]


def test_a_fact_about_one_index_does_not_supply_one_about_all():
    """x_i >= 0 |- x_i >= 0 says nothing about the other entries, under this name or another."""
    goal = ge(total(x(j), j), 0)
    for assumed in (ge(x(i), 0), And((ge(x(i), 0), ge(y(i), 0)))):
        assert "supplies no hypothesis" in refusal(
            toy(FAMILIES, Implies(assumed, goal)), *every_entry(assumed)
        )
    universal = forall(i, ge(x(i), 0))
    assert shows(toy(FAMILIES, Implies(universal, goal)), *every_entry(universal))


@pytest.mark.parametrize(("name", "free"), [("same", i), ("other", e)])
def test_a_universal_fact_supplies_a_hypothesis_about_all(name, free):
    """x_e^2 >= 0 for every e supplies "for all i, x_i^2 >= 0", whatever the index is called."""
    goal = ge(total(x(j) ** 2, j), 0)
    steps = [
        sign(
            "f",
            goal,
            by=total(x(j) ** 2, j) + 0 * K,
            because="",
            assume={"h": forall(i, ge(x(i) ** 2, 0))},
        ),
        sign("g", ge(x(free) ** 2, 0), by=square(x(free)), because=""),
        lent("a", goal, total(x(j) ** 2, j), use("f", given=("g",))),
    ]
    assert shows(toy(FAMILIES, goal), *steps), name


def test_two_bound_indices_are_not_made_one():
    """w_ii >= 0 does not supply "for all i and j, w_ij >= 0"; w_ij >= 0 for all supplies both."""
    where = model(var("w", CLASSES, CLASSES), var("x"))
    for given, supplied, good in (
        (forall(i, j, ge(w(i, j), 0)), ge(w(i, i), 0), False),
        (forall(i, j, ge(w(i, j), 0)), ge(w(j, e), 0), True),
        (forall(i, ge(w(i, i), 0)), ge(w(j, e), 0), False),
        (forall(i, ge(w(i, e), 0)), ge(w(e, i), 0), False),
        (forall(i, ge(w(i, e), 0)), ge(w(i, e), 0), True),
    ):
        fact = identity("f", eq(x(), x()), "", assume={"h": given})
        step = identity("a", eq(x(), x()), "", using=[use("f", given=("known",))])
        claim = toy(where, eq(x(), x()), hypotheses=(("known", supplied),))
        results, _ = prove(claim, fact, step)
        assert results[-1].holds is good


def test_a_hypothesis_on_g_is_not_aligned_with_one_away_from_0():
    """v_k >= 1 |- v_k >= 1 for one k in G does not supply v_k >= 1 for a k other than 0."""
    where = model(var("v", G))
    goal = ge(v(l1) + 1, 2)
    steps = [
        restated("one", ge(v(k), 1)),
        sign("f", ge(v(k1) + 1, 2), by=v(k1) - 1, because="", facts=["h"], assume={"h": ge(v(k1), 1)}),
        lent("g", ge(v(k1) + 1, 2), v(k1) - 1, use("f", given=("one",))),
        lent("a", goal, v(l1) - 1, use("g", at={k1: l1})),
    ]
    claim = toy(where, Implies(ge(v(k), 1), goal), group="abelian")
    assert "supplies no hypothesis" in refusal(claim, *steps)
    known = toy(where, goal, group="abelian", hypotheses=(("all", ge(v(k), 1)),))
    given = lent("g", ge(v(k1) + 1, 2), v(k1) - 1, use("f", given=("all",)))
    assert shows(known, steps[1], given, steps[3])


def test_an_assumption_of_the_step_may_supply():
    """It is a hypothesis of the result either way."""
    goal = ge(u() + 1, 1)
    fact = sign("f", ge(x() + 1, 1), by=x(), because="", facts=["h"], assume={"h": ge(x(), 0)})
    step = sign(
        "a",
        goal,
        by=u(),
        because="",
        facts=[use("f", let={"x": u()}, given=("known",))],
        assume={"known": gt(u(), 0)},
    )
    assert shows(toy(SCALARS, Implies(gt(u(), 0), goal)), fact, step)
    assert refusal(toy(SCALARS, goal), fact, step) == ""


def test_a_fact_that_is_not_there_supplies_nothing():
    """By name, and a fact about solutions."""
    fact = restated("f", ge(x(), 0))
    step = lent("a", ge(x(), 0), x(), use("f", given=("missing",)))
    assert refusal(toy(SCALARS, ge(x(), 0)), fact, step) == "no fact is called 'missing' here"


# -- scalars of other claims ----------------------------------------------------------------------------------


def chord(name: str, label: str) -> Claim:
    """z <= 1 |- z^2 <= z ... for z >= 0: a lemma about a real z that nobody else declares."""
    statement = Implies(And((ge(z(), 0), le(z(), 1))), le(z() ** 2, z()))
    return toy(model(var("z")), statement, name=name)


def used(claim: Claim, *facts: Use | str, by: Expr) -> Sign:
    """The first part of a claim by facts."""
    relation = claim["a"]
    if not isinstance(relation, Rel):
        raise AssertionError(relation)
    return sign("a", relation, by=by, because="", facts=facts)


def test_a_lemma_about_a_scalar_that_is_not_declared_here():
    """z^2 <= z for 0 <= z <= 1, at z := e^x where e^x <= 1 is known."""
    book = {"lemma": chord("lemma", "z")}
    value = exp(x())
    claim = toy(model(var("x")), le(value**2, value), uses=("lemma",), hypotheses=(("small", le(value, 1)),))
    positive = sign("positive", ge(value, 0), by=value, because="")
    step = used(claim, use("lemma:a", let={"z": value}, given=("positive", "small")), by=value - value**2)
    assert shows(claim, positive, step, book=book)
    partly: Sequence[tuple[str, ...]] = (("positive",), ("small",), ())
    for given in partly:
        short = used(claim, use("lemma:a", let={"z": value}, given=given), by=value - value**2)
        assert refusal(claim, positive, short, book=book) == ""


def test_an_undeclared_scalar_stays_out_of_the_step():
    """It cannot be written here, and without a value its hypotheses stay."""
    book = {"lemma": chord("lemma", "z")}
    claim = toy(model(var("x")), ge(x(), x()), uses=("lemma",))
    written = sign("a", ge(z(), z()), by=z() - z(), because="")
    assert "'z' is not declared" in refusal(claim, written, book=book)
    other = sign("a", ge(x(), x()), by=x() - x(), because="", facts=[use("lemma:a", let={"x": z()})])
    assert "'z' is not declared" in refusal(claim, other, book=book)
    carried = sign("a", ge(x(), x()), by=ZERO, because="", facts=["lemma:a"])
    assert refusal(claim, carried, book=book) == ""


def test_two_lemmas_may_use_one_name():
    """z <= 1 there and z >= 1 there: taken at two values, they do not meet."""
    small = toy(model(var("z")), Implies(le(z(), 1), le(z() - 1, 0)), name="small")
    large = toy(model(var("z")), Implies(ge(z(), 1), ge(z() - 1, 0)), name="large")
    book = {"small": small, "large": large}
    claim = toy(
        model(var("x"), var("y")), le(x(), y()), uses=("small", "large"),
        hypotheses=(("below", le(x(), 1)), ("above", ge(y(), 1))),
    )  # fmt: skip
    at_x = use("small:a", let={"z": x()}, given=("below",))
    at_y = use("large:a", let={"z": y()}, given=("above",))
    assert shows(claim, used(claim, at_x, at_y, by=(1 - x()) + (y() - 1)), book=book)
    mixed = use("large:a", let={"z": x()}, given=("above",))
    assert "supplies no hypothesis" in refusal(
        claim, used(claim, mixed, by=(x() - 1) + (y() - 2 * x() + 1)), book=book
    )


@pytest.mark.parametrize(
    ("there", "here", "good"),
    [
        (model(var("z")), model(var("x")), True),
        (model(var("z", sign="positive")), model(var("x")), False),
        (model(var("z", sign="nonnegative")), model(var("x")), False),
        (model(var("z", CLASSES)), model(var("x")), False),
        (model(var("z")), model(var("x"), var("z", CLASSES)), False),
        (model(var("z")), model(var("x"), define=[define("z", (), x() + 1)]), False),
        (model(var("x"), define=[define("z", (), x() + 1)]), model(var("x")), False),
        (model(var("z"), move=[define("z", (), ONE)]), model(var("x")), True),
        (model(var("z")), model(var("x"), var("z", sign="positive")), True),
    ],
)
def test_which_scalars_may_stay_undeclared(there, here, good):
    """Real ones without indices; not where the name means something else here."""
    place = (i,) if there.variables and there.variables[0].spaces else ()
    lemma = toy(there, ge(z(*place) ** 2, 0), name="lemma")
    claim = toy(here, ge(exp(x()) ** 2, 0), uses=("lemma",))
    step = used(claim, use("lemma:a", let={"z": exp(x())}), by=exp(x()) ** 2)
    results, _ = prove(claim, step, book={"lemma": lemma})
    assert ("no fact is called" not in results[-1].message) is good


def test_a_derivative_along_another_flow_is_not_taken_over():
    """d z/dt = 1 there; here no flow moves z."""
    there = model(var("z"), move=[define("z", (), ONE)])
    lemma = toy(there, eq(Ddt(z() ** 2, "f"), 2 * z()), name="lemma")
    claim = toy(model(var("x")), eq(x(), 0), uses=("lemma",))
    step = identity("a", eq(x(), 0), "", using=[use("lemma:a", let={"z": x()})])
    assert refusal(claim, step, book={"lemma": lemma}) == "no fact is called 'lemma:a' here"
    moving = derive("a", eq(Ddt(z() ** 2, "f"), 2 * z()), "")
    assert shows(toy(there, eq(Ddt(z() ** 2, "f"), 2 * z()), name="lemma"), moving)


def test_a_logarithm_at_a_value():
    """log z <= z - 1 for z > 0, taken at -1, at x, and at e^x."""
    lemma = toy(model(var("z")), Implies(gt(z(), 0), le(log(z()), z() - 1)), name="lemma")
    book = {"lemma": lemma}
    for value, good in ((exp(x()), True), (x(), False), (x() ** 2, False), (-ONE, False)):
        claim = toy(model(var("x")), le(log(exp(x())), value - 1), uses=("lemma",))
        positive = sign("positive", gt(exp(x()), 0), by=exp(x()), because="")
        step = sign(
            "a",
            le(log(exp(x())), value - 1),
            by=value - 1 - log(exp(x())),
            because="",
            facts=[use("lemma:a", let={"z": value}, given=("positive",))],
        )
        assert shows(claim, positive, step, book=book) is good
