"""Random premises of bounded-variation against solutions: what is allowed from true premises tends to a limit > 0.

The solutions are rational in the time, so that they are known exactly, at late times too: x = a/(1 + a t) > 0
tends to 0, y = b + t to infinity, w = w(0) - a + x to any number, and u rests.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from toys import ONE, ZERO, define, t, u, var, w, x, y
from truth import Point, holds, is_true, met, value

from symflow.algebra.derive import evaluate_derivatives
from symflow.algebra.expr import Ddt, Expr, Num, atom, log
from symflow.algebra.quantities import Flow, Model
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent
from symflow.claim.assumed import ASSUMED
from symflow.claim.citable import limits, motion

TRIES = 4000
OPS = ("<=", ">=", "<", ">", "==")
hidden, clock = atom("hidden")(), atom("clock")()
MOVING = Model(
    (var("x", sign="positive"), var("y"), var("w"), var("u")),
    (define("hidden", (), x() * y()), define("clock", (), u() - t)),
    (
        Flow("f", (define("x", (), -(x() ** 2)), define("y", (), ONE), define("w", (), -(x() ** 2)))),
        Flow("g", (define("u", (), ONE),)),
    ),
)
LATE = (Fraction(10**12), Fraction(10**18))
TIMES = (*(Fraction(n, 2) for n in (0, 2, 5, 2000)), *LATE)
STARTS = [tuple(map(Fraction, start)) for start in product((1, 2), (-1, 2), (-1, 3), (-1, 1, 2, 4))]


def state(start: tuple[Fraction, ...], time: Fraction) -> Point:
    """The solution from a start."""
    a, b, rest, level = start
    place = a / (1 + a * time)
    now = {"x": place, "y": b + time, "w": level - a + place, "u": rest}
    return {
        **{name: (n,) for name, n in now.items()},
        "hidden": (place * (b + time),),
        "clock": (rest - time,),
    }


POINTS: list[Point] = [
    {**state(start, time), "t": (any_time,), "clock": (start[2] - any_time,)}
    for start in STARTS
    for time in TIMES
    for any_time in (time, Fraction(-1))
]
FORMULAS = (
    x(), y(), w(), u(), hidden, 1 + x(), 1 + x(), 2 + x(), 1 / x(), w() ** 2, 1 + w() ** 2, 1 + hidden ** 2, ONE,
    x() + u() ** 2, clock, y() ** 2 + 1,
)  # fmt: skip
POTENTIALS = (
    x(), x(), 2 * x(), 2 * x(), 3 * x(), x() + 1, -x(), ZERO, -y(), u() - y(), u() - t, clock, w(), w() ** 2, u(),
    hidden, x() - 1, 1 / x(), -w(),
)  # fmt: skip
KEPT = (
    (x(), ONE),
    (-w(), ZERO),
    (-w(), -ONE),
    (-w(), -u()),
    (w(), u()),
    (-y(), -ONE),
    (-y(), ZERO),
    (x(), u()),
)
NEAR = (
    (1 + x(), x(), None), (2 + x(), x(), (x(), ONE)), (1 + x(), 2 * x(), (x(), u())), (x() + u() ** 2, x(), (x(), u())),
    (w(), x(), (-w(), -ONE)), (w(), 2 * x(), (-w(), -u())), (1 + hidden**2, 3 * x(), (-y(), -ONE)), (u(), x(), None),
    *((y(), -y(), (-y(), -ONE)),) * 4, *((w(), x(), (-w(), -ONE)),) * 2, (1 / x(), ZERO, (x(), ONE)), (x(), ZERO, None),
    (x(), 2 * x(), (x(), u())),
)  # fmt: skip
ABOUT = (x(), y(), w(), u(), u(), ZERO, ONE, t, clock, hidden)


def relation(draw: random.Random) -> Hypothesis:
    """About the start, about later, about what rests, or about the time."""
    likely = (
        Rel(">", u(), ZERO), Rel(">=", u(), ONE), Rel(">=", t, ZERO), Rel(">=", x(), ONE), Rel(">=", w(), ONE),
        Rel(">=", y(), ONE), Rel(">=", u() - t, ZERO), Rel(">=", w(), 1 + x()), Rel(">=", u() - y(), ZERO),
    )  # fmt: skip
    if draw.random() < 0.7:
        return Hypothesis((), draw.choice(likely))
    return Hypothesis((), Rel(draw.choice(OPS), draw.choice(ABOUT), draw.choice(ABOUT)))


def varied(draw: random.Random) -> Sequent | None:
    """Three premises for one F and g, at times with a slip, and a bound that is kept; None unless allowed and true."""
    f, g = draw.choice(FORMULAS), draw.choice(POTENTIALS)
    bounds = [draw.choice(KEPT)] if draw.random() < 0.5 else []
    if draw.random() < 0.7:
        f, g, bound = draw.choice(NEAR)
        bounds = [bound] if bound else []
    kept = [
        Sequent(
            starting(draw, a, bound), Pred("at-most-from", "f", (a, bound, draw.choice((ZERO, ZERO, ONE))))
        )
        for a, bound in bounds
    ]

    def under() -> tuple[Hypothesis, ...]:
        lent = [Hypothesis((), Rel("<=", *pair)) for pair in bounds if draw.random() < 0.8]
        more = [relation(draw) for _ in range(draw.choice((0, 0, 0, 1, 1, 2)))]
        return (*lent, *more)

    other = draw.choice(POTENTIALS) if draw.random() < 0.1 else g
    flow = "f" if draw.random() < 0.95 else "g"
    sums = (log(f) + g, -log(f) + other)
    ops = [draw.choice(("<=",) * 6 + ("==", ">=")) for _ in sums]
    rates = [Sequent(under(), Rel(op, Ddt(a, flow), ZERO)) for op, a in zip(ops, sums, strict=True)]
    sign = Sequent(under(), Rel(draw.choice((">=",) * 4 + (">", "==", "<=")), g, ZERO))
    premises = (*kept, *rates, sign)
    conclusion = Pred("tends-to-positive", "f", (f,))
    carried = ASSUMED["bounded-variation"].check(premises, conclusion, MOVING)
    if isinstance(carried, str) or not all(lasts(p) for p in kept):
        return None
    positive = [Sequent(p.hypotheses, Rel(">", f, ZERO)) for p in rates]
    return Sequent(carried, conclusion) if all(said(p) for p in (*positive, *rates, sign)) else None


def starting(draw: random.Random, formula: Expr, bound: Expr) -> tuple[Hypothesis, ...]:
    """Mostly what makes a bound true at the start, and more."""
    first = [Hypothesis((), Rel("<=", formula, bound))] if draw.random() < 0.7 else []
    return (*first, *(relation(draw) for _ in range(draw.choice((0, 1, 1, 2)))))


def opened(r: Rel) -> Rel:
    """The relation with its derivatives carried out."""
    return Rel(r.op, *(evaluate_derivatives(side, MOVING) for side in (r.left, r.right)))


def said(sequent: Sequent) -> bool:
    """Whether a sequent about relations has a meaning and is true, at all points."""
    given = tuple(Hypothesis(h.vars, opened(h.relation)) for h in sequent.hypotheses)
    if not isinstance(sequent.conclusion, Rel):
        raise AssertionError(sequent.conclusion)
    try:
        return is_true(Sequent(given, opened(sequent.conclusion)), POINTS)
    except ZeroDivisionError:
        return False


def meant(sequent: Sequent) -> Iterator[tuple[Fraction, ...]]:
    """The starts that satisfy the hypotheses of a fact about solutions."""
    for start in STARTS:
        begin: Point = {**state(start, Fraction(0)), "t": (0,)}
        if all(met(Hypothesis(h.vars, opened(h.relation)), {}, begin) for h in sequent.hypotheses):
            yield start


def lasts(sequent: Sequent) -> bool:
    """F <= c at all times t >= T, from all starts that are meant."""
    formula, bound, since = sequent.conclusion.args  # type: ignore[union-attr]
    later = [{**state(start, time), "t": (time,)} for start in meant(sequent) for time in TIMES]
    return all(holds(Rel("<=", formula, bound), {}, p) for p in later if holds(Rel(">=", t, since), {}, p))


def settles(sequent: Sequent) -> bool:
    """From all starts that are meant F > 0 at two late times, and hardly changes between them."""
    (formula,) = sequent.conclusion.args  # type: ignore[union-attr]
    for start in meant(sequent):
        before, after = (value(formula, {}, {**state(start, time), "t": (time,)}) for time in LATE)
        if min(before, after) <= 0 or abs(after / before - 1) > Fraction(1, 1000):
            return False
    return True


def found(seed: int) -> Iterator[Sequent]:
    """What is allowed from true premises."""
    draw = random.Random(seed)
    return (fact for fact in (varied(draw) for _ in range(TRIES)) if fact is not None)


def test_what_is_allowed_is_true() -> None:
    """And much is allowed: of several quantities, with hypotheses about the start."""
    facts = list(found(1))
    assert [fact for fact in facts if not settles(fact)] == []
    assert len(facts) >= 30
    assert len({fact.conclusion for fact in facts if any(meant(fact))}) >= 4
    assert any(fact.hypotheses and any(meant(fact)) for fact in facts)


def test_the_points_tell_limits_apart() -> None:
    """x -> 0, y -> infinity, 1 + x -> 1, w to any number; from the starts that are meant."""
    high, low = Hypothesis((), Rel(">", w(), Num(Fraction(2)))), Hypothesis((), Rel("<=", w(), ZERO))
    for formula, given, expected in (
        (x(), (), False), (y(), (), False), (1 / x(), (), False), (1 + x(), (), True), (hidden, (), True),
        (w(), (), False), (w(), (low,), False), (w(), (high,), True), (-w(), (high,), False),
    ):  # fmt: skip
        fact = Sequent(given, Pred("tends-to-positive", "f", (formula,)))
        assert settles(fact) is expected


def _always(*_: Any) -> bool:
    return True


def _nothing_left(kept: Any, starts: Any, later: Any, *_: Any) -> tuple[Hypothesis, ...]:
    return tuple(h for p in kept for h in p.hypotheses)


@pytest.mark.parametrize(
    ("module", "name", "fault"),
    [
        (limits, "AT_LEAST", OPS),
        (limits, "AT_MOST", OPS),
        (limits, "carried", _nothing_left),
        (motion, "rests", _always),
    ],
)
def test_a_planted_fault_is_found(
    module: Any, name: str, fault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one of its rules the fact allows something false."""
    monkeypatch.setattr(module, name, fault)
    assert any(not settles(fact) for seed in (1, 2, 3) for fact in found(seed))
