"""The times of the samples: spaced, or as they are listed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import symflow
from symflow.errors import InputError
from symflow.flow.solve.grid import MOST_SAMPLES, grid

START = ["1/10", "3", "1/7"]


def test_listed_times_are_taken_as_they_are() -> None:
    """0 comes first, the last is the end, and each is where a run that ends there is."""
    times = ["1/3", "1", "1e3", "1e40"]
    found = symflow.integrate(START, samples=times, digits=20)
    assert found.t == ("0", *times)
    assert (found.end, found.complete) == ("1e40", True)
    for time, modes in zip(times, found.modes[1:], strict=True):
        assert symflow.integrate(START, t_end=time, samples=2, digits=20).modes[-1] == modes


def test_exact_numbers_of_python_too() -> None:
    """Whole numbers and fractions."""
    assert [t.value for t in grid("10", [Fraction(1, 7), 2])] == [0, Fraction(1, 7), 2]


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ([], "samples: has 0 entries"),
        (["1", "1"], "samples: '1' cannot be used; give increasing times"),
        (["2", "1"], "give increasing times"),
        (["0", "1"], "samples: '0' cannot be used; give a time after 0"),
        (["-1"], "give a time after 0"),
        ([0.5], "0.5 cannot be used; give an int"),
        (["x"], "samples"),
        (["1"] * MOST_SAMPLES, "samples: has"),
    ],
)
def test_lists_that_cannot_be_used(times: list[Any], reason: str) -> None:
    """One line, with the argument."""
    with pytest.raises(InputError, match=reason):
        symflow.integrate(START, samples=times)
