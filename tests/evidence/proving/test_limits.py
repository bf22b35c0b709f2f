"""Whole proofs of limits: two that go through, and false limits that must not, each for its own reason."""

from __future__ import annotations

from fractions import Fraction

import pytest
from toys import CLASSES, ONE, ZERO, c, define, i, model, refusal, shows, t, toy, u, var, x, y

from symflow.algebra.expr import Ddt, Expr, Extremum, atom, exp, log
from symflow.algebra.quantities import Flow, Model
from symflow.algebra.statement import Implies, Pred, Rel, Sequent, Statement, eq, ge, gt, le
from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.proving.proof import cite, derive, sign
from symflow.evidence.proving.steps import Step, use

b, hidden = atom("b")(), atom("hidden")()
NOT_KEPT = "must be one of the bounds that are kept"
FALLING = model(var("x", sign="positive"), var("c"), move=[define("x", (), -x())])  # x = x(0) e^{-t}


def limit(formula: Expr, flow: str = "f") -> Pred:
    """It tends to a finite limit > 0."""
    return Pred("tends-to-positive", flow, (formula,))


def rate(name: str, formula: Expr, fall: Expr, *facts: str, **assume: Statement) -> list[Step]:
    """formula' = -fall <= 0, where fall is manifestly not negative."""
    return [
        derive(f"{name} rate", eq(Ddt(formula, "f"), -fall), "", assume=assume),
        sign(
            name, le(Ddt(formula, "f"), 0), by=fall, because="", facts=facts,
            using=[use(f"{name} rate", times=-1)], assume={f"{n} again": s for n, s in assume.items()},
        ),
    ]  # fmt: skip


def assumed(name: str, relation: Rel) -> Step:
    """A relation as a premise that assumes itself."""
    gap = relation.left - relation.right if relation.op == ">=" else relation.right - relation.left
    given = {f"{name}, assumed": relation}
    return sign(name, relation, by=gap, because="", facts=list(given), assume=given)


def end(formula: Expr, *kept: str, flow: str = "f") -> Step:
    """The limit from the three facts with these names."""
    premises = [*kept, "falls", "climbs", "sign"]
    return cite("end", "bounded-variation", premises, limit(formula, flow), "")


# -- what is true -----------------------------------------------------------------------------------------------


def exponential() -> list[Step]:
    """(log e^x + x)' = -2x and (-log e^x + x)' = 0, with x > 0."""
    f = exp(x())
    return [
        *rate("falls", log(f) + x(), 2 * x()),
        *rate("climbs", -log(f) + x(), ZERO),
        sign("sign", ge(x(), 0), by=x(), because=""),
        end(f),
    ]


def test_an_exponential_has_a_limit() -> None:
    """x' = -x, x > 0: e^x tends to a positive limit. Other quantities and flows are not meant."""
    assert shows(toy(FALLING, limit(exp(x()))), *exponential())
    for formula in (x(), exp(-x()), exp(x()) - 1, exp(x()) * t):
        refusal(toy(FALLING, limit(formula)), *exponential())


def test_without_one_of_them_there_is_no_limit() -> None:
    """Every step is needed, and in its place."""
    steps = exponential()
    for missing in range(len(steps) - 1):
        refusal(toy(FALLING, limit(exp(x()))), *steps[:missing], *steps[missing + 1 :])


RUNNING = Model(
    (var("y"), var("b", sign="positive")), (), (Flow("f", (define("y", (), ONE),)),)
)  # y = y(0) + t
LATE = le(-y(), -b)


