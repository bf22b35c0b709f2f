"""Reading sums of square roots: "1/2", "0.25", "sqrt(3)/2", "-1+2*sqrt(5)", "(1+sqrt(5))/4".

Grammar.  sum: [+|-] product {(+|-) product}; product: factor {(*|/) factor}; factor: number | sqrt(sum) | (sum). A
number is 12, 0.1 or 1e-3; below sqrt stands a rational number >= 0. Nothing else is read, and nothing is ever run.
"""

from __future__ import annotations

import re
from fractions import Fraction

from symflow.algebra.surds import Surd
from symflow.errors import InputError
from symflow.exact import exact

LONGEST = 100_000
MOST_TOKENS = 1000
MOST_BITS = 8192
DEEPEST = 20
ADVICE = 'write a number as "12", "0.1", "3/7", "sqrt(3)/2" or "-1+2*sqrt(5)"'
_TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d{1,4})?|\.\d+(?:[eE][+-]?\d{1,4})?)|(sqrt|[-+*/()]))", re.ASCII
)


def read(text: str, name: str) -> Surd:
    """The number that a text means.

    >>> str(read("(1 + sqrt(12))/2", "W")), str(read("1e-1", "W"))
    ('1/2+1*sqrt(3)', '1/10')
    """
    try:
        reader = _Reader(_tokens(text))
        value = reader.sum(0)
        if reader.rest:
            raise _Unreadable
    except (_Unreadable, ZeroDivisionError):
        raise InputError.about(name, text, ADVICE) from None
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    return value


class _Unreadable(Exception):
    """The text is not in the grammar."""


def _tokens(text: str) -> list[str]:
    """Numbers, signs, parentheses and "sqrt", in reverse order."""
    stripped, place, found = text.strip(), 0, list[str]()
    if len(stripped) > LONGEST:
        raise _Unreadable
    while place < len(stripped):
        match = _TOKEN.match(stripped, place)
        if match is None or len(found) == MOST_TOKENS:
            raise _Unreadable
        found.append(match[1] or match[2])
        place = match.end()
    return found[::-1]


class _Reader:
    """What is left to be read, the next token last."""

    def __init__(self, rest: list[str]) -> None:
        self.rest = rest

    def next_is(self, *tokens: str) -> str:
        """Take the next token if it is one of these; "" if not."""
        return self.rest.pop() if self.rest and self.rest[-1] in tokens else ""

    def sum(self, depth: int) -> Surd:
        """A sum of products."""
        negative = self.next_is("+", "-") == "-"
        value = self.product(depth)
        value = -value if negative else value
        while sign := self.next_is("+", "-"):
            value = _bounded(value + self.product(depth) if sign == "+" else value - self.product(depth))
        return value

    def product(self, depth: int) -> Surd:
        """A product of factors."""
        value = self.factor(depth)
        while sign := self.next_is("*", "/"):
            factor = self.factor(depth)
            value = _bounded(value * (factor if sign == "*" else factor.inverse()))
        return value

    def factor(self, depth: int) -> Surd:
        """A number, a root, or a sum in parentheses."""
        if depth > DEEPEST or not self.rest:
            raise _Unreadable
        token = self.rest.pop()
        if token in ("sqrt", "("):
            if token == "sqrt" and not self.next_is("("):
                raise _Unreadable
            inner = self.sum(depth + 1)
            if not self.next_is(")"):
                raise _Unreadable
            return _root(inner) if token == "sqrt" else inner
        if token in ")+-*/":
            raise _Unreadable
        return _bounded(Surd.of(exact(token, "number")))


def _bounded(value: Surd) -> Surd:
    """A number short enough to be worked with."""
    if any(max(c.numerator.bit_length(), c.denominator.bit_length()) > MOST_BITS for _, c in value.terms):
        raise InputError(f"a numerator or denominator has more than {MOST_BITS} bits; give a shorter number")
    return value


def _root(inner: Surd) -> Surd:
    """The root of a rational number."""
    if not inner.rational:
        raise _Unreadable
    return Surd.root(inner.terms[0][1] if inner.terms else Fraction(0))
