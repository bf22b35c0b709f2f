"""Fixed point: numbers, products, and that all kinds of whole numbers give the same."""

from __future__ import annotations

from fractions import Fraction
from importlib.util import find_spec
from typing import Any

import pytest
from flint import arb, fmpz
from hypothesis import given
from hypothesis import strategies as st

from symflow.numeric.ball import precision
from symflow.numeric.ode.kernel import LONG, Kernel, exponent_of, kernel, rational, scaled, shifted

KINDS: list[Any] = [int, fmpz]
if find_spec("gmpy2") is not None:
    from gmpy2 import mpz

    KINDS.append(mpz)

dyadics = st.tuples(st.integers(-(10**40), 10**40), st.integers(-300, 300))
series = st.lists(st.integers(-(2**90), 2**90), min_size=1, max_size=12)


@given(dyadics, st.integers(-5, 5))
def test_a_number_is_rounded_to_nearest(value: tuple[int, int], exponent: int) -> None:
    """To half a unit, and half-way upwards; the same of every kind."""
    x = arb((fmpz(value[0]), fmpz(value[1])))
    exact = Fraction(value[0]) * Fraction(2) ** value[1] * Fraction(2) ** (80 - exponent)
    with precision(1000):
        found = [int(Kernel(80, kind).number(x, exponent)) for kind in KINDS]
    assert len(set(found)) == 1
    assert abs(found[0] - exact) <= Fraction(1, 2)


@given(series, series)
def test_a_product_is_one_coefficient_rounded_down(f: list[int], g: list[int]) -> None:
    """Cauchy's rule on the last order that both have."""
    size = min(len(f), len(g))
    exact = sum(Fraction(f[i] * g[size - 1 - i], 2**80) for i in range(size))
    found = [
        int(Kernel(80, kind).product([kind(x) for x in f[:size]], [kind(x) for x in g[:size]]))
        for kind in KINDS
    ]
    assert set(found) == {exact.numerator // exact.denominator}


@given(series, st.integers(-100, 100))
def test_shifts_round_down(values: list[int], places: int) -> None:
    """Of negative numbers too."""
    for kind in KINDS:
        found = shifted([kind(x) for x in values], places)
        assert [int(x) for x in found] == [int(Fraction(x) * Fraction(2) ** places // 1) for x in values]


@given(dyadics)
def test_exponents(value: tuple[int, int]) -> None:
    """2^(e - 1) <= |x| < 2^e."""
    x = scaled(value[0], value[1])
    size = abs(Fraction(value[0]) * Fraction(2) ** value[1])
    assert Fraction(2) ** (exponent_of(x) - 1) <= size < Fraction(2) ** exponent_of(x) or size == 0


def test_rational_numbers() -> None:
    """To the working precision."""
    with precision(200):
        assert (rational(Fraction(1, 3)) * 3 - 1).abs_upper() < arb((1, -198))
        assert rational(7) == 7


@pytest.mark.parametrize("bits", [LONG - 1, LONG])
def test_the_kernel_that_suits(bits: int) -> None:
    """The whole numbers of Python while they are short."""
    found = kernel(bits)
    assert found.bits == bits
    assert (found.whole is int) == (bits < LONG)
