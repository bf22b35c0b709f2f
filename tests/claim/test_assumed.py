"""The citable facts: what each allows, and the false conclusions that look as if it allowed them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from symflow.algebra.expr import (
    Ddt,
    Extremum,
    Mul,
    Num,
    Partial,
    Sym,
    atom,
    chi,
    delta,
    exp,
    log,
    tanh,
    total,
)
from symflow.algebra.indexing import CLASSES, GSTAR, ZERO_INDEX, G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, eq, ge, gt, le, lt
from symflow.claim.assumed import ASSUMED, PREDICATES, lasting
from symflow.claim.domain import Domain

x, y, c, L = (atom(name)() for name in ("x", "y", "c", "L"))
w, a, b = atom("w"), atom("a"), atom("b")
i, j = indices("i j", CLASSES)
k, l = indices("k l", G)
(k1,) = indices("k", GSTAR)
t, K = Sym("t"), Sym("K")
ONE, ZERO = Num(Fraction(1)), Num(Fraction(0))


def model(
    *definitions: Definition, rates: tuple[Definition, ...] = (), more: tuple[Variable, ...] = ()
) -> Model:
    """Two scalars, a matrix and two families of positive numbers, with one flow."""
    variables = (
        Variable("x"),
        Variable("y"),
        Variable("w", (CLASSES, CLASSES)),
        Variable("a", (CLASSES,), "positive"),
        Variable("b", (CLASSES,), "positive"),
        *more,
    )
    return Model(variables, definitions, (Flow("f", rates),))


def allows(
    name: str, premises: list[Sequent | Rel], conclusion: Rel | Pred, where: Model | None = None
) -> bool:
    """Whether the citable fact allows the conclusion."""
    given = tuple(Sequent((), p) if isinstance(p, Rel) else p for p in premises)
    return not isinstance(ASSUMED[name].check(given, conclusion, where or model()), str)


def keeps_sign(formula=x, flow="f") -> Pred:
    """The conclusion of linear-equation."""
    return Pred("sign-preserved", flow, (formula,))


def test_the_list_is_closed_short_and_from_textbooks():
    """At most twelve, each with a sentence and a source that is not a paper verified here."""
    assert len(ASSUMED) <= 12
    for name, fact in ASSUMED.items():
        assert fact.name == name
        assert fact.sentence
        assert fact.cites
        assert not any(word in fact.cites for word in ("[G]", "[J]", "garrod", "ulpm"))
    assert set(PREDICATES) == {
        "sign-preserved",
        "increasing",
        "non-increasing",
        "solves-uniquely",
        "at-most-from",
        "tends-to-positive",
    }


# -- linear-equation --------------------------------------------------------------------------------------


def test_a_linear_equation_keeps_the_sign():
    """x' = x c with c continuous."""
    for factor in (
        y,
        t,
        exp(y),
        tanh(x),
        1 / (exp(y) + K),
        total(a(i) ** 2, i),
        chi(k, l) * delta(k, l),
        y**3,
    ):
        assert allows("linear-equation", [eq(Ddt(x, "f"), x * factor)], keeps_sign())
        assert allows("linear-equation", [eq(Ddt(x, "f"), factor * x)], keeps_sign())


@pytest.mark.parametrize(
    "factor",
    [
        1 / y,
        y**-1,
        y ** Fraction(1, 2),
        log(y),
        1 / (exp(y) - 1),
        1 / (K - 3),
        c,
        Ddt(y, "f"),
        Extremum("max", a(i), i.variable),
    ],
)
def test_a_factor_that_may_jump_is_refused(factor):
    """Quotients, roots, logarithms, also where a definition hides them."""
    where = model(Definition("c", (), 1 / y))
    assert not allows("linear-equation", [eq(Ddt(x, "f"), x * factor)], keeps_sign(), where)


@pytest.mark.parametrize(
    "formula", [x / y, log(x), x * exp(-log(x**2) / 2), Extremum("max", a(i), i.variable)]
)
def test_a_quantity_that_may_jump_is_refused(formula):
    """sgn(x) = x e^{-log(x^2)/2} has derivative 0 = sgn(x) * 0, and it does change its sign."""
    premise = eq(Ddt(formula, "f"), Mul((formula, ZERO)))
    assert not allows("linear-equation", [premise], keeps_sign(formula))


