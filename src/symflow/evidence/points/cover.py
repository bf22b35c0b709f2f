r"""COVER: a part of a claim on a box, by interval evaluation with bisection; refute first.

The non-trivial modes of one variable range over a box with rational ends, at one K of the Walsh scheme.
Every box is first tried at its midpoint, where an enclosure may refute the claim; then the relation is
evaluated over the whole box. A box that stays open is halved along its longest side, breadth first, until
all are settled or the budget is spent. What is left over is reported: it is not covered.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from symflow.algebra.statement import Rel, Sequent
from symflow.claim.claim import Claim, Instance
from symflow.errors import InputError
from symflow.evidence.points.evaluate import Evaluator, derivatives_of
from symflow.evidence.points.grid import grid_of
from symflow.evidence.points.walk import Walker
from symflow.evidence.points.witness import ARB, assignments, free_of, read, refute
from symflow.evidence.proving.steps import Cover
from symflow.evidence.result import Evidence, Outcome, issue
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import ball

BITS = 96
Box = tuple[tuple[Fraction, Fraction], ...]


@dataclass(slots=True)
class _Settled:
    """What bisection has settled so far."""

    covered: int
    left: list[Box]
    refuted: Evidence | None


def cover(claim: Claim, step: Cover) -> Evidence:
    """Ball x boxes evidence for one part of a claim: TRUE if the whole box is covered.

    FALSE with a witness if some midpoint refutes the part; UNKNOWN, with the number of boxes left over,
    if the budget of boxes is spent first. Raises InputError for a box that does not fit the claim.
    """
    goals = _goals(claim, step)
    start: Box = tuple(zip(step.lower, step.upper, strict=True))
    found = _bisect(claim, step, goals, start)
    ends = " x ".join(f"[{low}, {high}]" for low, high in start)
    where = f"part {step.part!r} at K = {step.K} (Walsh) for {step.variable} in {ends}"
    method = f"bisection, {BITS} bits, {found.covered} boxes covered, {len(found.left)} left over"
    if found.refuted is not None:
        return found.refuted
    outcome = Outcome.UNKNOWN if found.left else Outcome.TRUE
    marks = tuple(mark for mark, (part, _) in claim.goals().items() if part == step.part)
    return issue("ball", "boxes", outcome, method, max(1, found.covered), where, (ARB,), marks)


def _goals(claim: Claim, step: Cover) -> list[Sequent]:
    variable = next((v for v in claim.domain.model.variables if v.name == step.variable), None)
    if step.scheme != "walsh" or variable is None or len(claim.domain.model.variables) != 1:
        raise InputError(
            f"cover {step.label}: needs the Walsh scheme and a claim about one variable, {step.variable}"
        )
    if len(step.lower) != step.K - 1 or len(step.upper) != step.K - 1:
        raise InputError(f"cover {step.label}: the box needs {step.K - 1} entries below and above")
    if any(low > high or low < 0 for low, high in zip(step.lower, step.upper, strict=True)):
        raise InputError(f"cover {step.label}: ends must satisfy 0 <= lower <= upper")
    goals = [g for label, g in claim.sequents() if label == step.part]
    if not goals or any(g.hypotheses or not isinstance(g.conclusion, Rel) for g in goals):
        raise InputError(f"cover {step.label}: part {step.part!r} is not a relation without hypotheses")
    return goals


def _bisect(claim: Claim, step: Cover, goals: list[Sequent], start: Box) -> _Settled:
    queue, covered, spent = deque([start]), 0, 0
    while queue and spent < step.boxes:
        box = queue.popleft()
        spent += 1
        middle = _instance(step, tuple((low + high) / 2 for low, high in box))
        if spent <= 64:
            refuted = refute(claim, middle, step.part)
            if refuted.outcome is Outcome.FALSE:
                return _Settled(covered, list(queue), refuted)
        if _holds(claim, middle, goals, box, step.variable):
            covered += 1
            continue
        queue.extend(_halves(box))
    return _Settled(covered, list(queue), None)


def _instance(step: Cover, modes: tuple[Fraction, ...]) -> Instance:
    return Instance(step.scheme, step.K, ((step.variable, (Fraction(0), *modes)),))


def _halves(box: Box) -> tuple[Box, Box]:
    widest = max(range(len(box)), key=lambda i: box[i][1] - box[i][0])
    low, high = box[widest]
    middle = (low + high) / 2
    return (
        (*box[:widest], (low, middle), *box[widest + 1 :]),
        (*box[:widest], (middle, high), *box[widest + 1 :]),
    )


class _BoxEvaluator(Evaluator):
    """An evaluator whose one variable ranges over a box."""

    def __init__(self, claim: Claim, middle: Instance, box: Box, variable: str) -> None:
        super().__init__(claim.domain, middle, Ball(BITS))
        with self.arithmetic.context():
            entries = [Fraction(0), *(_interval(low, high) for low, high in box)]
        grid = grid_of(middle)
        self._walker = Walker(derivatives_of(claim.domain.model), grid, self.numbers, {variable: entries})


def _interval(low: Fraction, high: Fraction) -> arb:
    joined: arb = ball(low).union(ball(high))
    return joined


def _holds(claim: Claim, middle: Instance, goals: list[Sequent], box: Box, variable: str) -> bool:
    evaluator = _BoxEvaluator(claim, middle, box, variable)
    for goal in goals:
        relation = goal.conclusion
        if not isinstance(relation, Rel):
            return False
        for env in assignments(evaluator, free_of(goal)):
            if read(evaluator, relation, env).state != "holds":
                return False
    return True
