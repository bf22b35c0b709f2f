"""The values that implementations are compared with, by other routes: exact algebra, mpmath, the collapse ray."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest

from symflow import cyclic, walsh
from symflow.algebra.softmax import softmax as exact_softmax
from symflow.testing import flow_truth, truth

SPECTRA = [
    (walsh(2), (0, 1, 2, 3)),
    (walsh(3), (0, 40, 0, "1/2", 40, 0, "1/4", 8)),
    (cyclic(3), (0, "5/2", "5/2")),
    (cyclic(6), (0, 1, 30, "1/8", 30, 1)),
]


def floats(values):
    return np.array([float(Fraction(x)) for x in values])


@pytest.mark.parametrize(("scheme", "modes"), SPECTRA)
def test_modes_are_the_exact_ones(scheme, modes) -> None:
    """At dyadic modes the floats are the exact input."""
    exact = exact_softmax(scheme, modes)
    pi, gap = truth.softmax_modes(scheme, floats(modes))
    for k in range(scheme.K):
        for got, wanted in ((pi[k], exact.pi[k]), (gap[k], exact.one_minus_pi[k])):
            low, high = wanted.bounds(256)
            assert got == pytest.approx(float((low + high) / 2), rel=2e-16, abs=1e-60)


def test_the_columns_are_softmaxes() -> None:
    """Against mpmath, with one column, and far below the smallest float."""
    Z = np.array([[0.1, 700.0], [0.2, -800.0], [1e-12, 700.5]])
    got = truth.softmax(Z)
    for j in range(2):
        with mpmath.workdps(60):
            weights = [mpmath.exp(mpmath.mpf(x)) for x in Z[:, j]]
            wanted = [float(w / sum(weights)) for w in weights]
        assert got[:, j].tolist() == wanted
    assert truth.softmax(Z[:, :1]).tolist() == got[:, :1].tolist()


def test_the_gradient_is_that_of_the_loss() -> None:
    """Against mpmath's derivative of the loss, entry by entry."""
    W, H, Y = np.array([[1.0, -2.0], [0.5, 0.0], [3.0, 1.0]]), np.array([[1.5], [-0.5]]), np.eye(3)[:, [1]]
    dW, dH = truth.gradient(W, H, Y)

    def loss(flat):
        A, B = mpmath.matrix(3, 2), mpmath.matrix(2, 1)
        for i in range(6):
            A[i // 2, i % 2] = flat[i]
        B[0], B[1] = flat[6], flat[7]
        z = A * B
        return mpmath.log(sum(mpmath.exp(x) for x in z)) - z[1]

    at = [*W.ravel().tolist(), *H.ravel().tolist()]
    with mpmath.workdps(40):
        wanted = [
            float(mpmath.diff(lambda x, i=i: loss([*at[:i], x, *at[i + 1 :]]), at[i])) for i in range(8)
        ]
    assert [*dW.ravel(), *dH.ravel()] == pytest.approx(wanted, rel=1e-14)


@pytest.mark.parametrize("t", [0.25, 1.0, 4.0])
@pytest.mark.parametrize("sigma", [1e-12, 0.5, 3.0, 50.0])
@pytest.mark.parametrize("scheme", [walsh(1), walsh(3), cyclic(5)])
def test_the_flow_follows_the_collapse_ray(scheme, sigma: float, t: float) -> None:
    """Its exact integral is the known answer."""
    start = np.full(scheme.K, sigma)
    start[0] = 0
    end = flow_truth.reduced_flow(scheme, start, t)
    assert end[0] == 0
    assert max(abs(truth.ray_error(scheme.K, sigma, t, x)) for x in end[1:]) < 1e-14


def test_the_flow_of_factors_is_the_solution_of_its_equation() -> None:
    """Against mpmath's integrator, off the ray and unbalanced; a^2 - b^2 stays."""
    scheme, a, b = walsh(2), np.array([0, 1.0, 2.0, 0.25]), np.array([0, 0.5, 2.0, 0.0])

    def field(_, y):
        q = [
            mpmath.exp(sum(scheme.character(k, g) * y[k] * y[4 + k] for k in range(4)) / 4) for g in range(4)
        ]
        gap = [2 * sum(q[g] for g in range(4) if scheme.character(k, g) < 0) / sum(q) for k in range(4)]
        return [gap[k] * y[4 + k] for k in range(4)] + [gap[k] * y[k] for k in range(4)]

    with mpmath.workdps(20):
        wanted = [float(x) for x in mpmath.odefun(field, 0, [*map(mpmath.mpf, [*a, *b])])(1)]
    later_a, later_b = flow_truth.factor_flow(scheme, a, b, 1.0)
    assert [*later_a, *later_b] == pytest.approx(wanted, rel=1e-13, abs=1e-15)
    assert later_a**2 - later_b**2 == pytest.approx(a**2 - b**2, rel=1e-13)


def test_two_halves_are_one_whole() -> None:
    """Stopping on the way changes only the last digits, at K = 12 and with huge gaps."""
    s = np.array([0, 1e-12, 1000.0, 0.1, 0, 5.0, 2.0, 5.0, 0, 0.1, 1000.0, 1e-12])
    half = flow_truth.reduced_flow(cyclic(12), s, 1.0)
    assert flow_truth.reduced_flow(cyclic(12), half, 1.0) == pytest.approx(
        flow_truth.reduced_flow(cyclic(12), s, 2.0), rel=1e-13
    )


def test_lyapunov_changes() -> None:
    """V of (1, 3) is log 2 - log(3)/2; near the ray nothing is lost to cancellation."""
    before, after = np.array([1.0, 3.0]), np.array([1.0, 1.0])
    assert truth.lyapunov_change(before, after) == pytest.approx(-(np.log(2) - np.log(3) / 2), rel=1e-15)
    near = np.array([1.0, 1.0 + 2.0**-30])
    assert truth.lyapunov_change(after, near) == pytest.approx(2.0**-63, rel=1e-8)