def test_linear_equation_refuses_everything_else():
    """No premise, two, an inequality, a hypothesis, another quantity, another flow, x' = x + 1."""
    good = eq(Ddt(x, "f"), x * y)
    assumed = Sequent((Hypothesis((), eq(y, 0)),), good)
    for premises, conclusion in (
        ([], keeps_sign()),
        ([good, good], keeps_sign()),
        ([ge(Ddt(x, "f"), x * y)], keeps_sign()),
        ([assumed], keeps_sign()),
        ([good], keeps_sign(y)),
        ([good], keeps_sign(flow="g")),
        ([good], Pred("increasing", "f", (x,))),
        ([good], Pred("sign-preserved", "f", (x, y))),
        ([good], Pred("sign-preserved", "f", ())),
        ([good], gt(x, 0)),
        ([eq(Ddt(x, "f"), x + ONE)], keeps_sign()),
        ([eq(Ddt(x, "f"), y * y)], keeps_sign()),
        ([eq(x * y, Ddt(x, "f"))], keeps_sign()),
        ([Sequent((), keeps_sign())], keeps_sign()),
    ):
        assert not allows("linear-equation", premises, conclusion)


# -- mean-value -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("premise", "name", "good"),
    [
        (gt(Ddt(x, "f"), 0), "increasing", True),
        (ge(Ddt(x, "f"), 0), "increasing", False),
        (lt(Ddt(x, "f"), 0), "increasing", False),
        (le(Ddt(x, "f"), 0), "non-increasing", True),
        (lt(Ddt(x, "f"), 0), "non-increasing", True),
        (eq(Ddt(x, "f"), 0), "non-increasing", True),
        (ge(Ddt(x, "f"), 0), "non-increasing", False),
        (gt(Ddt(x, "f"), 1), "increasing", False),
        (gt(Ddt(y, "f"), 0), "increasing", False),
        (gt(Ddt(x, "g"), 0), "increasing", False),
        (gt(Ddt(x, "f"), 0), "sign-preserved", False),
        (gt(Ddt(x, "f"), 0), "decreasing", False),
    ],
)
def test_mean_value(premise, name, good):
    """The comparison of x' with 0, in the right direction, for the same x and flow."""
    assert allows("mean-value", [premise], Pred(name, "f", (x,))) is good


def test_mean_value_needs_its_premise_everywhere():
    """x' > 0 where y > 0 says nothing about an interval."""
    assumed = Sequent((Hypothesis((), gt(y, 0)),), gt(Ddt(x, "f"), 0))
    assert not allows("mean-value", [assumed], Pred("increasing", "f", (x,)))
    assert not allows("mean-value", [], Pred("increasing", "f", (x,)))
    assert not allows("mean-value", [gt(Ddt(x, "f"), 0)], Pred("increasing", "f", (x, x)))


@pytest.mark.parametrize("statement", [eq(y, 1), eq(t, 0), ge(c, 0), gt(Ddt(y, "f"), 0)])
def test_a_hypothesis_that_holds_at_one_time_only(statement):
    """y = 1 at the start, y' = 1: what follows from it does not last."""
    where = model(Definition("c", (), y**2), rates=(Definition("y", (), ONE),))
    domain = Domain("Let y = 1 at the start.", where, hypotheses=(("start", statement),))
    objection = lasting(Pred("non-increasing", "f", (x,)), domain)
    assert objection is not None
    assert "'start'" in objection
    resting = replace(domain, hypotheses=(("rest", eq(x, 1)), ("parameters", gt(K, 2))))
    assert lasting(Pred("non-increasing", "f", (x,)), resting) is None
    assert lasting(le(Ddt(x, "f"), 0), domain) is None


# -- ode-uniqueness ---------------------------------------------------------------------------------------


def gradient(*unknowns) -> list[Rel]:
    """y' = -dL/dy for each unknown."""
    return [eq(Ddt(u, "f"), -Partial(L, u)) for u in unknowns]


