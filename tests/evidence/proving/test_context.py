"""What a step leans on: hypotheses travel with facts, and no index or scalar is captured on the way."""

from __future__ import annotations

import pytest
from toys import (
    CLASSES,
    FAMILIES,
    SCALARS,
    VANISHING,
    G,
    c,
    define,
    e,
    g,
    h,
    i,
    j,
    k,
    k1,
    l1,
    model,
    prove,
    refusal,
    s,
    shows,
    toy,
    u,
    var,
    x,
    y,
)

from symflow.algebra.expr import Ddt, Expr, chi, total
from symflow.algebra.indexing import ZERO_INDEX
from symflow.algebra.statement import And, Implies, eq, forall, ge, gt
from symflow.evidence.proving.proof import identity, sign
from symflow.evidence.proving.steps import use


def test_an_assumption_becomes_a_hypothesis():
    """x = y shows x + 1 = y + 1 under x = y, and not without."""
    step = identity("a", eq(x() + 1, y() + 1), "", using=["h"], assume={"h": eq(x(), y())})
    assert shows(toy(SCALARS, Implies(eq(x(), y()), eq(x() + 1, y() + 1))), step)
    assert refusal(toy(SCALARS, eq(x() + 1, y() + 1)), step) == ""


def test_an_assumption_about_one_index_is_not_one_about_all():
    """x_i = 0 does not give x_j = 0: not by unfolding, not at another index, not summed, not under a sum."""
    goal = Implies(eq(x(i), 0), eq(x(j), 0))
    given = {"h": eq(x(i), 0)}
    unfolded = identity("a", eq(x(j), 0), "", unfold=["h"], assume=given)
    assert "depends on i" in refusal(toy(FAMILIES, goal), unfolded)
    moved = identity("a", eq(x(j), 0), "", using=[use("h", at={i: j})], assume=given)
    assert refusal(toy(FAMILIES, goal), moved) == ""
    summed = identity("a", eq(total(x(i), i), 0), "", using=[use("h", over=(i,))], assume=given)
    assert "depends on i" in refusal(toy(FAMILIES, Implies(eq(x(i), 0), eq(total(x(i), i), 0))), summed)
    signed = sign(
        "a", ge(total(x(i), i), 0), by=total(x(i), i), because="", facts=["h"], assume={"h": ge(x(i), 0)}
    )
    assert "depends on i" in refusal(toy(FAMILIES, Implies(ge(x(i), 0), ge(total(x(i), i), 0))), signed)


def test_a_sum_at_another_index_of_an_assumption():
    """The hypothesis moves along: x_j > 0 for one j does not make the sum over j positive."""
    step = sign(
        "a",
        gt(total(x(j), j), 0),
        by=total(x(j), j),
        because="",
        facts=[use("h", at={i: j})],
        assume={"h": gt(x(i), 0)},
    )
    assert "depends on j" in refusal(toy(FAMILIES, Implies(gt(x(i), 0), gt(total(x(j), j), 0))), step)


def test_an_assumption_for_all_indices_may_be_summed():
    """That is what "for all" is for."""
    given = forall(i, eq(x(i), 0))
    step = identity("a", eq(total(x(j), j), 0), "", using=[use("h", over=(i,))], assume={"h": given})
    assert shows(toy(FAMILIES, Implies(given, eq(total(x(j), j), 0))), step)


def test_a_hypothesis_does_not_capture_an_index():
    """(for all l, x_i = x_l) at i := l must not become (for all l, x_l = x_l)."""
    trivial = Implies(forall(j, eq(x(j), x(j))), eq(x(j), x(e)))
    given = forall(j, eq(x(i), x(j)))
    steps = (
        identity("f", eq(x(i), x(e)), "", using=[use("h", at={j: e})], assume={"h": given}),
        identity("a", eq(x(j), x(e)), "", using=[use("f", at={i: j})]),
    )
    results, _ = prove(toy(FAMILIES, trivial), *steps)
    assert all(r.holds for r in results)
    assert refusal(toy(FAMILIES, trivial), *steps) == ""


def test_a_bound_index_of_a_sum_does_not_capture():
    """sum_i x_i y_j = y_j sum_i x_i at j := i keeps the two indices apart."""
    goal = eq(total(x(i) * y(i), i), y(i) * total(x(i), i))
    steps = (
        identity("f", eq(total(x(i) * y(j), i), y(j) * total(x(i), i)), ""),
        identity("a", goal, "", using=[use("f", at={j: i})]),
    )
    assert refusal(toy(FAMILIES, goal), *steps) == "the two sides do not have the same normal form"


