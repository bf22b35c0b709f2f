"""The exact checker against false claims: each attack here once worked, or looks as if it might."""

from __future__ import annotations

from fractions import Fraction

import pytest
from toys import (
    CLASSES,
    EVEN,
    FAMILIES,
    FEATURES,
    GSTAR,
    ONE,
    SCALARS,
    VANISHING,
    ZERO,
    G,
    K,
    N,
    R,
    c,
    define,
    f,
    g,
    h,
    i,
    j,
    k,
    k1,
    l,
    model,
    prove,
    refusal,
    s,
    shows,
    t,
    toy,
    u,
    v,
    var,
    x,
    y,
)

from symflow.algebra.expr import Ddt, Extremum, Num, Partial, Sym, atom, chi, delta, ei, exp, log, total
from symflow.algebra.indexing import ZERO_INDEX
from symflow.algebra.quantities import Flow, Model
from symflow.algebra.signs import modulus, pairing, square
from symflow.algebra.statement import And, Iff, Implies, Pred, Rel, eq, forall, ge, gt, le
from symflow.claim.claim import instance
from symflow.errors import InputError
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.proving.proof import (
    cases,
    cite,
    cover,
    derive,
    identity,
    induct,
    sign,
    strict,
    witness,
    zero_set,
)
from symflow.evidence.proving.steps import Context, Sign, use
from symflow.evidence.result import Outcome
from symflow.flow import notation as _
from symflow.flow.spectrum import modes

DIFFERENT = "the two sides do not have the same normal form"


# -- what is established ------------------------------------------------------------------------------


def test_only_the_sequents_that_are_shown_are_listed():
    """A true part does not carry a false one along, whatever their labels."""
    claim = toy(SCALARS, eq(x(), x()), eq(x(), y()))
    results, evidence = prove(claim, identity("a", eq(x(), x()), ""))
    assert results[0].holds
    assert evidence is not None
    shown, missing = claim.goals()
    assert evidence.established == (shown,)
    assert missing not in evidence.established
    assert (evidence.strength, evidence.coverage, evidence.outcome) == ("exact", "universal", Outcome.TRUE)


def test_what_was_shown_before_a_failing_step_stays():
    """And nothing after it is looked at."""
    good, bad = identity("a", eq(x(), x()), ""), identity("b", eq(x(), y()), "")
    results, evidence = prove(toy(SCALARS, eq(x(), x())), good, bad, identity("c", eq(y(), y()), ""))
    assert [r.holds for r in results] == [True, False]
    assert evidence is not None


def test_no_steps_show_nothing():
    """Not even a trivial claim."""
    assert prove(toy(SCALARS, eq(x(), x()))) == ([], None)


def test_witnesses_and_covers_establish_no_sequent():
    """They are evidence of their own."""
    for step in (
        witness("a", "a", instance("none", 2), ""),
        cover("a", "a", "walsh", 4, "s", [0], [1], ""),
    ):
        assert "establishes no sequent" in refusal(toy(SCALARS, eq(x(), x())), step)


# -- statements whose names hide two indices ------------------------------------------------------------


def test_a_conclusion_for_all_does_not_share_its_index_with_a_hypothesis():
    """x_k = x_l implies (for all k, x_k = x_l) is false, though without its quantifier it reads as true."""
    with pytest.raises(InputError, match="free in a hypothesis and bound in the conclusion"):
        prove(toy(FAMILIES, Implies(eq(x(i), x(j)), forall(i, eq(x(i), x(j))))))
    with pytest.raises(InputError, match="free in a hypothesis"):
        prove(toy(FAMILIES, Iff(eq(x(i), 0), And((forall(i, eq(x(i), 0)), eq(u(j), u(j)))))))


