"""mpmath.odefun on the textbook equations, and what it would need where it cannot finish.

Its Taylor series is cut at radius 1 at most and used to half of that: two steps for each unit of t at least, whatever
the solution does. A step evaluates the equations `degree` times, at about `degree` times the precision. So after a
few steps the time of the rest is known from below: the mean time of the measured steps, times the steps made and two
for each unit of t that is left. Where not even one step ends in time, evaluations are counted as parts of a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.competitors.kind import Competitor, Extrapolated, Run
from benchmarks.forms import textbook
from benchmarks.problem import Problem
from benchmarks.stopwatch import Budget

PROBE = 20.0  # seconds, after which a part of a step must do
ENOUGH = 3  # steps, after which the rest is extrapolated if it will not fit


@dataclass(slots=True)
class Clock:
    """Counts the evaluations, and stops a run that will not end within its budget."""

    end: Any
    degree: int
    budget: Budget
    calls: int = 0
    steps: list[float] = field(default_factory=list)

    def tick(self, t: Any) -> None:
        """One more evaluation, the first of a step at the point that the steps have reached."""
        begins, used = self.calls % self.degree == 0, self.budget.used
        if begins:
            self.steps.append(used)
        done = len(self.steps) - 1
        if done == 0 and self.calls and used > min(PROBE, self.budget.seconds):
            raise Extrapolated(used, self.calls / self.degree, max(1.0, float(2 * self.end)))
        if done and (done >= ENOUGH or used > PROBE):
            needed = float(done + 2 * (self.end - t))
            if self.budget.over or self.steps[-1] / done * needed > self.budget.seconds:
                raise Extrapolated(self.steps[-1], done, needed)
        self.calls += 1


def prepare(problem: Problem, seconds: float) -> Run:
    """As a user would call it: at the digits asked for, with its own tolerance and degree."""
    return Run(lambda: solve(problem, seconds))


def solve(problem: Problem, seconds: float) -> Sequence[str]:
    """The modes at the end."""
    import mpmath
    from mpmath import mp

    with mp.workdps(problem.digits):
        end = mpmath.mpf(problem.end)
        clock = Clock(end, degree(problem.digits), Budget(seconds))

        def rates(t: Any, modes: Sequence[Any]) -> list[Any]:
            clock.tick(t)
            return textbook(modes, mpmath.exp, mpmath.mpf)

        start = [mpmath.mpf(s.numerator) / s.denominator for s in problem.modes]
        return [mpmath.nstr(s, problem.digits + 5) for s in mpmath.odefun(rates, 0, start)(end)]


def degree(digits: int) -> int:
    """The degree that odefun chooses by itself."""
    return 3 + int(3 * digits / 2)


ODEFUN = Competitor("odefun", "mpmath.odefun", prepare)
