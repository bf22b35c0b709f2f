"""What everybody solves: the flow of K - 1 unequal balanced modes from the same exact start to the same end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Problem:
    """K classes; the modes at t = `end` (a decimal string) to so many significant digits."""

    K: int
    digits: int
    end: str

    @property
    def modes(self) -> tuple[Fraction, ...]:
        """The start: sixteenths, so that it is exact in every binary format too."""
        return tuple(Fraction((7 * k) % 11 + 1, 16) for k in range(1, self.K))

    @property
    def double(self) -> bool:
        """Whether double precision can be enough."""
        return self.digits <= 15

    @property
    def title(self) -> str:
        """In words."""
        return f"K = {self.K}, {self.digits} digits, t = {self.end}"


def problems(Ks: Sequence[int], digits: Sequence[int], ends: Sequence[str]) -> list[Problem]:
    """The grid of all combinations."""
    return [Problem(K, d, end) for K in Ks for d in digits for end in ends]
