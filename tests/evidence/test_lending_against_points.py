"""Random proofs with scalars replaced and hypotheses supplied: whatever the checker accepts must be true.

Every step adds up earlier facts and assumptions that are not negative, taken at other indices, at other
scalars (``let``) and freed of hypotheses by other facts (``given``), so the algebra always agrees; what decides
is which hypotheses travel along. The formulas come from a short list, so that hypotheses, facts and names
meet all the time. Each accepted sequent is evaluated at every point of a small set, at every index.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from toys import CLASSES, ZERO, c, i, j, model, toy, u, var, x, y
from truth import is_true

from symflow.algebra.expr import Expr, total
from symflow.algebra.statement import (
    Hypothesis,
    Rel,
    Sequent,
    Statement,
    eq,
    forall,
    ge,
    substitute_relation,
)
from symflow.evidence.proving import context, scalars
from symflow.evidence.proving.context import instance, prepare
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.proving.proof import sign
from symflow.evidence.proving.steps import Context, Use, use
from symflow.evidence.proving.world import StepFailed, World, upward

CLAIM = toy(model(var("x", CLASSES), var("y", CLASSES), var("c"), var("u")), eq(x(i), x(i)))
INDICES = (i, j)
POINTS = [
    {"x": xs, "y": ys, "c": (number,), "u": (other,)}
    for xs in product((-1, 0, 2), repeat=2)
    for ys in ((1, -1), (0, 2))
    for number in (-1, 0, 2)
    for other in (0, 1)
]


def relation(draw: random.Random) -> Rel:
    """A relation between few quantities."""
    a, b = draw.choice(INDICES), draw.choice(INDICES)
    left = draw.choice((x(a), x(a), c(), c() * x(a)))
    right = draw.choice((ZERO, ZERO, x(b), c()))
    return ge(left, right)


def statement(draw: random.Random) -> Statement:
    """A relation, for all of some indices or for the free ones."""
    bound = [draw.choice(INDICES) for _ in range(draw.choice((0, 1)))]
    return forall(*bound, relation(draw)) if bound else relation(draw)


def formula(draw: random.Random) -> Expr:
    """What a scalar is replaced by."""
    a = draw.choice(INDICES)
    return draw.choice((x(a), y(a), x(a) * x(a), total(x(a), a), u(), c() + 1, ZERO))


def lent(draw: random.Random, known: list[str]) -> Use:
    """A known fact at other indices and scalars, with facts that may supply its hypotheses."""
    return use(
        draw.choice(known),
        at={a: draw.choice(INDICES) for a in INDICES if draw.random() < 0.3},
        let={name: formula(draw) for name in ("c", "u") if draw.random() < 0.4},
        given=tuple(draw.choice(known) for _ in range(draw.choice((0, 1, 1, 2)))),
    )


def accepted(draw: random.Random, proofs: int) -> Iterator[tuple[list[Use], Sequent]]:
    """The sequents that the checker accepts in random proofs of up to seven steps."""
    for _ in range(proofs):
        checker, labels = ExactChecker(CLAIM, {}), list[str]()
        for number in range(draw.randint(3, 7)):
            assume = {f"h{number}": statement(draw)} if not labels or draw.random() < 0.5 else {}
            uses = [lent(draw, [*labels, *assume]) for _ in range(draw.choice((1, 1, 2)))]
            try:
                ready = prepare(checker.world, Context((), (), tuple(assume.items())))
                facts = [instance(checker.world, item, ready.assumed).conclusion for item in uses]
            except StepFailed:
                continue
            by: Expr = ZERO
            for fact in facts:
                by = by + upward(fact) if isinstance(fact, Rel) else by
            step = sign(f"s{number}", ge(by, 0), by=by, because="", facts=uses, assume=assume)
            (result,) = checker.run([step])
            if result.fact is not None:
                labels.append(step.label)
                yield uses, result.fact


def test_accepted_steps_are_true() -> None:
    """And many of them replace scalars, lose hypotheses, and keep some."""
    found = list(accepted(random.Random(1), 150))
    assert [s for _, s in found if not is_true(s, POINTS)] == []
    assert sum(bool(s.hypotheses) for _, s in found) >= 200
    assert sum(any(item.let for item in uses) for uses, _ in found) >= 100
    assert sum(any(item.given for item in uses) for uses, _ in found) >= 100


# -- planted faults ---------------------------------------------------------------------------------------------


def _forgetful(world: World, fact: Sequent, given: list[Sequent]) -> Sequent:
    """What a fact supplies is dropped, and what it assumes too if the fact already assumed it."""
    kept = list(fact.hypotheses)
    for other in given:
        met = [h for h in kept if context._supplies(world, other, h)]
        if not met:
            raise StepFailed("a fact under given supplies no hypothesis")
        kept = [h for h in kept if h not in met] + [h for h in other.hypotheses if h not in kept]
    return Sequent(tuple(kept), fact.conclusion)


def _captured(model_: Any, label: str, h: Hypothesis, values: dict[str, Expr]) -> Hypothesis:
    """The bound index of a hypothesis captures the one of a value."""
    return Hypothesis(h.vars, scalars._at(model_, label, h.relation, values))


def _kept(model_: Any, label: str, h: Hypothesis, values: dict[str, Expr]) -> Hypothesis:
    """The scalar stays in the hypotheses."""
    return Hypothesis(h.vars, substitute_relation(h.relation, {}))


@pytest.mark.parametrize(
    ("module", "name", "fault"),
    [
        (context, "discharged", _forgetful),
        (scalars, "_moved", _captured),
        (scalars, "_moved", _kept),
    ],
)
def test_a_planted_fault_is_found(
    module: Any, name: str, fault: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one of its rules the checker accepts something false within as many proofs."""
    monkeypatch.setattr(module, name, fault)
    found = (s for seed in (1, 2) for _, s in accepted(random.Random(seed), 150))
    assert any(not is_true(s, POINTS) for s in found)
