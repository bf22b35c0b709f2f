"""Random steps against all points of a small domain: whatever the checker accepts must be true there.

Steps are put together so that the algebra always agrees; what decides is the treatment of hypotheses and
indices alone: facts at other indices, summed, unfolded, under assumptions with and without "for all", from
the few names i, j, e, so that names meet all the time. Each accepted sequent is evaluated at every point
of {-1, 0, 2}^2 x {0, 1}^2 with K = 2, for every value of its free indices.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest
from toys import CLASSES, e, i, j, model, toy, var, x, y
from truth import is_true

from symflow.algebra.expr import Expr, delta, total
from symflow.algebra.indexing import Index, Var
from symflow.algebra.statement import Hypothesis, Rel, Sequent, Statement, eq, forall, substitute_relation
from symflow.evidence.proving import context, entail
from symflow.evidence.proving.context import prepare
from symflow.evidence.proving.entail import entails
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.proving.proof import identity
from symflow.evidence.proving.steps import Context, use
from symflow.evidence.proving.world import StepFailed

CLAIM = toy(model(var("x", CLASSES), var("y", CLASSES)), eq(x(i), x(i)))
INDICES = (i, j, e)
POINTS = [{"x": xs, "y": ys} for xs in product((-1, 0, 2), repeat=2) for ys in product((0, 1), repeat=2)]


# -- random steps ---------------------------------------------------------------------------------------------


def formula(draw: random.Random, depth: int) -> Expr:
    """A random formula in x and y."""
    kind = draw.random() if depth else 0.0
    if kind < 0.45:
        return draw.choice((x, y))(draw.choice(INDICES))
    if kind < 0.6:
        return formula(draw, depth - 1) * formula(draw, depth - 1)
    if kind < 0.75:
        return formula(draw, depth - 1) + formula(draw, depth - 1)
    if kind < 0.9:
        return total(formula(draw, depth - 1), draw.choice(INDICES))
    return delta(draw.choice(INDICES), draw.choice(INDICES)) * formula(draw, depth - 1)


def statement(draw: random.Random) -> Statement:
    """A random equation, for all of some indices or for the free ones."""
    base = eq(formula(draw, 1), draw.choice((0, 1, formula(draw, 1))))
    bound = [draw.choice(INDICES) for _ in range(draw.choice((0, 1, 1, 2)))]
    return forall(*bound, base) if bound else base


def accepted(draw: random.Random, proofs: int) -> Iterator[tuple[ExactChecker, Sequent]]:
    """The sequents that the checker accepts in random proofs of up to four steps."""
    for _ in range(proofs):
        checker, labels = ExactChecker(CLAIM, {}), list[str]()
        for number in range(draw.randint(1, 4)):
            assume = {f"h{number}": statement(draw)} if draw.random() < 0.7 else {}
            known = [*labels, *assume]
            using = [
                use(
                    draw.choice(known),
                    times=draw.choice((1, -1, formula(draw, 1))),
                    at={a: draw.choice(INDICES) for a in INDICES if draw.random() < 0.5},
                    over=tuple(draw.sample(INDICES, draw.choice((0, 0, 1, 1, 2)))),
                )
                for _ in range(draw.randint(0, 2) if known else 0)
            ]
            unfold = [name for name in known if draw.random() < 0.2]
            try:
                added = prepare(checker.world, Context((), tuple(using), tuple(assume.items()))).sum_of_uses
            except StepFailed:
                continue
            left = formula(draw, 2)
            right = left if added is None else left - added
            step = identity(f"s{number}", eq(left, right), "", unfold, using, assume)
            (result,) = checker.run([step])
            if result.fact is not None:
                labels.append(step.label)
                yield checker, result.fact


def renamed(draw: random.Random, sequent: Sequent) -> Sequent:
    """The sequent with names changed here and there, carelessly: some such goals say something else."""

    def move(relation: Rel) -> Rel:
        places: dict[Var, Index] = {a.variable: draw.choice(INDICES) for a in INDICES if draw.random() < 0.3}
        return substitute_relation(relation, places)

    def other(h: Hypothesis) -> Hypothesis:
        if draw.random() < 0.5:
            return h
        return Hypothesis(tuple(draw.choice(INDICES).variable for _ in h.vars), move(h.relation))

    hypotheses = tuple(other(h) for h in sequent.hypotheses)
    return Sequent(hypotheses, sequent.conclusion if draw.random() < 0.7 else move(sequent.conclusion))


# -- the tests --------------------------------------------------------------------------------------------------


def test_accepted_steps_are_true() -> None:
    """And many are accepted, with and without hypotheses."""
    found = [sequent for _, sequent in accepted(random.Random(1), 250)]
    assert len(found) >= 300
    assert sum(bool(s.hypotheses) for s in found) >= 100
    assert [s for s in found if not is_true(s, POINTS)] == []


def test_goals_that_an_accepted_step_shows_are_true() -> None:
    """Goals that differ from the fact by careless renaming."""
    draw = random.Random(2)
    shown = 0
    for checker, fact in accepted(draw, 120):
        for _ in range(4):
            goal = renamed(draw, fact)
            if entails(checker.world, fact, goal):
                shown += 1
                assert is_true(goal, POINTS)
    assert shown >= 100


def _careless(h: Hypothesis, mapping: dict[Var, Index]) -> Hypothesis:
    kept = {v: k for v, k in mapping.items() if v not in h.vars}
    return Hypothesis(h.vars, substitute_relation(h.relation, kept))


@pytest.mark.parametrize("fault", ["captures are allowed", "bound names are not kept apart"])
def test_a_planted_fault_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one of its rules the checker accepts something false within the same number of proofs."""
    if fault == "captures are allowed":
        monkeypatch.setattr(context, "refuse_captured", lambda carried, variables: None)
    else:
        monkeypatch.setattr(entail, "_moved_hypothesis", _careless)
    assert any(not is_true(s, POINTS) for seed in (1, 3, 4) for _, s in accepted(random.Random(seed), 250))
