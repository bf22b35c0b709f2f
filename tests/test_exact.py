"""Exact input: what is read, and what is refused with a hint."""

from fractions import Fraction

import pytest

from symflow.errors import InputError
from symflow.exact import exact


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("0.1", Fraction(1, 10)),
        ("-1e-3", Fraction(-1, 1000)),
        ("3/7", Fraction(3, 7)),
        (" .5 ", Fraction(1, 2)),
    ],
)
def test_text_is_read_exactly(text: str, value: int | Fraction) -> None:
    assert exact(text) == value


@pytest.mark.parametrize(
    "value", [0.1, True, None, "nan", "inf", "0x10", "1_000", "٣", "1e9999999", "1/0", "", "2**3", "9" * 5000]
)
def test_everything_else_is_refused_in_one_line(value: object) -> None:
    with pytest.raises(InputError, match="step") as refused:
        exact(value, "step")
    assert "\n" not in str(refused.value)


def test_a_float_is_refused_with_the_decimal_string_to_use() -> None:
    with pytest.raises(InputError, match=r'"0\.1"'):
        exact(0.1, "t_end")
