"""Comparison along a flow: which bounds last, and what is no barrier."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.algebra.expr import Ddt, Extremum, Num, Partial, Sym, atom, exp, log, total
from symflow.algebra.indexing import CLASSES, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, eq, ge, gt, le, lt
from symflow.claim.assumed import ASSUMED
from symflow.claim.citable.visible import rests

x, y, c, v = (atom(name)() for name in ("x", "y", "c", "v"))
hidden_x, hidden_t, hidden_rate = (atom(name)() for name in ("hx", "ht", "hr"))
a, b = atom("a"), atom("b")
i, j = indices("i j", CLASSES)
t, K = Sym("t"), Sym("K")
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


def model() -> Model:
    """x and a_i move along "f"; y moves along "g" at the rate x; c, v and b_i rest."""
    variables = (
        Variable("x"),
        Variable("y"),
        Variable("c"),
        Variable("v"),
        Variable("a", (CLASSES,)),
        Variable("b", (CLASSES,)),
    )
    definitions = (
        Definition("hx", (), c + x**2),
        Definition("ht", (), t * c),
        Definition("hr", (), Ddt(y, "g")),
    )
    flows = (
        Flow("f", (Definition("x", (), -x), Definition("a", (i.variable,), -a(i)))),
        Flow("g", (Definition("y", (), x),)),
    )
    return Model(variables, definitions, flows)


def hypothesis(h: Rel | Hypothesis) -> Hypothesis:
    """A relation as a hypothesis."""
    return Hypothesis((), h) if isinstance(h, Rel) else h


def given(*relations: Rel | Hypothesis, then: Rel | Pred) -> Sequent:
    """A premise under hypotheses."""
    return Sequent(tuple(map(hypothesis, relations)), then)


def at_most(formula, bound=c, start=ZERO, flow="f") -> Pred:
    """formula <= bound at all times t >= start."""
    return Pred("at-most-from", flow, (formula, bound, start))


def allowed(premises: list[Sequent], conclusion: Rel | Pred) -> list[Rel] | None:
    """The hypotheses that the conclusion carries; None if comparison does not allow it."""
    out = ASSUMED["comparison"].check(tuple(premises), conclusion, model())
    return None if isinstance(out, str) else [h.relation for h in out]


def falls(formula, *more: Rel | Hypothesis, op=le, flow="f") -> Sequent:
    """F' <= 0."""
    return given(*more, then=op(Ddt(formula, flow), 0))


def starts(formula, *more: Rel | Hypothesis, bound=c, op=le) -> Sequent:
    """F <= c at the start."""
    return given(*more, then=op(formula, bound))


# -- barriers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("formula", [x, x**2 + c, exp(x), hidden_x, a(i), total(a(i), i), Ddt(x, "f"), y])
def test_what_falls_stays_below_its_start(formula):
    """With a derivative that is <= 0, < 0 or 0, from a start that is below, equal or strictly below."""
    for op in (le, lt, eq):
        assert allowed([starts(formula), falls(formula, op=op)], at_most(formula)) == []
        assert allowed([starts(formula, op=op), falls(formula)], at_most(formula)) == []


def test_the_start_is_at_time_0():
    """F(t, x) <= c for t = 0, also where t stands inside; a t inside a derivative stays."""
    formula = x * exp(-t) + t
    start = x * exp(-ZERO) + ZERO
    assert allowed([starts(start), falls(formula)], at_most(formula)) == []
    assert allowed([starts(formula), falls(formula)], at_most(formula)) is None
    inside = Ddt(t * c, "f")
    assert allowed([starts(Ddt(ZERO * c, "f")), falls(inside)], at_most(inside)) is None
    assert allowed([starts(inside), falls(inside)], at_most(inside)) == []


def test_hypotheses_about_the_start_are_carried():
    """They may be about what moves, and hold at time 0 only; what rests is carried from both premises."""
    premises = [starts(x, le(x, v), gt(x, 0)), falls(x, gt(v, 0), gt(K, 2))]
    assert allowed(premises, at_most(x)) == [le(x, v), gt(x, 0), gt(v, 0), gt(K, 2)]
    assert allowed([starts(x), falls(x, ge(t, 0))], at_most(x)) == []


