r"""Which class a point belongs to, and the certificate of it.

The order of the questions: equal rows and neural collapse are decided in the field. Then a tangential gradient with an
entry whose ball excludes 0 shows that the point is not critical; otherwise criticality is decided exactly. At a
critical point that is left lambda is not 0, and a direction that curves down is looked for (`saddles`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from flint import arb

from symflow.errors import LimitReached
from symflow.flow.certify.balls import Balls, enclosed, inner, state
from symflow.flow.certify.certificate import Exactly, Kind, Optimal, PointCertificate, Slope
from symflow.flow.certify.claims import CRITICAL_POINTS, GRADIENT, LEAST_LOSS
from symflow.flow.certify.critical import criticality
from symflow.flow.certify.directions import from_equal_rows
from symflow.flow.certify.point import Point
from symflow.flow.certify.question import LARGEST_LOGIT, RUNGS, Question, question, written
from symflow.flow.certify.saddles import curved, kind
from symflow.flow.certify.structure import Collapse, collapse, equal_rows
from symflow.numeric.ball import Sign, compare, contains_zero, precision

BY_TERMS = "every term of the exponential sums cancels"
BY_A_TERM = (
    "The terms of an exponential sum do not cancel, so that the tangential gradient is not 0, exactly; its entries "
    "are too small to be enclosed away from 0."
)
BY_ROWS = "P = 1/K everywhere, W^T M = 0 and M H^T = 0 follow from equal rows and equal class sums"


def decide(point: Point, digits: int) -> PointCertificate:
    """The certificate of a point, with enclosures of a number of digits."""
    asked = question(point, digits)
    if asked.largest():
        return asked.undecided(f"A logit exceeds {LARGEST_LOGIT} in size, beyond what is enclosed.")
    if equal_rows(point):
        return _equal_rows(asked)
    collapsed = collapse(point)
    if collapsed is not None and collapsed.optimal:
        return _optimum(asked, collapsed)
    found = _not_critical(asked, RUNGS[:1])
    return _critical(asked) if found is None else found


def _optimum(asked: Question, found: Collapse) -> PointCertificate:
    """Neural collapse with C = sqrt(n)."""
    point = asked.point
    with precision(asked.bits(1)):
        at = state(point)
        exponent = enclosed(point.size) / (2 * arb(point.n).sqrt() * (point.K - 1))
        least = point.columns * ((point.K - 1) * (-exponent).exp()).log1p()
        return replace(
            asked.blank,
            kind=Kind.OPTIMUM,
            reason="Neural collapse with C = sqrt(n), exactly: the loss is the least on the sphere.",
            multiplier=asked.pair(at.multiplier),
            loss=asked.pair(at.loss),
            rests_on=LEAST_LOSS,
            optimal=Optimal(written(found.length), written(found.factor), asked.pair(least)),
        )


def _equal_rows(asked: Question) -> PointCertificate:
    """W = 1 w^T with equal class sums: the gradient is 0, and so is lambda."""
    direction = from_equal_rows(asked.point)
    why = "W = 1 w^T and the class sums of H are equal: the gradient of L is 0, and a direction curves down."
    if asked.point.size.zero:
        why = f"{why} Its sphere is this point alone."
    found = curved(asked, lambda at: [direction], why, arb(0))
    return replace(
        found,
        kind=Kind.RANK_ONE,
        reason=why,
        multiplier=("0", "0"),
        critical=Exactly(BY_ROWS, 0, 0, 0),
        rests_on=CRITICAL_POINTS + found.rests_on,
    )


def _not_critical(asked: Question, rungs: Iterable[int]) -> PointCertificate | None:
    """An entry of the tangential gradient whose ball excludes 0."""
    for rung in rungs:
        with precision(asked.bits(rung)):
            at = state(asked.point)
            parts = [-v + at.multiplier * x for v, x in zip(at.pull, (at.W, at.H), strict=True)]
            best = _farthest(parts)
            if best is None:
                continue
            matrix, i, j = best
            slope = -sum((inner(part, part) for part in parts), arb(0))
            return replace(
                asked.blank,
                kind=Kind.NOT_CRITICAL,
                reason="An entry of the tangential gradient is not 0: minus that gradient descends.",
                multiplier=asked.pair(at.multiplier),
                loss=asked.pair(at.loss),
                rests_on=GRADIENT,
                slope=Slope("WH"[matrix], i, j, asked.pair(parts[matrix][i, j]), asked.pair(slope)),
            )
    return None


def _critical(asked: Question) -> PointCertificate:
    """Decide criticality exactly, then the kind of critical point."""
    try:
        found = criticality(asked.point)
    except LimitReached as limit:
        rest = asked.undecided(f"Criticality was not decided within the budget: {limit}.")
    else:
        if found.holds:
            proof = Exactly(BY_TERMS, found.equations, found.denominators, found.products)
            return replace(kind(asked), critical=proof)
        rest = replace(asked.blank, kind=Kind.NOT_CRITICAL, reason=BY_A_TERM, rests_on=GRADIENT)
    apart = _not_critical(asked, RUNGS[1:])
    return rest if apart is None else apart


def _farthest(parts: list[Balls]) -> tuple[int, int, int] | None:
    """The place of the entry that is enclosed farthest from 0; None if every ball contains 0."""
    best: tuple[int, int, int] | None = None
    distance = arb(0)
    for matrix, part in enumerate(parts):
        for (i, j), entry in np.ndenumerate(part):
            if not contains_zero(entry) and compare(entry.abs_lower(), distance) is Sign.POSITIVE:
                best, distance = (matrix, i, j), entry.abs_lower()
    return best
