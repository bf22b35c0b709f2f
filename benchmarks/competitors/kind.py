"""What a competitor is: something that, once prepared for a problem, solves it again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.problem import Problem


class Unable(Exception):
    """A competitor cannot take part; the reason in a few words."""


class Late(Exception):
    """The budget was used up; how far it got, in a few words."""


class Extrapolated(Exception):
    """The budget would not do: `measured` steps took `spent` seconds, and at least `needed` steps are needed."""

    def __init__(self, spent: float, measured: float, needed: float) -> None:
        super().__init__(f"{measured:.3g} of at least {needed:.3g} steps in {spent:.3g} s")
        self.measured = measured
        self.needed = needed
        self.seconds = spent / measured * needed


@dataclass(frozen=True, slots=True)
class Run:
    """A competitor prepared for a problem: `solve` gives the modes at the end; `compiled` is what preparing took."""

    solve: Callable[[], Sequence[str]]
    compiled: float | None = None


@dataclass(frozen=True, slots=True)
class Competitor:
    """`prepare` takes a problem and the seconds that one solution may take."""

    name: str
    title: str
    prepare: Callable[[Problem, float], Run]
    double: bool = False

    def takes(self, problem: Problem) -> bool:
        """Whether the problem is of its kind: double precision is asked for 15 digits only."""
        return problem.double or not self.double
