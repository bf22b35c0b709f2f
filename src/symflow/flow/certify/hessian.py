r"""The Hessian of the layer-peeled loss as a matrix, in balls or in floats.

With S_c = diag(p_c) - p_c p_c^T, the directions ordered as W row by row, then H row by row:
    W-W: sum_c S_c[k,l] h_ac h_bc,   W-H: (S_c W)[k,b] h_ac - M[k,c] delta_ab,   H-H: (W^T S_c W)[a,b] in column c
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


def spreads(P: Numbers) -> list[Numbers]:
    """S_c for every column; the diagonal as a sum of products, so that nothing cancels."""
    found = []
    for p in P.T:
        S = -np.multiply.outer(p, p)
        for k in range(len(p)):
            S[k, k] = -(S[k, :k].sum() + S[k, k + 1 :].sum())
        found.append(S)
    return found


def hessian(W: Numbers, H: Numbers, M: Numbers, S: list[Numbers]) -> Numbers:
    """The matrix of second derivatives of L; any multiple of it, if M and the S_c are that multiple."""
    (K, d), columns = W.shape, H.shape[1]
    classifier, features = K * d, d * columns
    nothing = 0 * M[0, 0]
    across = np.empty((K, d, d, columns), dtype=W.dtype)
    both = np.full((d, columns, d, columns), nothing, dtype=W.dtype)
    rows = np.full((K, d, K, d), nothing, dtype=W.dtype)
    for c in range(columns):
        h, pushed = H[:, c], S[c] @ W
        across[:, :, :, c] = np.multiply.outer(h, pushed).transpose(1, 0, 2)
        for a in range(d):
            across[:, a, a, c] -= M[:, c]
        both[:, c, :, c] = W.T @ pushed
        rows += np.multiply.outer(S[c], np.multiply.outer(h, h)).transpose(0, 2, 1, 3)
    upper = across.reshape(classifier, features)
    return np.block(
        [[rows.reshape(classifier, classifier), upper], [upper.T, both.reshape(features, features)]]
    )