@pytest.mark.parametrize(
    "assumed",
    [
        gt(x, 0),
        le(x, c),
        ge(a(i), 0),
        Hypothesis((i.variable,), ge(a(i), 0)),
        ge(hidden_x, 0),
        ge(hidden_t, 0),
        ge(hidden_rate, 0),
        ge(Ddt(y, "g"), 0),
        ge(Ddt(v, "f"), 0),
        ge(Partial(x * c, c), 0),
        gt(t, 0),
        ge(t, 1),
        le(t, 0),
        eq(t, 0),
        ge(v, t),
        gt(b(i), 0),
        Hypothesis((i.variable,), gt(b(i), 0)),
    ],
)
def test_a_rate_under_hypotheses_that_may_fail_later(assumed):
    """What moves, the time, rates, and what is not closed."""
    assert allowed([starts(x), falls(x, assumed)], at_most(x)) is None


@pytest.mark.parametrize(
    "assumed",
    [
        gt(b(i), 0),
        gt(a(i), 0),
        Hypothesis((i.variable,), gt(a(i), 0)),
        ge(t, 0),
        eq(t, 5),
        le(x, t),
        ge(hidden_t, 0),
        ge(Ddt(x, "f"), 0),
        ge(hidden_rate, 0),
    ],
)
def test_a_start_under_hypotheses_that_are_not_about_the_start(assumed):
    """Those with free indices, with the time, with rates."""
    assert allowed([starts(x, assumed), falls(x)], at_most(x)) is None


@pytest.mark.parametrize("bound", [x, a(i), t, hidden_x, hidden_t, hidden_rate, Ddt(c, "f"), c + 0 * x])
def test_a_bound_that_moves_is_no_bound(bound):
    """Visibly, in a definition, as a rate of another flow."""
    assert allowed([starts(c, bound=bound), falls(c)], at_most(c, bound)) is None
    assert allowed([starts(c, bound=bound)], at_most(c, bound)) is None
    assert allowed([starts(c, ge(t, bound))], at_most(c, c, bound)) is None


def test_what_rests():
    """Along "f": parameters, what it does not move, and formulas in these."""
    for formula in (c, y, b(i), K, total(b(i) * c, i), exp(c), Extremum("max", b(i), i.variable), ONE):
        assert rests(formula, model(), "f")
        assert allowed([starts(x, bound=formula), falls(x)], at_most(x, formula)) == []
    for formula in (y, hidden_rate, t, Ddt(x, "g")):
        assert not rests(formula, model(), "g")


@pytest.mark.parametrize(
    ("premises", "conclusion"),
    [
        ([], at_most(x)),
        ([falls(x)], at_most(x)),
        ([falls(x), starts(x)], at_most(x, ONE)),
        ([starts(x), falls(x)], at_most(x, v)),
        ([starts(x), falls(x)], at_most(y)),
        ([starts(x), falls(x)], at_most(x, flow="g")),
        ([starts(x), falls(x, flow="g")], at_most(x)),
        ([starts(x), falls(y)], at_most(x)),
        ([starts(y), falls(x)], at_most(x)),
        ([starts(x, op=ge), falls(x)], at_most(x)),
        ([starts(x), falls(x, op=ge)], at_most(x)),
        ([starts(x), falls(x, op=gt)], at_most(x)),
        ([starts(x), given(then=le(Ddt(x, "f"), 1))], at_most(x)),
        ([starts(x), given(then=ge(0, Ddt(x, "f")))], at_most(x)),
        ([starts(x), falls(x)], at_most(x, start=ONE)),
        ([starts(x), falls(x)], at_most(x, start=c)),
        ([starts(x), starts(x), falls(x)], at_most(x)),
        ([starts(x), falls(x)], Pred("at-most-from", "f", (x, c))),
        ([starts(x), falls(x)], Pred("non-increasing", "f", (x,))),
        ([starts(x), falls(x)], le(x, c)),
    ],
)
def test_no_barrier(premises, conclusion):
    """Premises missing, exchanged, in the wrong direction, of another quantity or flow, or at a later time."""
    assert allowed(premises, conclusion) is None


