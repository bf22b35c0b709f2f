"""Criticality is decided exactly: sums that cancel only across denominators, near misses, and the budget."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from examples import PAIRS, blocks, centred, times

import symflow
from symflow.algebra.surd_exponentials import Work
from symflow.algebra.surds import Surd
from symflow.errors import LimitReached
from symflow.flow.certify import critical, decide
from symflow.flow.certify.certificate import Kind
from symflow.flow.certify.point import point

ONE = Surd.of(1)


def sum_of(*exponents: int) -> dict[Surd, Surd]:
    """e^z over the exponents."""
    return {Surd.of(z): ONE for z in exponents}


class Denominators:
    """What `_zero` reads of the columns."""

    def __init__(self, *denominators: Any) -> None:
        self.denominators = denominators


# x = e^-1: (1 + x)/(1 + 2x + x^2) - 1/(1 + x) = 0
DOUBLE = {Surd.of(0): ONE, Surd.of(-1): Surd.of(2), Surd.of(-2): ONE}


@pytest.mark.parametrize(
    ("numerator", "zero"), [(-ONE, True), (ONE, False), (Surd.of(Fraction(-999, 1000)), False)]
)
def test_across_denominators(numerator: Surd, zero: bool) -> None:
    """Neither numerator is 0."""
    columns: Any = Denominators(DOUBLE, sum_of(0, -1))
    pieces = {0: sum_of(0, -1), 1: {Surd.of(0): numerator}}
    assert critical._zero(pieces, columns, Work()) is zero


@pytest.mark.parametrize(
    ("W", "H", "denominators"),
    [
        (PAIRS, PAIRS, 1),
        (times("1/7", PAIRS), times(2, PAIRS), None),
        (blocks([2, 1, 1]), blocks([2, 1, 1]), 2),
        (blocks([3, 3, 1]), blocks([3, 3, 1]), 2),
        (centred(5), times(-1, centred(5)), 1),
    ],
)
def test_examples(W: Any, H: Any, denominators: int | None) -> None:
    """Critical with so many denominators; None: not critical."""
    found = critical.criticality(point(W, H))
    assert found.holds is (denominators is not None)
    assert found.equations <= len(W) * len(W[0]) + len(H) * len(H[0]) - 1
    if denominators is not None:
        assert found.denominators == denominators
        assert found.equations == len(W) * len(W[0]) + len(H) * len(H[0]) - 1


@pytest.mark.parametrize("digits", [1, 40, 400])
def test_a_near_miss_is_a_miss(digits: int) -> None:
    """Off by 10^-digits."""
    H = times(1, PAIRS)
    H[3][3] += Fraction(1, 10**digits)
    assert not critical.criticality(point(PAIRS, H)).holds


def test_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many products: more digits are tried, and without them the point is undecided, never guessed."""
    H = times(1, PAIRS)
    H[3][3] += Fraction(1, 10**60)

    def refuse(point: object) -> None:
        raise LimitReached("too many")

    monkeypatch.setattr(decide, "criticality", refuse)
    assert symflow.certify_point(PAIRS, H).kind is Kind.NOT_CRITICAL
    for W, other in ((PAIRS, PAIRS), (blocks([2, 1, 1]), blocks([2, 1, 1]))):
        found = symflow.certify_point(W, other)
        assert found.kind is Kind.UNDECIDED
        assert "not decided within the budget: too many" in found.reason
        assert found.curve is None


def test_far_below_the_enclosures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Off by 10^-600: more bits show it; without them it is exactly not critical, but there is no entry to show."""
    H = times(1, PAIRS)
    H[3][3] += Fraction(1, 10**600)
    assert symflow.certify_point(PAIRS, H).kind is Kind.NOT_CRITICAL
    monkeypatch.setattr(decide, "RUNGS", (1,))
    found = symflow.certify_point(PAIRS, H)
    assert (found.kind, found.slope, found.critical) == (Kind.NOT_CRITICAL, None, None)
    assert "do not cancel" in found.reason


@pytest.mark.parametrize("scale", ["1000", "317"])
def test_huge_logits(scale: str) -> None:
    """Logits of 10^6 are not enclosed, and nothing is guessed; those of 2 * 10^5 neither."""
    found = symflow.certify_point(times(scale, PAIRS), times(scale, PAIRS))
    assert found.kind is Kind.UNDECIDED
    assert "a logit exceeds 100000" in found.reason.lower()
