"""bounded-variation: which pairs of sums have limits, and what merely looks like such a pair."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.algebra.expr import Ddt, Extremum, Num, Partial, Sym, atom, exp, log, total
from symflow.algebra.indexing import CLASSES, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, eq, ge, gt, le, lt
from symflow.claim.assumed import ASSUMED, lasting
from symflow.claim.domain import Domain

x, y, c, v = (atom(name)() for name in ("x", "y", "c", "v"))
hidden_x, hidden_t, hidden_rate, hidden_slope, hidden_top, deep = (
    atom(name)() for name in ("hx", "ht", "hr", "hp", "hm", "deep")
)
a, b = atom("a"), atom("b")
i, j = indices("i j", CLASSES)
t, K = Sym("t"), Sym("K")
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


def model() -> Model:
    """x and a_i move along "f"; y moves along "g" at the rate x; c, v and b_i rest."""
    variables = (
        *(Variable(name) for name in ("x", "y", "c", "v")),
        Variable("a", (CLASSES,)),
        Variable("b", (CLASSES,)),
    )
    definitions = (
        Definition("hx", (), c + x**2),
        Definition("ht", (), t * c),
        Definition("hr", (), Ddt(y, "g")),
        Definition("hp", (), Partial(x * c, c)),
        Definition("hm", (), Extremum("max", a(i), i.variable)),
        Definition("deep", (), 1 + hidden_t),
    )
    flows = (
        Flow("f", (Definition("x", (), -x), Definition("a", (i.variable,), -a(i)))),
        Flow("g", (Definition("y", (), x),)),
    )
    return Model(variables, definitions, flows)


def given(*relations: Rel | Hypothesis, then: Rel | Pred) -> Sequent:
    """A premise under hypotheses."""
    return Sequent(tuple(Hypothesis((), h) if isinstance(h, Rel) else h for h in relations), then)


def limit(formula=x, flow="f") -> Pred:
    """The conclusion."""
    return Pred("tends-to-positive", flow, (formula,))


def at_most(formula, bound=c, start=ZERO, flow="f") -> Pred:
    """formula <= bound at all times t >= start."""
    return Pred("at-most-from", flow, (formula, bound, start))


def falls(*more: Rel | Hypothesis, f=x, g=y, op=le, flow="f") -> Sequent:
    """(log F + g)' <= 0."""
    return given(*more, then=op(Ddt(log(f) + g, flow), 0))


def climbs(*more: Rel | Hypothesis, f=x, g=y, op=le, flow="f") -> Sequent:
    """(-log F + g)' <= 0."""
    return given(*more, then=op(Ddt(-log(f) + g, flow), 0))


def sign(*more: Rel | Hypothesis, g=y, op=ge) -> Sequent:
    """g >= 0."""
    return given(*more, then=op(g, 0))


def allowed(premises: list[Sequent], conclusion: Rel | Pred | None = None) -> list[Rel] | None:
    """The hypotheses that the conclusion carries; None if it is refused."""
    said = limit() if conclusion is None else conclusion
    out = ASSUMED["bounded-variation"].check(tuple(premises), said, model())
    return None if isinstance(out, str) else [h.relation for h in out]


# -- what is allowed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("f", "g"),
    [
        (x, y),
        (exp(x) + c, c * y),
        (hidden_x, hidden_x),
        (total(exp(a(i)), i), total(a(i) ** 2, i)),
        (K, ZERO),
    ],
)
def test_two_sums_that_fall_and_a_potential(f, g):
    """F tends to a positive limit where log F + g and -log F + g fall and g >= 0; strictly and with = as well."""
    three = [falls(f=f, g=g), climbs(f=f, g=g), sign(g=g)]
    assert allowed(three, limit(f)) == []
    for op in (lt, eq):
        assert allowed([falls(f=f, g=g, op=op), *three[1:]], limit(f)) == []
        assert allowed([three[0], climbs(f=f, g=g, op=op), three[2]], limit(f)) == []
    for op in (gt, eq):
        assert allowed([*three[:2], sign(g=g, op=op)], limit(f)) == []


def test_hypotheses_are_kept_bounds_or_about_the_start():
    """Bounds that are kept and t >= 0 are met at all times; the rest is carried, from every premise, once."""
    kept = [given(gt(x, 0), then=at_most(x)), given(eq(y, v), then=at_most(y, v))]
    last = [
        falls(le(x, c), gt(c, 1)),
        climbs(le(y, v), le(x, c), ge(t, 0)),
        sign(le(y, v), gt(c, 1), gt(K, 2)),
    ]
    assert allowed([*kept, *last]) == [gt(x, 0), eq(y, v), gt(c, 1), gt(K, 2)]
    assert allowed([*kept, falls(), climbs(), sign()]) == [gt(x, 0), eq(y, v)]