def test_two_indices_of_one_name_are_two_indices():
    """k on G and k on G without 0 may be different elements."""
    goal = eq(s(k) * (s(k) - s(k1)), 0)
    where = model(var("s", G, vanishing=True))
    steps = (
        identity("zero", eq(s(ZERO_INDEX) * (s(ZERO_INDEX) - s(k1)), 0), ""),
        identity("other", eq(s(k1) * (s(k1) - s(k1)), 0), ""),
        cases("a", goal, k, "zero", "other", ""),
    )
    assert "another one on G without 0" in refusal(toy(where, goal, group="boolean"), *steps)
    direct = identity("a", eq(s(k), s(k1)), "")
    assert refusal(toy(where, eq(s(k), s(k1)), group="boolean"), direct) == DIFFERENT


def test_cases_need_both_cases():
    """G is 0 and the rest."""
    where = model(var("s", G, vanishing=True))
    zero = identity("zero", eq(s(ZERO_INDEX), 0), "")
    claim = toy(where, eq(s(k), 0), group="boolean")
    assert "is not the case" in refusal(claim, zero, cases("a", eq(s(k), 0), k, "zero", "zero", ""))
    goal = eq(s(k) * delta(k, ZERO_INDEX), 0)
    other = identity("other", eq(s(k1) * delta(k1, ZERO_INDEX), 0), "")
    first = identity("zero", eq(s(ZERO_INDEX) * delta(ZERO_INDEX, ZERO_INDEX), 0), "")
    both = (first, other, cases("a", goal, k, "zero", "other", ""))
    assert shows(toy(where, goal, group="boolean"), *both)
    assert "cases are on an index of G" in refusal(
        toy(FAMILIES, eq(x(i), 0)), cases("a", eq(x(i), 0), i, "z", "o", "")
    )


# -- undefined formulas -----------------------------------------------------------------------------


def test_the_logarithm_of_a_negative_number_proves_nothing():
    """e^{log(-1)} looks positive and has the normal form -1."""
    step = sign("a", gt(-1, 0), by=exp(log(Num(Fraction(-1)))), because="")
    assert "log of a formula" in refusal(toy(SCALARS, gt(-1, 0)), step)


def test_a_definition_is_checked_at_every_index_where_it_stands():
    """y_k = 1/s_k is defined for k != 0; that says nothing about y_g."""
    where = model(*VANISHING.variables, define=[define("y", (g,), 1 / s(g))])
    given = identity("f", eq(y(k1) * 0 + y(g) * s(g), 1), "", unfold=["y"])
    step = identity("a", eq(1, 0), "", using=[use("f", times=-1, at={g: ZERO_INDEX})])
    assert "division" in refusal(toy(where, eq(1, 0), group="boolean"), given, step)


def test_an_assumption_about_one_index_defines_nothing_under_a_sum():
    """x_i > 0 for one i does not make sum_i x_i / x_i = K."""
    goal = eq(total(x(i) / x(i), i), K)
    step = identity("a", goal, "", assume={"p": gt(x(i), 0)})
    assert "division" in refusal(toy(FAMILIES, Implies(gt(x(i), 0), goal)), step)
    every = forall(i, gt(x(i), 0))
    good = identity("a", goal, "", assume={"p": every})
    assert shows(toy(FAMILIES, Implies(every, goal)), good)


def test_a_hypothesis_must_be_defined():
    """u / c = 0 has no value at c = 0; after c > 0 it has."""
    divided = eq(u() / c(), 0)
    step = identity("a", eq(u(), 0), "", using=[use("h", times=c())], assume={"h": divided})
    assert "division" in refusal(toy(SCALARS, Implies(divided, eq(u(), 0))), step)
    given = {"p": gt(c(), 0), "h": divided}
    good = identity("a", eq(u(), 0), "", using=[use("h", times=c())], assume=given)
    assert shows(toy(SCALARS, Implies(And((gt(c(), 0), divided)), eq(u(), 0))), good)


def test_a_goal_whose_hypothesis_is_undefined_is_not_shown():
    """Even if the fact has the same normal form and is defined."""
    step = identity("a", eq(u() * c(), 0), "", using=[use("h", times=c())], assume={"h": eq(u(), 0)})
    assert refusal(toy(SCALARS, Implies(eq(u() * c() / c(), 0), eq(u() * c(), 0))), step) == ""


