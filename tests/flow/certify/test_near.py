"""Critical points near floats: they are there to 33 digits by the second route, and nothing is made up."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath as mp
import numpy as np
import pytest
from descent import critical_point
from examples import FLAT, PAIRS, centred
from flint import arb
from spheres import (
    bend,
    decimal,
    inner,
    largest,
    matrix,
    multiplier,
    norm,
    residual,
    size,
    tangential,
    within,
)

import symflow
from symflow.flow.certify.certificate import Kind, Nearby
from symflow.flow.certify.nearby import krawczyk
from symflow.flow.certify.nearby.find import _length, orthonormal
from symflow.flow.certify.nearby.judge import _distance
from symflow.flow.certify.nearby.system import System, positive_definite
from symflow.numeric.ball import endpoints, precision

# (K, n, d, r): d >= K - 1, and rank r
SADDLES = [
    (3, 1, 2, 1),
    (3, 2, 4, 1),
    (4, 1, 3, 2),
    (4, 1, 4, 1),
    (4, 2, 3, 1),
    (5, 1, 4, 2),
    (5, 2, 5, 2),
    (6, 1, 5, 3),
]
OPTIMA = [(2, 2, 2, 1), (3, 1, 2, 2), (3, 3, 4, 2), (4, 1, 3, 3)]
NEAR, TINY = "1e-6", mp.mpf(10) ** -33


def middle(rows: Any) -> mp.matrix:
    """The midpoints of enclosures."""
    return mp.matrix([[(decimal(low) + decimal(high)) / 2 for low, high in row] for row in rows])


def checked(K: int, n: int, d: int, r: int) -> tuple[Nearby, mp.matrix, mp.matrix]:
    """A certificate near a float point, of 40 digits, with what holds for every class."""
    W, H = critical_point(K, n, d, r, seed=K + n + d)
    found = symflow.certify_point(W, H, digits=40, near=NEAR)
    assert found.kind is Kind.NOT_CRITICAL
    near = found.near
    assert near is not None
    assert near.distance is not None
    A, B = middle(near.W), middle(near.H)
    assert largest(tangential(A, B, n)) < TINY
    assert abs(size(A, B) - size(matrix(found.W), matrix(found.H))) < TINY
    assert within(multiplier(A, B, n), near.multiplier, slack=TINY)
    gap = mp.sqrt(size(A - matrix(found.W), B - matrix(found.H)))
    assert within(gap, near.distance, slack=TINY)
    assert gap < mp.mpf(NEAR)
    assert near.rank == r == sum(value > mp.mpf(10) ** -8 for value in mp.svd_r(A, compute_uv=False))
    return near, A, B


@pytest.mark.parametrize(("K", "n", "d", "r"), SADDLES)
def test_saddles(K: int, n: int, d: int, r: int) -> None:
    """The direction bends down by what is said, by differences."""
    with mp.workdps(60):
        near, A, B = checked(K, n, d, r)
        assert near.kind is Kind.SADDLE
        a = null_vector(A)
        along = matrix([[e] for e in near.u]) * a.T, a * matrix([list(near.v)])
        assert abs(inner(A, along[0]) + inner(B, along[1])) < TINY
        assert within(bend((A, B), along, n), near.value, slack=mp.mpf(10) ** -15)
        assert float(near.value[1]) < 0


def null_vector(A: mp.matrix) -> mp.matrix:
    """A unit vector a with A a = 0, by the method of Gram and Schmidt from the rows of A."""
    _, _, rows = mp.svd_r(A, full_matrices=True)
    rank = sum(value > mp.mpf(10) ** -8 for value in mp.svd_r(A, compute_uv=False))
    basis = [rows[i, :].T for i in range(rank)]
    for j in range(A.cols):
        rest = mp.matrix([int(i == j) for i in range(A.cols)])
        for _ in range(2):
            for b in basis:
                rest = rest - b * inner(b, rest)
        if mp.norm(rest) > mp.mpf("0.1"):
            return rest / mp.norm(rest)
    raise AssertionError("no null vector")


@pytest.mark.parametrize(("K", "n", "d", "r"), OPTIMA)
def test_optima(K: int, n: int, d: int, r: int) -> None:
    """|M|_2 = lambda by singular values."""
    with mp.workdps(60):
        near, A, B = checked(K, n, d, r)
        assert near.kind is Kind.OPTIMUM
        assert abs(norm(residual(A, B, n)) - multiplier(A, B, n)) < TINY


def test_negative_multiplier() -> None:
    """A rounded anti-aligned point."""
    W = np.array(centred(3), dtype=float) * 1.1
    found = symflow.certify_point(W + 1e-12, -W, near="1e-9")
    assert found.near is not None
    assert found.near.kind is Kind.SADDLE
    assert found.near.how == "(W, -H)"
    assert float(found.near.value[1]) < 0


def test_few_features() -> None:
    """A rounded flat square turns out critical, and stays undecided; a line of two pairs bends down."""
    W = np.array(FLAT) * 1.1
    near = symflow.certify_point(W, W.T + 1e-12, near="1e-9").near
    assert near is not None
    assert near.kind is Kind.UNDECIDED
    assert near.distance is not None
    assert "d = 2 < K - 1 = 3" in near.reason
    line = np.array([[1.1], [1.1], [-1.1], [-1.1]])
    near = symflow.certify_point(line, line.T + 1e-12, near="1e-9").near
    assert near is not None
    assert near.kind is Kind.SADDLE
    assert float(near.value[1]) < 0


@pytest.mark.parametrize(
    ("W", "H", "near", "why"),
    [
        ([[3, 1], [-2, 5]], [[1, 2], [1, -7]], "1e-3", "the rank is 2"),
        ([[3], [1], [-2]], [[1, 2, "1/2"]], "1e-3", "farther away|no box"),
        ([[1], [1]], [[1, "1.0001"]], "1e-3", "no box"),
        ([[0, 0], [0, "1e-9"]], [[0, 0], [0, "1e-9"]], "1e-3", "the rank is 0"),
    ],
)
def test_nothing_is_made_up(W: Any, H: Any, near: str, why: str) -> None:
    """No critical point is near, or none that is isolated."""
    found = symflow.certify_point(W, H, near=near)
    assert found.kind is Kind.NOT_CRITICAL
    assert found.near is not None
    assert found.near.kind is Kind.UNDECIDED
    assert any(piece in found.near.reason for piece in why.split("|")), found.near.reason


def test_farther_than_allowed() -> None:
    """The critical point is 1e-9 away, not 1e-12."""
    W, H = critical_point(3, 1, 2, 1, seed=6)
    found = symflow.certify_point(W + 1e-9, H, near="1e-12")
    assert found.near is not None
    assert found.near.kind is Kind.UNDECIDED


def direction(near: Nearby, K: int, d: int) -> tuple[mp.matrix, mp.matrix]:
    """(u, v) as two matrices, from the entries row by row."""
    u, v = (
        [mp.mpf(Fraction(e).numerator) / Fraction(e).denominator for e in part] for part in (near.u, near.v)
    )
    rows = [u[k * d : (k + 1) * d] for k in range(K)]
    columns = len(v) // d
    return mp.matrix(rows), mp.matrix([v[a * columns : (a + 1) * columns] for a in range(d)])


@pytest.mark.parametrize("angle", [0.0, 0.3, 2.0])
def test_the_direction_is_one_for_the_point_that_is_shown(angle: float) -> None:
    """Three directions taken twice, d = 2, in any position: (u, v) minus its part bends W and H as they stand."""
    turns = np.array([0, 0, 1, 1, 2, 2]) * 2 * np.pi / 3 + angle
    W = 1.1 * np.stack([np.cos(turns), np.sin(turns)], 1)
    near = symflow.certify_point(W, W.T.copy(), digits=30, near="1e-9").near
    assert near is not None
    assert near.kind is Kind.SADDLE
    with mp.workdps(50):
        A, B = middle(near.W), middle(near.H)
        U, V = direction(near, 6, 2)
        part = (inner(U, A) + inner(V, B)) / size(A, B)
        assert within(bend((A, B), (U - part * A, V - part * B), 1), near.value, slack=mp.mpf(10) ** -12)


@pytest.mark.parametrize(("digits", "near"), [(40, "1e-39"), (120, "1e-60")])
def test_very_close(digits: int, near: str) -> None:
    """An optimum with its root cut after some digits: more of them than the working precision is no harm."""
    with mp.workdps(150):
        root = mp.nstr(mp.sqrt(3) / 2, digits, strip_zeros=False)
    star = [[1, 0], ["-1/2", root], ["-1/2", f"-{root}"]]
    found = symflow.certify_point(star, [list(row) for row in zip(*star, strict=True)], near=near)
    assert found.kind is Kind.NOT_CRITICAL
    assert found.near is not None
    assert found.near.kind is Kind.OPTIMUM, found.near.reason
    low, high = (mp.mpf(end) for end in found.near.distance)
    assert 0 <= low < high < mp.mpf(near)


def test_a_distance_that_is_not_told_apart() -> None:
    """Neither within nor farther: nothing is said of it."""
    with precision(64):
        assert _distance(_length(np.array([arb(0, 1e-30)] * 2, dtype=object)), 5)[0] == "0"
        low, high = _distance(_length(balls([[3.0, 4.0]])[0]), 5)
    assert (low, high) == ("5", "5")


def test_an_exact_critical_point_is_its_own_neighbour() -> None:
    """Nothing is searched."""
    near = symflow.certify_point(PAIRS, PAIRS, near="1/10").near
    assert near is not None
    assert (near.kind, near.distance) == (Kind.SADDLE, ("0", "0"))
    assert symflow.certify_point(*[centred(3)] * 2, near="1/10").near.kind is Kind.OPTIMUM


class Square:
    """y^2 = target, in one unknown."""

    def __init__(self, target: int) -> None:
        self.target = target

    def value(self, y: Any) -> Any:
        return np.array([y[0] * y[0] - self.target], dtype=object)

    def jacobian(self, y: Any) -> Any:
        return np.array([[2 * y[0]]], dtype=object)


@pytest.mark.parametrize(("target", "start"), [(2, 1.4), (2, -1.0), (9, 3.0)])
def test_krawczyk_finds_a_root(target: int, start: float) -> None:
    """The box holds the root, and is narrow."""
    with precision(128):
        (box,) = krawczyk.zero(Square(target), np.array([arb(start)], dtype=object), 128)
        low, high = endpoints(box)
    assert low**2 <= target <= high**2 or high**2 <= target <= low**2
    assert high - low < 2**-100


@pytest.mark.parametrize("target", [-1, 0])
def test_krawczyk_refuses(target: int) -> None:
    """No zero, or a double one."""
    with precision(128):
        assert krawczyk.zero(Square(target), np.array([arb(0.7)], dtype=object), 128) is None


def test_the_jacobian_by_differences() -> None:
    """Every column, at a random place."""
    generator = np.random.default_rng(3)
    with precision(256):
        V, G = (balls(generator.normal(size=shape)) for shape in ((3, 2), (2, 6)))
        system = System(V, G, 2, arb(5))
        y = balls(generator.normal(size=(1, 18 + 2)))[0]
        slopes, step = system.jacobian(y), arb(2) ** -80
        for j in range(len(y)):
            ahead, behind = y.copy(), y.copy()
            ahead[j], behind[j] = y[j] + step, y[j] - step
            column = (system.value(ahead) - system.value(behind)) / (2 * step)
            assert max(abs(float((a - b).mid())) for a, b in zip(column, slopes[:, j], strict=True)) < 1e-40


def balls(array: Any) -> Any:
    """Exact balls."""
    return np.array([[arb(float(e)) for e in row] for row in array], dtype=object)


def test_a_rotation_is_not_taken_for_a_zero() -> None:
    """The form that excludes S is positive definite near the reference, and not far from it."""
    V, G = balls([[1.0, 0], [0, 1], [1, 1]]), balls([[1.0, 0, 2], [0, 1, 1]])
    system = System(V, G, 1, arb(5))
    rest = np.array([arb(0)] * 2, dtype=object)
    assert system.unturned(np.concatenate([V.ravel(), G.ravel(), rest]))
    assert not system.unturned(np.concatenate([-V.ravel(), -G.ravel(), rest]))


def test_positive_definite_needs_certainty() -> None:
    """A pivot that may be 0 is not positive."""
    assert positive_definite(balls([[2.0, 1], [1, 2]]))
    assert not positive_definite(balls([[1.0, 2], [2, 1]]))
    wide = balls([[2.0, 1], [1, 0.5]])
    wide[1, 1] = arb(0.5, 1e-9)
    assert not positive_definite(wide)


def test_orthonormal_columns() -> None:
    """The balls contain an orthonormal matrix: Q^T Q contains 1, narrowly."""
    with precision(128):
        Q = orthonormal(np.random.default_rng(1).normal(size=(5, 3)))
        for (i, j), entry in np.ndenumerate(Q.T @ Q):
            assert entry.contains(int(i == j))
            assert float(entry.rad()) < 1e-30
