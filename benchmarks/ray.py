"""The collapse ray, where the answer is known: Ei(s) + (K - 1) log s = 2 K t + const for equal modes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
from mpmath import mp

from benchmarks.competitors.kind import Late, Unable
from benchmarks.outcome import RayEntry
from benchmarks.problem import Problem
from benchmarks.stopwatch import timed

START = Fraction(1, 4)


def on_the_ray(problem: Problem, solve: Callable[[Problem, object], str]) -> RayEntry:
    """Time and error of the first mode."""
    try:
        found, seconds = timed(lambda: solve(problem, START))
    except (Late, Unable) as reason:
        return RayEntry(problem.K, problem.digits, problem.end, None, str(reason))
    return RayEntry(problem.K, problem.digits, problem.end, seconds, error(problem, found))


def error(problem: Problem, found: str) -> str:
    """The relative error to first order: the defect of the first integral over its logarithmic derivative."""
    with mp.workdps(problem.digits + 30 + len(str(int(mpmath.mpf(problem.end))))):
        s, first = mpmath.mpf(found), mpmath.mpf(START.numerator) / START.denominator
        rise = mpmath.ei(s) - mpmath.ei(first) + (problem.K - 1) * mpmath.log(s / first)
        defect = rise - 2 * problem.K * mpmath.mpf(problem.end)
        return str(mpmath.nstr(abs(defect) / (mpmath.exp(s) + problem.K - 1), 2))