def unique(*unknowns) -> Pred:
    """The conclusion of ode-uniqueness."""
    return Pred("solves-uniquely", "f", (L, *unknowns))


def loss(body) -> Model:
    """A model with this loss, in which y and w move."""
    rates = (
        Definition("y", (), -Partial(L, y)),
        Definition("w", (i.variable, j.variable), -Partial(L, w(i, j))),
    )
    return model(Definition("L", (), body), Definition("c", (), tanh(y)), rates=rates)


SMOOTH = total(w(i, j) ** 2, i, j) + log(total(exp(w(i, i)), i)) + c * y + exp(y) / (exp(y) + K)


def test_a_smooth_loss_has_one_solution():
    """Sums, products, exponentials, logarithms and quotients of sums of exponentials."""
    assert allows("ode-uniqueness", gradient(y, w(i, j)), unique(y, w(i, j)), loss(SMOOTH))
    assert allows("ode-uniqueness", gradient(y), unique(y), loss(y**2 + x))


@pytest.mark.parametrize(
    "body",
    [
        y ** Fraction(4, 3),
        log(y),
        log(y**2),
        1 / y,
        Extremum("max", y * a(i), i.variable),
        exp(log(y)),
        Ddt(y, "f"),
        tanh(y ** Fraction(1, 3)),
    ],
)
def test_a_loss_that_is_not_visibly_smooth_is_refused(body):
    """y' = y^{1/3} has more than one solution from 0."""
    assert not allows("ode-uniqueness", gradient(y), unique(y), loss(body))


def test_the_unknowns_are_whole_quantities_and_all_that_moves():
    """Not the diagonal, not one entry, not y alone while w moves, not the time."""
    for unknowns in ([w(i, i)], [y, w(i, i)], [y], [w(i, j)], [y, w(i, j), y], [y, w(i, j), w(j, i)]):
        assert not allows("ode-uniqueness", gradient(*unknowns), unique(*unknowns), loss(SMOOTH))
    modes = model(
        Definition("L", (), total(atom("s")(k) ** 2, k)),
        rates=(Definition("s", (k.variable,), -2 * atom("s")(k)),),
        more=(Variable("s", (G,)),),
    )
    s = atom("s")
    assert allows("ode-uniqueness", gradient(s(k)), unique(s(k)), modes)
    for entry in (s(ZERO_INDEX), s(k1), s(-k), s(k - l)):
        assert not allows("ode-uniqueness", gradient(entry), unique(entry), modes)
    assert not allows("ode-uniqueness", gradient(y), unique(y), loss(t * y))


def test_each_unknown_needs_its_own_equation():
    """In order, with the right sign, without hypotheses."""
    where = loss(SMOOTH)
    first, second = gradient(y, w(i, j))
    for premises in (
        [],
        [first],
        [second, first],
        [first, second, second],
        [first, eq(Ddt(w(i, j), "f"), Partial(L, w(i, j)))],
        [first, Sequent((Hypothesis((), eq(x, 0)),), second)],
        [first, eq(Ddt(w(i, j), "g"), -Partial(L, w(i, j)))],
        [first, eq(Ddt(w(i, j), "f"), -Partial(L, w(j, i)))],
        [first, ge(Ddt(w(i, j), "f"), -Partial(L, w(i, j)))],
    ):
        assert not allows("ode-uniqueness", premises, unique(y, w(i, j)), where)
    assert not allows("ode-uniqueness", [], unique(), where)
    assert not allows("ode-uniqueness", [first], Pred("solves-uniquely", "f", (L, 2 * y)), where)


# -- danskin ----------------------------------------------------------------------------------------------


def spread(top, bottom, over=(i, j), kinds=("max", "min")) -> Rel:
    """d/dt (log max - log min) <= 0."""
    high, low = Extremum(kinds[0], top, over[0].variable), Extremum(kinds[1], bottom, over[1].variable)
    return le(Ddt(log(high) - log(low), "f"), 0)


