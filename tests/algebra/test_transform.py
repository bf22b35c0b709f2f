"""The fast transform against the dense one, Kronecker powers, and other arithmetics."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from symflow.algebra.schemes import Scheme, cyclic, walsh
from symflow.algebra.transform import dense_transform, transform, walsh_hadamard
from symflow.errors import InputError
from symflow.numeric.arithmetic import Ball, Float64

vectors = st.integers(1, 5).flatmap(
    lambda m: st.lists(st.fractions(max_denominator=99), min_size=2**m, max_size=2**m)
)


@given(vectors)
def test_fast_equals_dense(values: list[Fraction]) -> None:
    scheme = walsh(len(values).bit_length() - 1)
    assert walsh_hadamard(values) == dense_transform(scheme, values) == transform(scheme, values)


@given(vectors)
def test_twice_is_K_times(values: list[Fraction]) -> None:
    assert walsh_hadamard(walsh_hadamard(values)) == [len(values) * v for v in values]


@pytest.mark.parametrize("m", [0, 1, 2, 6])
def test_columns_form_the_kronecker_power(m: int) -> None:
    matrix = np.ones((1, 1), int)
    for _ in range(m):
        matrix = np.kron(np.array([[1, 1], [1, -1]]), matrix)
    columns = [walsh_hadamard([int(i == j) for i in range(2**m)]) for j in range(2**m)]
    assert (np.array(columns) == matrix).all()


def test_any_arithmetic() -> None:
    a, b = sympy.symbols("a b")
    assert walsh_hadamard([a, b]) == [a + b, a - b]
    assert [x.contains(y) for x, y in zip(walsh_hadamard([arb(1), arb(2)]), [3, -1], strict=True)] == [
        True,
        True,
    ]


@pytest.mark.parametrize("scheme", [cyclic(5), cyclic(8), Scheme((2, 5))], ids=str)
def test_cosine_transform_in_floats_and_balls_is_an_involution(scheme: Scheme) -> None:
    values = [min(k, scheme.negate(k)) ** 2 + 1 for k in range(scheme.K)]
    floats = dense_transform(scheme, values, Float64().cos_turn)
    np.testing.assert_allclose(
        dense_transform(scheme, floats, Float64().cos_turn), scheme.K * np.array(values)
    )
    balls = dense_transform(scheme, dense_transform(scheme, values, Ball(100).cos_turn), Ball(100).cos_turn)
    assert all(x.contains(scheme.K * v) for x, v in zip(balls, values, strict=True))


@pytest.mark.parametrize("length", [0, 3, 6, 12])
def test_other_lengths_are_refused(length: int) -> None:
    with pytest.raises(InputError, match="power of two"):
        walsh_hadamard([1] * length)
    with pytest.raises(InputError, match="K = 4"):
        transform(walsh(2), [1] * length)
