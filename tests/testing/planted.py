"""Implementations with one planted error each, as a user might write them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from symflow.testing import REFERENCE, reference


def softmax_that_overflows(Z):
    weights = np.exp(Z)
    return weights / weights.sum(axis=0)


def softmax_of_rows(Z):
    weights = np.exp(Z - Z.max())
    return weights / weights.sum(axis=1, keepdims=True)


def biased_softmax(Z):
    """Later classes are preferred a little."""
    return reference.softmax(Z + 1e-9 * np.arange(len(Z)).reshape(-1, 1))


def half_of_the_gap(s, scheme):
    """q{chi_k = -1} instead of twice that."""
    return reference.one_minus_pi(s, scheme) / 2


def one_mode_negated(s, scheme):
    pi = reference.softmax_modes(s, scheme)
    pi[-1] = -pi[-1]
    return pi


def cancelled_gap(s, scheme):
    return 1 - reference.softmax_modes(s, scheme)


def wrong_butterfly(v, scheme):
    """One sum is a difference, only in the third round, so only from K = 8 on."""
    if not scheme.is_walsh:
        return reference.transform(v, scheme)
    half = 1
    while half < len(v):
        pairs = v.reshape(-1, 2, half)
        sums, differences = pairs[:, 0] + pairs[:, 1], pairs[:, 0] - pairs[:, 1]
        if half == 4:
            sums[0, 3] = differences[0, 3]
        v = np.stack((sums, differences), axis=1).reshape(len(v))
        half *= 2
    return v


def normalised_transform(v, scheme):
    return reference.transform(v, scheme) / np.sqrt(scheme.K)


def transposed_slope(W, H, Y):
    slope = (reference.softmax(W @ H) - Y).T
    return slope @ H.T, W.T @ slope


def slope_without_features(W, H, Y):
    slope = reference.softmax(W @ H) - Y
    return slope, W.T @ slope


def gradient_of_the_mean(W, H, Y):
    dW, dH = reference.gradient(W, H, Y)
    return dW / H.shape[1], dH / H.shape[1]


def features_twice_as_fast(W, H, Y):
    dW, dH = reference.gradient(W, H, Y)
    return dW, 2 * dH


def smoothed_labels(W, H, Y):
    return reference.gradient(W, H, 0.9 * Y)


def _steps(s, t, scheme, count, stretch):
    for _ in range(count):
        s = s + stretch * t / count * 2 * s * reference.one_minus_pi(s, scheme)
    return s


def euler(s, t, scheme):
    return _steps(s, t, scheme, 200, 1)


def twice_the_step(s, t, scheme):
    return reference.reduced_flow(s, 2 * t, scheme)


def growing_gaps(s, t, scheme):
    """The largest mode grows most."""
    return s * (1 + t * s / (1 + s.max()))


def euler_of_factors(a, b, t, scheme):
    for _ in range(50):
        gap = t / 50 * reference.one_minus_pi(a * b, scheme)
        a, b = a + gap * b, b + gap * a
    return a, b


def flow_of_the_mean(W, H, Y, t, c):
    """Divides by the number of samples once more."""
    return reference.scaled_flow(W, H, Y, t, c / H.shape[1])


def layers_at_different_speeds(W, H, Y, t):
    for _ in range(100):
        dW, dH = reference.gradient(W, H, Y)
        W, H = W - t / 100 * dW, H - 2 * t / 100 * dH
    return W, H


# name: (what is replaced, by what, a law that must find it, the largest K of the shrunk case)
PLANTED = {
    "overflow": ("softmax", softmax_that_overflows, "softmax-shift", 2),
    "overflow-of-values": ("softmax", softmax_that_overflows, "softmax-value", 2),
    "rows": ("softmax", softmax_of_rows, "softmax-columns", 2),
    "bias": ("softmax", biased_softmax, "softmax-permutation", 2),
    "bias-diagonal": ("softmax", biased_softmax, "softmax-diagonal", 2),
    "bias-rows": ("softmax", biased_softmax, "softmax-rows", 2),
    "bias-translation": ("softmax", biased_softmax, "softmax-translation", 2),
    "half-gap": ("one_minus_pi", half_of_the_gap, "one-minus-pi", 2),
    "sign-of-a-mode": ("softmax_modes", one_mode_negated, "softmax-modes", 4),
    "sign-of-a-mode-range": ("softmax_modes", one_mode_negated, "softmax-modes-range", 2),
    "cancelled-gap": ("one_minus_pi", cancelled_gap, "one-minus-pi", 2),
    "cancelled-gap-sign": ("one_minus_pi", cancelled_gap, "one-minus-pi-positive", 2),
    "butterfly": ("transform", wrong_butterfly, "transform-value", 8),
    "butterfly-parseval": ("transform", wrong_butterfly, "transform-parseval", 8),
    "butterfly-inverse": ("transform", wrong_butterfly, "transform-inverse", 8),
    "normalised": ("transform", normalised_transform, "transform-convolution", 2),
    "transposed": ("gradient", transposed_slope, "gradient-weights", 3),
    "no-features": ("gradient", slope_without_features, "gradient-weights", 3),
    "mean": ("gradient", gradient_of_the_mean, "gradient-weights", 3),
    "mean-features": ("gradient", gradient_of_the_mean, "gradient-features", 3),
    "features-faster": ("gradient", features_twice_as_fast, "gradient-balance", 3),
    "smoothed": ("gradient", smoothed_labels, "gradient-critical", 3),
    "gaps-grow": ("reduced_flow", growing_gaps, "lyapunov-decrease", 4),
    "euler-factors": ("factor_flow", euler_of_factors, "factor-flow", 3),
    "euler-imbalance": ("factor_flow", euler_of_factors, "imbalance-of-modes", 3),
    "euler": ("reduced_flow", euler, "reduced-flow", 3),
    "euler-ray": ("reduced_flow", euler, "collapse-ray", 3),
    "euler-semigroup": ("reduced_flow", euler, "flow-semigroup", 3),
    "twice-the-step": ("reduced_flow", twice_the_step, "reduced-flow", 3),
    "twice-the-step-ray": ("reduced_flow", twice_the_step, "collapse-ray", 3),
    "twice-the-step-growth": ("reduced_flow", twice_the_step, "modes-grow", 3),
    "twice-the-step-projected": ("reduced_flow", twice_the_step, "projected-flow", 3),
    "mean-twice": ("scaled_flow", flow_of_the_mean, "time-rescaling", 3),
    "speeds": ("matrix_flow", layers_at_different_speeds, "imbalance-of-matrices", 3),
    "speeds-frozen": ("matrix_flow", layers_at_different_speeds, "frozen-vectors", 3),
}


def planted(name):
    """The reference with that error."""
    what, bad, *_ = PLANTED[name]
    return replace(REFERENCE, **{what: bad})
