r"""What the expansion of rational functions keeps: generators, values, and a budget of work.

Statement.  A value is a quotient  num / (shift * prod_i F_i^{e_i})  of polynomials over Q in numbered
generators; a ``Ring`` remembers what each number stands for, across restarts. Work is counted in terms of
polynomials, so that how far an expansion gets does not depend on the machine.

Notation.  ``Restart``: a new generator or a finer exponent is needed; what is known is kept for the next
try. ``Unsupported``: this route gives up on the formula. ``TooLarge``: it would take too long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeAlias

Poly: TypeAlias = Any  # fmpq_mpoly
_EVERY = 20


class Restart(Exception):
    """Start again: the ring was too small."""


class Unsupported(ArithmeticError):
    """The formula is outside this route."""


class TooLarge(Unsupported):
    """The expansion takes more time or space than allowed."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """num / (shift * prod F_i^e_i)."""

    num: Poly
    shift: Poly
    den: tuple[tuple[int, int], ...] = ()


@dataclass
class Ring:
    """The generators that are known, across restarts."""

    keys: dict[object, int] = field(default_factory=dict)
    finest: dict[object, int] = field(default_factory=dict)
    capacity: int = 16


@dataclass
class Budget:
    """Work that may still be done, counted in terms; the clock only guards against a slow machine."""

    units: int
    end: float

    def spend(self, units: int, width: int) -> None:
        """Use some of it up; what costs more than is left is not begun."""
        cost = (units // 4 + _EVERY) * (16 + width) // 32
        if cost > self.units or monotonic() > self.end:
            raise TooLarge("the expansion takes too long")
        self.units -= cost
