"""The six numbers, against their definitions written out, and at neural collapse."""

from __future__ import annotations

from itertools import combinations
from math import dist, hypot
from statistics import fmean, pstdev

import numpy as np
import pytest

from symflow.experiment.metrics import METRICS, of_classes, of_labels

K, n, d = 4, 3, 5
NAMES = [metric.name for metric in METRICS]


def written_out(w: list[list[float]], h: list[list[list[float]]]) -> list[float]:
    """Lists and loops, no arrays."""
    means = [[fmean(h[k][i][c] for i in range(n)) for c in range(d)] for k in range(K)]
    overall = [fmean(m[c] for m in means) for c in range(d)]
    row = [fmean(v[c] for v in w) for c in range(d)]
    left = [[x - y for x, y in zip(m, overall, strict=True)] for m in means]
    right = [[x - y for x, y in zip(v, row, strict=True)] for v in w]
    sizes = [[hypot(*v) for v in vectors] for vectors in (left, right)]
    near = fmean(dist(h[k][i], means[k]) for k in range(K) for i in range(n))
    far = fmean(dist(h[k][i], overall) for k in range(K) for i in range(n))
    angles = [
        fmean(
            abs(sum(x * y for x, y in zip(v[a], v[b], strict=True)) / (s[a] * s[b]) + 1 / (K - 1))
            for a, b in combinations(range(K), 2)
        )
        for v, s in zip((left, right), sizes, strict=True)
    ]
    apart = fmean(
        dist([x / sizes[0][k] for x in left[k]], [x / sizes[1][k] for x in right[k]]) for k in range(K)
    )
    return [
        pstdev(sizes[0]) / fmean(sizes[0]),
        pstdev(sizes[1]) / fmean(sizes[1]),
        near / far,
        *angles,
        apart,
    ]


@pytest.fixture
def point() -> tuple[np.ndarray, np.ndarray]:
    """A classifier and features."""
    generator = np.random.default_rng(5)
    return generator.standard_normal((K, d)), generator.standard_normal((K, n, d))


def test_they_are_what_the_paper_defines(point: tuple[np.ndarray, np.ndarray]) -> None:
    w, h = point
    assert of_classes(w, h).tolist() == pytest.approx(written_out(w.tolist(), h.tolist()), rel=1e-13)


def test_features_with_labels_in_any_order_give_the_same(point: tuple[np.ndarray, np.ndarray]) -> None:
    w, h = point
    order = np.random.default_rng(1).permutation(K * n)
    labels = np.repeat(np.arange(K), n)[order]
    found = of_labels(w, h.reshape(-1, d)[order], labels)
    assert found.tolist() == pytest.approx(of_classes(w, h).tolist(), rel=1e-13)


def collapsed() -> tuple[np.ndarray, np.ndarray]:
    """A simplex, and features that are its vertices, shifted."""
    simplex = np.eye(K, d) - np.concatenate([np.full((K, K), 1 / K), np.zeros((K, d - K))], axis=1)
    return 3 * simplex + 7.0, np.repeat(2 * simplex[:, None, :], n, axis=1) - 1.0


def test_all_are_zero_at_collapse_whatever_the_shift_and_the_scale() -> None:
    assert of_classes(*collapsed()).tolist() == pytest.approx([0.0] * 6, abs=1e-14)


@pytest.mark.parametrize("name", NAMES)
def test_each_sees_its_own_deviation(name: str) -> None:
    """One deviation for each of the six; it moves that number off 0."""
    w, h = collapsed()
    if name == "norms-means":
        h[0] = (h[0] + 1) * 2 - 1
    elif name == "norms-classifier":
        w[0] = (w[0] - 7) * 2 + 7
    elif name == "within":
        h[0, 0, d - 1] += 3
    elif name == "angles-means":
        h[:2, :, 0] += 1
    elif name == "angles-classifier":
        w[:2, 0] += 1
    else:
        w = 14 - w
    found = dict(zip(NAMES, of_classes(w, h).tolist(), strict=True))
    assert found[name] > 0.1


def test_opposite_directions_are_two_apart() -> None:
    w, h = collapsed()
    assert of_classes(14 - w, h)[5] == pytest.approx(2)


def test_leading_axes_count_runs(point: tuple[np.ndarray, np.ndarray]) -> None:
    w, h = point
    found = of_classes(np.stack([w, 2 * w]), np.stack([h, h]))
    assert found.shape == (2, 6)
    assert found[1].tolist() == pytest.approx(found[0].tolist(), rel=1e-13)