def test_a_derivative_must_be_defined_once_it_is_carried_out():
    """sqrt(y) has a value at y = 0; its derivative has none."""
    where = model(var("y", sign="nonnegative"), move=[define("y", (), ONE)])
    root = y() ** Fraction(1, 2)
    goal = eq(Ddt(root, "f"), Ddt(root, "f"))
    assert "root" in refusal(toy(where, goal), identity("a", goal, ""))
    goal = eq(ei(y()), ei(y()))
    assert "ei of a formula" in refusal(toy(where, goal), identity("a", goal, ""))


@pytest.mark.parametrize(
    "statement",
    [
        eq((x() ** 2) ** Fraction(1, 2), x()),
        eq(x() / x(), 1),
        eq(log(x() * y()), log(x()) + log(y())),
        eq(exp(log(x())), x()),
        eq(u() / (x() - x()), 0),
    ],
)
def test_roots_quotients_and_logarithms_of_real_scalars(statement):
    """None of these is an identity of real numbers."""
    results, evidence = prove(toy(SCALARS, statement), identity("a", statement, ""))
    assert not results[0].holds
    assert evidence is None


def test_a_vanishing_mode_has_no_quotient_at_zero():
    """Neither s_0 / s_0 nor s_g / s_g; s_k / s_k for k != 0 is 1; s_0^0 is 1, not 0."""
    for statement in (eq(s(ZERO_INDEX) / s(ZERO_INDEX), 1), eq(s(g) / s(g), 1), eq(s(ZERO_INDEX) ** 0, 0)):
        assert refusal(toy(VANISHING, statement, group="boolean"), identity("a", statement, ""))
    good = eq(s(k1) / s(k1), 1)
    assert shows(toy(VANISHING, good, group="boolean"), identity("a", good, ""))


# -- index sets that might be empty -----------------------------------------------------------------------


@pytest.mark.parametrize("options", [{"least": 1}, {"least": 0}, {"least": Fraction(5, 2)}])
def test_k_starts_at_two(options):
    """With K = 1 there is no non-trivial mode: N = 0, and a sum over G without 0 is empty."""
    with pytest.raises(InputError, match="K starts at 2"):
        prove(toy(SCALARS, gt(N, 0), **options), sign("a", gt(N, 0), by=N, because=""))


def test_a_fixed_order_is_a_power_of_two_from_two_and_not_below_the_least():
    """K = 4 is not K >= 5, and K = 1 is no order."""
    for options in ({"order": 1}, {"order": 4, "least": 5}):
        with pytest.raises(InputError, match="domain"):
            prove(toy(SCALARS, gt(K, 4), group="boolean", **options))


def test_other_index_sets_have_no_size_at_a_fixed_order():
    """At K = 4 a sum over the d features is not a sum over four."""
    goal = eq(total(ONE, f), 4)
    where = model(var("s", G))
    step = identity("a", goal, "")
    assert "only indices of the group" in refusal(toy(where, goal, group="boolean", order=4), step)
    extreme = eq(Extremum("max", s(k), f.variable), 0)
    step = identity("a", extreme, "")
    assert "only indices of the group" in refusal(toy(where, extreme, group="boolean", order=4), step)


# -- flows that leave the domain --------------------------------------------------------------------------


def test_a_flow_keeps_what_is_zero():
    """s_0 = 0 and s_0' = 1: from d/dt s_0 = d/dt 0 would follow 1 = 0."""
    where = model(var("s", G, vanishing=True), move=[define("s", (k,), ONE)])
    with pytest.raises(InputError, match="not 0 at index 0"):
        prove(toy(where, eq(1, 0), group="abelian"))
    good = model(var("s", G, vanishing=True), move=[define("s", (k,), 1 - delta(k, ZERO_INDEX))])
    goal = eq(Ddt(s(k1), "f"), 1)
    assert shows(toy(good, goal, group="abelian"), derive("a", goal, ""))


