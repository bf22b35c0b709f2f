r"""The campaign of the rigorous flow: random starts, whose enclosures must contain runs that know nothing of them.

    python -m symflow.testing.containment [--cases N] [--seed N] [--file F]

Each case is enclosed to 20 digits and integrated to 40 without any bound: with another order and precision, and near
collapse in other unknowns. At every sample the printed modes and factors may differ by the radius, and the loss and V
must stand in their enclosures, up to the 38 digits of the second run that are used. The cases mix schemes and sizes,
ties, zeros, modes from 1e-12 to 1e3, unbalanced factors and ends from 1e-3 to 1e20. A case that is not done within
SECONDS is counted as unfinished.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from symflow.flow.solve.integrate import integrate
from symflow.flow.solve.trajectory import Trajectory
from symflow.testing.campaign import Campaign

CASES, DIGITS, FINE, SAMPLES = 10_000, 20, 40, 3
SECONDS = 120
GROUPS = (("walsh", 2), ("walsh", 4), ("walsh", 8), ("cyclic", 3), ("cyclic", 5), ("cyclic", 6))
KINDS = ("spread", "ties", "zeros", "scales", "level", "close")
USED = FINE - 2
SCHEMA = "symflow.containment/1"


@dataclass(frozen=True, slots=True)
class Case:
    """A start and an end; `b` is empty where the modes are balanced."""

    scheme: str
    K: int
    kind: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    end: str

    def run(self, digits: int, rigorous: bool) -> Trajectory:
        """The trajectory."""
        start: dict[str, Any] = {"a": self.a, "b": self.b} if self.b else {"modes": self.a}
        return integrate(
            **start,
            scheme=self.scheme,
            t_end=self.end,
            digits=digits,
            samples=SAMPLES,
            rigorous=rigorous,
            timeout=SECONDS,
        )


def case(seed: int, number: int) -> Case:
    """The case with this number."""
    source = random.Random(f"{seed}/{number}")
    scheme, K = source.choice(GROUPS)
    kind, unbalanced = source.choice(KINDS), source.random() < 0.3
    a = _entries(source, scheme, K, kind, 2 if unbalanced else 3)
    b = _entries(source, scheme, K, "zeros" if kind == "zeros" else "spread", 1) if unbalanced else ()
    active = [k for k, x in enumerate(a, 1) if x != "0" or (b and b[k - 1] != "0")]
    latest = 20 if separates(scheme, K, active) else 4
    end = f"{source.randrange(100, 1000)}e{source.randrange(-5, latest - 2)}"
    return Case(scheme, K, kind, a, b, end)


def separates(scheme: str, K: int, active: Sequence[int]) -> bool:
    """Whether some active character tells each class from that of 0; else the loss does not tend to 0.

    A flow whose loss does not tend to 0 takes many steps, and is not followed as far.
    """

    def differs(k: int, g: int) -> bool:
        return (k & g).bit_count() % 2 == 1 if scheme == "walsh" else k * g % K != 0

    return all(any(differs(k, g) for k in active) for g in range(1, K))


def _entries(source: random.Random, scheme: str, K: int, kind: str, largest: int) -> tuple[str, ...]:
    """K - 1 decimals below 10^largest, the same for k and -k in a cyclic scheme."""
    count = K - 1 if scheme == "walsh" else K // 2
    power = source.randrange(-12, largest) if kind != "scales" else 0
    drawn = [f"{source.randrange(1, 10_000)}e{power - 3}" for _ in range(count)]
    if kind == "scales":
        drawn = [f"{source.randrange(1, 1000)}e{source.randrange(-14, 1)}" for _ in range(count)]
    if kind == "ties":
        drawn = [source.choice(drawn[:2]) for _ in range(count)]
    if kind == "level":
        drawn = [drawn[0]] * count
    if kind == "close":
        drawn = [f"1.000000{source.randrange(10)}" for _ in range(count)]
    if kind == "zeros":
        drawn = [x if source.random() < 0.6 else "0" for x in drawn]
    return tuple(drawn if scheme == "walsh" else [drawn[min(k, K - k) - 1] for k in range(1, K)])


def misses(enclosed: Trajectory, fine: Trajectory) -> list[str]:
    """Every place where the enclosure does not contain the finer run."""
    found = []
    for i, t in enumerate(enclosed.t):
        bounds = enclosed.bounds[i]
        vectors = [("s", enclosed.modes[i], fine.modes[i], enclosed.radius[i])]
        if enclosed.a:
            vectors.append(("a", enclosed.a[i], fine.a[i], bounds.left))
            vectors.append(("b", enclosed.b[i], fine.b[i], bounds.right))
        for name, printed, other, radius in vectors:
            for k, (x, y, r) in enumerate(zip(printed, other, radius, strict=True), 1):
                if abs(Fraction(x) - Fraction(y)) > Fraction(r) + _error(y):
                    found.append(f"t = {t}: {name}_{k} = {x} within {r}, but {y}")
        for name, ends, value in (
            ("loss", bounds.loss, fine.loss[i]),
            ("V", bounds.lyapunov, fine.lyapunov[i]),
        ):
            if (ends is None) != (value is None):
                found.append(f"t = {t}: {name} in {ends}, but {value}")
            elif ends is not None and value is not None and not _between(ends, value):
                found.append(f"t = {t}: {name} in [{ends[0]}, {ends[1]}], but {value}")
    return found


def _between(ends: tuple[str, str], value: str) -> bool:
    low, high = map(Fraction, ends)
    return low - _error(value) <= Fraction(value) <= high + _error(value)


def _error(text: str) -> Fraction:
    """How far a number of the finer run may be from the true one."""
    return abs(Fraction(text)) * Fraction(1, 10**USED)


def examine(number: int, seed: int) -> list[str]:
    """The misses of a case."""
    tried = case(seed, number)
    return misses(tried.run(DIGITS, True), tried.run(FINE, False))


CAMPAIGN = Campaign(
    "symflow.testing.containment",
    "Enclosures of random starts.",
    SCHEMA,
    CASES,
    examine,
    lambda number, seed: asdict(case(seed, number)),
    {"digits": [DIGITS, FINE]},
)


if __name__ == "__main__":
    sys.exit(CAMPAIGN.main())