def test_a_kept_bound_for_every_index():
    """A fact about every a_i, and a hypothesis about one: what does not mention i holds all the same."""
    kept = given(then=at_most(a(i)))
    assert allowed([kept, falls(le(a(i), c)), climbs(), sign()]) == []
    assert allowed([kept, falls(Hypothesis((i.variable,), le(a(i), c))), climbs(), sign()]) is None


# -- premises missing or bent -------------------------------------------------------------------------------

three = [falls(), climbs(), sign()]


@pytest.mark.parametrize(
    "premises",
    [
        [],
        three[:1],
        three[:2],
        three[1:],
        [falls(), sign()],
        [falls(), falls(), sign()],
        [climbs(), climbs(), sign()],
        [climbs(), falls(), sign()],
        [sign(), falls(), climbs()],
        [*three, sign()],
        [falls(), *three],
        [sign(), *three],
        [*three, given(then=at_most(x))],
        [given(then=at_most(x)), falls(), climbs()],
    ],
)
def test_all_three_are_needed_in_order(premises):
    """None missing, none exchanged, nothing but kept bounds before."""
    assert allowed(three) == []
    assert allowed(premises) is None


@pytest.mark.parametrize(
    "bent",
    [
        falls(op=ge),
        falls(op=gt),
        falls(flow="g"),
        falls(f=x + 0),
        falls(f=y, g=x),
        falls(g=c),
        falls(g=y + 0),
        falls(g=-y),
        given(then=le(Ddt(log(x) + y, "f"), 1)),
        given(then=le(Ddt(log(x) + y, "f"), c)),
        given(then=ge(0, Ddt(log(x) + y, "f"))),
        given(then=le(0, Ddt(log(x) + y, "f"))),
        given(then=le(Ddt(y + log(x), "f"), 0)),
        given(then=le(Ddt(x + y, "f"), 0)),
        given(then=le(Ddt(log(x), "f"), 0)),
        given(then=le(log(x) + y, 0)),
        given(then=le(-Ddt(log(x) + y, "f"), 0)),
        given(then=Pred("non-increasing", "f", (log(x) + y,))),
    ],
)
def test_the_first_reads_the_sum(bent):
    """d/dt (log F + g) <= 0, along the same flow, letter by letter."""
    assert allowed([bent, *three[1:]]) is None


@pytest.mark.parametrize(
    "bent",
    [
        climbs(op=ge),
        climbs(op=gt),
        climbs(flow="g"),
        climbs(f=x + 0),
        climbs(g=c),
        climbs(g=2 * y),
        climbs(g=-y),
        given(then=le(Ddt(-log(x) - y, "f"), 0)),
        given(then=le(Ddt(-(log(x) + y), "f"), 0)),
        given(then=ge(Ddt(log(x) - y, "f"), 0)),
        given(then=le(Ddt(-log(x) + y, "f"), c)),
        given(then=le(Ddt(-log(x) + y, "g"), 0)),
    ],
)
def test_the_second_reads_the_difference(bent):
    """d/dt (-log F + g) <= 0, with the same g."""
    assert allowed([three[0], bent, three[2]]) is None


@pytest.mark.parametrize(
    "bent",
    [
        sign(op=le),
        sign(op=lt),
        sign(g=x),
        sign(g=-y),
        sign(g=y + 0),
        given(then=ge(y, c)),
        given(then=ge(y, -1)),
        given(then=ge(0, y)),
        given(then=le(0, y)),
        given(then=le(-y, 0)),
        given(then=at_most(-y, ZERO)),
    ],
)
def test_the_third_reads_g_at_least_0(bent):
    """In these words."""
    assert allowed([*three[:2], bent]) is None


@pytest.mark.parametrize(
    "conclusion",
    [
        limit(y),
        limit(1 / x),
        limit(x + 0),
        limit(flow="g"),
        Pred("tends-to-positive", "f", ()),
        Pred("tends-to-positive", "f", (x, y)),
        Pred("tends-to-positive", "f", (x, x)),
        Pred("increasing", "f", (x,)),
        Pred("non-increasing", "f", (x,)),
        Pred("sign-preserved", "f", (x,)),
        at_most(x),
        gt(x, 0),
    ],
)
def test_it_concludes_nothing_else(conclusion):
    """Neither of another quantity or flow, nor another fact."""
    assert allowed(three, conclusion) is None