def test_a_flow_keeps_evenness():
    """s_{-k} = s_k and s_k' = v_k, v not even."""
    where = model(var("s", G, even=True), var("v", G), move=[define("s", (k,), v(k))])
    with pytest.raises(InputError, match="is not even"):
        prove(toy(where, eq(v(k), v(-k)), group="abelian"))


def test_a_flow_keeps_real_quantities_real():
    """x' = sum_k chi_k(g) v_k is complex on Z_3; conj R_k = R_{-k} is kept by R' = R and not by R_k' = chi_k(k) R_k."""
    where = model(var("s", G), var("v", G), move=[define("s", (l,), total(chi(k, l) * v(k), k))])
    with pytest.raises(InputError, match="conjugates"):
        prove(toy(where, ge(Ddt(s(l), "f") ** 2, 0), group="abelian"))
    prove(toy(where, ge(Ddt(s(l), "f") ** 2, 0), group="boolean"))
    for rate, kept in ((R(k), True), (total(chi(k, l) * R(l), l), False)):
        turning = model(var("R", G, hermitian=True), move=[define("R", (k,), rate)])
        if kept:
            prove(toy(turning, eq(1, 1), group="abelian"))
        else:
            with pytest.raises(InputError, match="conjugates"):
                prove(toy(turning, eq(1, 1), group="abelian"))


def test_a_flow_moves_variables_and_each_once_at_all_of_its_places():
    """Not a defined quantity, not only for k != 0, not twice."""
    double = define("y", (), 2 * x())
    for where, message in (
        (model(var("x"), define=[double], move=[define("x", (), ONE), define("y", (), 5 * ONE)]), "variable"),
        (model(var("s", G, vanishing=True), move=[define("s", (k1,), ONE)]), "other indices than declared"),
        (model(var("x"), move=[define("x", (), ONE), define("x", (), ZERO)]), "moved twice"),
    ):
        with pytest.raises(InputError, match=message):
            prove(toy(where, eq(1, 1), group="boolean"))


def test_an_equation_at_one_time_has_no_derivative():
    """x = y, assumed or a hypothesis of the domain, does not give x' = y'."""
    where = model(var("x"), var("y"), move=[define("x", (), ONE), define("y", (), 2 * ONE)])
    goal = eq(Ddt(x(), "f"), Ddt(y(), "f"))
    for step in (identity, derive):
        assumed = step("a", goal, "", unfold=["h"], assume={"h": eq(x(), y())})
        assert refusal(toy(where, Implies(eq(x(), y()), goal)), assumed) == DIFFERENT
        given = step("a", goal, "", unfold=["h"])
        assert refusal(toy(where, goal, hypotheses=(("h", eq(x(), y())),)), given) == DIFFERENT


def test_time_moves():
    """(x t)' = x where x rests; t is not a constant."""
    where = model(var("x"), define=[define("y", (), x() * t)], move=[define("x", (), ZERO)])
    assert refusal(toy(where, eq(Ddt(y(), "f"), 0)), derive("a", eq(Ddt(y(), "f"), 0), "")) == DIFFERENT
    assert shows(toy(where, eq(Ddt(y(), "f"), x())), derive("a", eq(Ddt(y(), "f"), x()), ""))


# -- partial derivatives ------------------------------------------------------------------------------------


def test_entries_are_independent_under_a_partial_derivative():
    """s_0 = 0 and s_{-k} = s_k are not used inside d/ds_l: otherwise delta_{0l} = 0, and 1 = 0."""
    for where, other in ((VANISHING, None), (EVEN, -k)):
        left = Partial(s(ZERO_INDEX if other is None else k), s(l))
        right = Partial(ZERO if other is None else s(other), s(l))
        step = identity("a", eq(left, right), "")
        assert refusal(toy(where, eq(left, right), group="abelian"), step) == DIFFERENT
    goal = eq(Partial(2 * s(k), s(l)), 2 * delta(k, l))
    assert shows(toy(EVEN, goal, group="abelian"), derive("a", goal, ""))


