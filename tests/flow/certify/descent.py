"""Critical points of rank r on a sphere, in floats: descent with r features, then a random rotation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEPS, STEP, SETTLED = 20_000, 0.3, 1e-11


def residual(W: Floats, H: Floats, n: int) -> Floats:
    """M = Y - P."""
    weights = np.exp(W @ H - (W @ H).max(axis=0))
    return np.kron(np.eye(len(W)), np.ones((1, n))) - weights / weights.sum(axis=0)


def critical_point(K: int, n: int, d: int, r: int, seed: int) -> tuple[Floats, Floats]:
    """A point of the sphere rho^2 = 3 K, with d features."""
    generator = np.random.default_rng(seed)
    W, H = generator.normal(size=(K, r)), generator.normal(size=(r, n * K))
    for _ in range(STEPS):
        scale = np.sqrt(3 * K / ((W**2).sum() + (H**2).sum()))
        W, H = scale * W, scale * H
        M = residual(W, H, n)
        lam = 2 * (M * (W @ H)).sum() / (3 * K)
        A, B = M @ H.T - lam * W, W.T @ M - lam * H
        if max(np.abs(A).max(), np.abs(B).max()) < SETTLED:
            break
        W, H = W + STEP * A, H + STEP * B
    Q = np.linalg.qr(generator.normal(size=(d, r)))[0]
    return W @ Q.T, Q @ H
