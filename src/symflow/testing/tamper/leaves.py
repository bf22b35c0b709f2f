r"""Edits of what has no parts: words of a closed list, names, labels, numbers, flags.

An edit is a pair (what it does, the new value). Some are well-formed and say something else, some are not in the
grammar.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

from symflow.checker.grammar import WORDS

Change = tuple[str, Any]
LOOKS = dict(
    zip("aceiopxyKNdGHn<>=*-1", "\u0430\u0441\u0435\u0456\u043e\u0440\u0445\u0443\u039a\u039d\u0501\u0262\u041d\u0578"
        "\u02c2\u02c3\ua78a\u2217\u2010\u0661", strict=True)
)  # fmt: skip
UNSEEN = {
    "zero-width space": "\u200b", "zero-width joiner": "\u200d", "right-to-left mark": "\u200f", "a new line": "\n",
    "a null": "\0", "a lone surrogate": "\ud800", "a space": " ", "a combining accent": "\u0301",
}  # fmt: skip
TYPES: dict[str, Any] = {
    "null": None, "true": True, "a float": 1.5, "text": "1", "no text": "", "an object": {}, "an empty list": [],
    "a number": 1, "a number of 60 digits": 10**60, "a list in a list": [["", []]], "minus one": -1,
    "an object with keys": {"a": 1},
}  # fmt: skip


def retyped(value: Any) -> Iterator[Change]:
    """Values of other types."""
    for name, new in TYPES.items():
        if type(new) is not type(value) or new != value:
            yield (f"type: {name}", new)


def spelled(text: str, rng: Random) -> Iterator[Change]:
    """The same word to the eye: look-alikes and characters without a width."""
    seen = [n for n, c in enumerate(text) if c in LOOKS]
    if seen:
        n = rng.choice(seen)
        yield ("look-alike", text[:n] + LOOKS[text[n]] + text[n + 1 :])
    n = rng.randrange(len(text) + 1)
    for name, c in UNSEEN.items():
        yield (f"unseen: {name}", text[:n] + c + text[n:])
    if text:
        yield ("shorter", text[:-1])
        yield ("capitals", text.swapcase())
    yield ("longer", text + "x")
    yield ("very long", text + "x" * 5000)


def number(value: list[Any]) -> Iterator[Change]:
    """Other numbers, and the same number in a way that is not allowed."""
    x = Fraction(value[1])
    for name, new in (
        ("+ 1", x + 1),
        ("- 1", x - 1),
        ("negated", -x),
        ("doubled", 2 * x),
        ("halved", x / 2),
        ("0", Fraction(0)),
        ("+ 1/10^9", x + Fraction(1, 10**9)),
        ("inverted", 1 / x if x else Fraction(7)),
        ("10^3000", Fraction(10**3000)),
    ):
        if new != x:
            yield (f"number: {name}", ["q", str(new)])
    n, d = x.numerator, x.denominator
    for name, text in (
        ("not reduced", f"{2 * n}/{2 * d}"),
        ("with a sign", f"+{n}"),
        ("with a point", f"{n}.0"),
        ("with a space", f" {n}"),
        ("with a zero", f"0{n}"),
        ("Arabic digits", "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in str(n))),
        ("exponent", "1e3"),
        ("minus zero", "-0"),
        ("over zero", f"{n}/0"),
        ("5000 digits", "1" * 5000),
        ("not a number", "nan"),
    ):
        yield (f"number written: {name}", ["q", text])
    yield ("number written: as a float", float(x) if abs(x) < 10**9 else 1e9)
    yield ("number written: as an integer", n)
    yield ("number written: kind", ["Q", value[1]])


def whole(value: int | None) -> Iterator[Change]:
    """Other integers: coefficients, sizes, orders."""
    x = value or 0
    for name, new in (
        ("+ 1", x + 1),
        ("- 1", x - 1),
        ("negated", -x),
        ("doubled", 2 * x),
        ("0", 0),
        ("+ 2", x + 2),
        ("a billion", 10**9),
    ):
        if new != value:
            yield (f"integer: {name}", new)
    if value is not None:
        yield ("integer: as a float", float(value))
        yield ("integer: as a truth value", bool(value))


def leaf(sort: str, value: Any, rng: Random) -> Iterator[Change]:
    """Every edit of a leaf of a sort."""
    if sort in WORDS:
        for word in WORDS[sort]:
            if type(word) is not type(value) or word != value:
                yield (f"{sort}: another", word)
        if isinstance(value, str):
            yield from spelled(value, rng)
    elif sort in ("name", "label", "text"):
        yield from spelled(value, rng)
    elif sort in ("number", "exponent"):
        yield from number(value)
    elif sort in ("integer", "whole", "order"):
        yield from whole(value)
    yield from retyped(value)
