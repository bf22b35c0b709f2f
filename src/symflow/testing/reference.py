r"""symflow's own implementation in float64 NumPy: what the laws are first tried on.

Formula.  Walsh: log2 K rounds of butterflies (a, b) -> (a + b, a - b); cyclic: the real part of the fast
Fourier transform.  P = e^{Z - max} / sum;  1 - pi_k = ((C_0 - C) q)_k, a sum of positive terms;  flows by the
embedded Runge-Kutta pair of orders 5 and 4 with step control.

Reference.  Dormand, Prince: A family of embedded Runge-Kutta formulae, Journal of Computational and Applied
Mathematics 6 (1980).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from symflow.algebra.schemes import Scheme
from symflow.errors import LimitReached
from symflow.testing.implementation import Array, Implementation

Field = Callable[[Array], Array]
ACCURACY = 1e-9
MOST_STEPS = 100_000

STAGES = tuple(
    np.array(row)
    for row in (
        (1 / 5,),
        (3 / 40, 9 / 40),
        (44 / 45, -56 / 15, 32 / 9),
        (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
        (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
        (35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
    )
)
ERROR = np.array([71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40])


def softmax(Z: Array) -> Array:
    """Columnwise, after subtracting the largest logit of each column."""
    weights = np.exp(Z - Z.max(axis=0))
    return np.asarray(weights / weights.sum(axis=0))


def transform(v: Array, scheme: Scheme) -> Array:
    """sum_k cos(arg chi_k(g)) v_k for an even vector."""
    return walsh_hadamard(v) if scheme.is_walsh else np.fft.fft(v).real


def walsh_hadamard(v: Array) -> Array:
    """X v in natural order."""
    size = len(v)
    half = 1
    while half < size:
        pairs = v.reshape(-1, 2, half)
        after = np.empty_like(pairs)
        np.add(pairs[:, 0], pairs[:, 1], out=after[:, 0])
        np.subtract(pairs[:, 0], pairs[:, 1], out=after[:, 1])
        v, half = after.reshape(size), 2 * half
    return v


def probabilities(s: Array, scheme: Scheme) -> Array:
    """q_g of the modes s."""
    return softmax((transform(s, scheme) / scheme.K).reshape(-1, 1))[:, 0]


def softmax_modes(s: Array, scheme: Scheme) -> Array:
    """pi_k."""
    return transform(probabilities(s, scheme), scheme)


@lru_cache(maxsize=128)
def _distances(scheme: Scheme) -> Array:
    """1 - cos(arg chi_k(g)) = 2 sin^2(arg / 2)."""
    group = range(scheme.K)
    turns = np.array([[float(min(p, 1 - p)) for p in (scheme.phase(k, g) for g in group)] for k in group])
    return np.asarray(2 * np.sin(np.pi * turns) ** 2)


def one_minus_pi(s: Array, scheme: Scheme) -> Array:
    """1 - pi_k, without cancellation."""
    return np.asarray(_distances(scheme) @ probabilities(s, scheme))


def gradient(W: Array, H: Array, Y: Array) -> tuple[Array, Array]:
    """Of the summed cross-entropy."""
    slope = softmax(W @ H) - Y
    return slope @ H.T, W.T @ slope


def reduced_flow(s: Array, t: float, scheme: Scheme) -> Array:
    """Each mode to relative accuracy: the error is measured relative to the mode."""
    return solve(lambda y: 2 * y * one_minus_pi(y, scheme), s, t, np.abs)


def factor_flow(a: Array, b: Array, t: float, scheme: Scheme) -> tuple[Array, Array]:
    """The error of each factor is measured relative to a_k + b_k."""
    K = scheme.K

    def field(y: Array) -> Array:
        gap = one_minus_pi(y[:K] * y[K:], scheme)
        return np.concatenate((gap * y[K:], gap * y[:K]))

    def size(y: Array) -> Array:
        return np.tile(np.abs(y[:K]) + np.abs(y[K:]), 2)

    end = solve(field, np.concatenate((a, b)), t, size)
    return end[:K], end[K:]


def matrix_flow(W: Array, H: Array, Y: Array, t: float) -> tuple[Array, Array]:
    """Gradient flow of the summed loss."""
    return scaled_flow(W, H, Y, t, 1.0)


def scaled_flow(W: Array, H: Array, Y: Array, t: float, c: float) -> tuple[Array, Array]:
    """Gradient flow of c times the summed loss."""

    def field(y: Array) -> Array:
        dW, dH = gradient(y[: W.size].reshape(W.shape), y[W.size :].reshape(H.shape), Y)
        return -c * np.concatenate((dW.ravel(), dH.ravel()))

    def size(y: Array) -> Array:
        return np.full(len(y), float(np.sqrt(y @ y)))

    end = solve(field, np.concatenate((W.ravel(), H.ravel())), t, size)
    return end[: W.size].reshape(W.shape), end[W.size :].reshape(H.shape)


def solve(field: Field, y: Array, t: float, size: Field) -> Array:
    """y(t) of y' = field(y), each step's error at most ACCURACY times size(y)."""
    y = y.astype(np.float64)
    done, step, slope = 0.0, min(t, 0.01), field(y)
    slopes = np.empty((len(ERROR), len(y)))
    for _ in range(MOST_STEPS):
        if done >= t:
            return y
        step = min(step, t - done)
        slopes[0] = slope
        for stage, row in enumerate(STAGES, start=1):
            end = y + step * (row @ slopes[:stage])
            slopes[stage] = field(end)
        allowed = ACCURACY * size(y) + np.finfo(np.float64).tiny
        error = float(np.max(np.abs(step * (ERROR @ slopes)) / allowed))
        if error <= 1:
            done, y, slope = (t if step == t - done else done + step), end, slopes[-1].copy()
        step *= min(5.0, max(0.2, 0.9 * max(error, 1e-10) ** -0.2))
    raise LimitReached(f"the flow needs more than {MOST_STEPS} steps")


REFERENCE = Implementation(
    softmax=softmax,
    transform=transform,
    softmax_modes=softmax_modes,
    one_minus_pi=one_minus_pi,
    gradient=gradient,
    reduced_flow=reduced_flow,
    factor_flow=factor_flow,
    matrix_flow=matrix_flow,
    scaled_flow=scaled_flow,
)
