r"""A disturbance of the matrices at the start: what is near a Hadamard start, or, with all modes 0, random altogether.

Every entry of W and of H has SIZE j / 1000 added, with j drawn from -1000, ..., 1000, independently and evenly: W row
by row, then H row by row. The numbers come from Python's Mersenne Twister and are exact; the modes of a random start
with the same seed are drawn from another stream.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from symflow.errors import InputError
from symflow.exact import exact

GRAINS = 1000
LARGEST = 100


@dataclass(frozen=True, slots=True)
class Perturbation:
    """How large the entries may be, and the seed of the draw."""

    size: Fraction
    seed: int

    def draw(self, K: int, d: int) -> tuple[list[Fraction], list[Fraction]]:
        """What is added to the entries of W (K x d) and of H (d x K), row by row."""
        source = random.Random(f"W, H: {self.seed}")
        values = [self.size * Fraction(source.randint(-GRAINS, GRAINS), GRAINS) for _ in range(2 * K * d)]
        return values[: K * d], values[K * d :]


def perturbation(size: object, seed: object, flags: str = "") -> Perturbation:
    """A perturbation whose arguments are checked."""
    number = exact(size, f"{flags}perturb")
    if not 0 <= number <= LARGEST:
        raise InputError.about(f"{flags}perturb", size, f"give a number from 0 to {LARGEST}")
    if type(seed) is not int or seed < 0:
        raise InputError.about(f"{flags}seed", seed, "give a whole number from 0 up")
    return Perturbation(number, seed)