def test_evenness_of_a_definition_is_not_used_under_a_partial_derivative():
    """z_{-g} = z_g only because s is even; dz_g/ds_l = chi_l(g)/K is not even."""
    left, right = Partial(_.z(g), s(l)), Partial(_.z(-g), s(l))
    step = identity("a", eq(left, right), "")
    assert refusal(toy(modes(), eq(left, right), group="abelian"), step) == DIFFERENT


def test_a_vanishing_mode_does_not_prove_that_v_increases():
    """The whole chain, from d s_0 / d s_l to 1 = 0 to the false twin V' >= 0."""
    twin = ge(Ddt(_.V, "modes"), 0)
    steps = (
        derive("a", eq(Partial(s(k), s(l)), delta(k, l)), ""),
        derive("b", eq(Partial(ZERO, s(l)), 0), ""),
        identity("c", eq(Partial(s(ZERO_INDEX), s(l)), Partial(ZERO, s(l))), ""),
        identity("d", eq(delta(ZERO_INDEX, l), 0), "", using=[use("a", -1, at={k: ZERO_INDEX}), "b", "c"]),
        identity("one", eq(1, 0), "", using=[use("d", at={l: ZERO_INDEX})]),
        sign("e", twin, by=ZERO, because="", using=[use("one", times=Ddt(_.V, "modes"))]),
    )
    results, evidence = prove(toy(modes(), twin, group="abelian"), *steps)
    assert [r.step.label for r in results if not r.holds] == ["c"]
    assert evidence is None


def test_a_derivative_by_a_complex_quantity_is_complex():
    """d/dR_l of sum_k chi_k(g) R_k is chi_l(g), whose square may be negative."""
    where = model(var("R", G, hermitian=True))
    slope = Partial(total(chi(k, g) * R(k), k), R(l))
    step = sign("a", ge(slope**2, 0), by=square(slope), because="")
    assert "not manifestly" in refusal(toy(where, ge(slope**2, 0), group="abelian"), step)


def test_a_partial_derivative_at_a_fixed_order_has_its_own_index():
    """sum_k dF/ds_k is not 4 dF/ds_k."""
    where = model(var("s", G), define=[define("F", (), total(s(g) * s(g), g))])
    slope = Partial(atom("F")(), s(k))
    goal = eq(total(slope, k), 4 * slope)
    assert refusal(toy(where, goal, group="boolean", order=4), identity("a", goal, "")) == DIFFERENT


def test_a_squared_modulus_is_not_differentiated_blindly():
    """|R|^2 along R' = R is 2 |R|^2, not 2 R^2."""
    where = model(var("R", G, hermitian=True), move=[define("R", (k,), R(k))])
    goal = eq(Ddt(modulus(R(k)), "f"), 2 * R(k) ** 2)
    assert refusal(toy(where, goal, group="abelian"), derive("a", goal, ""))
    good = eq(Ddt(R(k) * R(-k), "f"), 2 * R(k) * R(-k))
    assert shows(toy(where, good, group="abelian"), derive("a", good, ""))


# -- SIGN, STRICT, ZERO-SET -----------------------------------------------------------------------------------


def test_a_sign_step_shows_the_relation_it_names():
    """x > 0 shows neither x <= 0 nor x = 0; x >= 0 does not show x > 0."""
    where = model(var("x", sign="positive"), var("y", sign="nonnegative"))
    assert refusal(toy(where, le(x(), 0)), sign("a", le(x(), 0), by=x(), because="")) == DIFFERENT
    assert refusal(toy(where, le(x(), 0)), sign("a", ge(x(), 0), by=x(), because="")) == ""
    assert "not manifestly" in refusal(toy(where, gt(y(), 0)), sign("a", gt(y(), 0), by=y(), because=""))
    equal = sign("a", eq(x(), 0), by=x(), because="")
    assert refusal(toy(where, eq(x(), 0)), equal)
    for op in ("", "<>", "!=", "=<"):
        odd = Sign("a", Rel(op, x(), ZERO), x(), (), Context(), "")
        assert "unknown" in refusal(toy(where, gt(x(), 0)), odd)


