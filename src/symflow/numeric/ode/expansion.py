r"""What one step knows: polynomials on [0, 1], and how far they can be trusted.

Statement.  A step expands the solution in x = (tau - tau_0) / h, where tau is the time of the system and h the length
that was tried. Each component, the clock t(x) - t(0) and whatever else the recurrence needs is a polynomial with
coefficients in fixed point. The step may be used up to that x at which the last coefficients are as large as is
allowed; then all polynomials are rescaled, so that every step ends at x = 1.

Formula.  A component may leave out 2^-tolerance of its size. The clock may leave out 2^-tolerance of the time that is
wanted next: what is early need not be known to the digits of early times; but its last terms must fall. Where the
speed of the clock grows by e^w in the step, the last coefficients count e^w times, which is what they can become when
an error is bounded by Gronwall's inequality; or the clock is not looked at, if the whole step is shorter than the
error allowed.

Notation.  Exponents as in `kernel`: a polynomial is the sum of coefficients[n] x^n 2^(exponent - bits).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flint import arb, arb_poly

from symflow.numeric.ode.kernel import Series, scaled

LAST = 2
GRAIN = 6  # a step is shortened to whole 2^-GRAIN parts of what was tried
NOISE = 25
LN2 = math.log(2)


@dataclass(slots=True)
class Polynomial:
    """A polynomial in x in fixed point."""

    coefficients: Series
    exponent: int
    _curve: arb_poly | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def curve(self) -> arb_poly:
        """The polynomial in units of 2^(exponent - bits), exactly; kept, because samples ask for it again and again."""
        if self._curve is None:
            self._curve = arb_poly([int(c) for c in self.coefficients])
        return self._curve

    def shorten(self, powers: Sequence[tuple[int, int]]) -> None:
        """Multiply each coefficient by its number p / 2^s, and round."""
        self._curve = None
        self.coefficients = [c * p >> s for c, (p, s) in zip(self.coefficients, powers, strict=False)]

    def end(self, bits: int) -> arb:
        """The value at x = 1, exactly."""
        return scaled(sum(self.coefficients), self.exponent - bits)

    def at(self, x: arb, bits: int) -> arb:
        """The value at x, by Horner's rule; a zero at x = 0 keeps its relative accuracy."""
        return self.curve(x) * scaled(1, self.exponent - bits)


@dataclass(slots=True)
class Expansion:
    """The polynomials of a step.

    `components`: the state. `clock`: t(x) - t(0). `speed`: its speed grows by the factor e^speed in the step.
    `others`: what else is rescaled with the step; each polynomial of components and others may leave out
    2^-tolerance times 2^size, where `sizes` holds these, in the same order. `limit`: another bound on x.
    """

    bits: int
    length: arb
    components: list[Polynomial]
    clock: Polynomial
    surge: float
    others: list[Polynomial]
    sizes: list[float]
    limit: float = math.inf

    def reach(self, tolerance: float, reference: float) -> float:
        """The largest x that may be used; infinite if nothing can be seen to be left out. `reference` = log2 t."""
        errors = min(
            map(self._left_out, [*self.components, *self.others], [s - tolerance for s in self.sizes]),
            default=math.inf,
        )
        return min(errors, self.limit, self._clock_reach(reference - tolerance))

    def _left_out(self, polynomial: Polynomial, allowed: float) -> float:
        """Where the last coefficients of a polynomial reach 2^allowed."""
        logs = _log2_last(polynomial.coefficients, polynomial.exponent - self.bits)
        return 2 ** min((_clip((allowed - log) / n) for n, log in logs), default=math.inf)

    def _clock_reach(self, allowed: float) -> float:
        """The same for the clock, or where all of it is still below 2^allowed."""
        if self._whole() <= allowed:
            return math.inf
        x = self._left_out(self.clock, allowed)
        for _ in range(8):  # a fixed point of x = left out at e^(surge x), from above
            x = self._left_out(self.clock, allowed - self.surge * min(x, 1.0) / LN2)
        return max(min(x, self._falling()), self._unseen(allowed))

    def _falling(self) -> float:
        """Where the terms of the clock fall: those of the last quarter, on the mean, by a twentieth each.

        Terms in the last bits of the fixed point are rounding, and fall as they like.
        """
        c = self.clock.coefficients
        middle = max(LAST, 3 * len(c) // 4)
        late, early = (
            max((abs(int(x)) for x in part), default=0) for part in (c[-LAST:], c[middle - LAST : middle])
        )
        largest = max(abs(int(x)) for x in c)
        if not early or late.bit_length() <= largest.bit_length() - self.bits + NOISE:
            return math.inf
        return 2 ** _clip((math.log2(early) - math.log2(late)) / (len(c) - middle)) / 1.05

    @property
    def opening(self) -> float:
        """log2 of the length of the step on the clock, if that went on at its first speed."""
        first = self.clock.coefficients[1]
        return math.log2(max(1, abs(int(first)))) + self.clock.exponent - self.bits

    def _whole(self) -> float:
        """log2 of the whole length of the step on the clock, bounded by its speed at the end."""
        return self.opening + self.surge / LN2

    def _unseen(self, allowed: float) -> float:
        """The largest part of the step whose whole length on the clock is at most 2^allowed."""
        return max(0.0, min(1.0, (allowed - self.opening) * LN2 / self.surge)) if self.surge > 0 else 0.0

    def shorten(self, x: float) -> None:
        """End the step at x < 1, rounded down to a whole part."""
        part = max(1, math.floor(x * 2**GRAIN))
        longest = max(len(p.coefficients) for p in (*self.components, *self.others, self.clock))
        powers = [(part**n, GRAIN * n) for n in range(longest)]
        for polynomial in (*self.components, *self.others, self.clock):
            polynomial.shorten(powers)
        self.surge *= part / 2**GRAIN  # at least as much as it grows: bar s is convex in x
        self.length = self.length * part / 2**GRAIN


def _log2_last(coefficients: Sequence[Any], exponent: int) -> list[tuple[int, float]]:
    """n and log2 |c_n| for the last coefficients that are not 0."""
    order = len(coefficients) - 1
    found = [(n, abs(int(coefficients[n]))) for n in range(max(1, order + 1 - LAST), order + 1)]
    return [(n, math.log2(c) + exponent) for n, c in found if c]


def _clip(log: float) -> float:
    return max(-1000.0, min(1000.0, log))
