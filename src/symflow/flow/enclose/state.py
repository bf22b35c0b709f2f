r"""The true state at a time, as balls, from the step that was checked there.

Statement.  At a time t, x is chosen with clock(x) near t; the true solution passes within `radius` of v^(x) at a time
t_1 that differs from t by at most tau = shift + |clock(x) - t|. On the way from there to t no logarithm of a balanced
sqrt(s_k) moves by more than the integral of R = max_k (1 - pi_k), and no factor by more than that of R max(a_k, b_k).
With A the sum of a_k^2 + b_k^2 (2 s_k where balanced), in both directions of time,

    |(log A)'| <= 2 R,     |z_g'| <= (1/K) sum |s_k'| <= A R / K,     |(log (1 - pi_k))'| <= 2 A R / K,

the last because 1 - pi_k is a mean of numbers >= 0 with weights e^{z_g}. Let 4 R tau <= 1 and 12 A R tau / K <= 1 at
t_1.
As long as R is at most twice as large as there, A is at most e < 3 times as large, so that in fact R is at most
1 / (1 - 6 A R tau / K) <= 2 times as large: which then holds within all of tau.

Notation.  The maximum and the sums leave out the modes that are 0 for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import arb

from symflow.flow.enclose.bounds import Unusable, total, up
from symflow.flow.enclose.box import Box
from symflow.flow.enclose.tube import Tube
from symflow.flow.solve.loss_time import gaps, mass
from symflow.flow.solve.quantities import loss, lyapunov, ratios
from symflow.flow.solve.sums import Sums
from symflow.numeric.ball import below, larger
from symflow.numeric.ode.stepper import Piece

HALF = arb(0.5)


@dataclass(frozen=True, slots=True)
class State:
    """Balls that contain the true values at a time, one for each class; a and b are empty where balanced.

    `lyapunov` is None where a mode is 0.
    """

    modes: list[arb]
    left: list[arb]
    right: list[arb]
    loss: arb
    lyapunov: arb | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A step, without what is needed only for checking it, and the tube that holds throughout it."""

    piece: Piece
    tube: Tube

    @classmethod
    def of(cls, piece: Piece, tube: Tube) -> Checked:
        """The step, stripped."""
        return cls(replace(piece, expansion=replace(piece.expansion, others=[], sizes=[])), tube)


def ball_of(time: Fraction) -> arb:
    """A ball that contains a time."""
    return arb(time.numerator) / time.denominator


def start(box: Box, sums: Sums, bits: int) -> State:
    """The state at t = 0."""
    return _measured(box, sums, bits, *box.balls(sums), box.level)


def state(checked: Checked, box: Box, sums: Sums, time: arb) -> State:
    """The state at a time in a step."""
    piece, radius = checked.piece, checked.tube.radius
    bits = piece.expansion.bits
    x = _inside(piece.place(time.mid()))
    reached = piece.start + piece.expansion.clock.at(x, bits)
    tau = up(abs(reached - time) + checked.tube.shift)
    zeros, found = box.zeros(sums), piece.state(x)
    if box.balanced:
        modes = [arb(0) if zero else _square(s, radius) for zero, s in zip(zeros, found, strict=True)]
        size = total(2 * w * s for w, s in zip(sums.weights, modes, strict=True))
        rate = _rate(sums, modes, zeros, size, tau)
        factor = 1 + arb(0, up((2 * rate * tau).expm1()))
        return _measured(box, sums, bits, [s * factor for s in modes], [], [])
    half = len(zeros)
    wide = [arb(0) if zero else y + arb(0, radius) for zero, y in zip([*zeros, *zeros], found, strict=True)]
    left, right = wide[:half], wide[half:]
    size = total(w * (a * a + b * b) for w, a, b in zip(sums.weights, left, right, strict=True))
    rate = _rate(sums, _products(left, right), zeros, size, tau)
    moves = [_moved(a, b, rate, tau) for a, b in zip(left, right, strict=True)]
    left, right = ([y + move for y, move in zip(vector, moves, strict=True)] for vector in (left, right))
    return _measured(box, sums, bits, _products(left, right), left, right)


def _inside(x: arb) -> arb:
    """x, moved into [0, 1] where rounding has put it outside."""
    return arb(0) if below(x, arb(0)) else arb(1) if below(arb(1), x) else x


def _square(s: arb, radius: arb) -> arb:
    """All (sqrt(s) + e)^2 with |e| <= radius."""
    return s + arb(0, up(2 * s.sqrt() * radius + radius * radius))


def _moved(a: arb, b: arb, rate: arb, tau: arb) -> arb:
    """By how much a and b can move within tau, around 0."""
    return arb(0, up((rate * tau).expm1() * larger(up(a), up(b))))


def _rate(sums: Sums, modes: Sequence[arb], zeros: Sequence[bool], size: arb, tau: arb) -> arb:
    """The largest 1 - pi_k within tau of here; `size` is A."""
    odds = [(-d).exp() for d in gaps(sums, modes)]
    whole, now = 1 + mass(sums, odds), arb(0)
    for zero, part in zip(zeros, sums.complement(odds), strict=True):
        now = now if zero else larger(now, up(part / whole))
    room = 1 - 6 * size * now * tau / sums.K
    if not below(HALF, room) or not below(4 * now * tau, arb(1)):
        raise Unusable
    return up(now / room)


def _products(left: Sequence[arb], right: Sequence[arb]) -> list[arb]:
    return [a * b for a, b in zip(left, right, strict=True)]


def _measured(
    box: Box, sums: Sums, bits: int, modes: list[arb], left: list[arb], right: list[arb], level: bool = False
) -> State:
    """With the loss and V; V is exactly 0 only where that is known: equal modes, or one class of modes."""
    if any(s.is_zero() for s in modes):
        v = None
    elif level or box.collapsed or len(modes) == 1:
        v = arb(0)
    else:
        v = lyapunov(sums, ratios(sums, modes), bits)
    return State(modes, left, right, loss(sums, modes), v)