def inverse() -> list[Step]:
    """y >= b at all times, so that (log e^{1/y} + 1/y)' = -2/y^2 <= 0 and (-log e^{1/y} + 1/y)' = 0."""
    g = 1 / y()
    away = {"late": LATE}
    positive = [
        sign("above", gt(y(), 0), by=(y() - b) + b, because="", facts=["late"], assume=away),
        sign("sign", ge(g, 0), by=g, because="", facts=["above"], assume={"late again": LATE}),
    ]
    sums = [
        *rate("falls", log(exp(g)) + g, 2 / y() ** 2, "above", early=LATE),
        *rate("climbs", -log(exp(g)) + g, ZERO, "above", soon=LATE),
    ]
    kept = [
        assumed("starts", LATE),
        *rate("grows", -y(), ONE),
        cite("kept", "comparison", ["starts", "grows"], Pred("at-most-from", "f", (-y(), -b, ZERO)), ""),
    ]
    return [*positive, *sums, *kept, end(exp(g), "kept")]


def test_a_limit_from_a_bound_that_is_kept() -> None:
    """y' = 1, y(0) >= b > 0: e^{1/y} tends to a positive limit; the start is a hypothesis of the conclusion."""
    goal = Implies(LATE, limit(exp(1 / y())))
    steps = inverse()
    assert shows(toy(RUNNING, goal), *steps)
    refusal(toy(RUNNING, limit(exp(1 / y()))), *steps)
    alone = cite("end", "bounded-variation", ["falls", "climbs", "sign"], limit(exp(1 / y())), "")
    assert NOT_KEPT in refusal(toy(RUNNING, goal), *steps[:-1], alone)
    lent = sign("lent", gt(y(), 0), by=y(), because="", facts=[use("above", given=("kept",))])
    assert "supplies no hypothesis" in refusal(toy(RUNNING, goal), *steps[:-1], lent)


# -- what is false ----------------------------------------------------------------------------------------------


def to_zero(*last: Step) -> list[Step]:
    """x -> 0, with g = log x: (2 log x)' = -2 and 0' = 0; only g >= 0 fails, in the end."""
    return [*rate("falls", log(x()) + log(x()), 2 * ONE), *rate("climbs", -log(x()) + log(x()), ZERO), *last]


def test_a_potential_that_is_positive_at_the_start_only() -> None:
    """x(0) >= 1 and log x >= 0 do not last; as a hypothesis of the domain neither does it."""
    later = ge(log(x()), 0)
    steps = to_zero(assumed("sign", later), end(x()))
    for statement in (limit(x()), Implies(later, limit(x()))):
        assert NOT_KEPT in refusal(toy(FALLING, statement), *steps)
    domain = toy(FALLING, limit(x()), hypotheses=(("sign", later),))
    assert "holds at one time only" in refusal(domain, *to_zero(end(x())))
    assert "not manifestly" in refusal(
        toy(FALLING, limit(x())), *to_zero(sign("sign", later, by=log(x()), because=""))
    )


def test_a_bound_that_is_kept_elsewhere_is_not_lent() -> None:
    """Along x' = x, log x >= 0 is kept. Along x' = -x it is not, and the fact is not taken over."""
    rising = model(var("x", sign="positive"), var("c"), move=[define("x", (), x())])
    bound = Implies(ge(log(x()), 0), Pred("at-most-from", "f", (-log(x()), ZERO, ZERO)))
    proof = [
        sign("starts", le(-log(x()), 0), by=log(x()), because="", facts=["s"], assume={"s": ge(log(x()), 0)}),
        *rate("rises", -log(x()), ONE),
        cite(
            "end", "comparison", ["starts", "rises"], Pred("at-most-from", "f", (-log(x()), ZERO, ZERO)), ""
        ),
    ]
    book = {"rising": toy(rising, bound, name="rising")}
    assert shows(book["rising"], *proof)
    later = le(-log(x()), 0)
    lent = sign("sign", ge(log(x()), 0), by=log(x()), because="", facts=["later"], assume={"later": later})
    goal = Implies(ge(log(x()), 0), limit(x()))
    steps = to_zero(lent, end(x(), "rising:a"))
    assert "no fact is called 'rising:a'" in refusal(toy(FALLING, goal, uses=("rising",)), *steps, book=book)
    assert NOT_KEPT in refusal(toy(FALLING, goal), *to_zero(lent, end(x())))