def test_names_that_the_machinery_makes_up_are_refused():
    """A bound index may not be guessed: k~7 is no name."""
    made_up = type(i)(((type(i.variable)("i~7", "K"), 1),))
    step = identity("a", eq(x(made_up), x(made_up)), "")
    assert "a name is a letter" in refusal(toy(FAMILIES, eq(x(i), x(i))), step)


# -- scalars --------------------------------------------------------------------------------------


def test_a_scalar_is_replaced_everywhere():
    """(x + 1)^2 = x^2 + 2 x + 1 at x := u y."""
    fact = identity("f", eq((x() + 1) ** 2, x() ** 2 + 2 * x() + 1), "")
    put = u() * y()
    goal = eq((put + 1) ** 2, put**2 + 2 * put + 1)
    assert shows(toy(SCALARS, goal), fact, identity("a", goal, "", using=[use("f", let={"x": put})]))


def test_a_scalar_is_not_captured_by_a_sum():
    """sum_i c y_i = c sum_i y_i at c := x_i is not sum_i x_i y_i = x_i sum_i y_i."""
    goal = eq(total(x(i) * y(i), i), x(i) * total(y(i), i))
    steps = (
        identity("f", eq(total(c() * y(i), i), c() * total(y(i), i)), ""),
        identity("a", goal, "", using=[use("f", let={"c": x(i)})]),
    )
    assert refusal(toy(FAMILIES, goal), *steps) == "the two sides do not have the same normal form"


def test_a_scalar_of_a_hypothesis_is_not_free():
    """From the domain's x = 1 does not follow y = 1."""
    step = identity("a", eq(y(), 1), "", using=[use("h", let={"x": y()})])
    claim = toy(SCALARS, eq(y(), 1), hypotheses=(("h", eq(x(), 1)),))
    assert "x is not free, the hypothesis 'h' is about it" in refusal(claim, step)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("x", chi(k, g), "not manifestly real"),
        ("s", y(), "not a free scalar"),
        ("p", y(), "not manifestly positive"),
    ],
)
def test_what_may_not_be_replaced(name: str, value: Expr, message: str):
    """Complex values, families, and a positive scalar at what may be negative."""
    where = model(var("x"), var("y"), var("p", sign="positive"), var("s", G))
    fact = identity("f", eq(x() + y(), y() + x()), "")
    step = identity("a", eq(y(), y()), "", using=[use("f", let={name: value})])
    results, _ = prove(toy(where, eq(x(), y()), group="abelian"), fact, step)
    assert message in results[-1].message


def test_scalars_of_derivatives_and_definitions_are_not_replaced():
    """A derivative knows its scalar as a moving one."""
    where = model(var("x"), var("y"), define=[define("c", (), x() + 1)], move=[define("x", (), x())])
    for fact, message in (
        (identity("f", eq(Ddt(x(), "f"), Ddt(x(), "f")), ""), "derivative or a defined quantity"),
        (identity("f", eq(c() - c(), x() - x()), ""), "derivative or a defined quantity"),
    ):
        step = identity("a", eq(y(), 1), "", using=[use("f", let={"x": y()})])
        results, _ = prove(toy(where, eq(y(), 1)), fact, step)
        assert message in results[-1].message


def test_a_scalar_is_replaced_in_hypotheses_too():
    """x = 1 |- x = 1 at x := y is y = 1 |- y = 1, and y = 1 is not free of it."""
    fact = identity("f", eq(x(), 1), "", using=["h"], assume={"h": eq(x(), 1)})
    step = identity("a", eq(y(), 1), "", using=[use("f", let={"x": y()})])
    results, evidence = prove(toy(SCALARS, eq(y(), 1)), fact, step)
    assert results[-1].fact is not None
    assert {h.relation for h in results[-1].fact.hypotheses} == {eq(y(), 1)}
    assert evidence is None or not evidence.established
    assert shows(toy(SCALARS, Implies(eq(y(), 1), eq(y(), 1))), fact, step)


def test_a_fact_supplies_a_hypothesis():
    """x >= 0 |- x + 1 >= 1 at x := u needs u >= 0 from somewhere; c >= 0 does not supply it."""
    fact = sign("f", ge(x() + 1, 1), by=x(), because="", facts=["h"], assume={"h": ge(x(), 0)})
    goal = ge(u() + 1, 1)
    claim = toy(SCALARS, goal, hypotheses=(("pos", ge(u(), 0)), ("other", ge(c(), 0))))
    for given, good in ((("pos",), True), (("other",), False), ((), False), (("pos", "pos"), False)):
        lent = use("f", let={"x": u()}, given=given)
        assert shows(claim, fact, sign("a", goal, by=u(), because="", facts=[lent])) is good


