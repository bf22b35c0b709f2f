"""The signs along the printed family (10) of [J] Example 3.1, against plain floating point and closed forms."""

from __future__ import annotations

from fractions import Fraction
from math import exp, log1p, sqrt

import pytest
from flint import arb

from symflow.errors import InputError
from symflow.flow import printed_family as family
from symflow.flow.printed_family import example_3_1, threshold
from symflow.numeric.ball import precision


def loss(C, diagonal, partner, others):
    """W = H = C times these blocks."""
    classes = range(4)
    U = [[C * (diagonal if i == j else partner if i ^ j == 1 else others) for j in classes] for i in classes]
    Z = [[sum(U[i][c] * U[c][k] for c in classes) for k in classes] for i in classes]
    return sum(log1p(sum(exp(Z[j][k] - Z[k][k]) for j in classes if j != k)) for k in classes)


def difference(C, beta):
    """L(W', H') - L(W, H) at a member of (10)."""
    return loss(C, 1, -sqrt(1 - 2 * beta**2), beta) - loss(C, 1, -1, 0)


def middle(pair):
    return float((Fraction(pair[0]) + Fraction(pair[1])) / 2)


@pytest.mark.parametrize("C", ["0.675", "1", "3/2", "2"])
def test_the_signs_agree_with_the_loss_itself(C):
    """Larger near 0, smaller between the crossings, larger beyond."""
    found = example_3_1(C, 15)
    near, far = (middle(pair) for pair in found.smaller)
    value = float(Fraction(C))
    assert difference(value, near * 0.9) > 0 > difference(value, (near + far) / 2)
    assert difference(value, (far - sqrt(0.5)) / 2) > 0
    assert abs(difference(value, near)) < 1e-9
    assert abs(difference(value, far)) < 1e-9


def test_a_small_scale_has_no_smaller_loss():
    """Below the threshold the loss is larger everywhere."""
    assert example_3_1("1/2").smaller is None
    assert example_3_1("0.6747157636").smaller is None
    assert example_3_1("0.6747157637").smaller is not None


@pytest.mark.parametrize("C", ["1e-3", "1e-30", "1e-2500"])
def test_a_tiny_scale(C):
    """Below the least C nothing has to be searched for."""
    found = example_3_1(C)
    assert (found.smaller, found.C) == (None, str(Fraction(C)))


def test_a_scale_too_long_to_write():
    """Refused in one line."""
    with pytest.raises(InputError, match="give a fraction of at most 10000 bits"):
        example_3_1("1e-5000")


def test_the_crossing_is_close_to_the_root_of_the_series():
    """beta^2 + E beta^3 = 0 at beta = -1/E, up to terms of higher order."""
    near = middle(example_3_1(2, 15).smaller[0])
    assert abs(near * exp(8) + 1) < 1e-4


def test_the_threshold_solves_its_equation():
    """At alpha = beta = -1/sqrt(3) all margins agree: 3 e^{-(2/3 + 1/sqrt 3) y} = 2 e^{-y} + e^{-2y} at y = 2 C*^2."""
    low, high = (Fraction(end) for end in threshold(40))
    assert 0 < high - low < Fraction(1, 10**38)
    with precision(200):
        rate = arb(2) / 3 + 1 / arb(3).sqrt()
        signs = []
        for end in (low, high):
            y = 2 * (arb(end.numerator) / end.denominator) ** 2
            signs.append(3 * (-rate * y).exp() - 2 * (-y).exp() - (-2 * y).exp())
        assert signs[0] > 0 > signs[1]


def test_more_digits_refine_the_same_numbers():
    """Nested enclosures."""
    rough, fine = example_3_1("1", 8).smaller, example_3_1("1", 80).smaller
    for a, b in zip(rough, fine, strict=True):
        assert Fraction(a[0]) <= Fraction(b[0]) < Fraction(b[1]) <= Fraction(a[1])
        assert Fraction(b[1]) - Fraction(b[0]) < Fraction(1, 10**75)


def test_the_certificate_fails_above_the_threshold():
    """Bisection cannot cover a region in which the loss is smaller somewhere."""
    with precision(128), pytest.MonkeyPatch.context() as patch:
        patch.setattr(family, "BOXES", 3000)
        around = family._guess()
        with pytest.raises(family.LimitReached):
            family._certify(around, Fraction(92, 100))


@pytest.mark.parametrize(("C", "digits"), [(0, 10), ("-1", 10), (13, 10), (1, 0), (1, True)])
def test_wrong_input_is_refused(C, digits):
    """One clear line."""
    with pytest.raises(InputError):
        example_3_1(C, digits)


def test_floats_are_refused_and_results_are_printed():
    """Exact input only; a result says what is larger where."""
    with pytest.raises(InputError):
        example_3_1(0.5)
    assert "larger for all" in str(example_3_1("1/2"))
    shown = str(example_3_1(1, 6))
    assert shown.startswith("C = 1: the loss is larger for -0.1405")
    assert "smaller for -0.6739" in shown
