"""The error on the collapse ray, from the first integral alone."""

from __future__ import annotations

import mpmath
from benchmarks.problem import Problem
from benchmarks.ray import START, error, on_the_ray
from benchmarks.truth import worst
from mpmath import mp

PROBLEM = Problem(4, 30, "1")


def root() -> mpmath.mpf:
    """The mode at t = 1, by solving the first integral."""

    def defect(s: mpmath.mpf) -> mpmath.mpf:
        first = mpmath.mpf(START.numerator) / START.denominator
        return mpmath.ei(s) - mpmath.ei(first) + 3 * mpmath.log(s / first) - 8

    return mpmath.findroot(defect, 1.5)


def test_a_planted_error_is_measured() -> None:
    with mp.workdps(60):
        right = root()
        wrong = right * (1 + mpmath.mpf(10) ** -20)
        assert mpmath.mpf(error(PROBLEM, mpmath.nstr(right, 50))) < 1e-45
        assert 0.9e-20 < mpmath.mpf(error(PROBLEM, mpmath.nstr(wrong, 50))) < 1.1e-20
        assert worst([mpmath.nstr(wrong, 50)], [mpmath.nstr(right, 50)], 30) == "1.0e-20"


def test_time_and_error_of_an_answer() -> None:
    with mp.workdps(60):
        text = mpmath.nstr(root(), 30)
    row = on_the_ray(PROBLEM, lambda problem, start: text)
    assert row.seconds is not None
    assert float(row.error) < 1e-29
