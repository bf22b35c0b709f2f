"""Enclosures of exp and log as a list that Coq checks by one computation."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.checker.intervals import Intervals
from symflow.evidence.kernel.build import Built
from symflow.evidence.kernel.enclosures import Enclosure, labels, refused, text

HALF, THIRD = Fraction(1, 2), Fraction(-7, 3)


def enclosure(name: str, argument: Fraction) -> Enclosure:
    """As the checker of certificates finds it."""
    numbers = Intervals(128)
    numbers.function(name, argument)
    ((function, x, (a, b)),) = numbers.found
    return (function, x, Fraction(a, numbers.one), Fraction(b, numbers.one))


GOOD = [enclosure("exp", HALF), enclosure("exp", THIRD), enclosure("log", Fraction(5, 7))]


def test_a_file_has_one_list_for_each_function() -> None:
    """With a theorem about the real function, and its assumptions asked for."""
    written = text(GOOD)
    assert labels(GOOD) == ["exp", "log"]
    assert written.count("Theorem part_") == written.count("Print Assumptions") == 2
    assert "(1 # 2)" in written
    assert "(-7 # 3)" in written
    assert "(Q2R lo <= ln (Q2R q) <= Q2R hi)%R" in written
    assert labels(GOOD[:1]) == ["exp"]


def test_coq_accepts_what_the_checker_found(built: Built) -> None:
    """Two ways to bound exp and log agree."""
    assert refused(GOOD, built, 300.0) == ""


@pytest.mark.parametrize("place", [0, 2])
@pytest.mark.parametrize("side", [2, 3])
def test_a_bound_on_the_wrong_side_is_refused(built: Built, place: int, side: int) -> None:
    """By one part in 10^30."""
    wrong = list(GOOD[place])
    step = Fraction(1, 10**30)
    wrong[side] += step if side == 2 else -step
    assert "Unable to unify" in refused([tuple(wrong)], built, 300.0)  # type: ignore[list-item]
