"""Whole proofs that cite: lemmas that go through, and false theorems that once did or look as if they might."""

from __future__ import annotations

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
    g,
    h,
    i,
    j,
    k,
    model,
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

from symflow.algebra.expr import Ddt, Expr, Mul, Num, Sum, atom, chi, exp, log, tanh, total
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.signs import square
from symflow.algebra.statement import And, Implies, Pred, eq, forall, ge, gt, le, lt
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import registered
from symflow.evidence.proving.proof import cite, derive, identity, sign
from symflow.evidence.proving.steps import Step, use
from symflow.theorems.hadamard import lyapunov_decrease

hidden, v0 = atom("hidden")(), atom("v0")()


def line(running: str = "real", *more: Definition) -> Model:
    """Numbers u and c, and a running y with y' = 1."""
    variables = (var("u"), var("c"), var("y", sign=running))
    return Model(variables, more, (Flow("f", (define("y", (), ONE),)),))


def at_most(formula: Expr, bound: Expr, since: Expr = ZERO) -> Pred:
    """formula <= bound from a time on."""
    return Pred("at-most-from", "f", (formula, bound, since))


# -- the mean value theorem -----------------------------------------------------------------------------------


def twice_sinh(z: Expr) -> Expr:
    """2 (sinh z - z)."""
    return exp(z) - exp(-z) - 2 * z


def sinh_rises(low: Expr, high: Expr) -> list[Step]:
    """Its derivative is a square."""
    rate = exp(y()) + exp(-y()) - 2
    return [
        derive("rate", eq(Ddt(twice_sinh(y()), "f"), rate), ""),
        sign(
            "rises",
            ge(Ddt(twice_sinh(y()), "f"), 0),
            by=square(exp(y() / 2) - exp(-y() / 2)),
            because="",
            using=["rate"],
            assume={"low": le(low, y()), "high": le(y(), high)},
        ),
    ]


def test_sinh_lies_above_its_tangent():
    """e^u - e^{-u} >= 2u for u >= 0: from 0 up to u."""
    goal = ge(exp(u()) - exp(-u()), 2 * u())
    steps = [
        *sinh_rises(ZERO, u()),
        cite("ends", "mean-value", ["rises"], le(twice_sinh(ZERO), twice_sinh(u())), ""),
        sign(
            "a",
            goal,
            by=twice_sinh(u()) - twice_sinh(ZERO),
            because="",
            facts=[use("ends", given=("h",))],
            assume={"h": ge(u(), 0)},
        ),
    ]
    assert shows(toy(line(), Implies(ge(u(), 0), goal)), *steps)
    assert refusal(toy(line(), goal), *steps) == ""


def test_log_lies_below_its_tangent_on_both_sides_of_1():
    """log u <= u - 1 for u > 0: from u up to 1, or from 1 up to u."""

    def gap(z: Expr) -> Expr:
        return z - 1 - log(z)

    def part(name: str, low: Expr, high: Expr, slope: Expr, ends: tuple[Expr, Expr]) -> list[Step]:
        start, end = ends
        positive = {"positive": gt(u(), 0)}
        return [
            derive(f"{name} rate", eq(Ddt(slope, "f"), Ddt(slope, "f")), ""),
            sign(
                f"{name} rises",
                ge(Ddt(slope, "f"), 0),
                by=(y() - 1) / y() if name == "right" else (1 - y()) / y(),
                because="",
                facts=["low" if name == "right" else "high"],
                using=[f"{name} slope"],
                assume={**positive, "low": le(low, y()), "high": le(y(), high)},
            ),
            cite(f"{name} ends", "mean-value", [f"{name} rises"], le(start, end), ""),
        ]

    goal = le(log(u()), u() - 1)
    steps: list[Step] = [
        derive("right slope", eq(Ddt(gap(y()), "f"), (y() - 1) / y()), ""),
        derive("left slope", eq(Ddt(-gap(y()), "f"), (1 - y()) / y()), ""),
        *part("right", ONE, u(), gap(y()), (gap(ONE), gap(u()))),
        *part("left", u(), ONE, -gap(y()), (-gap(u()), -gap(ONE))),
        *(
            sign(
                f"{name} case",
                goal,
                by=gap(u()) - gap(ONE),
                because="",
                facts=[use(f"{name} ends", given=("side",))],
                assume={"positive": gt(u(), 0), "side": side},
            )
            for name, side in (("right", le(ONE, u())), ("left", le(u(), ONE)))
        ),
        cite("a", "total-order", ["left case", "right case"], goal, ""),
    ]
    assert shows(toy(line("positive"), Implies(gt(u(), 0), goal)), *steps)
    assert refusal(toy(line("positive"), goal), *steps) == ""


