"""Exact rational input.

Statement.  Every number that enters a proof is an element of Q, given as an integer, a fraction or
a decimal string; the string "0.1" means 1/10.  A binary float is refused: the float written 0.1 is
the rational 3602879701896397/36028797018963968, and an enclosure built on it surrounds the wrong
number.

Notation.  Decimal strings follow [+-]digits[.digits][e[+-]digits]; a quotient is [+-]digits/digits.
"""

from __future__ import annotations

import re
from fractions import Fraction
from numbers import Rational

from symflow.errors import InputError

_NUMBER = re.compile(r"[+-]?(?:\d+/\d+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE](?P<exponent>[+-]?\d{1,9}))?)", re.ASCII)
_LONGEST_TEXT = 4000
_LARGEST_EXPONENT = 1_000_000


def exact(value: object, name: str = "value") -> Fraction:
    """The rational number meant by an integer, a fraction or a decimal string.

    >>> exact("0.1"), exact("-3/6"), exact("1e3")
    (Fraction(1, 10), Fraction(-1, 2), Fraction(1000, 1))
    """
    if isinstance(value, str):
        return _parsed(value, name)
    if isinstance(value, bool) or not isinstance(value, Rational):
        hint = f'"{value!r}"' if isinstance(value, float) else '"0.1"'
        raise InputError.about(name, value, f"give an int, a Fraction or a decimal string such as {hint}")
    return Fraction(int(value.numerator), int(value.denominator))


def _parsed(text: str, name: str) -> Fraction:
    """The value of a decimal string or quotient, of bounded size."""
    stripped = text.strip()
    match = _NUMBER.fullmatch(stripped) if len(stripped) <= _LONGEST_TEXT else None
    if match is None or abs(int(match["exponent"] or 0)) > _LARGEST_EXPONENT:
        advice = f"(at most {_LONGEST_TEXT} characters, exponent at most {_LARGEST_EXPONENT})"
        raise InputError.about(name, text, f'write a number as "12", "0.1", "1e-3" or "3/7" {advice}')
    try:
        return Fraction(stripped)
    except ZeroDivisionError:
        raise InputError.about(name, text, "give a denominator other than 0") from None
