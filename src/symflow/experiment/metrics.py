r"""How collapsed is it? The four aspects of [J], section 4, as six numbers that are 0 at neural collapse.

Formula.  With class means hbar_k, their overall mean hbar, and the classifier's rows centred, w_k - wbar:

    (a) norms:   Std|hbar_k - hbar| / Avg|hbar_k - hbar|,  and the same of |w_k - wbar|;
    (b) within:  Avg|h_ki - hbar_k| / Avg|h_ki - hbar|;
    (c) angles:  Avg |cos + 1/(K-1)| over pairs of hbar_k - hbar,  and over pairs of w_k - wbar;
    (d) duality: Avg |(hbar_k - hbar)/|hbar_k - hbar| - (w_k - wbar)/|w_k - wbar||.

Notation.  [J] prints wbar_k for the classifier in (a), (c) and (d), without a definition, and calls it centred in the
text of (d); here it is w_k - wbar throughout. Std divides by K. Leading axes count runs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from symflow.experiment.model import Array


@dataclass(frozen=True, slots=True)
class Metric:
    """A number of the paper: its name, the panel of the figure, and what it is."""

    name: str
    panel: str
    title: str


METRICS = (
    Metric("norms-means", "a", "variation of the norms, class means"),
    Metric("norms-classifier", "a", "variation of the norms, classifier"),
    Metric("within", "b", "within-class variation"),
    Metric("angles-means", "c", "cosines, class means"),
    Metric("angles-classifier", "c", "cosines, classifier"),
    Metric("duality", "d", "distance of class means and classifier"),
)
COLUMNS = (*(metric.name for metric in METRICS), "log-loss")


def of_classes(classifier: Array, features: Array) -> Array:
    """The numbers of a classifier (..., K, d) and features (..., K, n, d), n for each class: (..., 6)."""
    means = features.mean(axis=-2)
    overall = means.mean(axis=-2)
    near = _norm(features - means[..., None, :]).mean(axis=(-2, -1))
    far = _norm(features - overall[..., None, None, :]).mean(axis=(-2, -1))
    return _measured(classifier, means - overall[..., None, :], near / far)


def of_labels(classifier: Array, features: Array, labels: NDArray[np.int64]) -> Array:
    """The numbers of a classifier (K, d) and features (N, d) with labels below K; every class must occur."""
    K = len(classifier)
    means = np.array([features[labels == k].mean(axis=0) for k in range(K)])
    overall = features.mean(axis=0)
    within = _norm(features - means[labels]).mean() / _norm(features - overall).mean()
    return _measured(classifier, means - overall, within)


def _measured(classifier: Array, means: Array, within: Array) -> Array:
    """All six, from centred class means."""
    rows = classifier - classifier.mean(axis=-2, keepdims=True)
    first, second = _norm(means), _norm(rows)
    left, right = means / first[..., None], rows / second[..., None]
    apart = _norm(left - right).mean(axis=-1)
    columns = (_variation(first), _variation(second), within, _angles(left), _angles(right), apart)
    return np.stack(columns, axis=-1)


def _norm(vectors: Array) -> Array:
    found: Array = np.sqrt((vectors * vectors).sum(axis=-1))
    return found


def _variation(norms: Array) -> Array:
    found: Array = norms.std(axis=-1) / norms.mean(axis=-1)
    return found


def _angles(directions: Array) -> Array:
    """Avg |cos + 1/(K-1)| over the pairs of different classes."""
    K = directions.shape[-2]
    cosines = directions @ directions.swapaxes(-1, -2)
    pairs = np.ascontiguousarray(
        cosines[..., ~np.eye(K, dtype=bool)]
    )  # one order of summation for any number of runs
    found: Array = np.abs(pairs + 1 / (K - 1)).mean(axis=-1)
    return found