@pytest.mark.parametrize("running", ["positive", "nonnegative"])
def test_an_interval_that_leaves_the_declared_range(running: str):
    """(y^2)' = 2y >= 0 for y > 0; but (-2)^2 > 1^2."""
    goal = le(u() ** 2, c() ** 2)
    steps = square_rises([])
    message = refusal(toy(line(running), Implies(le(u(), c()), goal)), *steps)
    assert message == "mean-value: x is declared with a sign, so a hypothesis must say that lo has it"


def square_rises(facts: list[str]) -> list[Step]:
    """y^2 rises from u up to c, if y is known not to be negative."""
    ends = {"low": le(u(), y()), "high": le(y(), c())}
    return [
        derive("rate", eq(Ddt(y() ** 2, "f"), 2 * y()), ""),
        sign(
            "rises",
            ge(Ddt(y() ** 2, "f"), 0),
            by=2 * y(),
            because="",
            facts=facts,
            using=["rate"],
            assume=ends,
        ),
        cite("a", "mean-value", ["rises"], le(u() ** 2, c() ** 2), ""),
    ]


def test_an_interval_that_leaves_the_hypotheses_of_the_domain():
    """y >= 0 is a hypothesis about the running y: it does not hold at a negative end."""
    claim = toy(line(), Implies(le(u(), c()), le(u() ** 2, c() ** 2)), hypotheses=(("start", ge(y(), 0)),))
    assert "'start' is about a quantity that moves" in refusal(claim, *square_rises(["start"]))


def test_a_pole_inside_the_interval():
    """(-1/y)' = 1/y^2 > 0, but -1/(-1) > -1/1: the formula is not defined in between."""
    goal = le(-1 / u(), -1 / c())
    ends = {"low": le(u(), y()), "high": le(y(), c())}
    inverse = sign("rises", ge(Ddt(-1 / y(), "f"), 0), by=square(1 / y()), because="", assume=ends)
    assert "division" in refusal(toy(line(), goal), inverse)
    positive = sign(
        "rises",
        ge(Ddt(-1 / y(), "f"), 0),
        by=square(1 / y()),
        because="",
        using=["rate"],
        assume={"start": gt(u(), 0), **ends},
    )
    steps = [
        derive("rate", eq(Ddt(-1 / y(), "f"), y() ** -2), ""),
        positive,
        cite("a", "mean-value", ["rises"], goal, ""),
    ]
    assert "division" in refusal(toy(line("positive"), Implies(le(u(), c()), goal)), *steps)
    ordered = And((gt(u(), 0), gt(c(), 0), le(u(), c())))
    assert "division" in refusal(toy(line("positive"), Implies(ordered, goal)), *steps)


# -- cases ------------------------------------------------------------------------------------------------------


def test_two_and_three_cases():
    """x tanh x >= 0: for x <= 0 and x >= 0, or for x < 0, x = 0 and x > 0."""
    goal = ge(x() * tanh(x()), 0)

    def case(name: str, assumed, by: Expr) -> Step:
        facts = [] if name == "zero" else [name]
        unfold = ["zero"] if name == "zero" else []
        return sign(
            f"case {name}", goal, by=by, because="", facts=facts, unfold=unfold, assume={name: assumed}
        )

    left, right = -x() * tanh(-x()), x() * tanh(x())
    two = [case("left", le(x(), 0), left), case("right", ge(x(), 0), right)]
    three = [case("less", lt(x(), 0), left), case("zero", eq(x(), 0), ZERO), case("more", gt(x(), 0), right)]
    for steps in (two, three):
        labels = [step.label for step in steps]
        assert shows(toy(SCALARS, goal), *steps, cite("a", "total-order", labels, goal, ""))
    for steps in (two[:1], three[1:], [three[0], three[2]]):
        labels = [step.label for step in steps]
        assert "total-order" in refusal(
            toy(SCALARS, goal), *steps, cite("a", "total-order", labels, goal, "")
        )