def test_strict_needs_the_weak_form_and_a_contradiction():
    """(x - y)^2 >= 0, and = 0 only for x = y: which is no contradiction."""
    gap = x() - y()
    weak = sign("weak", ge(gap**2, 0), by=square(gap), because="")
    zero = zero_set("zero", eq(gap**2, 0), by=square(gap), conclusion=eq(x(), y()), because="")
    claim = toy(SCALARS, gt(gap**2, 0))
    assert "is not absurd" in refusal(claim, weak, zero, strict("a", gt(gap**2, 0), "weak", "zero", ""))
    other = identity("zero", eq(K, 0), "", using=[use("h", times=K)], assume={"h": eq(1, 0)})
    assert "does not assume" in refusal(claim, weak, other, strict("a", gt(gap**2, 0), "weak", "zero", ""))
    assert "not the weak form" in refusal(claim, weak, zero, strict("a", gt(x(), 0), "weak", "zero", ""))


def test_strict_at_one_index_is_not_contradicted_by_all_indices():
    """sum_i x_i = 1 and x >= 0: not every x_i is positive."""
    where = model(var("x", CLASSES, sign="nonnegative"))
    claim = toy(where, gt(x(i), 0), hypotheses=(("sum", eq(total(x(i), i), 1)),))
    weak = sign("weak", ge(x(i), 0), by=x(i), because="")
    end = strict("a", gt(x(i), 0), "weak", "absurd", "")
    for assumed, message in (
        (eq(x(i), 0), "depends on i"),
        (forall(i, eq(x(i), 0)), "does not assume that the difference is zero"),
    ):
        absurd = identity(
            "absurd", eq(0, 1), "", using=["sum", use("z", times=-1, over=(i,))], assume={"z": assumed}
        )
        assert message in refusal(claim, weak, absurd, end)


def test_a_sum_that_is_not_negative_may_vanish_without_its_terms():
    """x - y >= 0 and x - y = 0 do not give x = 0; sum_i x_i >= 0 and = 0 do not give x_i = 0."""
    pair, whole = x() - y(), total(x(i), i)
    for where, formula, conclusion in ((SCALARS, pair, eq(x(), 0)), (FAMILIES, whole, eq(x(i), 0))):
        given = {"known": ge(formula, 0)}
        step = zero_set("a", eq(formula, 0), formula, conclusion, "", facts=["known"], assume=given)
        goal = Implies(And((eq(formula, 0), ge(formula, 0))), conclusion)
        assert "not among the conditions" in refusal(toy(where, goal), step)


def test_a_zero_set_does_not_confuse_bound_and_free_indices():
    """x_i^2 = 0 gives x_i = 0 and not x_j = 0; sum_i x_i^2 = 0 gives x_j = 0 for every j."""
    one = zero_set("a", eq(x(i) ** 2, 0), by=square(x(i)), conclusion=eq(x(j), 0), because="")
    assert "not among" in refusal(toy(FAMILIES, Implies(eq(x(i) ** 2, 0), eq(x(j), 0))), one)
    squares, free = total(square(x(i)), i), eq(total(x(i) ** 2, i), 0)
    every = zero_set("a", free, by=squares, conclusion=eq(x(i), 0), because="")
    assert shows(toy(FAMILIES, Implies(free, eq(x(i), 0))), every)
    mixed = squares + square(y(i))
    vanishing = eq(total(x(i) ** 2, i) + y(i) ** 2, 0)
    step = zero_set("a", vanishing, by=mixed, conclusion=eq(x(i), 0), because="")
    assert "depends on i" in refusal(toy(FAMILIES, Implies(vanishing, eq(x(i), 0))), step)


