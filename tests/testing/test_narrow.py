"""Where d < K - 1: the bound of Theorem 3.3 is missed by a proved distance, and by a found one."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest

from symflow.errors import InputError
from symflow.testing import narrow
from symflow.testing.landscape import numbers


@pytest.mark.parametrize(("K", "n", "d", "size"), [(4, 1, 2, 12), (3, 2, 1, 8), (5, 1, 2, 30)])
def test_the_gap_lies_between(K: int, n: int, d: int, size: int) -> None:
    """The proved floor is positive and below what the search finds."""
    found = narrow.gap(K, n, d, Fraction(size), starts=6)
    assert 0 < Fraction(found.proved[0]) < Fraction(found.found[0])
    assert len(found.point.weights[0]) == d


def test_the_square() -> None:
    """(K, n, d) = (4, 1, 2), rho^2 = 12: the search finds the square, of which the loss is known."""
    found = narrow.gap(4, 1, 2, Fraction(12))
    with mpmath.workdps(30):
        c = mpmath.mpf(3) / 2  # |w|^2 = |h|^2 = 3/2, margins 3/2, 3/2 and 3
        square = 4 * mpmath.log1p(2 * mpmath.exp(-c) + mpmath.exp(-2 * c))
        bound = 4 * mpmath.log1p(3 * mpmath.exp(-mpmath.mpf(2)))
        assert abs(mpmath.mpf(found.found[0]) - (square - bound)) < 1e-5


def test_no_point_of_the_campaign_is_below_the_floor() -> None:
    """Points near the best one: the floor is never reached."""
    best = narrow.gap(4, 1, 2, Fraction(12), starts=4).point
    with narrow.precision(128):
        at = numbers(best)
        assert at.loss - at.bound > narrow.floor(4, 1, 2, Fraction(12))


def test_enough_features_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """With d >= K - 1 there is no gap."""
    with pytest.raises(InputError, match="bound is attained"):
        narrow.floor(4, 1, 3, Fraction(12))
    assert narrow.main(["--d", "3"]) == 2
    assert narrow.main(["--size", "-1"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "asked",
    [
        ["--size", "1e400"],
        ["--size", "1001"],
        ["--size", "1e-30"],
        ["--starts", "1000000000"],
        ["--K", "100000", "--starts", "1"],
    ],
)
def test_a_search_out_of_range_is_refused(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """No overflow, no rounding to the origin, no search without end: one line."""
    assert narrow.main(asked) == 2
    streams = capsys.readouterr()
    assert (streams.out, streams.err.count("\n")) == ("", 1)
