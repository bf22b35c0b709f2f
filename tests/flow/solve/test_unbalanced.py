"""Unbalanced factors: zeros, scales far apart, and tiny times, where a factor has the digits of its rate."""

from __future__ import annotations

import pytest
from agreeing import worst
from mpmath import mp, mpf

import symflow

ROUNDING = 0.50001
STARTS = {
    "one factor 0": ([0, 1, "1/3"], [1, "1/2", 2]),
    "both 0": ([0, 0, "1/3"], [0, "1/2", 2]),
    "all 0": ([0, 0, 0], [0, 0, 0]),
    "one far below its partner": (["1e-150", 1, 1], [1, 1, 1]),
    "a little below": (["1e-20", 1, "1e-5"], [1, "1e-9", 1]),
    "scales far apart": (["1e-300", "1e-150", 1], ["1e-300", 1, "1e-10"]),
    "a slow rate": ([0, 60, 60], [1, 60, 50]),
    "a slow rate, not 0": (["1e-30", 60, 60], [1, 60, 50]),
    "equal": (["1e-300", 1, 2], ["1e-300", 1, 2]),
}
ENDS = ["1e-1000", "1e-200", "1e-150", "1e-3", "10"]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("case", STARTS)
def test_every_digit(case: str, end: str) -> None:
    """Of the factors, the modes, the loss and V, against a run with more digits and another order."""
    a, b = STARTS[case]
    found = symflow.integrate(a=a, b=b, t_end=end, samples=3)
    assert worst(found, symflow.integrate(a=a, b=b, t_end=end, digits=45, samples=3)) <= ROUNDING


@pytest.mark.parametrize("case", ["one factor 0", "scales far apart", "a little below"])
def test_a_late_time(case: str) -> None:
    """Two runs, and the ray of equal factors."""
    a, b = STARTS[case]
    found = symflow.integrate(a=a, b=b, t_end="1e50", samples=2, verify_digits=True)
    assert found.agreement is not None
    assert found.ray is not None
    assert min(found.agreement, found.ray) >= 16


@pytest.mark.parametrize("end", ["1e-100", "1e-3", "10", "1e20"])
@pytest.mark.parametrize("case", STARTS)
def test_imbalance_is_conserved(case: str, end: str) -> None:
    """a^2 - b^2, to the digits that it has beside a^2."""
    a, b = STARTS[case]
    found = symflow.integrate(a=a, b=b, t_end=end, digits=25, samples=3)
    with mp.workdps(700):
        for left, right in zip(found.a, found.b, strict=True):
            for x, y, p, q in zip(left, right, a, b, strict=True):
                first = mpf(str(eval_exact(p))) ** 2 - mpf(str(eval_exact(q))) ** 2
                assert abs(mpf(x) ** 2 - mpf(y) ** 2 - first) <= mpf(10) ** -23 * (mpf(x) ** 2 + mpf(y) ** 2)


def eval_exact(value: object) -> str:
    """1/3 as a decimal; all others are decimals."""
    with mp.workdps(700):
        return mp.nstr(mpf(1) / 3, 690) if value == "1/3" else str(value)


def test_a_factor_that_starts_at_0_moves_with_its_rate() -> None:
    """a_1 = (1 - pi_1) b_1 t to first order, however small t is."""
    tiny, small = (
        symflow.integrate(a=[0, 1, 1], b=[1, 1, 1], t_end=end, digits=20, samples=2)
        for end in ("1e-1000", "1e-100")
    )
    assert tiny.a[-1][0].replace("e-1001", "") == small.a[-1][0].replace("e-101", "")


def test_v_of_modes_over_six_hundred_decades() -> None:
    """log bar s - mean log s, where s / bar s is 1e-600."""
    found = symflow.integrate(["1e-600", "1", "1e-300"], t_end=1, samples=2)
    with mp.workdps(40):
        v = mp.log(mpf(1) / 3) + 300 * mp.log(10)
        assert abs(mpf(str(found.lyapunov[0])) / v - 1) < 1e-14
    assert (
        worst(found, symflow.integrate(["1e-600", "1", "1e-300"], t_end=1, digits=40, samples=2)) <= ROUNDING
    )
