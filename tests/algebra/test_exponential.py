"""Exact exponential numbers: bounds against balls, decided zeros and signs, field laws."""

from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from symflow.algebra.enclosure import exp_bounds
from symflow.algebra.exponential import ExpQuotient, ExpSum
from symflow.errors import InputError
from symflow.numeric.ball import endpoints, precision

rationals = st.fractions(min_value=-9, max_value=9, max_denominator=20)
sums = st.dictionaries(rationals, rationals, max_size=4).map(ExpSum)
nonzero = sums.filter(lambda x: not x.is_zero())
quotients = st.builds(ExpQuotient, sums, nonzero)


def as_ball(x: ExpSum) -> arb:
    return sum(
        (
            arb(fmpq(c.numerator, c.denominator)) * arb(fmpq(r.numerator, r.denominator)).exp()
            for r, c in x.terms.items()
        ),
        arb(0),
    )


@given(st.fractions(min_value=-60, max_value=60, max_denominator=10**6), st.integers(4, 400))
def test_bounds_enclose_the_exponential_tightly(r: Fraction, bits: int) -> None:
    low, high = exp_bounds(r, bits)
    with precision(bits + 300):
        value = arb(fmpq(r.numerator, r.denominator)).exp() * arb(2) ** bits
        inner_low, inner_high = endpoints(value)
    assert low <= inner_low
    assert inner_high <= high
    assert high - low <= 3 + max(0, high >> bits)


def test_extreme_exponents_cost_nothing_below_and_are_refused_above() -> None:
    assert exp_bounds(Fraction(-(10**30)), 64) == (0, 1)
    with pytest.raises(InputError):
        exp_bounds(Fraction(10**7), 64)
    assert (ExpSum.exp(10**30) - ExpSum.exp(10**30 - 1)).sign() == 1


@given(sums, sums)
def test_ring_operations_agree_with_balls(x: ExpSum, y: ExpSum) -> None:
    with precision(200):
        assert as_ball(x + y).overlaps(as_ball(x) + as_ball(y))
        assert as_ball(x - y).overlaps(as_ball(x) - as_ball(y))
        assert as_ball(x * y).overlaps(as_ball(x) * as_ball(y))


@given(nonzero)
def test_sign_agrees_with_balls(x: ExpSum) -> None:
    with precision(400):
        value = as_ball(x)
        assert (x.sign() == 1) == (value > 0)
        assert (x.sign() == -1) == (value < 0)


def test_sign_of_a_number_that_is_nearly_zero() -> None:
    tiny = ExpSum.exp(Fraction(1, 10**40)) - ExpSum.constant(1)
    assert tiny.sign() == 1
    convergent = Fraction(14665106, 5394991)  # of e, from below
    assert (ExpSum.exp(1) - ExpSum.constant(convergent)).sign() == 1
    assert (ExpSum.exp(2) - ExpSum.exp(1) * ExpSum.exp(1)).sign() == 0


@given(quotients, quotients, quotients)
def test_field_laws(a: ExpQuotient, b: ExpQuotient, c: ExpQuotient) -> None:
    assert a + b == b + a
    assert (a + b) * c == a * c + b * c
    assert (a - a).is_zero()
    if not b.is_zero():
        assert a / b * b == a
        assert 1 / (1 / b) == b


@given(quotients)
def test_quotient_bounds_have_the_sign(a: ExpQuotient) -> None:
    low, high = a.bounds(200)
    assert low <= high
    assert (low <= 0 <= high) or a.sign() == (1 if low > 0 else -1)


def test_polynomial_form() -> None:
    x = ExpSum({Fraction(1, 2): 3, Fraction(-1, 3): Fraction(1, 5)})
    assert x.polynomial() == (6, 5, {3: 15, -2: 1})


def test_no_truth_value_and_no_division_by_zero() -> None:
    with pytest.raises(TypeError):
        bool(ExpSum({}))
    with pytest.raises(TypeError):
        bool(ExpQuotient(ExpSum({}), ExpSum.constant(1)))
    with pytest.raises(InputError):
        ExpQuotient(ExpSum.constant(1), ExpSum({}))
