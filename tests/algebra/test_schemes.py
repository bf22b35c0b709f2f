"""Translation schemes: group laws, characters, orthogonality."""

import cmath
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symflow.algebra.schemes import Scheme, cyclic, rational_cosine, walsh
from symflow.errors import InputError

SCHEMES = [
    walsh(1),
    walsh(2),
    walsh(4),
    cyclic(2),
    cyclic(3),
    cyclic(5),
    cyclic(12),
    Scheme((2, 3)),
    Scheme((4, 2, 3)),
]
schemes = st.sampled_from(SCHEMES)


def root(scheme: Scheme, k: int, g: int) -> complex:
    return cmath.exp(2j * math.pi * scheme.phase(k, g))


@given(st.data(), schemes)
def test_group_laws(data: st.DataObject, scheme: Scheme) -> None:
    i, j, k = (data.draw(st.integers(0, scheme.K - 1)) for _ in range(3))
    assert scheme.subtract(scheme.add(i, j), j) == i
    assert scheme.add(i, j) == scheme.add(j, i)
    assert scheme.add(scheme.add(i, j), k) == scheme.add(i, scheme.add(j, k))
    assert scheme.add(i, scheme.negate(i)) == 0
    assert scheme.add(i, 0) == i


@given(st.data(), schemes)
def test_characters_multiply_and_conjugate(data: st.DataObject, scheme: Scheme) -> None:
    k, g, h = (data.draw(st.integers(0, scheme.K - 1)) for _ in range(3))
    assert scheme.phase(k, scheme.add(g, h)) == (scheme.phase(k, g) + scheme.phase(k, h)) % 1
    assert scheme.phase(k, g) == scheme.phase(g, k)
    assert scheme.phase(scheme.negate(k), g) == -scheme.phase(k, g) % 1


@pytest.mark.parametrize("scheme", SCHEMES, ids=str)
def test_characters_are_orthogonal(scheme: Scheme) -> None:
    for k in range(scheme.K):
        for other in range(scheme.K):
            product = sum(root(scheme, k, g) * root(scheme, other, g).conjugate() for g in range(scheme.K))
            assert abs(product - (scheme.K if k == other else 0)) < 1e-9


@pytest.mark.parametrize("m", [1, 2, 3, 5])
def test_walsh_is_xor_and_popcount(m: int) -> None:
    scheme = walsh(m)
    assert 2**m == scheme.K
    for i in range(scheme.K):
        for j in range(scheme.K):
            assert scheme.subtract(i, j) == scheme.add(i, j) == i ^ j
            assert scheme.character(i, j) == (-1) ** (i & j).bit_count() == scheme.cosine(i, j)


def test_cyclic_is_the_fourier_table() -> None:
    scheme = cyclic(6)
    assert [scheme.phase(2, g) for g in range(6)] == [Fraction(2 * g % 6, 6) for g in range(6)]
    assert scheme.power(5, 5) == 1
    assert scheme.character(3, 5) == -1
    assert scheme.cosine(1, 1) == Fraction(1, 2)


def test_equality_is_that_of_the_groups() -> None:
    assert walsh(1) == cyclic(2)
    assert walsh(2) != cyclic(4)
    assert walsh(3) == Scheme((2, 2, 2))


@given(st.fractions(-9, 9, max_denominator=40))
def test_rational_cosines_are_the_rational_ones(turn: Fraction) -> None:
    if (turn * 12).denominator == 1 and turn % 1 * 12 not in {1, 5, 7, 11}:
        assert math.isclose(rational_cosine(turn), math.cos(2 * math.pi * turn), abs_tol=1e-9)
    else:
        with pytest.raises(InputError):
            rational_cosine(turn)


def test_uneven_spectra_are_refused() -> None:
    cyclic(4).check_even([0, 1, 5, 1])
    walsh(2).check_even([0, 1, 2, 3])
    with pytest.raises(InputError, match="values 1 and 3"):
        cyclic(4).check_even([0, 1, 5, 2])
    with pytest.raises(InputError, match="K = 4"):
        walsh(2).check_even([1, 2, 3])


@pytest.mark.parametrize("bad", [0, -1, 1.0, True, 99])
def test_bad_sizes_are_refused(bad: int) -> None:
    with pytest.raises(InputError):
        walsh(-1 if bad is True else bad)
    with pytest.raises(InputError):
        cyclic(1 if bad == 99 else bad)


def test_bad_orders_indices_and_characters_are_refused() -> None:
    with pytest.raises(InputError):
        Scheme(())
    with pytest.raises(InputError, match="index"):
        walsh(2).add(4, 0)
    with pytest.raises(InputError, match="phase"):
        cyclic(4).character(1, 1)
