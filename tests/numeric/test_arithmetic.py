"""One formula in three arithmetics: the balls enclose, the others agree with them."""

import pickle
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from symflow.errors import InputError
from symflow.numeric.arithmetic import Arithmetic, Ball, Float64, Multiprecision
from symflow.numeric.ball import endpoints

FUNCTIONS: list[Callable[[Arithmetic[Any], Any], Any]] = [
    lambda a, x: a.exp(x),
    lambda a, x: a.log(x),
    lambda a, x: a.tanh(x),
    lambda a, x: a.ei(x),
    lambda a, x: a.sqrt(x),
    lambda a, x: a.pi() * x,
    lambda a, x: a.ei(x) + 3 * a.log(x),  # the collapse ray, K = 4
    lambda a, x: a.log(a.exp(x) + 3) - x,
]


def evaluate(arithmetic: Arithmetic[Any], formula: Callable[[Arithmetic[Any], Any], Any], x: Fraction) -> Any:
    with arithmetic.context():
        return formula(arithmetic, arithmetic.from_fraction(x))


def as_fraction(value: Any) -> Fraction:
    if isinstance(value, float):
        return Fraction(value)
    sign, mantissa, exponent, _ = value._mpf_
    return (-1) ** sign * int(mantissa) * Fraction(2) ** int(exponent)


@pytest.mark.parametrize("formula", FUNCTIONS)
@given(x=st.fractions(Fraction(1, 10), 30, max_denominator=1000))
def test_three_arithmetics_agree(formula: Callable[[Arithmetic[Any], Any], Any], x: Fraction) -> None:
    lower, upper = endpoints(evaluate(Ball(400), formula, x))
    scale = max(abs(lower), 1)
    assert upper - lower < scale * Fraction(1, 10**90)
    for arithmetic, error in ((Float64(), 10**12), (Multiprecision(50), 10**47)):
        assert abs(as_fraction(evaluate(arithmetic, formula, x)) - lower) < scale / error


@given(st.fractions(max_denominator=5000))
def test_cos_turn(turn: Fraction) -> None:
    lower, upper = endpoints(Ball(300).cos_turn(turn))
    assert abs(as_fraction(Multiprecision(60).cos_turn(turn)) - lower) < Fraction(1, 10**58)
    assert abs(Float64().cos_turn(turn) - float(upper)) < 1e-15


@pytest.mark.parametrize(
    ("turn", "value"),
    [("0", 1), ("1/6", "0.5"), ("1/4", 0), ("1/3", "-0.5"), ("1/2", -1), ("-7/3", "-0.5"), ("5/4", 0)],
)
def test_rational_cosines_are_exact_in_every_arithmetic(turn: str, value: str) -> None:
    for arithmetic in (Float64(), Multiprecision(30)):
        assert as_fraction(arithmetic.cos_turn(Fraction(turn))) == Fraction(value)
    assert endpoints(Ball(64).cos_turn(Fraction(turn))) == (Fraction(value), Fraction(value))


def test_multiprecision_ignores_the_global_precision() -> None:
    with mpmath.workdps(5):
        third = Multiprecision(40).from_fraction(Fraction(1, 3))
        assert abs(as_fraction(third * third) - Fraction(1, 9)) < Fraction(1, 10**40)


def test_balls_outside_the_domain_are_not_finite() -> None:
    assert not Ball(64).log(arb(0, 1)).is_finite()
    assert not Ball(64).sqrt(arb(-1)).is_finite()


@pytest.mark.parametrize("bad", [0, -3, 2.5, True])
def test_bad_precision_is_refused(bad: int) -> None:
    with pytest.raises(InputError):
        Multiprecision(bad)
    with pytest.raises(InputError):
        Ball(bad)


def test_arithmetics_travel_to_other_processes() -> None:
    for arithmetic in (Float64(), Multiprecision(30), Ball(64)):
        arithmetic.pi()
        assert pickle.loads(pickle.dumps(arithmetic)) == arithmetic  # noqa: S301  # our own bytes


def test_names() -> None:
    assert [a.name for a in (Float64(), Multiprecision(30), Ball(64))] == [
        "float64",
        "mp(30 digits)",
        "ball(64 bits)",
    ]
