"""Exponential sums over square roots: equal exponents are joined however they are written."""

from __future__ import annotations

import pytest

from symflow.algebra.surd_exponentials import Work, added, collected, multiplied
from symflow.algebra.surd_text import read
from symflow.algebra.surds import Surd
from symflow.errors import LimitReached

ONE = Surd.of(1)


def pairs(*given: tuple[str, str]) -> dict[Surd, Surd]:
    """{exponent: coefficient} from texts (coefficient, exponent)."""
    return collected((read(z, "z"), read(c, "c")) for c, z in given)


@pytest.mark.parametrize(
    ("sum_", "zero"),
    [
        ([("1", "sqrt(2)*sqrt(3)"), ("-1", "sqrt(6)")], True),
        ([("sqrt(8)", "1/2"), ("-2*sqrt(2)", "0.5")], True),
        ([("1", "1"), ("-1", "1.0000000001")], False),
        ([("1", "sqrt(2)"), ("-1", "1.41421356237309504880168872420969807857")], False),
        ([("1", "1"), ("1", "1")], False),
        ([], True),
    ],
)
def test_zero(sum_: list[tuple[str, str]], zero: bool) -> None:
    """0 if and only if nothing is left."""
    assert (not pairs(*sum_)) is zero


def test_a_product() -> None:
    """(e^a + 1)(e^a - 1) = e^2a - 1."""
    left, right = pairs(("1", "sqrt(5)"), ("1", "0")), pairs(("1", "sqrt(5)"), ("-1", "0"))
    assert multiplied(left, right, Work()) == pairs(("1", "2*sqrt(5)"), ("-1", "0"))
    assert added(left, left, -ONE) == {}


def test_the_work_is_bounded() -> None:
    """Products of two terms are counted."""
    work = Work(left=4)
    two = pairs(("1", "1"), ("1", "2"))
    multiplied(two, two, work)
    assert (work.left, work.done) == (0, 4)
    with pytest.raises(LimitReached, match="products of terms"):
        multiplied(two, two, work)