def test_the_time_is_no_potential() -> None:
    """g = c - t falls as fast as log x; it is not negative until t = c only. Nor is a y that runs in its place."""
    for g, where in ((c() - t, FALLING), (hidden, hiding(c() - t)), (y(), beside(-ONE))):
        steps = [
            *rate("falls", log(x()) + g, 2 * ONE),
            *rate("climbs", -log(x()) + g, ZERO),
            assumed("sign", ge(g, 0)),
            end(x()),
        ]
        refused = refusal(toy(where, Implies(ge(g, 0), limit(x()))), *steps)
        assert (NOT_KEPT if g == y() else "without the time") in refused


def hiding(body: Expr) -> Model:
    """x' = -x, and a definition."""
    return model(
        var("x", sign="positive"), var("c"), define=[define("hidden", (), body)], move=[define("x", (), -x())]
    )


def beside(speed: Expr) -> Model:
    """x' = -x, and y at a constant speed."""
    return model(var("x", sign="positive"), var("y"), move=[define("x", (), -x()), define("y", (), speed)])


def test_a_negative_potential() -> None:
    """y' = -1, g = y - c, or g = -x^2 - ...: without g >= 0 everything else goes through."""
    where = model(
        var("x", sign="positive"), var("y"), var("c"), move=[define("x", (), -x()), define("y", (), -ONE)]
    )
    steps = [*rate("falls", log(x()) + y(), 2 * ONE), *rate("climbs", -log(x()) + y(), ZERO)]
    least = assumed("sign", ge(y(), c()))
    refused = refusal(toy(where, limit(x())), *steps, least, end(x()))
    assert "must read g >= 0" in refused
    for wrong in (le(y(), 0), ge(y() ** 2, 0)):
        assert refusal(toy(where, limit(x())), *steps, assumed("sign", wrong), end(x()))


def test_an_oscillation() -> None:
    """x' = y, y' = -x: e^x falls where y <= 0 and rises where y >= 0; neither lasts."""
    where = model(var("x"), var("y"), move=[define("x", (), y()), define("y", (), -x())])
    f = exp(x())
    steps = [
        derive("up", eq(Ddt(log(f) + 0, "f"), y()), ""),
        derive("down", eq(Ddt(-log(f) + 0, "f"), -y()), ""),
        sign("falls", le(Ddt(log(f) + 0, "f"), 0), by=-y(), because="", facts=["low"], using=[use("up", times=-1)],
             assume={"low": le(y(), 0)}),
        sign("climbs", le(Ddt(-log(f) + 0, "f"), 0), by=y(), because="", facts=["high"],
             using=[use("down", times=-1)], assume={"high": ge(y(), 0)}),
        sign("sign", ge(ZERO, 0), by=ZERO, because=""),
        end(f),
    ]  # fmt: skip
    assert NOT_KEPT in refusal(toy(where, limit(f)), *steps)
    at_rest = Implies(eq(y(), 0), limit(f))
    assert NOT_KEPT in refusal(toy(where, at_rest), *steps)


def test_growth_without_bound() -> None:
    """x' = 1: e^x tends to infinity; -log e^x + g falls, log e^x + g does not unless g < 0 in the end."""
    where = model(var("x"), var("y"), move=[define("x", (), ONE), define("y", (), -ONE)])
    f = exp(x())
    steps = [*rate("falls", log(f) + y(), ZERO), *rate("climbs", -log(f) + y(), 2 * ONE)]
    assert NOT_KEPT in refusal(toy(where, limit(f)), *steps, assumed("sign", ge(y(), 0)), end(f))
    assert "not manifestly" in refusal(
        toy(where, limit(f)), *steps, sign("sign", ge(y(), 0), by=y(), because="")
    )


def test_the_flow_is_that_of_the_premises() -> None:
    """What falls along "f" need not fall along "g"."""
    flows = (Flow("f", (define("x", (), -x()),)), Flow("g", (define("x", (), x()),)))
    where = Model((var("x", sign="positive"), var("c")), (), flows)
    assert shows(toy(where, limit(exp(x()))), *exponential())
    refused = refusal(toy(where, limit(exp(x()), "g")), *exponential()[:-1], end(exp(x()), flow="g"))
    assert "the premises before the last must read" in refused