# -- labels, unfolding, ranges ----------------------------------------------------------------------


def test_labels_are_not_shared():
    """An assumption with the name of a fact, and two steps with one name, are refused."""
    first = identity("f", eq(x(), x()), "")
    second = identity("a", eq(x(), y()), "", assume={"f": eq(x(), y())}, using=["f"])
    assert "the name of another fact" in prove(toy(SCALARS, eq(x(), y())), first, second)[0][-1].message
    assert "taken by an earlier step" in prove(toy(SCALARS, eq(x(), y())), first, first)[0][-1].message


def test_a_fact_that_is_not_there():
    """The claim itself is no fact, under no name."""
    for label in ("a", "toy", "toy:a", "missing"):
        step = identity("step", eq(x(), y()), "", using=[label])
        assert refusal(toy(SCALARS, eq(x(), y())), step) == f"no fact is called {label!r} here"


def test_only_equations_are_added_and_only_atoms_unfolded():
    """An inequality cannot be added; x + y = u is no rule for x."""
    square = sign("f", ge(x() ** 2, 0), by=x() ** 2, because="")
    step = identity("a", eq(x(), y()), "", using=["f"])
    assert "is not an equation" in refusal(toy(SCALARS, eq(x(), y())), square, step)
    given = identity("f", eq(x() + y(), y() + x()), "")
    step = identity("a", eq(x(), y()), "", unfold=["f"])
    assert "not of the form atom = formula" in refusal(toy(SCALARS, eq(x(), y())), given, step)


def test_a_definition_keeps_its_name():
    """A fact that is named like a definition does not replace it."""
    where = model(var("x"), define=[define("c", (), x() + 1)])
    steps = (identity("c", eq(x(), x()), ""), identity("a", eq(c(), x()), "", unfold=["c"]))
    assert refusal(toy(where, eq(c(), x())), *steps) == "the two sides do not have the same normal form"


def test_a_fact_away_from_zero_is_not_used_at_zero():
    """Neither at 0, nor at an index that may be 0, nor by unfolding."""
    away = identity("f", eq(s(k1) * s(k1) ** -1, 1), "")
    for index in (ZERO_INDEX, k, k1 - l1):
        step = identity("a", eq(x(), x()), "", using=[use("f", at={k1: index})])
        where = model(*VANISHING.variables, var("x"))
        results, _ = prove(toy(where, eq(1, 0), group="boolean"), away, step)
        assert "does not fit" in results[-1].message
    rule = identity("f", eq(s(k1), s(k1) + 0 * s(k1)), "")
    step = identity("a", eq(s(k), 1), "", unfold=["f"])
    assert refusal(toy(VANISHING, eq(s(k), 1), group="boolean"), rule, step)


def test_a_factor_must_be_defined_where_it_is_used():
    """x_i > 0 for one i does not allow a division by x_i under a sum over i."""
    given = {"p": gt(x(i), 0), "h": forall(j, eq(x(j) * u(j), 0))}
    claim = toy(FAMILIES, Implies(And((gt(x(i), 0), forall(j, eq(x(j) * u(j), 0)))), eq(total(u(j), j), 0)))
    using = [use("h", times=1 / x(i), at={j: i}, over=(i,))]
    step = identity("a", eq(total(u(j), j), 0), "", using=using, assume=given)
    assert "division" in refusal(claim, step)
    alone = identity("a", eq(u(i), 0), "", using=[use("h", times=1 / x(i), at={j: i})], assume=given)
    assert shows(
        toy(FAMILIES, Implies(And((gt(x(i), 0), forall(j, eq(x(j) * u(j), 0)))), eq(u(i), 0))), alone
    )


def test_a_circle_of_rules_ends():
    """a = b and b = a, unfolded, do not run for ever."""
    given = {"h": forall(i, eq(x(i), y(i))), "b": forall(i, eq(y(i), x(i)))}
    step = identity("a", eq(x(e), u(e)), "", unfold=["h", "b"], assume=given)
    assert "leads back to itself" in refusal(toy(FAMILIES, eq(x(e), u(e))), step)


def test_complex_families_have_no_place_in_real_sums():
    """Characters are complex on a general group: they are no sign facts."""
    step = sign("a", ge(chi(g, h) ** 2, 0), by=chi(g, h) ** 2, because="")
    assert refusal(toy(model(var("x", CLASSES)), ge(chi(g, h) ** 2, 0), group="abelian"), step)
