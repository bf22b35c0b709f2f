"""The softmax inside a scheme against dense K x K matrices, numpy, and the identities of the flow."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symflow.algebra.exponential import ExpQuotient, ExpSum
from symflow.algebra.schemes import Scheme, cyclic, walsh
from symflow.algebra.softmax import Softmax, softmax
from symflow.errors import InputError

SCHEMES = [walsh(1), walsh(2), walsh(3), cyclic(3), cyclic(4), cyclic(6), Scheme((2, 3)), Scheme((3, 3))]


@st.composite
def cases(draw: st.DrawFn, *, positive: bool = False) -> Softmax:
    scheme = draw(st.sampled_from(SCHEMES))
    low = Fraction(1, 8) if positive else -6
    entries = draw(st.lists(st.fractions(low, 6, max_denominator=8), min_size=scheme.K, max_size=scheme.K))
    even = [entries[min(k, scheme.negate(k))] for k in range(scheme.K)]
    return softmax(scheme, [0, *even[1:]] if positive else even)


def floats(values: tuple[ExpQuotient, ...]) -> list[float]:
    return [float(sum(v.bounds(100)) / 2) for v in values]


@given(cases())
def test_dense_matrices_agree(case: Softmax) -> None:
    K, scheme = case.scheme.K, case.scheme
    Z = np.array([[float(case.z[scheme.subtract(i, j)]) for j in range(K)] for i in range(K)])
    P = np.exp(Z) / np.exp(Z).sum(axis=0)
    U = (
        np.exp(2j * np.pi * np.array([[float(scheme.phase(k, g)) for k in range(K)] for g in range(K)]))
        / K**0.5
    )
    for matrix, modes in ((Z, case.s), (P, floats(case.pi))):
        diagonal = U.conj().T @ matrix @ U
        np.testing.assert_allclose(diagonal, np.diag([float(x) for x in modes]), atol=1e-11)
    np.testing.assert_allclose(P[:, 0], floats(case.q), atol=1e-13)


@given(cases())
def test_exact_relations(case: Softmax) -> None:
    assert case.pi[0] == 1
    assert sum(case.q[1:], case.q[0]) == 1
    for pi, defect in zip(case.pi, case.one_minus_pi, strict=True):
        assert pi + defect == 1
    assert all(defect.sign() == 1 for defect in case.one_minus_pi[1:])


@given(cases(positive=True))
def test_non_negative_modes_give_non_negative_pi(case: Softmax) -> None:
    assert all(pi.sign() >= 0 for pi in case.pi)


def lyapunov_derivative(case: Softmax) -> ExpQuotient:
    """V' along s' = 2 s (1 - pi), straight from V = log(mean s) - mean(log s)."""
    N, K = case.scheme.K - 1, case.scheme.K
    terms = [(2 / sum(case.s[1:]) * case.s[k] - Fraction(2, N)) * case.one_minus_pi[k] for k in range(1, K)]
    return sum(terms[1:], terms[0])


@settings(max_examples=50)
@given(cases(positive=True))
def test_lyapunov_derivative_equals_its_closed_form(case: Softmax) -> None:
    N, K = case.scheme.K - 1, case.scheme.K
    mean_s, mean_z = sum(case.s[1:]) / N, sum(case.z[1:]) / N
    moment = ExpSum({})
    for z, weight in zip(case.z[1:], case.weights[1:], strict=True):
        moment = moment + weight * (z - mean_z)
    derivative = lyapunov_derivative(case)
    assert derivative == ExpQuotient(moment, case.total) * (Fraction(-2 * K, N) / mean_s)
    assert derivative.sign() == (0 if len(set(case.s[1:])) == 1 else -1)


def test_known_value() -> None:
    case = softmax(walsh(1), ["0", "2"])
    low, high = case.pi[1].bounds(80)
    assert case.z == (1, -1)
    assert low <= Fraction("0.76159415595576488811945828") <= high
    assert high - low < Fraction(1, 10**20)


def test_large_and_awkward_modes_stay_cheap() -> None:
    case = softmax(walsh(4), [0, *(Fraction(10**12 + k, 10**7 + 1) for k in range(15))])
    assert all(defect.sign() == 1 for defect in case.one_minus_pi[1:])


@pytest.mark.parametrize("modes", [[0, 1, 2], [0, 1, 2.0, 3], [0, 1, "x", 3], [0, True, 1, 1]])
def test_bad_modes_are_refused(modes: list[Fraction]) -> None:
    with pytest.raises(InputError):
        softmax(walsh(2), modes)


def test_uneven_modes_and_irrational_schemes_are_refused() -> None:
    with pytest.raises(InputError, match="equal"):
        softmax(cyclic(3), [0, 1, 2])
    with pytest.raises(InputError, match="irrational"):
        _ = softmax(cyclic(5), [0, 1, 1, 1, 1]).z
