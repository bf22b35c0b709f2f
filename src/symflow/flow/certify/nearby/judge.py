r"""The class of a critical point in a box, by the same directions as for exact points.

(V, G) is a critical point for r features, and W = V Q^T, H = Q G the one with d features that is spoken of.
    lambda < 0:             (W, -H), second variation 2 lambda rho^2
    lambda > 0, r = K - 1:  1^T W = 0 and M M^T W = lambda^2 W with W of rank K - 1 give |M|_2 = lambda: a global
                            optimum by identity I3
    lambda > 0, r < d:      a unit vector a orthogonal to the columns of Q, and (u, v) near a top singular pair of M
    otherwise:              an eigenvector of the Hessian, its part along x taken away
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import numpy as np
from flint import arb

from symflow.algebra.surd_matrices import Row
from symflow.errors import InputError
from symflow.exact import exact
from symflow.flow.certify.balls import Balls, enclosed, inner, softmax, variance
from symflow.flow.certify.certificate import Enclosed, Kind, Nearby, Pair
from symflow.flow.certify.claims import BENDING, DUAL, NEGATIVE, SINGULAR
from symflow.flow.certify.directions import floats, pairs, steepest
from symflow.flow.certify.hessian import spreads
from symflow.flow.certify.nearby.find import Found, find
from symflow.flow.certify.point import Point
from symflow.numeric.ball import (
    Sign,
    ball,
    certainly,
    compare,
    contains_zero,
    enclosure_strings,
    precision,
    sign,
)

BITS = 256
ALONG = "(u a^T, a v^T), a a unit vector with W a = 0"
TANGENT = "(u, v) minus its part along (W, H)"


def radius(value: object, name: str = "near") -> Fraction:
    """The distance that is allowed: an exact number > 0."""
    found = exact(value, name)
    if not Fraction(1, 10**60) <= found <= 10**6:
        raise InputError.about(name, value, "give a distance from 1e-60 to 1e6, such as 1e-6")
    return found


def nearby(point: Point, within: Fraction, digits: int) -> Nearby:
    """A critical point within a distance of the given one, if it can be shown to exist, and its class."""
    bits = BITS + 4 * digits
    with precision(bits):
        blank = Nearby(str(within), Kind.UNDECIDED, "")
        found = find(point, float(within), bits)
        if isinstance(found, str):
            return replace(blank, reason=f"No critical point was shown to exist: {found}.")
        blank = replace(blank, distance=_distance(found.distance, digits))
        side = compare(found.distance, ball(within))
        if side is not Sign.NEGATIVE:
            how = "is farther away" if side is Sign.POSITIVE else "is not shown to be that near"
            return replace(blank, reason=f"The critical point that was found {how}.")
        W, H = (_enclosed(part, digits) for part in found.lifted)
        shown = replace(
            blank,
            rank=found.rank,
            multiplier=enclosure_strings(found.multiplier, digits),
            W=W,
            H=H,
        )
        return _judged(point, found, shown, digits)


def _distance(length: arb, digits: int) -> Pair:
    """A length between two decimals, the lower one not below 0."""
    low, high = enclosure_strings(length, digits)
    return "0" if contains_zero(length) else low, high


def _enclosed(matrix: Balls, digits: int) -> Enclosed:
    """Each entry between two decimals."""
    return tuple(tuple(enclosure_strings(e, digits) for e in row) for row in matrix)


def _judged(point: Point, found: Found, shown: Nearby, digits: int) -> Nearby:
    """The class of the point in the box."""
    side = sign(found.multiplier)
    if side is Sign.NEGATIVE:
        value = 2 * found.multiplier * enclosed(point.size)
        return replace(
            shown,
            kind=Kind.SADDLE,
            reason="lambda < 0: (W, -H) curves down.",
            how="(W, -H)",
            value=enclosure_strings(value, digits),
            rests_on=BENDING + NEGATIVE,
        )
    if side is not Sign.POSITIVE:
        return replace(shown, reason="The sign of lambda is not known.")
    if found.rank == point.K - 1:
        why = "lambda > 0 and W has rank K - 1, so that |M|_2 = lambda: the least loss on the sphere (identity I3)."
        return replace(shown, kind=Kind.OPTIMUM, reason=why, rests_on=DUAL)
    return _curved(point, found, shown, digits)


def _curved(point: Point, found: Found, shown: Nearby, digits: int) -> Nearby:
    """A direction that curves down, where one is found."""
    P, M = softmax(found.W @ found.H, point.n)
    unit = floats(M, found.multiplier)
    free = found.rank < point.d
    if free:
        proposals: Iterable[tuple[Row, Row]] = pairs(unit)
    else:
        W, H = (floats(part, arb(1)) for part in (found.W, found.H))
        steps = steepest(W, H, unit, [floats(S, found.multiplier) for S in spreads(P)])
        proposals = ((step[: W.size], step[W.size :]) for step in steps)
    for u, v in proposals:
        value = _along(found, M, u, v) if free else _tangent(found, P, M, u, v)
        if certainly(value, Sign.NEGATIVE):
            return replace(
                shown,
                kind=Kind.SADDLE,
                reason="lambda > 0, and a direction curves down.",
                how=ALONG if free else TANGENT,
                u=tuple(map(str, u)),
                v=tuple(map(str, v)),
                value=enclosure_strings(value, digits),
                rests_on=BENDING + SINGULAR if free else BENDING,
            )
    why = "lambda > 0, and no direction was found that curves down."
    if point.d < point.K - 1:
        why += f" d = {point.d} < K - 1 = {point.K - 1}: a null direction W a = 0 need not exist."
    return replace(shown, reason=why)


def _along(found: Found, M: Balls, u: Row, v: Row) -> arb:
    """lambda (|u|^2 + |v|^2) - 2 u^T M v."""
    left, right = _row(u), _row(v)
    return found.multiplier * (inner(left, left) + inner(right, right)) - 2 * inner(
        np.multiply.outer(left, right), M
    )


def _tangent(found: Found, P: Balls, M: Balls, u: Row, v: Row) -> arb:
    """The second variation along (u, v), of r features, after its part along x is taken away."""
    A, B = _row(u).reshape(found.W.shape), _row(v).reshape(found.H.shape)
    size = inner(found.W, found.W) + inner(found.H, found.H)
    part = (inner(A, found.W) + inner(B, found.H)) / size
    A, B = A - part * found.W, B - part * found.H
    moved, crossed = A @ found.H + found.W @ B, A @ B
    return variance(P, moved) - 2 * inner(M, crossed) + found.multiplier * (inner(A, A) + inner(B, B))


def _row(row: Row) -> Balls:
    return np.array([enclosed(entry) for entry in row], dtype=object)
