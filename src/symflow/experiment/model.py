r"""The unconstrained layer-peeled model (4) of [J] in float64, many starts at once.

Statement.  With the margins m_jc = (w_k - w_j) . h_c of a feature c of class k, and p_jc its probability of class j,

    L = sum_c log(1 + sum_{j != k} e^{-m_jc}),    -dL/dW = M H^T,    -dL/dH = W^T M,
    M_jc = -p_jc for j != k,    M_kc = sum_{j != k} p_jc.

Formula.  The diagonal is a sum of terms of one sign, never 1 - p_kc, and the loss is a sum of logarithms of 1 + x: no
digits cancel, however small the loss is. e^v M is computed for any v, as e^{v - m - log(1 + sum)}, so that errors
smaller than the least float can be used where they are multiplied by a large number (`late`).

Notation.  W is (S, K, d), one row for each class; the features are the rows of H, (S, nK, d), class by class; S counts
the starts. Every start is computed by itself: its numbers do not depend on which others are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
LATE = 40.0  # e^-40 < 2^-53
LEAST = np.finfo(np.float64).tiny


@dataclass(frozen=True, slots=True)
class Sizes:
    """K classes with n features each, in d dimensions."""

    K: int = 5
    n: int = 10
    d: int = 20

    @property
    def settings(self) -> dict[str, object]:
        """As the settings of an experiment list them."""
        return {"K": self.K, "n": self.n, "d": self.d, "arithmetic": "float64"}

    @property
    def N(self) -> int:
        """The number of features."""
        return self.K * self.n

    @property
    def true(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where the class of each feature stands in a (K, nK) matrix."""
        return np.repeat(np.arange(self.K), self.n), np.arange(self.N)


PAPER = Sizes()


def drawn(sizes: Sizes, starts: Sequence[tuple[int, float]]) -> tuple[Array, Array]:
    """W and H with independent normal entries, for each (seed, standard deviation)."""
    w, h = [], []
    for seed, scale in starts:
        generator = np.random.default_rng(seed)
        w.append(scale * generator.standard_normal((sizes.K, sizes.d)))
        h.append(scale * generator.standard_normal((sizes.N, sizes.d)))
    return np.array(w), np.array(h)


def margins(sizes: Sizes, w: Array, h: Array) -> Array:
    """m_jc, and infinity for the true class, (S, K, nK)."""
    rows, columns = sizes.true
    logits = w @ h.swapaxes(1, 2)
    found: Array = logits[:, rows, columns][:, None, :] - logits
    found[:, rows, columns] = np.inf
    return found


def log_odds(margin: Array) -> Array:
    """log(1 + sum_j e^{-m_jc}), without overflow and without cancellation, (S, 1, nK)."""
    low = np.minimum(margin.min(axis=1, keepdims=True), 0.0)
    total = np.exp(low - margin).sum(axis=1, keepdims=True)
    inner: Array = np.where(low < 0, np.log(np.exp(low) + total) - low, np.log1p(total))
    return inner


def errors(sizes: Sizes, w: Array, h: Array, clock: float = 0.0) -> Array:
    """e^clock M."""
    margin = margins(sizes, w, h)
    found: Array = -np.exp(clock - margin - log_odds(margin))
    rows, columns = sizes.true
    found[:, rows, columns] = -found.sum(axis=1)
    return found


def log_loss(sizes: Sizes, w: Array, h: Array) -> Array:
    """log L, however small L is, (S,)."""
    margin = margins(sizes, w, h)
    lowest = margin.min(axis=(1, 2))
    # Where x < 2^-53, log(1 + x) is x to all digits; as x may be below the least float, its logarithm is used.
    tiny = np.exp(lowest[:, None, None] - margin).sum(axis=(1, 2))
    total = log_odds(margin).sum(axis=(1, 2))
    found: Array = np.where(lowest > LATE, np.log(tiny) - lowest, np.log(np.maximum(total, LEAST)))
    return found
