"""The digits that are asked for: any number of them, against runs with other settings and against other routes."""

from __future__ import annotations

import pytest
import second_route
from agreeing import worst, worst_mode
from mpmath import mp, mpf

import symflow
from symflow.flow.solve.start import from_modes, scheme_of
from symflow.flow.solve.sums import WalshSums

START = ["1/10", "3", "1/7"]
ROUNDING = 0.50001
LARGE = [(4, 500, "1/32"), (16, 100, "1/2"), (64, 100, "1/32"), (256, 50, "1/64")]


def unequal(K: int) -> list[str]:
    return [f"{(k % 5 + 1) / 8}" for k in range(1, K)]


@pytest.mark.slow
@pytest.mark.parametrize("end", ["10", "1000"])
def test_every_number_of_digits(end: str) -> None:
    """From 1 to 120: the run ends, and all that is printed is that of a run at 140 digits, rounded."""
    fine = symflow.integrate(START, t_end=end, digits=140, samples=2)
    for digits in range(1, 121):
        found = symflow.integrate(START, t_end=end, digits=digits, samples=2, timeout=60)
        assert worst(found, fine) <= ROUNDING, digits


@pytest.mark.parametrize(("K", "digits", "end"), LARGE)
def test_many_digits_and_many_classes(K: int, digits: int, end: str) -> None:
    """Against Taylor series in original time, in Arb, at ten more digits."""
    found = symflow.integrate(unequal(K), t_end=end, digits=digits, samples=2)
    assert worst_mode(found, second_route.modes_at(unequal(K), end, digits + 10)) <= ROUNDING


@pytest.mark.parametrize("end", ["1e-40", "1/2", "3", "20"])
def test_the_third_form_of_the_equations(end: str) -> None:
    """From original time to loss time, where the steps of both are long and short."""
    start = ["1e-6", "2", "0.3", "5", "0.01", "1", "0.7"]
    found = symflow.integrate(start, t_end=end, digits=25, samples=2)
    assert worst_mode(found, second_route.modes_at(start, end, 35)) <= ROUNDING


def test_the_third_form_is_not_that_of_the_engine() -> None:
    """Its sums are written down a second time; both are sums over chi_k(g) = -1."""
    values = [second_route.arb(k + 2) / 8 for k in range(7)]
    found, other = second_route.complement(values), WalshSums(8).complement(values)
    assert [x == y for x, y in zip(found, other, strict=True)] == [True] * 7
    by_hand = [
        sum((2 * x for g, x in enumerate(values, 1) if (g & k).bit_count() % 2), second_route.arb(0))
        for k in range(1, 8)
    ]
    assert [x == y for x, y in zip(found, by_hand, strict=True)] == [True] * 7


@pytest.mark.parametrize("K", [4, 16, 64])
@pytest.mark.parametrize("digits", [15, 50])
def test_two_settings_agree(K: int, digits: int) -> None:
    """Another order, precision and tolerance, from modes over many scales."""
    start = [f"1e-{k % 7}" for k in range(1, K)]
    found = symflow.integrate(start, t_end="1e3", digits=digits, samples=3)
    assert worst(found, symflow.integrate(start, t_end="1e3", digits=digits + 10, samples=3)) <= ROUNDING


def test_a_mode_of_many_digits_before_the_point() -> None:
    """The loss needs the digits of the largest mode: at 1e9 nine of them."""
    start = ["1000000000", "999999999.5", "1"]
    assert from_modes(scheme_of(4), start).modes[0] == 10**9
    found = symflow.integrate(start, t_end=1, digits=15, samples=2)
    assert worst(found, symflow.integrate(start, t_end=1, digits=40, samples=2)) <= ROUNDING
    with mp.workdps(40):  # the smallest gaps are (s_1 + s_3) / 2 and (s_2 + s_3) / 2
        s = [mpf(x) for x in start]
        loss = 4 * (mp.exp(-(s[0] + s[2]) / 2) + mp.exp(-(s[1] + s[2]) / 2))
        assert abs(mpf(found.loss[0]) / loss - 1) < 1e-14
