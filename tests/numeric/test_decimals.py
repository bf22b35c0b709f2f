"""Decimal strings: rounded rightly, for every exponent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from symflow.numeric.ball import precision
from symflow.numeric.decimals import decimal_string, plain, shortened
from symflow.numeric.ode.kernel import rational


@given(
    st.fractions(max_denominator=10**6).filter(bool),
    st.integers(-400, 400),
    st.integers(min_value=1, max_value=40),
)
def test_a_string_is_the_nearest_of_its_length(value: Fraction, exponent: int, digits: int) -> None:
    """Half a unit of the last digit at most, and exactly so many digits."""
    exact = value * Fraction(10) ** exponent
    with precision(400):
        text = decimal_string(rational(exact), digits)
    assert len(Decimal(text).as_tuple().digits) == digits
    unit = Fraction(10) ** (Decimal(text).adjusted() - digits + 1)
    assert abs(Fraction(text) - exact) <= unit / 2 * (1 + Fraction(1, 10**20))


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("0", 5, "0"),
        ("0.1", 5, "0.10000"),
        ("1", 1, "1"),
        ("999.96", 4, "1000"),
        ("12.346", 4, "12.35"),
        ("1234", 4, "1234"),
        ("12346", 4, "1.235e4"),
        ("0.000001", 2, "0.0000010"),
        ("0.0000001", 2, "1.0e-7"),
        ("-2.5", 3, "-2.50"),
        ("1e-5000", 1, "1e-5000"),
    ],
)
def test_layout(value: str, digits: int, text: str) -> None:
    """Trailing zeros are shown, and an exponent where the number is far from 1 or longer than its digits."""
    with precision(300):
        assert decimal_string(rational(Fraction(value)), digits) == text


def test_exponents_beyond_every_float() -> None:
    """e^(-10^9)."""
    with precision(200):
        assert decimal_string(arb(-(10**9)).exp(), 10) == "1.249534272e-434294482"


def test_exact_decimals() -> None:
    """Without trailing zeros; the value is not touched."""
    texts = ["0.03", "12", "1.5e40", "100", "0", "1e-9", "1000000", "1e7"]
    assert [plain(Decimal(text)) for text in texts] == texts
    assert plain(Decimal("1.500E+3")) == "1500"


def test_shortening() -> None:
    """A short one stays as it is."""
    assert [shortened(text, 3) for text in ("1.23456", "1.2", "9.999e-50", "0")] == [
        "1.23",
        "1.2",
        "1.00e-49",
        "0",
    ]