# -- formulas without a value -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        (x(), "log of a formula that is not manifestly positive"),
        (x() ** 2, "log of a formula that is not manifestly positive"),
        (exp(1 / x()), "a division by a formula that may be zero"),
        (exp(x() ** Fraction(1, 2)), "a root of a formula that may be negative"),
    ],
)
def test_a_formula_must_have_a_value(formula: Expr, why: str) -> None:
    """log F, F and g are defined at all times, or no premise can be stated without a hypothesis that may fail."""
    where = model(var("x"), var("u"), move=[define("x", (), -x())])
    premise = log(formula) + u()
    assert why in refusal(toy(where, limit(formula)), sign("s", le(premise, 0), by=u(), because=""))
    planted = {
        "falls": le(Ddt(log(formula) + u() ** 2, "f"), 0),
        "climbs": le(Ddt(-log(formula) + u() ** 2, "f"), 0),
        "sign": ge(u() ** 2, 0),
    }
    checker = ExactChecker(toy(where, limit(formula)), {})
    checker.world.facts.update({name: Sequent((), relation) for name, relation in planted.items()})
    results = checker.run([end(formula)])
    assert [r.holds for r in results] == [False]
    assert results[0].message in ("a division by a formula that may be zero", why)


def test_premises_that_speak_of_nothing_are_refused() -> None:
    """A premise from elsewhere must have a value here: x > 0 there, and only x >= 0 here."""
    there = model(var("x", sign="positive"), var("c"), move=[define("x", (), ZERO)])
    here = model(var("x", sign="nonnegative"), var("c"), move=[define("x", (), ZERO)])
    facts = toy(
        there, le(Ddt(log(x()) + c() ** 2, "f"), 0), le(Ddt(-log(x()) + c() ** 2, "f"), 0), name="there"
    )
    book: dict[str, Claim] = {"there": facts}
    steps = [
        sign("sign", ge(c() ** 2, 0), by=c() ** 2, because=""),
        cite("end", "bounded-variation", ["there:a", "there:b", "sign"], limit(x()), ""),
    ]
    assert shows(toy(there, limit(x()), uses=("there",)), *steps, book=book)
    assert "no fact is called" in refusal(toy(here, limit(x()), uses=("there",)), *steps, book=book)


def test_a_maximum_is_no_formula() -> None:
    """Neither visibly nor inside a definition: its derivative is one-sided, and no step carries it out."""
    a = atom("a")
    top = Extremum("max", exp(a(i)), i.variable)
    where = model(
        var("a", CLASSES), define=[define("hidden", (), top)], move=[define("a", (i,), ZERO * a(i))]
    )
    for formula in (top, hidden):
        stated = derive("d", eq(Ddt(log(formula) + 0, "f"), Ddt(log(formula) + 0, "f")), "")
        assert "cannot be differentiated" in refusal(toy(where, limit(formula)), stated)


def test_a_predicate_is_entailed_by_the_same_formula_only() -> None:
    """y x / x has no value once x has passed 0, so y <= y at all times does not say y x / x <= y at all times."""
    moving = model(var("x"), var("y"), move=[define("x", (), -ONE)])
    steps = [
        sign("start", le(y(), y()), by=ZERO, because=""),
        derive("rate of y", eq(Ddt(y(), "f"), 0), ""),
        sign("rate", le(Ddt(y(), "f"), 0), by=ZERO, because="", using=[use("rate of y", times=-1)]),
        cite("end", "comparison", ["start", "rate"], Pred("at-most-from", "f", (y(), y(), ZERO)), ""),
    ]
    for formula, wanted in ((y(), True), (y() * x() / x(), False)):
        claim = toy(moving, Implies(gt(x(), 0), Pred("at-most-from", "f", (formula, y(), ZERO))))
        assert shows(claim, *steps) is wanted