def test_complex_numbers_are_not_ordered():
    """ "chi < 0, chi = 0 or chi > 0" leaves out i."""
    goal = eq(chi(k, g), 1)
    signs = [
        identity(name, goal, "", using=["same"], assume={"h": h, "same": goal})
        for name, h in (("less", lt(chi(k, g), 0)), ("more", ge(chi(k, g), 0)))
    ]
    step = cite("a", "total-order", ["less", "more"], goal, "")
    message = refusal(toy(model(var("x")), goal, group="abelian"), *signs, step)
    assert message == "a hypothesis compares numbers that are not manifestly real"
    real = toy(model(var("x")), Implies(goal, goal), group="boolean")
    assert shows(real, *signs, step)


def test_the_largest_entry():
    """sum_j x_j <= K y where x_i <= y for all i: at the largest entry, which is then forgotten."""
    goal = le(total(x(j), j), K * c())
    bounded = forall(i, le(x(i), c()))
    step = sign(
        "at the largest",
        goal,
        by=total(x(e) - x(j), j) + K * (c() - x(e)),
        because="",
        facts=["largest", use("bound", at={i: e})],
        assume={"largest": forall(j, ge(x(e), x(j))), "bound": bounded},
    )
    last = cite("a", "finite-maximum", ["at the largest"], goal, "")
    assert shows(toy(FAMILIES, Implies(bounded, goal)), step, last)
    assert refusal(toy(FAMILIES, goal), step, last) == ""


def test_the_exponential_of_a_spectral_sum():
    """sum_g sum_h v_g v_h e^{sum_k chi_k(g - h)} >= 0 with weights 1, and s_k where these are not negative."""
    entry = total(s(k) * chi(k, g) * chi(k, -h), k)
    written = Sum(Mul((s(k), chi(k, g), chi(k, -h))), k.variable)
    goal = ge(Sum(Sum(Mul((v(g), v(h), exp(entry))), h.variable), g.variable), 0)
    steps = [
        identity("spectrum", eq(entry, written), ""),
        sign("weights", ge(s(k), 0), by=s(k), because=""),
        cite("a", "schur-product", ["spectrum", "weights"], goal, ""),
    ]
    for declared, good in (("nonnegative", True), ("real", False)):
        where = model(var("s", G, sign=declared), var("v", G))
        assert shows(toy(where, goal, group="abelian"), *steps) is good


# -- comparison -----------------------------------------------------------------------------------------------


def with_level(claim: Claim) -> Domain:
    """The domain of a claim, and a real number v0."""
    domain = claim.domain
    return replace(domain, model=domain.model | Model((Variable("v0"),)))


def test_v_stays_below_its_start():
    """V <= v0 at all times, if V(0) <= v0: the derivative of V is not positive, by another claim."""
    book = registered()
    falling = book["lyapunov-decrease"]
    level = lyapunov_decrease.V
    start, goal = le(level, v0), Pred("at-most-from", "modes", (level, v0, ZERO))
    claim = Claim(
        "bounded",
        "test",
        "bounded",
        "test",
        with_level(falling),
        (("a", Implies(start, goal)),),
        uses=("lyapunov-decrease",),
    )
    steps = [
        sign("start", start, by=v0 - level, because="", facts=["h"], assume={"h": start}),
        cite("a", "comparison", ["start", "lyapunov-decrease:decrease"], goal, ""),
    ]
    assert shows(claim, *steps, book=book)
    everywhere = replace(claim, parts=(("a", goal),))
    assert refusal(everywhere, *steps, book=book) == ""


def test_a_bound_that_lasts_bounds_more():
    """y' = -y^2: y <= c at all times, so y <= c + 1 from 5 on; and y^2 <= c^2 does not follow."""
    where = model(var("y"), var("c"), move=[define("y", (), -(y() ** 2))])
    start = le(y(), c())
    shown = at_most(y(), c() + 1, Num(Fraction(5)))
    steps = [
        sign("start", start, by=c() - y(), because="", facts=["h"], assume={"h": start}),
        derive("rate", eq(Ddt(y(), "f"), -(y() ** 2)), ""),
        sign("falls", le(Ddt(y(), "f"), 0), by=square(y()), because="", using=[use("rate", times=-1)]),
        cite("kept", "comparison", ["start", "falls"], at_most(y(), c()), ""),
        sign("more", le(y(), c() + 1), by=c() - y() + 1, because="", facts=["h"], assume={"h": start}),
        cite("a", "comparison", ["kept", "more"], shown, ""),
    ]
    assert shows(toy(where, Implies(start, shown)), *steps)
    assert refusal(toy(where, shown), *steps) == ""
    without = cite("a", "comparison", ["more"], shown, "")
    assert "must be one of the bounds" in refusal(toy(where, shown), *steps[:-1], without)


