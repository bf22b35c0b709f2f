"""All sign changes of a function on an interval, with the number of roots certified."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, arb_series

from symflow.errors import LimitReached
from symflow.numeric.ball import Sign
from symflow.numeric.crossings import crossings, refined, sign_at, sign_over


def taylor_of(function):
    """The Taylor coefficients of a function that accepts power series."""

    def taylor(x, order):
        series = function(arb_series([x, 1], order + 1))
        return [series[n] for n in range(order + 1)]

    return taylor


cubic = taylor_of(lambda x: (x - 1) * (x - 2) * (x - 4))
square = taylor_of(lambda x: (3 * x - 1) * (3 * x - 1))


def test_every_root_is_found_once():
    """Three roots, with the signs between them."""
    found = crossings(cubic, Fraction(1, 3), Fraction(17, 3))
    assert [r.before for r in found] == [Sign.NEGATIVE, Sign.POSITIVE, Sign.NEGATIVE]
    assert all(r.low < x < r.high for r, x in zip(found, (1, 2, 4), strict=True))


def test_no_root_where_there_is_none():
    """e^x - x stays positive."""
    assert crossings(taylor_of(lambda x: x.exp() - x), Fraction(-5), Fraction(5)) == ()


def test_a_root_is_refined_to_any_width():
    """log 2 as the root of e^x - 2, to 60 digits."""
    taylor = taylor_of(lambda x: x.exp() - 2)
    (root,) = crossings(taylor, Fraction(0), Fraction(1))
    fine = refined(taylor, root, Fraction(1, 10**60))
    assert fine.high - fine.low <= Fraction(1, 10**60)
    assert (
        fine.low < Fraction("0.693147180559945309417232121458176568075500134360255254120680009") < fine.high
    )


def test_a_double_root_is_not_decided():
    """(3x - 1)^2 has no sign change, but no enclosure shows it."""
    with pytest.raises(LimitReached, match="double root"):
        crossings(square, Fraction(0), Fraction(1))


def test_signs_over_an_interval_are_certain_or_unknown():
    """Across a root nothing is known of f, and f' is known where it has one sign."""
    assert sign_over(cubic, Fraction(5), Fraction(6)) == (Sign.POSITIVE, Sign.POSITIVE)
    assert sign_over(cubic, Fraction(7, 2), Fraction(9, 2)) == (Sign.UNKNOWN, Sign.POSITIVE)
    assert sign_at(cubic, Fraction(3)) is Sign.NEGATIVE
    assert isinstance(cubic(arb(3), 0)[0], arb)
