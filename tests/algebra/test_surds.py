"""Sums of square roots: a field, with zero decided; read from text that is never run."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath as mp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symflow.algebra.surd_matrices import null_vector, product, transpose
from symflow.algebra.surd_text import read
from symflow.algebra.surds import Surd, total
from symflow.errors import InputError, LimitReached

FRACTIONS = st.fractions(min_value=-20, max_value=20, max_denominator=12)
ROOTS = st.sampled_from([1, 2, 3, 5, 6, 10, 12, 18, 30, 49])


@st.composite
def numbers(draw: Any) -> Surd:
    """Up to three terms."""
    terms = draw(st.lists(st.tuples(FRACTIONS, ROOTS), max_size=3))
    return total(Surd.of(c) * Surd.root(Fraction(m)) for c, m in terms)


def value(number: Surd) -> Any:
    """In mpmath."""
    return mp.fsum(mp.mpf(c.numerator) / c.denominator * mp.sqrt(m) for m, c in number.terms)


@given(numbers(), numbers(), numbers())
def test_a_ring(x: Surd, y: Surd, z: Surd) -> None:
    """Equations between canonical forms, and the values."""
    assert (x + y) * z == z * x + y * z
    assert x - x == Surd()
    with mp.workdps(50):
        assert abs(value(x * y - z) - (value(x) * value(y) - value(z))) < mp.mpf(10) ** -40


@given(numbers())
def test_a_field(x: Surd) -> None:
    """Every number but 0 has an inverse; 0 is found by its terms and by its value."""
    with mp.workdps(50):
        assert x.zero == (abs(value(x)) < mp.mpf(10) ** -30)
    if not x.zero:
        assert x * x.inverse() == Surd.of(1)


def test_an_inverse_with_a_common_factor() -> None:
    """The radicands 6, 10, 15 have no prime in common, and no two are coprime."""
    x = read("1+sqrt(6)+sqrt(10)+sqrt(15)", "x")
    assert x * x.inverse() == Surd.of(1)
    with pytest.raises(ZeroDivisionError):
        Surd().inverse()


@given(numbers())
def test_text_comes_back(x: Surd) -> None:
    """What is written is read again."""
    assert read(str(x), "x") == x


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", Surd.of(3)),
        (" -0.25 ", Surd.of(Fraction(-1, 4))),
        ("1e-3", Surd.of(Fraction(1, 1000))),
        ("3/6", Surd.of(Fraction(1, 2))),
        ("sqrt(12)", Surd.of(2) * Surd.root(Fraction(3))),
        ("sqrt(3)/2", Surd.of(Fraction(1, 2)) * Surd.root(Fraction(3))),
        ("sqrt(1/3)", Surd.root(Fraction(3)).inverse()),
        ("-1+2*sqrt(5)", Surd.of(-1) + Surd.of(2) * Surd.root(Fraction(5))),
        ("(sqrt(2)+1)*(sqrt(2)-1)", Surd.of(1)),
        ("1/(sqrt(2)-1) - sqrt(2)", Surd.of(1)),
        ("sqrt(2)*sqrt(3)-sqrt(6)", Surd()),
        ("sqrt(sqrt(16))", Surd.of(2)),
        ("sqrt(0)", Surd()),
    ],
)
def test_reading(text: str, number: Surd) -> None:
    """The grammar."""
    assert read(text, "x") == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1//2",
        "1**2",
        "2^3",
        "--1",
        "1 2",
        "1_0",
        "nan",
        "inf",
        "1/0",
        "1/(sqrt(2)-sqrt(2))",
        "sqrt",
        "sqrt 2",
        "sqrt(",
        "sqrt(2",
        "sqrt()",
        "(1))",
        "sqrt(-1)",
        "sqrt(sqrt(2))",
        "sqrt(1000000007)",
        "٤",
        "1e99999",
        "1j",
        "lambda: 0",
        "__import__('os').system('true')",
        "().__class__",
        "(" * 50 + "1" + ")" * 50,
        "+".join(["1"] * 600),
        "1" * 5000,
    ],
)
def test_refusals(text: str) -> None:
    """One line with the name of the entry."""
    with pytest.raises(InputError, match=r"^x") as refused:
        read(text, "x")
    assert "\n" not in str(refused.value)


def test_a_number_with_too_many_roots() -> None:
    """The product of seven binomials has 128 terms."""
    with pytest.raises(LimitReached, match="64 different square roots"):
        read("*".join(f"(1+sqrt({p}))" for p in (2, 3, 5, 7, 11, 13, 17)), "x")


def test_no_truth_value() -> None:
    """Zero is asked for."""
    with pytest.raises(TypeError, match="no truth value"):
        bool(Surd())


@given(st.lists(st.lists(numbers(), min_size=3, max_size=3), min_size=1, max_size=4))
def test_null_vectors(rows: list[list[Surd]]) -> None:
    """A null vector is one; where there is none, the columns are independent in floats."""
    matrix = tuple(tuple(row) for row in rows)
    found = null_vector(matrix)
    if found is not None:
        assert not all(entry.zero for entry in found)
        assert all(entry.zero for row in product(matrix, transpose((found,))) for entry in row)
    else:
        with mp.workdps(60):
            gram = mp.matrix([[value(e) for e in row] for row in product(transpose(matrix), matrix)])
            assert abs(mp.det(gram)) > mp.mpf(10) ** -40