def pairwise(top, bottom, *assumed: Rel) -> Sequent:
    """d/dt (log f_k - log f_l) <= 0, under assumptions."""
    return Sequent(tuple(Hypothesis((), h) for h in assumed), le(Ddt(log(top) - log(bottom), "f"), 0))


def test_danskin_from_all_pairs_or_from_ordered_ones():
    """f_k >= f_l may be assumed, because the maximum is at least the minimum."""
    assert allows("danskin", [pairwise(a(i), a(j))], spread(a(i), a(j)))
    assert allows("danskin", [pairwise(a(i), a(j), ge(a(i), a(j)))], spread(a(i), a(j)))


def test_danskin_may_assume_that_the_pair_is_extreme():
    """f_k >= f_j and f_j >= f_l for every j hold where f_k is a maximum and f_l a minimum; nothing more does."""
    (m,) = indices("m", CLASSES)
    top, bottom = (Hypothesis((m.variable,), r) for r in (ge(a(i), a(m)), ge(a(m), a(j))))
    rate = pairwise(a(i), a(j)).conclusion
    for given in ((top,), (bottom,), (top, bottom), (Hypothesis((), ge(a(i), a(j))), top, bottom)):
        assert allows("danskin", [Sequent(given, rate)], spread(a(i), a(j)))
    for wrong in (
        Hypothesis((m.variable,), ge(a(m), a(i))),
        Hypothesis((m.variable,), gt(a(i), a(m))),
        Hypothesis((m.variable,), ge(a(j), a(m))),
        Hypothesis((m.variable,), ge(b(i), b(m))),
        Hypothesis((), ge(a(i), a(m))),
        Hypothesis((i.variable,), ge(a(i), a(i))),
        Hypothesis((m.variable, i.variable), ge(a(i), a(m))),
    ):
        assert not allows("danskin", [Sequent((wrong,), rate)], spread(a(i), a(j)))


def test_danskin_refuses_what_does_not_follow():
    """Other assumptions, other formulas, shared indices, other relations and directions."""
    good = pairwise(a(i), a(j))
    shared = pairwise(a(i) * b(j), a(j) * b(j))
    for premises, conclusion in (
        ([], spread(a(i), a(j))),
        ([good, good], spread(a(i), a(j))),
        ([pairwise(a(i), a(j), ge(a(j), a(i)))], spread(a(i), a(j))),
        ([pairwise(a(i), a(j), gt(a(i), a(j)))], spread(a(i), a(j))),
        ([pairwise(a(i), a(j), le(Ddt(log(a(i)) - log(a(j)), "f"), 0))], spread(a(i), a(j))),
        ([pairwise(a(i), b(j))], spread(a(i), b(j))),
        ([shared], spread(a(i) * b(j), a(j) * b(j))),
        ([pairwise(a(i), a(i))], spread(a(i), a(i), over=(i, i))),
        ([good], spread(a(i), a(j), kinds=("min", "max"))),
        ([good], ge(spread(a(i), a(j)).left, 0)),
        ([good], le(spread(a(i), a(j)).left, -1)),
        ([good], lt(spread(a(i), a(j)).left, 0)),
        ([Sequent((), le(Ddt(log(a(i)) - log(a(j)), "g"), 0))], spread(a(i), a(j))),
        ([Sequent((), ge(Ddt(log(a(i)) - log(a(j)), "f"), 0))], spread(a(i), a(j))),
        ([good], Pred("non-increasing", "f", (x,))),
    ):
        assert not allows("danskin", premises, conclusion)


def test_danskin_over_different_index_sets_is_refused():
    """The maximum over G and the minimum over G without 0 are not of the same numbers."""
    s = atom("s")
    assert not allows("danskin", [pairwise(s(k), s(k1))], spread(s(k), s(k1), over=(k, k1)))


# -- characters -------------------------------------------------------------------------------------------


def test_characters_is_no_step():
    """It is what the normal form of an abelian group trusts, and is listed there."""
    goal = eq(total(chi(k, l), k), K * delta(l, ZERO_INDEX))
    assert not allows("characters", [], goal)
    assert not allows("characters", [goal], goal)
