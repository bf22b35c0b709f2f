"""Which problems are run: a quick profile of a few minutes, that of the page, and the full grid of an hour or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.competitors import EVERYBODY, GROWING, Competitor
from benchmarks.problem import Problem, problems


@dataclass(frozen=True, slots=True)
class Profile:
    """The grid for everybody, problems for growth, starts on the ray, and the seconds that one solution may take."""

    name: str
    grid: Sequence[Problem]
    growth: Sequence[Problem]
    ray: Sequence[Problem]
    budget: float

    def tasks(self) -> list[tuple[Problem, tuple[Competitor, ...]]]:
        """Each problem once, smallest K first, with those who take part."""
        rest = [problem for problem in dict.fromkeys(self.growth) if problem not in self.grid]
        chosen = [(problem, EVERYBODY) for problem in self.grid] + [(problem, GROWING) for problem in rest]
        ordered = sorted(chosen, key=lambda task: (task[0].K, float_of(task[0].end), task[0].digits))
        return [(problem, tuple(c for c in who if c.takes(problem))) for problem, who in ordered]


def float_of(end: str) -> int:
    """The power of ten of an end, to sort by: ends are beyond floats."""
    mantissa, _, power = end.partition("e")
    return len(mantissa) - 1 + int(power or 0)


ENDS = ("10", "1000", "1e100")
GROWTH = [
    *problems((4, 8, 16, 32, 64, 128, 256), (50,), ("1000",)),
    *problems((4, 16), (15, 30, 50, 100, 200, 500), ("1000",)),
    *problems((4, 16), (50,), ("10", "1000", "1e10", "1e30", "1e100", "1e300", "1e1000")),
]
QUICK = Profile(
    "quick",
    problems((4, 16), (15, 30, 50), ENDS),
    problems((4,), (50,), ("1e1000",)),
    problems((4, 16), (50,), ("1e100",)),
    10.0,
)
FULL = Profile(
    "full",
    problems((4, 16, 64, 256), (15, 30, 50, 100), ENDS),
    GROWTH,
    [
        *problems((4, 16, 64, 256), (50,), ("1e100",)),
        *problems((4, 16, 64), (100,), ("1e100",)),
        Problem(4, 500, "1e100"),
    ],
    60.0,
)
PAGE = Profile(
    "page",
    [*problems((4, 16), (15, 30, 50), ENDS), *problems((16,), (100,), ("10", "1000"))],
    [
        *problems((4, 8, 16, 32, 64, 128, 256), (50,), ("1000",)),
        *problems((4,), (50,), ("10", "1000", "1e10", "1e30", "1e100", "1e300", "1e1000")),
        *problems((4,), (15, 30, 50, 100, 200), ("1000",)),
    ],
    [*problems((4, 16), (50,), ("1e100",)), Problem(64, 50, "1e100")],
    120.0,
)
SMOKE = Profile(
    "smoke",
    problems((4,), (15, 30), ("10",)),
    (),
    problems((4,), (15,), ("10",)),
    10.0,
)
PROFILES = {profile.name: profile for profile in (QUICK, PAGE, FULL, SMOKE)}
