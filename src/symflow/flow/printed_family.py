r"""Where the printed family (10) of [J] Example 3.1 has a smaller loss than the example (7): enclosed numbers.

On the ellipse, alpha = -(1 - 2 tau^2)/(1 + 2 tau^2) < 0 and beta = -2 tau/(1 + 2 tau^2) < 0, 0 < tau < 1/sqrt(2). With
y = 2C^2 and v = 1/(1 + 2 tau^2) the loss of (10) minus that of (7) has the sign of

    g(tau, y) = e^{a y} - 1 - 2 e^y (1 - e^{-b y}),       a = 2 (1 - v^2),   b = 4 tau v (1 - v)

(claim ulpm-eq-11-printed-family: loss), and e^x >= 1 + x gives g > 0 where 3 - alpha + 4 e^y beta > 0 (there: rises).
At one C the roots of g in tau are isolated and counted, so every sign on the ellipse is known. There is a least
y* at which g vanishes anywhere: a point with g = g_tau = 0, found by an interval Newton step (it is alpha = beta =
-1/sqrt(3), where all margins agree). Around it g_tautau > 0 > g_y, and everywhere else up to y* bisection shows g > 0.
So for C < C* = sqrt(y*/2) every member of (10) has a larger loss, and for C slightly above C* some have a smaller one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from flint import arb, arb_series

from symflow.errors import InputError, LimitReached
from symflow.exact import exact
from symflow.numeric.ball import Sign, ball, certainly, enclosure_strings, endpoints, precision, sign
from symflow.numeric.crossings import Taylor, crossings, hull, refined

Pair = tuple[str, str]
Number = TypeVar("Number", arb, arb_series)
Box = tuple[Fraction, Fraction, Fraction, Fraction]
LARGEST = Fraction(71, 100)  # above 1/sqrt(2)
BITS = 128
BOXES = 50000
MOST_DIGITS, MOST_C, MOST_BITS = 1000, 12, 10_000
GRID, HALVINGS, POLISHING = 64, 16, 6
AROUND = Fraction(1, 512)


@dataclass(frozen=True, slots=True)
class Example31:
    """The sign of L(W', H') - L(W, H) on the whole family (10) at one C; every pair is (lower, upper).

    ``smaller``: the two beta between which the loss is smaller, the one nearer to 0 first; None if it is smaller
    nowhere. Everywhere else, for beta from 0 down to -1/sqrt(2), it is larger.
    ``threshold``: the C below which it is larger on all of (10).
    """

    C: str
    smaller: tuple[Pair, Pair] | None
    threshold: Pair

    def __str__(self) -> str:
        if self.smaller is None:
            return f"C = {self.C}: the loss is larger for all alpha, beta < 0 of (10)"
        near, far = self.smaller
        return (
            f"C = {self.C}: the loss is larger for {near[1]} <= beta < 0, smaller for {far[1]} <= beta <= {near[0]}, "
            f"and larger for beta <= {far[0]}"
        )


def example_3_1(C: object, digits: int = 30) -> Example31:
    """All signs of the loss difference along (10) at one C > 0, with the crossings to so many digits."""
    scale = exact(C, "C")
    if not 0 < scale <= MOST_C:
        raise InputError.about("C", C, f"give a number above 0 and at most {MOST_C}")
    if scale.denominator.bit_length() > MOST_BITS:
        raise InputError.about("C", C, f"give a fraction of at most {MOST_BITS} bits")
    if type(digits) is not int or not 1 <= digits <= MOST_DIGITS:
        raise InputError.about("digits", digits, f"give a whole number from 1 to {MOST_DIGITS}")
    limit = threshold(digits)
    if scale < Fraction(limit[0]):
        return Example31(str(scale), None, limit)
    y = 2 * scale**2
    bits = BITS + 6 * (int(y) + 1)
    with precision(bits):
        first = endpoints(3 / (8 * ball(y).exp()))[0]  # 4 e^y |beta| <= 8 e^y tau <= 3 up to here
    along, width = in_tau(y), Fraction(1, 10 ** (digits + bits // 3))
    roots = [refined(along, root, width) for root in crossings(along, first, LARGEST, bits)]
    if not roots:
        return Example31(str(scale), None, limit)
    if len(roots) != 2 or roots[0].before is not Sign.POSITIVE or 2 * roots[1].high ** 2 >= 1:
        raise LimitReached("example 3.1: the signs are not larger, smaller, larger at this C")
    near, far = (_beta(root.low, root.high, digits) for root in roots)
    return Example31(str(scale), (near, far), limit)


def _beta(low: Fraction, high: Fraction, digits: int) -> Pair:
    """beta(tau) = -2 tau/(1 + 2 tau^2) falls for 2 tau^2 < 1, so its ends are those of tau."""
    upper, lower = (-2 * tau / (1 + 2 * tau**2) for tau in (low, high))
    with precision(4 * digits + BITS + 4 * (low.denominator // (low.numerator + 1)).bit_length()):
        return enclosure_strings(ball(lower).union(ball(upper)), digits)


# -- the function g and its derivatives -----------------------------------------------------------


def shape(tau: Number) -> tuple[Number, Number]:
    """a and b, from v = 1/(1 + 2 tau^2): a = 2(1 - v^2), b = 4 tau v (1 - v)."""
    v = 1 / (1 + 2 * tau * tau)
    return 2 * (1 - v * v), 4 * tau * v * (1 - v)


def gain(tau: Number, y: arb) -> Number:
    """g(tau, y)."""
    a, b = shape(tau)
    return (a * y).exp() - 1 - 2 * y.exp() * (1 - (-b * y).exp())


def gain_by_y(tau: Number, y: arb) -> Number:
    """The derivative of g by y."""
    a, b = shape(tau)
    return a * (a * y).exp() - 2 * y.exp() + 2 * (1 - b) * ((1 - b) * y).exp()


def in_tau(y: Fraction) -> Taylor:
    """g along tau at one y."""

    def taylor(tau: arb, order: int) -> list[arb]:
        if order == 0:
            return [gain(tau, ball(y))]
        return coefficients(gain(line(tau, order), ball(y)), order)

    return taylor


def line(tau: arb, order: int) -> arb_series:
    """tau + x, to the given order in x."""
    return arb_series([tau, 1], order + 1)


def coefficients(series: arb_series, order: int) -> list[arb]:
    """The coefficients up to the order."""
    return [series[n] for n in range(order + 1)]


# -- the least C ----------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def threshold(digits: int) -> Pair:
    """C* enclosed: every member of (10) has a larger loss for C < C*, and some have a smaller one for C just above."""
    bits = 4 * digits + BITS
    with precision(bits):
        around = _guess()
        tau, y = _narrowed(*_balls(around))
        _certify(around, endpoints(y)[1])
        for _ in range(bits.bit_length()):
            tau, y = (old.intersection(new) for old, new in zip((tau, y), _newton(tau, y), strict=True))
        return enclosure_strings((y / 2).sqrt(), digits)


def _guess() -> Box:
    """A box to look for the double root in: the y at which the least value on a grid changes its sign. No evidence."""
    grid = [LARGEST * (n + 1) / GRID for n in range(GRID)]

    def lowest(y: Fraction) -> tuple[arb, Fraction]:
        return min(((gain(ball(t), ball(y)).mid(), t) for t in grid), key=lambda found: float(found[0]))

    low, high = Fraction(0), Fraction(2)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sign(lowest(middle)[0]) is Sign.POSITIVE else (low, middle)
    tau, y = ball(lowest(low)[1]), ball(low)
    for _ in range(POLISHING):
        tau, y = (x.mid() for x in _newton(tau, y))
    t, v = (endpoints(x)[0].limit_denominator(1 << 20) for x in (tau, y))
    return t - AROUND, t + AROUND, v - AROUND, v + AROUND


def _balls(box: Box) -> tuple[arb, arb]:
    return hull(box[0], box[1]), hull(box[2], box[3])


def _newton(tau: arb, y: arb) -> tuple[arb, arb]:
    """One interval Newton step for g = g_tau = 0; at a point it is the ordinary one."""
    t, v = tau.mid(), y.mid()
    at = coefficients(gain(line(t, 1), v), 1)
    _, slope, half = coefficients(gain(line(tau, 2), y), 2)
    by_y, mixed = coefficients(gain_by_y(line(tau, 1), y), 1)
    determinant = slope * mixed - by_y * 2 * half
    new_tau = t - (mixed * at[0] - by_y * at[1]) / determinant
    new_y = v - (slope * at[1] - 2 * half * at[0]) / determinant
    return new_tau, new_y


def _narrowed(tau: arb, y: arb) -> tuple[arb, arb]:
    """A smaller box: the box has exactly one double root, and it lies in the smaller one."""
    new_tau, new_y = _newton(tau, y)
    if not (tau.contains(new_tau) and y.contains(new_y)):
        raise LimitReached("example 3.1: the Newton step does not stay in its box")
    return new_tau, new_y


def _certify(around: Box, top: Fraction) -> None:
    """g > 0 for all 0 < tau <= LARGEST, 0 < y <= top outside the box; in it g is convex in tau and falls with y."""
    tau, y = _balls(around)
    bend = coefficients(gain(line(tau, 2), y), 2)[2]
    if not (certainly(bend, Sign.POSITIVE) and certainly(gain_by_y(tau, y), Sign.NEGATIVE)):
        raise LimitReached("example 3.1: the shape of g around its double root is not certain")
    stack, spent = [(Fraction(0), LARGEST, Fraction(0), top)], 0
    while stack:
        box = stack.pop()
        spent += 1
        if spent > BOXES:
            raise LimitReached("example 3.1: the region below the threshold is not covered")
        inside = around[0] <= box[0] and box[1] <= around[1] and around[2] <= box[2] and box[3] <= around[3]
        if not inside and not _larger(box):
            stack += _parts(box, around)


def _larger(box: Box) -> bool:
    """Whether the loss is certainly larger in the whole box: by e^x >= 1 + x, or by enclosing g."""
    tau, y = _balls(box)
    below = 1 + 2 * tau * tau
    lemma = 3 + (1 - 2 * tau * tau) / below - 8 * y.exp() * tau / below
    if sign(lemma) is Sign.POSITIVE:
        return True
    slope, by_y = coefficients(gain(line(tau, 1), y), 1)[1], gain_by_y(tau, y)
    t, v = (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
    centred = gain(ball(t), ball(v)) + slope * (tau - ball(t)) + by_y * (y - ball(v))
    return sign(centred) is Sign.POSITIVE


def _parts(box: Box, around: Box) -> list[Box]:
    """The box cut in two: along an end of the box around the root where one passes through, else in the middle."""
    t0, t1, y0, y1 = box
    for cut in around[:2]:
        if t0 < cut < t1 and y1 > around[2]:
            return [(t0, cut, y0, y1), (cut, t1, y0, y1)]
    if y0 < around[2] < y1 and t0 < around[1] and around[0] < t1:
        return [(t0, t1, y0, around[2]), (t0, t1, around[2], y1)]
    if t1 - t0 > y1 - y0:
        return [(t0, (t0 + t1) / 2, y0, y1), ((t0 + t1) / 2, t1, y0, y1)]
    return [(t0, t1, y0, (y0 + y1) / 2), (t0, t1, (y0 + y1) / 2, y1)]