def test_a_complex_pair_vanishes_elsewhere_too():
    """(e^a - e^b)(a - b) = 0 means a = b for real a, b only."""
    by = pairing(chi(k, g), chi(l, g))
    step = zero_set("a", eq(by, 0), by=by, conclusion=eq(chi(k, g), chi(l, g)), because="")
    goal = Implies(eq(by, 0), eq(chi(k, g), chi(l, g)))
    assert "not manifestly" in refusal(toy(model(var("s", G)), goal, group="abelian"), step)


# -- symmetries -----------------------------------------------------------------------------------------------


def test_symmetries_that_are_not_declared_are_not_used():
    """chi^2 = 1 on Z_2^m only; s_{-k} = s_k for even s only; max is not additive."""
    plain = model(var("s", G), var("v", G))
    for statement in (
        eq(chi(k, g) ** 2, 1),
        eq(s(k), s(-k)),
        eq(total(s(k) * chi(k, g), k), total(s(k) * chi(k, -g), k)),
        eq(
            Extremum("max", s(k) + v(k), k.variable),
            Extremum("max", s(k), k.variable) + Extremum("max", v(k), k.variable),
        ),
        eq(Extremum("max", -s(k), k.variable), -Extremum("max", s(k), k.variable)),
        eq(Extremum("max", s(k), k.variable), Extremum("min", s(k), k.variable)),
    ):
        step = identity("a", statement, "")
        assert refusal(toy(plain, statement, group="abelian"), step) == DIFFERENT


def test_evenness_of_a_definition_is_checked_and_of_one_index():
    """y(g, h) = x(g - h) does not change if both indices turn; it does if one does."""
    both = model(var("x", G, even=True), define=[define("y", (g, h), x(g - h), even=True)])
    with pytest.raises(InputError, match="exactly one index on the group"):
        prove(toy(both, eq(y(g, h), y(-g, h)), group="abelian"))
    odd = model(var("x", G), define=[define("y", (g,), x(g), even=True)])
    with pytest.raises(InputError, match="declared even, but the formula is not"):
        prove(toy(odd, eq(y(g), y(-g)), group="abelian"))
    circular = model(
        var("x"), define=[define("y", (g,), Ddt(y(g), "f"), even=True)], move=[define("x", (), ONE)]
    )
    with pytest.raises(InputError, match="leads back to itself"):
        prove(toy(circular, eq(y(g), y(-g)), group="abelian"))


def test_a_definition_is_real():
    """A complex formula would have a positive square."""
    where = model(var("v", G), define=[define("y", (g,), total(chi(k, g) * v(k), k))])
    with pytest.raises(InputError, match="not real"):
        prove(toy(where, ge(y(g) ** 2, 0), group="abelian"))


# -- what is no formula ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "formula", "message"),
    [
        (SCALARS, Sym("x"), "scalar 'x' is unknown"),
        (SCALARS, Num(0.5), "exact number"),  # type: ignore[arg-type]
        (SCALARS, atom("undeclared")(), "not declared"),
        (SCALARS, atom("x")(i, j), "other indices than declared"),
        (SCALARS, chi(k, g), "no group"),
        (SCALARS, Ddt(x(), "f"), "not part of the model"),
        (model(var("x", GSTAR)), x(k), "other indices than declared"),
        (model(var("x", FEATURES)), x(i), "other indices than declared"),
    ],
)
def test_formulas_that_the_domain_does_not_declare(where, formula, message):
    """In the claim and in a step."""
    group = None if where is SCALARS else "abelian"
    with pytest.raises(InputError, match=message):
        prove(toy(where, eq(formula, formula), group=group))
    step = identity("a", eq(formula, formula), "")
    assert message in refusal(toy(where, eq(1, 1), group=group), step)


@pytest.mark.parametrize("name", ["K", "N", "n", "d", "t", "x[1]", "x~1", "$1", "#1", "", "a b", "max:0"])
def test_a_quantity_has_a_name_of_its_own(name):
    """A real quantity called N would be positive, and s[1] is how an entry of s is written out."""
    with pytest.raises(InputError, match="name"):
        prove(toy(model(var(name)), gt(atom(name)(), 0)))