@pytest.mark.parametrize("kind", ["max", "min"])
def test_max_and_min_are_refused(kind):
    """Their derivative is one-sided."""
    formula = log(Extremum(kind, a(i), i.variable))
    assert allowed([starts(formula), falls(formula)], at_most(formula)) is None


# -- what follows from bounds that last ---------------------------------------------------------------------


def test_bounds_that_last_may_be_assumed_later():
    """Where x <= c and y <= v at all times, so is what follows; the starts of the bounds are carried."""
    kept = [given(gt(x, 0), then=at_most(x)), given(then=at_most(y, v))]
    last = given(le(x, c), le(y, v), ge(t, 0), gt(c, 1), then=le(x + y, c + v))
    assert allowed([*kept, last], at_most(x + y, c + v)) == [gt(x, 0), gt(c, 1)]
    rate = falls(x * y, le(x, c), ge(t, 0))
    assert allowed([*kept, starts(x * y, gt(y, 0)), rate], at_most(x * y)) == [gt(x, 0), gt(y, 0)]


def test_what_holds_from_a_time_on():
    """t >= T may be assumed, with a T that rests."""
    last = given(ge(t, v), then=le(x, c))
    assert allowed([last], at_most(x, start=v)) == []
    assert allowed([given(then=le(x, c))], at_most(x, start=v)) == []
    assert allowed([last], at_most(x)) is None
    assert allowed([given(ge(t, c), then=le(x, c))], at_most(x, start=v)) is None
    assert allowed([given(gt(t, v), then=le(x, c))], at_most(x, start=v)) is None


@pytest.mark.parametrize(
    "kept",
    [
        at_most(x, flow="g"),
        at_most(x, start=ONE),
        at_most(x, start=v),
        at_most(x, v),
        at_most(x + 0),
        at_most(y),
        Pred("non-increasing", "f", (x,)),
        Pred("sign-preserved", "f", (x, c, ZERO)),
        le(x, c),
    ],
)
def test_other_facts_do_not_lend_the_bound(kept):
    """Of another flow, from later on, another bound, another quantity, another fact."""
    last = given(le(x, c), then=le(x + v, c + v))
    conclusion = at_most(x + v, c + v)
    assert allowed([given(then=at_most(x)), last], conclusion) == []
    assert allowed([given(then=kept), last], conclusion) is None


@pytest.mark.parametrize(
    "assumed",
    [
        lt(x, c),
        eq(x, c),
        ge(x, c),
        ge(c, x),
        le(c, x),
        le(x, v),
        Hypothesis((i.variable,), le(x, c)),
    ],
)
def test_only_the_bound_itself_is_lent(assumed):
    """Neither strictly, nor the other way round, nor in other words."""
    last = given(assumed, then=le(x + v, c + v))
    assert allowed([given(then=at_most(x)), last], at_most(x + v, c + v)) is None


@pytest.mark.parametrize("op", [ge, gt])
def test_the_last_premise_reads_f_at_most_c(op):
    """In this direction, with this bound."""
    assert allowed([given(then=op(x, c))], at_most(x)) is None
    assert allowed([given(then=le(x, v))], at_most(x)) is None
    assert allowed([given(then=le(c, x))], at_most(x)) is None


@pytest.mark.parametrize("assumed", [gt(a(i), 0), gt(b(i), 0), ge(t, 0), ge(Ddt(x, "f"), 0)])
def test_a_bound_under_hypotheses_that_are_not_about_the_start(assumed):
    """A fact at-most-from that was taken over may carry more than comparison lets through."""
    kept = given(assumed, then=at_most(x))
    last = given(le(x, c), then=le(x + v, c + v))
    assert allowed([kept, last], at_most(x + v, c + v)) is None