# -- formulas -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "formula",
    [
        a(i),
        b(i),
        total(a(i) * b(j), i),
        t,
        exp(x) * t,
        hidden_t,
        deep,
        Ddt(x, "f"),
        exp(Ddt(y, "g")),
        hidden_rate,
        Partial(x * c, c),
        hidden_slope,
        Extremum("max", a(i), i.variable),
        exp(Extremum("min", a(i), i.variable)),
        hidden_top,
        total(hidden_top + a(i), i),
    ],
)
def test_formulas_that_are_refused(formula):
    """With a free index, the time, a derivative, max or min; in F and in g, also inside definitions."""
    for f, g in ((formula, y), (x, formula)):
        assert allowed([falls(f=f, g=g), climbs(f=f, g=g), sign(g=g)], limit(f)) is None


# -- hypotheses ---------------------------------------------------------------------------------------------

MAY_FAIL_LATER = [
    gt(x, 0),
    ge(x, 0),
    le(x, c),
    eq(x, c),
    ge(y, hidden_x),
    ge(hidden_t, 0),
    ge(hidden_rate, 0),
    ge(Ddt(y, "g"), 0),
    ge(Ddt(v, "f"), 0),
    ge(Partial(x * c, c), 0),
    ge(a(i), 0),
    Hypothesis((i.variable,), ge(a(i), 0)),
    gt(b(i), 0),
    Hypothesis((i.variable,), gt(b(i), 0)),
    gt(t, 0),
    ge(t, 1),
    ge(t, c),
    le(t, 5),
    eq(t, 0),
    le(0, t),
    Hypothesis((i.variable,), ge(t, 0)),
]


@pytest.mark.parametrize("assumed", MAY_FAIL_LATER)
@pytest.mark.parametrize("place", range(3))
def test_a_hypothesis_that_may_fail_later(assumed, place):
    """What moves, the time, rates, and what is not closed: in any of the three premises."""
    makers = (falls, climbs, sign)
    premises = [make(assumed) if n == place else make() for n, make in enumerate(makers)]
    assert allowed(premises) is None


@pytest.mark.parametrize(
    "assumed",
    [lt(x, c), eq(x, c), ge(x, c), ge(c, x), le(c, x), le(x, v), Hypothesis((i.variable,), le(x, c))],
)
@pytest.mark.parametrize("place", range(3))
def test_only_the_bound_itself_is_lent(assumed, place):
    """Neither strictly, nor the other way round, nor in other words, nor another bound."""
    makers = (falls, climbs, sign)
    premises = [make(assumed) if n == place else make() for n, make in enumerate(makers)]
    assert allowed([given(then=at_most(x)), *premises]) is None


@pytest.mark.parametrize(
    "kept",
    [
        at_most(x, flow="g"),
        at_most(x, start=ONE),
        at_most(x, start=c),
        at_most(x, start=t),
        at_most(x, v),
        at_most(x + 0),
        at_most(y),
        limit(),
        Pred("non-increasing", "f", (x,)),
        Pred("sign-preserved", "f", (x, c, ZERO)),
        le(x, c),
    ],
)
def test_other_facts_do_not_lend_the_bound(kept):
    """Of another flow, from later on, another bound, another quantity, another fact."""
    last = [falls(le(x, c)), climbs(), sign()]
    assert allowed([given(then=at_most(x)), *last]) == []
    assert allowed([given(then=kept), *last]) is None


@pytest.mark.parametrize(
    "assumed", [gt(a(i), 0), gt(b(i), 0), ge(t, 0), ge(Ddt(x, "f"), 0), ge(hidden_rate, 0)]
)
def test_a_kept_bound_under_hypotheses_that_are_not_about_the_start(assumed):
    """A fact at-most-from that was taken over may carry more than is let through."""
    assert allowed([given(assumed, then=at_most(x)), *three]) is None


@pytest.mark.parametrize(("statement", "lasts"), [(gt(c, 0), True), (gt(x, 0), False), (ge(t, 0), False)])
def test_hypotheses_of_the_domain(statement, lasts):
    """They hold at one time only if what they speak of moves."""
    domain = Domain("", model(), hypotheses=(("given", statement),))
    assert (lasting(limit(), domain, tuple(three)) is None) is lasts
