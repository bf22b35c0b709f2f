"""Random premises of the citable facts against points: what is allowed from true premises must be true.

Premises are put together from few formulas, with the shape that a fact asks for and with slips. Only premises
that are true at all points count. The points are closed under what the facts speak of: values of an index,
all numbers of an interval (in steps), the solutions of a flow (at many times).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from toys import CLASSES, ONE, ZERO, c, define, e, i, j, model, t, u, var, x, y
from truth import Point, holds, is_true, met

from symflow.algebra.derive import evaluate_derivatives
from symflow.algebra.expr import Ddt, Expr, Num, Sym, atom, total
from symflow.algebra.quantities import Flow, Model
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent
from symflow.claim.assumed import ASSUMED
from symflow.claim.citable import motion, order

Fact = tuple[Sequent, list[Point]]  # what is allowed, and the points at which it must be true
OPS = ("<=", ">=", "<", ">", "==")
hidden = atom("hidden")()


def some(draw: random.Random, most: int, make: Callable[[], Hypothesis]) -> tuple[Hypothesis, ...]:
    """A few hypotheses."""
    return tuple(make() for _ in range(draw.randint(0, most)))


def allowed(
    name: str, premises: Iterable[Sequent], conclusion: Rel | Pred, where: Model, points: list[Point]
) -> Fact | None:
    """The conclusion with what it carries, if the fact allows it from premises that are true."""
    given = tuple(premises)
    out = ASSUMED[name].check(given, conclusion, where)
    if isinstance(out, str) or not all(is_true(opened(p, where), points) for p in given if _plain(p)):
        return None
    return Sequent(out, conclusion), points


def _plain(sequent: Sequent) -> bool:
    return isinstance(sequent.conclusion, Rel)


def opened(sequent: Sequent, where: Model) -> Sequent:
    """The sequent with its derivatives carried out."""

    def carried_out(r: Rel) -> Rel:
        return Rel(r.op, *(evaluate_derivatives(side, where) for side in (r.left, r.right)))

    given = tuple(Hypothesis(h.vars, carried_out(h.relation)) for h in sequent.hypotheses)
    conclusion = sequent.conclusion
    return Sequent(given, carried_out(conclusion) if isinstance(conclusion, Rel) else conclusion)


# -- order: pointwise ---------------------------------------------------------------------------------------

FAMILIES = model(var("x", CLASSES), var("y", CLASSES), var("c"))
POINTS: list[Point] = [
    {"x": xs, "y": ys, "c": (number,)}
    for xs in product((-1, 0, 2), repeat=2)
    for ys in product((-1, 1), repeat=2)
    for number in (-1, 1)
]


def number(draw: random.Random) -> Expr:
    """A number at a point."""
    place = draw.choice((i, j, e))
    return draw.choice((x(place), x(place), y(place), c(), ZERO))


def relation(draw: random.Random) -> Rel:
    """A relation of two of them."""
    return Rel(draw.choice(OPS), number(draw), number(draw))


def hypothesis(draw: random.Random) -> Hypothesis:
    """A relation for all of an index, or for the free ones."""
    bound = draw.choice(((), (), (i.variable,), (j.variable,)))
    return Hypothesis(bound, relation(draw))


def cases(draw: random.Random) -> Fact | None:
    """Cases of one pair, at times of another, with hypotheses among which the conclusion may be."""
    conclusion, left, right = relation(draw), number(draw), number(draw)
    premises = []
    for ops in draw.choice(
        (("<=", ">"), ("<", "==", ">"), (">=", "<"), ("<=", ">="), ("<", ">"), ("<=", "<="))
    ):
        pair = Rel(ops, left, right) if draw.random() < 0.9 else Rel(ops, right, left)
        rest = some(draw, 2, lambda: hypothesis(draw))
        rest += (Hypothesis((), conclusion),) if draw.random() < 0.5 else ()
        given = [Hypothesis((), pair) if draw.random() < 0.9 else Hypothesis((i.variable,), pair), *rest]
        draw.shuffle(given)
        premises.append(Sequent(tuple(given), conclusion))
    return allowed("total-order", premises, conclusion, FAMILIES, POINTS)


def largest(draw: random.Random) -> Fact | None:
    """f_k >= f_l for all l, or nearly so, with hypotheses that may name k."""
    conclusion, place, bound = relation(draw), draw.choice((i, j, e)), draw.choice((i, j, e))
    name, op = draw.choice((x, y)), draw.choice((">=", ">=", ">=", ">", "<="))
    top = Hypothesis((bound.variable,), Rel(op, name(place), name(bound)))
    given = [top, *some(draw, 2, lambda: hypothesis(draw))]
    given += [Hypothesis((), conclusion)] if draw.random() < 0.3 else []
    draw.shuffle(given)
    return allowed("finite-maximum", [Sequent(tuple(given), conclusion)], conclusion, FAMILIES, POINTS)


# -- the mean value theorem: x on a line ----------------------------------------------------------------------

STEPS = [Fraction(n, 2) for n in range(-6, 7)]


def interval(draw: random.Random) -> Fact | None:
    """f rises between two ends, in x of a declared sign, with hypotheses that may be about x."""
    sign = draw.choice(("real", "real", "nonnegative", "positive"))
    where = model(
        var("x", sign=sign), var("u"), var("c"), define=[define("hidden", (), x() + c())],
        move=[define("x", (), ONE)],
    )  # fmt: skip
    low, high = draw.choice((u(), u(), ZERO, ONE, c(), x())), draw.choice((c(), c(), u(), x() + 1, u() + 1))
    f = draw.choice((x() ** 2, x() ** 2, x() ** 3, u() * x(), (x() - c()) ** 2, -x(), u() + 0 * x()))
    pool = (x(), x(), u(), u(), c(), ZERO, hidden)
    rest = some(draw, 3, lambda: Hypothesis((), Rel(draw.choice(OPS), draw.choice(pool), draw.choice(pool))))
    ends = (Hypothesis((), Rel("<=", low, x())), Hypothesis((), Rel("<=", x(), high)))
    premise = Sequent((*ends, *rest), Rel(draw.choice((">=", ">=", "==")), Ddt(f, "f"), ZERO))
    known = [xs for xs in STEPS if sign == "real" or xs > 0 or (xs == 0 and sign == "nonnegative")]
    at = [order._at(f, x(), end) for end in (low, high)]
    return allowed("mean-value", [premise], Rel("<=", *at), where, on_the_line(known))


def on_the_line(xs: list[Fraction]) -> list[Point]:
    """Every x at which it is declared, and u and c on a coarser grid."""
    grid = [Fraction(n) for n in range(-2, 3)]
    return [{"x": (a,), "u": (b,), "c": (d,), "hidden": (a + d,)} for a in xs for b in grid for d in grid]


# -- comparison: the solutions of a flow ------------------------------------------------------------------------

# Along "f": x' = y, y' = -1, u' = 0; along "g": u' = y. hidden = du/dt along "g" = y.
MOVING = Model(
    (var("x"), var("y"), var("u")),
    (define("hidden", (), Ddt(u(), "g")),),
    (
        Flow("f", (define("x", (), y()), define("y", (), -ONE))),
        Flow("g", (define("u", (), y()),)),
    ),
)
TIMES = [Fraction(n, 2) for n in range(9)]
STARTS = [(Fraction(a), Fraction(b), Fraction(d)) for a, b, d in product((-2, 1), (-1, 0, 1), (-1, 2))]


def state(start: tuple[Fraction, ...], time: Fraction) -> Point:
    """The solution from a start."""
    a, b, d = start
    place, speed = a + b * time - time**2 / 2, b - time
    return {"x": (place,), "y": (speed,), "u": (d,), "hidden": (speed,)}


STATES = [state(start, time) for start in STARTS for time in TIMES]
ANY_TIME: list[Point] = [{**at, "t": (time,)} for at in STATES for time in (-1, 0, 1, 3)]
FORMULAS = (
    x(), y(), u(), -u(), y() + t, t * u(), t * y(), x() - u() * t, Ddt(t * u(), "f"), Ddt(x(), "f"), ZERO,
)  # fmt: skip
BOUNDS = (u(), u(), u(), ZERO, ONE, u() + 1, y(), hidden, t)


def bounded(draw: random.Random) -> Fact | None:
    """A barrier or a bound that is kept, with hypotheses about the start, about later, and about the time."""
    formula, bound = draw.choice(FORMULAS), draw.choice(BOUNDS)
    pool = (*BOUNDS, x(), y(), u())

    def about() -> Hypothesis:
        return Hypothesis((), Rel(draw.choice(OPS), draw.choice(pool), draw.choice(pool)))

    since = draw.choice((ZERO, ZERO, ONE, u(), y()))
    kept = tuple(
        Sequent(
            some(draw, 2, about),
            Pred("at-most-from", "f", (draw.choice(FORMULAS), draw.choice(BOUNDS), ZERO)),
        )
        for _ in range(draw.randint(0, 1))
    )
    lent = [Hypothesis((), Rel("<=", *p.conclusion.args[:2])) for p in kept if isinstance(p.conclusion, Pred)]
    later = [Hypothesis((), Rel(">=", t, draw.choice((ZERO, since)))), *lent, *some(draw, 1, about)]
    draw.shuffle(later)
    given = tuple(later[: draw.randint(0, len(later))])
    if draw.random() < 0.6:
        begin = _flat(formula) if draw.random() < 0.5 else motion._at_start(formula)
        start = (Hypothesis((), Rel("<=", begin, bound)),) if draw.random() < 0.7 else ()
        last = (
            Sequent((*start, *some(draw, 1, about)), Rel("<=", begin, bound)),
            Sequent(given, Rel(draw.choice(("<=", "==")), Ddt(formula, "f"), ZERO)),
        )
    else:
        last = (Sequent(given, Rel("<=", formula, bound)),)
    conclusion = Pred("at-most-from", "f", (formula, bound, since))
    out = allowed("comparison", (*kept, *last), conclusion, MOVING, ANY_TIME)
    return out if out is not None and all(lasts(p) for p in kept) else None


def _flat(node: Expr) -> Expr:
    """t = 0 everywhere, inside derivatives too."""
    return ZERO if node == Sym("t") else motion.rebuild(node, _flat)


def lasts(sequent: Sequent) -> bool:
    """F <= c from T on, for every start that satisfies the hypotheses at time 0."""
    if not isinstance(sequent.conclusion, Pred):
        raise AssertionError(sequent.conclusion)
    formula, bound, since = (evaluate_derivatives(a, MOVING) for a in sequent.conclusion.args)
    given = opened(sequent, MOVING).hypotheses
    for start in STARTS:
        begin: Point = {**state(start, Fraction(0)), "t": (0,)}
        if not all(met(h, {}, begin) for h in given):
            continue
        for time in TIMES:
            now: Point = {**state(start, time), "t": (time,)}
            late = holds(Rel(">=", t, since), {}, now)
            if late and not holds(Rel("<=", formula, bound), {}, now):
                return False
    return True


# -- the tests ----------------------------------------------------------------------------------------------------


def found(make: Callable[[random.Random], Fact | None], seed: int, tries: int) -> Iterator[Fact]:
    """What is allowed from true premises."""
    draw = random.Random(seed)
    for _ in range(tries):
        out = make(draw)
        if out is not None:
            yield out


def said(fact: Fact) -> bool:
    """Whether the conclusion is true, under what it carries."""
    sequent, points = fact
    return is_true(sequent, points) if isinstance(sequent.conclusion, Rel) else lasts(sequent)


@pytest.mark.parametrize(
    ("make", "tries", "least"),
    [(cases, 1500, 100), (largest, 1500, 100), (interval, 3000, 30), (bounded, 4000, 100)],
)
def test_what_is_allowed_is_true(
    make: Callable[[random.Random], Fact | None], tries: int, least: int
) -> None:
    """And much is allowed."""
    facts = list(found(make, 1, tries))
    assert [fact for fact in facts if not said(fact)] == []
    assert len(facts) >= least


def _any_k(h: Hypothesis) -> Any:
    return None if len(h.vars) != 1 or h.relation.op != ">=" else i.variable


def _never(*_: Any) -> bool:
    return False


def _always(*_: Any) -> bool:
    return True


def _drops(premise: Sequent, pair: Rel) -> tuple[str, tuple[Hypothesis, ...]]:
    return _case(premise, pair)[0], ()


_case = order._case


@pytest.mark.parametrize(
    ("make", "module", "name", "fault"),
    [
        (cases, order, "_case", _drops),
        (largest, order, "_largest", _any_k),
        (interval, order, "_mentions", _never),
        (interval, order, "_allowed_end", _always),
        (bounded, motion, "rests", _always),
        (bounded, motion, "_at_start", _flat),
    ],
)
def test_a_planted_fault_is_found(
    make: Callable[[random.Random], Fact | None],
    module: Any,
    name: str,
    fault: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without one of its rules a fact allows something false."""
    monkeypatch.setattr(module, name, fault)
    assert any(not said(fact) for seed in (1, 2, 3) for fact in found(make, seed, 6000))


def test_sums_are_numbers_too() -> None:
    """The points are not blind: sum_i x_i >= 0 is false at some, and true where every x_i >= 0."""
    goal = Rel(">=", total(x(i), i), Num(Fraction(0)))
    assert not is_true(Sequent((), goal), POINTS)
    assert is_true(Sequent((Hypothesis((i.variable,), Rel(">=", x(i), ZERO)),), goal), POINTS)