def test_half_an_index_does_not_exist():
    """From chi_h(g)^2 = 1 at h = k/2 would follow chi_k(g) = 1."""
    half = type(k)(((k.variable, Fraction(1, 2)),))  # type: ignore[arg-type]
    steps = (
        identity("square", eq(chi(h, g) * chi(h, g), 1), ""),
        identity("a", eq(chi(k, g), 1), "", using=[use("square", at={h: half})]),
    )
    message = refusal(toy(model(var("s", G)), eq(chi(k, g), 1), group="boolean"), *steps)
    assert "whole coefficients" in message


def test_a_formula_of_a_foreign_class_is_refused():
    """A subclass could say anything about itself."""

    class Liar(Num):
        pass

    with pytest.raises(InputError, match="not a kind of formula"):
        prove(toy(SCALARS, eq(Liar(Fraction(1)), 1)))


def test_a_definition_is_closed_and_its_indices_differ():
    """y = x_j would be captured by a sum over j; y_{i,i} is no definition of y_{i,j}."""
    loose = model(var("x", CLASSES), define=[define("y", (), x(j))])
    with pytest.raises(InputError, match="depends on j"):
        prove(toy(loose, eq(total(x(j) * y(), j), total(x(j) * x(j), j))))
    twice = model(var("x", CLASSES), define=[define("y", (i, i), x(i))])
    with pytest.raises(InputError, match="repeated"):
        prove(toy(twice, eq(y(i, j), x(j))))


def test_deep_formulas_fail_cleanly():
    """No stack overflow: a step fails, a claim is refused."""
    deep = x()
    for _unused in range(3000):
        deep = -deep
    assert "levels deep" in refusal(toy(SCALARS, eq(x(), y())), identity("a", eq(deep, y()), ""))
    with pytest.raises(InputError, match="levels deep"):
        prove(toy(SCALARS, eq(deep, x())))
    wide = total(x(i), i)
    for _unused in range(30):
        wide = wide + total(x(i), i)
    assert shows(
        toy(FAMILIES, eq(wide, 31 * total(x(i), i))), identity("a", eq(wide, 31 * total(x(i), i)), "")
    )


def test_large_exponents_fail_cleanly():
    """10^(10^9) is never written out."""
    step = identity("a", eq(x() ** (10**9), x()), "")
    assert "exponent" in refusal(toy(SCALARS, eq(x(), x())), step)


# -- recursion --------------------------------------------------------------------------------------------------


def test_on_the_recursive_group_there_is_induction_only():
    """There is no normal form to appeal to."""
    claim = toy(Model(), eq(K, 1), group="recursive")
    for step in (identity("a", eq(K, K), ""), cite("a", "mean-value", [], eq(K, 1), "")):
        assert "no rules but what INDUCT proves" in refusal(claim, step)
    claim = toy(SCALARS, eq(K, K))
    assert "induction over m is for" in refusal(claim, induct("a", eq(K, K), ""))


def test_two_flows_do_not_share_a_name():
    """The first would hide the second."""
    one, two = Flow("f", (define("x", (), ONE),)), Flow("f", (define("x", (), ZERO),))
    with pytest.raises(InputError, match="the same name"):
        ExactChecker(toy(Model((var("x"),), (), (one, two)), eq(1, 1)), {})


def test_a_claim_about_solutions_needs_a_cited_fact():
    """A predicate is no relation: no other step can show it."""
    where = model(var("x"), move=[define("x", (), -x())])
    claim = toy(where, Pred("increasing", "f", (x(),)))
    for label, build in (("IDENTITY", identity), ("DERIVE", derive)):
        with pytest.raises(InputError, match="shown by a CITE step only"):
            build(label, claim["a"], "")
    assert refusal(claim, derive("a", eq(Ddt(x(), "f"), -x()), "")) == ""
