r"""A box of starts: exact intervals for the modes, or for the factors; a point is a box of width 0.

Statement.  The box is replaced by one point, on the grid of the working precision, and the distance in v (square roots
of the modes, or factors) of the farthest corner. A mode whose interval is [0, 0] is 0 for ever; an interval
that contains 0 and more is refused: such a mode may stay or grow.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from symflow.algebra.schemes import Scheme
from symflow.errors import InputError
from symflow.flow.enclose.bounds import up
from symflow.flow.solve.start import Numbers, Start
from symflow.flow.solve.sums import Sums
from symflow.numeric.ball import larger

Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Box:
    """Lower and upper ends of the modes (balanced), or of a and b."""

    low: Start
    high: Start

    def __post_init__(self) -> None:
        ends = zip(_vectors(self.low), _vectors(self.high), strict=True)
        for p, q in (pair for vectors in ends for pair in zip(*vectors, strict=True)):
            if p > q:
                raise InputError(f"box: the interval [{p}, {q}] is empty; give the lower end first")
            if p == 0 < q:
                raise InputError(
                    f"box: the interval [0, {q}] contains 0, and what is 0 may stay 0; give a positive lower end"
                )

    @classmethod
    def of(cls, start: Start) -> Box:
        """The box that is one point."""
        return cls(start, start)

    @property
    def scheme(self) -> Scheme:
        """The scheme of the modes."""
        return self.low.scheme

    @property
    def balanced(self) -> bool:
        """Whether the modes alone are enclosed."""
        return self.low.balanced

    @property
    def is_point(self) -> bool:
        """Whether it has width 0."""
        return self.low == self.high

    @property
    def collapsed(self) -> bool:
        """Whether it is one point of the collapse ray."""
        return self.is_point and self.low.collapsed

    @property
    def level(self) -> bool:
        """Whether it is one point with equal modes, which are then equal at t = 0."""
        return self.is_point and self.low.level

    def zeros(self, sums: Sums) -> list[bool]:
        """For each class: whether its mode is 0 for ever, with both of its factors."""
        flat = [q == 0 for _, q in self._classes(sums)]
        half = len(sums.weights)
        return flat if self.balanced else [a and b for a, b in zip(flat[:half], flat[half:], strict=True)]

    def point(self, sums: Sums) -> tuple[list[arb], arb]:
        """A point, for each class (or a, then b), and the distance in v that contains the box."""
        weights = sums.weights if self.balanced else sums.weights * 2
        total, state = arb(0), []
        for weight, (p, q) in zip(weights, self._classes(sums), strict=True):
            low, high = _ball(p), _ball(q)
            if self.balanced:
                middle = ((low.sqrt() + high.sqrt()) / 2).mid()
                state.append((middle * middle).mid())
                middle = state[-1].sqrt()
                apart = larger(up(low.sqrt() - middle), up(high.sqrt() - middle))
            else:
                middle = ((low + high) / 2).mid()
                state.append(middle)
                apart = larger(up(low - middle), up(high - middle))
            total += weight * apart * apart
        return state, up(total.sqrt())

    def balls(self, sums: Sums) -> tuple[list[arb], list[arb], list[arb]]:
        """Balls that contain the modes, a and b of the box; a and b are empty where balanced."""
        found = [_ball(p).union(_ball(q)) for p, q in self._classes(sums)]
        if self.balanced:
            return found, [], []
        half = len(sums.weights)
        left, right = found[:half], found[half:]
        return [a * b for a, b in zip(left, right, strict=True)], left, right

    def _classes(self, sums: Sums) -> list[Interval]:
        """The interval of each class: of its mode, or of a, followed by those of b."""
        pairs: list[Interval] = []
        for low, high in zip(_vectors(self.low), _vectors(self.high), strict=True):
            pairs += zip(sums.classes(low), sums.classes(high), strict=True)
        return pairs


def _vectors(start: Start) -> list[Numbers]:
    return [x for x in (start.left, start.right) if x is not None] or [start.modes]


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))
