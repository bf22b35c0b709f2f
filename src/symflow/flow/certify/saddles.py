r"""The kind of a critical point whose multiplier is not 0, shown by a direction that curves down.

    lambda < 0: (W, -H) curves down;
    lambda > 0: 1^T W = 0, so that W has rank K - 1 at most. With rank K - 1, M M^T W = lambda^2 W gives |M|_2 =
    lambda, and by I3 the point is a global optimum, hence neural collapse with C = sqrt(n), which is done with. So the
    rank is at most K - 2, |M|_2 > lambda, and where d >= K - 1 there are W a = 0 and a direction that curves down.
Each direction is then shown to curve down, in balls: the sentences above only say where to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from flint import arb

from symflow.algebra.surd_matrices import inner
from symflow.flow.certify.balls import State, second_variation, state
from symflow.flow.certify.certificate import Curve, Kind, PointCertificate
from symflow.flow.certify.directions import Direction, against, null_direction, searched, singular
from symflow.flow.certify.question import RUNGS, Question, text, written
from symflow.numeric.ball import Sign, certainly, precision, sign


def kind(asked: Question) -> PointCertificate:
    """The kind of a critical point with lambda other than 0."""
    for rung in RUNGS:
        with precision(asked.bits(rung)):
            side = sign(state(asked.point).multiplier)
        if side is Sign.NEGATIVE:
            why = "Critical with lambda < 0: (W, -H) curves down."
            return curved(asked, lambda at: [against(asked.point)], why)
        if side is Sign.POSITIVE:
            return _positive(asked)
    return asked.undecided("Critical, but the sign of lambda was not found within the budget.")


def _positive(asked: Question) -> PointCertificate:
    """The kind of a critical point with lambda > 0."""
    a = null_direction(asked.point)
    if a is not None:
        why = "Critical with lambda > 0, W a = 0 and |M|_2 > lambda: (u a^T, a v^T) curves down."
        return curved(asked, lambda at: singular(asked.point, at, a), why)
    why = "Critical with lambda > 0, and a direction curves down."
    found = curved(asked, lambda at: searched(asked.point, at), why)
    return _beyond(asked) if found.kind is Kind.UNDECIDED else found


def _beyond(asked: Question) -> PointCertificate:
    """d < K - 1, and nothing was found."""
    K, d = asked.point.K, asked.point.d
    why = (
        f"Critical with lambda > 0, but d = {d} < K - 1 = {K - 1}: a null direction W a = 0 need not exist, and W "
        "has none. The theorem does not apply, and no direction was found that curves down."
    )
    with precision(asked.bits(1)):
        at = state(asked.point)
        shown = asked.pair(at.multiplier), asked.pair(at.loss)
    return replace(asked.blank, reason=why, multiplier=shown[0], loss=shown[1])


def curved(
    asked: Question, propose: Callable[[State], Iterable[Direction]], why: str, multiplier: arb | None = None
) -> PointCertificate:
    """A saddle, by the first direction whose second variation is enclosed below 0; undecided if there is none."""
    for rung in RUNGS:
        with precision(asked.bits(rung)):
            at = state(asked.point)
            used = at.multiplier if multiplier is None else multiplier
            for direction in propose(at):
                value = second_variation(asked.point, at, used, direction.both)
                if certainly(value, Sign.NEGATIVE) and direction.tangent(asked.point):
                    return _saddle(asked, at, direction, value, why)
    return asked.undecided("Critical, but no direction was shown to curve down within the budget.")


def _saddle(asked: Question, at: State, direction: Direction, value: arb, why: str) -> PointCertificate:
    """The certificate of a direction that curves down."""
    size = inner(direction.W, direction.W) + inner(direction.H, direction.H)
    return replace(
        asked.blank,
        kind=Kind.SADDLE,
        reason=why,
        multiplier=asked.pair(at.multiplier),
        loss=asked.pair(at.loss),
        rests_on=direction.claims,
        curve=Curve(text(direction.W), text(direction.H), direction.how, written(size), asked.pair(value)),
    )
