"""The correct answer: symflow at 15 more digits, checked by another program, other equations, another order.

For each K and t it is computed once, for the largest number of digits that is asked for. It is checked by heyoka's
multiprecision numbers on the textbook equations up to t = 1000, and in loss time later, where those take too long;
where heyoka is missing, by mpmath.odefun if that can do it. Where symflow cannot, the checking answer is taken itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mpmath
from mpmath import mp

from benchmarks.competitors import Competitor
from benchmarks.competitors.heyoka_runs import REAL_LOSS, REAL_TEXTBOOK
from benchmarks.competitors.kind import Extrapolated, Late, Unable
from benchmarks.competitors.odefun import ODEFUN
from benchmarks.competitors.ours import OURS
from benchmarks.outcome import Check
from benchmarks.problem import Problem

MORE = 15  # digits of the correct answer beyond those asked for
CHECK = 8  # and of the answer that it is compared with
EARLY = 1000
MANY = 64


def truth(K: int, end: str, digits: int, seconds: float) -> tuple[Sequence[str] | None, Check]:
    """The modes at the end, and what is known about them."""
    problem = Problem(K, digits + MORE, end)
    best = answer(OURS, problem, seconds)
    for other in checkers(K, end):
        found = answer(other, Problem(K, digits + CHECK, end), seconds)
        if found is None:
            continue
        if best is None:
            return found, Check(K, end, digits + CHECK, other.title, "nobody", None)
        agreed = -mp.log10(mpmath.mpf(worst(found, best, digits + MORE)))
        return best, Check(K, end, digits + MORE, OURS.title, other.title, float(mpmath.nstr(agreed, 4)))
    return best, Check(K, end, digits + MORE, OURS.title if best else "nobody", "nobody", None)


def checkers(K: int, end: str) -> Sequence[Competitor]:
    """Who can check, the most independent one first."""
    if mpmath.mpf(end) <= EARLY and K <= MANY:
        return (REAL_TEXTBOOK, REAL_LOSS, ODEFUN)
    return (REAL_LOSS, ODEFUN)


def answer(competitor: Competitor, problem: Problem, seconds: float) -> Sequence[str] | None:
    """The modes at the end, if this one can tell."""
    try:
        return competitor.prepare(problem, seconds).solve()
    except (Unable, Late, Extrapolated):
        return None


def worst(found: Sequence[str], right: Sequence[str], digits: int) -> str:
    """The largest relative error of a mode; at least the precision of the comparison."""
    with mp.workdps(digits + 20):
        pairs = zip(map(number, found), map(number, right), strict=True)
        largest = max(abs(x / y - 1) for x, y in pairs)
        return str(mpmath.nstr(max(largest, mpmath.mpf(10) ** -(digits + 10)), 2))


def number(text: str) -> Any:
    """The number of a text; of an enclosure its middle."""
    return mpmath.mpf(text.strip("[]").split(" ")[0])
