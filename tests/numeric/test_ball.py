"""Balls: undecided comparisons, outward decimals, exact input."""

from fractions import Fraction

import pytest
from flint import acb, arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from symflow.errors import InputError
from symflow.numeric.ball import (
    Sign,
    ball,
    certainly,
    compare,
    contains_zero,
    enclosure_strings,
    endpoints,
    precision,
    sign,
)


def test_the_trap_that_both_comparisons_are_false() -> None:
    straddling = arb(0, 1)
    assert not straddling < 0
    assert not straddling >= 0
    assert sign(straddling) is Sign.UNKNOWN
    assert not any(certainly(straddling, wanted) for wanted in Sign)


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (arb(0), Sign.ZERO),
        (arb(2, 1), Sign.POSITIVE),
        (arb(-2, 1), Sign.NEGATIVE),
        (arb(1, 1), Sign.UNKNOWN),
        (arb(0, "1e-300"), Sign.UNKNOWN),
        (arb("nan"), Sign.UNKNOWN),
        (arb("inf"), Sign.POSITIVE),
        (arb(0, "inf"), Sign.UNKNOWN),
    ],
)
def test_sign(x: arb, expected: Sign) -> None:
    assert sign(x) is expected


@given(st.fractions(), st.fractions())
def test_compare_agrees_with_the_rationals_or_abstains(x: Fraction, y: Fraction) -> None:
    outcome = compare(ball(x), ball(y))
    truth = Sign.NEGATIVE if x < y else Sign.POSITIVE if x > y else Sign.ZERO
    assert outcome in (truth, Sign.UNKNOWN)
    assert compare(ball(y), ball(x)).name == {"NEGATIVE": "POSITIVE", "POSITIVE": "NEGATIVE"}.get(
        outcome.name, outcome.name
    )


def test_equal_but_inexact_balls_are_not_equal_numbers() -> None:
    third = ball("1/3")
    assert compare(third, third) is Sign.UNKNOWN
    assert compare(ball("0.5"), ball(Fraction(1, 2))) is Sign.ZERO


def test_a_sign_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(Sign.POSITIVE)


def test_contains_zero() -> None:
    assert contains_zero(arb(0, 1))
    assert contains_zero(arb("nan"))
    assert not contains_zero(arb(2, 1))
    assert contains_zero(acb(arb(0, 1), arb(0)))
    assert not contains_zero(acb(arb(0, 1), arb(1)))


@given(st.fractions(), st.integers(1, 60), st.integers(10, 300))
def test_decimals_are_rounded_outwards_and_tight(x: Fraction, digits: int, bits: int) -> None:
    with precision(bits):
        value = ball(x)
    low, high = enclosure_strings(value, digits)
    lower, upper = endpoints(value)
    assert Fraction(low) <= lower <= x <= upper <= Fraction(high)
    unit = Fraction(1, 10 ** (digits - 1))
    assert lower - Fraction(low) <= abs(lower) * unit
    assert Fraction(high) - upper <= abs(upper) * unit


def test_decimals_of_special_balls() -> None:
    assert enclosure_strings(arb(0), 5) == ("0", "0")
    assert enclosure_strings(arb("nan"), 5) == ("-inf", "inf")
    assert enclosure_strings(arb("0.5"), 5) == ("0.5", "0.5")
    with precision(100):
        low, high = enclosure_strings(ball("1e1000"), 3)
    assert Fraction(low) <= 10**1000 <= Fraction(high)
    with pytest.raises(InputError):
        enclosure_strings(arb(1), 0)
    with pytest.raises(InputError):
        endpoints(arb("inf"))


def test_precision_is_restored_after_an_error() -> None:
    before = ctx.prec
    with pytest.raises(ZeroDivisionError), precision(333):
        raise ZeroDivisionError(ctx.prec)
    assert ctx.prec == before
    with pytest.raises(InputError), precision(1):
        pass


def test_floats_are_refused() -> None:
    with pytest.raises(InputError, match="decimal string"):
        ball(0.1)  # type: ignore[arg-type]
    lower, upper = endpoints(ball("0.1"))
    assert lower < Fraction(1, 10) < upper
