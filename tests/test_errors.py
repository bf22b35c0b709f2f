"""One line for every error, whatever the value is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.errors import InputError


@pytest.mark.parametrize(
    "value", [10**5000, Fraction(10**5000, 7), "a\nb", "x" * 500, None, [1] * 1000], ids=range(6)
)
def test_the_message_is_one_short_line(value: object) -> None:
    """Numbers that Python refuses to print, line breaks and long values included."""
    message = str(InputError.about("K", value, "give a small one"))
    assert message.startswith("K: ")
    assert message.endswith(" cannot be used; give a small one")
    assert "\n" not in message
    assert len(message) < 140