def test_the_time_inside_a_derivative_is_not_put_to_0():
    """(t y)' = y is not (0 y)' = 0 at the start: otherwise y <= 0 at all times, for every y at rest."""
    where = model(var("x"), var("y"), move=[define("x", (), ZERO)])
    inside = Ddt(t * y(), "f")
    steps = [
        derive("start", eq(Ddt(ZERO * y(), "f"), 0), ""),
        derive("falls", eq(Ddt(inside, "f"), 0), ""),
        cite("a", "comparison", ["start", "falls"], at_most(inside, ZERO), ""),
    ]
    assert "with t = 0" in refusal(toy(where, at_most(y(), ZERO)), *steps)


def test_a_rate_of_another_flow_is_not_at_rest():
    """hidden = dx/dt along "g" = y, and y' = -1 along "f": hidden >= 0 holds at one time only."""
    where = Model(
        (var("x"), var("y")),
        (define("hidden", (), Ddt(x(), "g")),),
        (Flow("f", (define("y", (), -ONE),)), Flow("g", (define("x", (), y()),))),
    )
    steps = [
        derive("opened", eq(Ddt(x(), "g"), y()), ""),
        identity("same", eq(hidden, y()), "", unfold=["hidden"], using=["opened"]),
        sign(
            "later",
            le(-y(), 0),
            by=hidden,
            because="",
            using=[use("same", times=-1)],
            facts=["h"],
            assume={"h": ge(hidden, 0)},
        ),
        cite("a", "comparison", ["later"], at_most(-y(), ZERO), ""),
    ]
    claim = toy(where, Implies(ge(hidden, 0), at_most(-y(), ZERO)))
    assert "must be one of the bounds" in refusal(claim, *steps)
    lasting = toy(where, at_most(-y(), ZERO), hypotheses=(("start", ge(hidden, 0)),))
    known = sign("later", le(-y(), 0), by=hidden, because="", using=[use("same", times=-1)], facts=["start"])
    assert "'start' is about a quantity that moves" in refusal(lasting, *steps[:2], known, steps[-1])


def test_a_formula_that_has_a_value_at_the_start_only():
    """log y falls where y > 0; that y > 0 at the start does not say so later (y' = -1)."""
    where = model(var("y"), var("c"), move=[define("y", (), -ONE)])
    positive = {"positive": gt(y(), 0)}
    bounded = le(log(y()), c())
    rate = eq(Ddt(log(y()), "f"), -1 / y())
    steps = [
        derive("rate", rate, "", assume=positive),
        sign(
            "falls",
            le(Ddt(log(y()), "f"), 0),
            by=1 / y(),
            because="",
            facts=["positive"],
            using=[use("rate", times=-1)],
            assume=positive,
        ),
        sign("start", bounded, by=c() - log(y()), because="", facts=["h"], assume={**positive, "h": bounded}),
        cite("a", "comparison", ["start", "falls"], at_most(log(y()), c()), ""),
    ]
    claim = toy(where, Implies(And((gt(y(), 0), bounded)), at_most(log(y()), c())))
    assert "must be one of the bounds" in refusal(claim, *steps)
    assert "division" in refusal(claim, derive("rate", rate, ""))


def test_families_fall_one_by_one():
    """x_i' = -x_i^2 for every i: each x_i stays below c, if all start there; "for one i" is not closed."""
    where = model(var("x", CLASSES), var("c"), move=[define("x", (i,), -(x(i) ** 2))])
    start = le(x(i), c())

    def steps(assumed) -> list[Step]:
        return [
            sign("start", start, by=c() - x(i), because="", facts=["h"], assume={"h": assumed}),
            derive("rate", eq(Ddt(x(i), "f"), -(x(i) ** 2)), ""),
            sign("falls", le(Ddt(x(i), "f"), 0), by=square(x(i)), because="", using=[use("rate", times=-1)]),
            cite("a", "comparison", ["start", "falls"], at_most(x(i), c()), ""),
        ]

    for assumed in (start, forall(i, start)):
        assert "closed" in refusal(toy(where, Implies(assumed, at_most(x(i), c()))), *steps(assumed))
