"""Every class on points where the theory knows it, and every certificate by the second route."""

from __future__ import annotations

from fractions import Fraction

import mpmath as mp
import numpy as np
import pytest
from examples import FLAT, PAIRS, blocks, centred, collapsed, padded, repeated, times, transposed
from spheres import (
    bend,
    inner,
    largest,
    loss,
    matrix,
    multiplier,
    norm,
    number,
    residual,
    size,
    slope,
    tangential,
    within,
)

import symflow
from symflow.flow.certify.certificate import Kind, PointCertificate

TINY = mp.mpf(10) ** -45

SADDLES = {
    "example 3.1, C = 1": (PAIRS, PAIRS),
    "example 3.1, C = 3/7": (times("3/7", PAIRS), times("3/7", PAIRS)),
    "example 3.1, C = 1/100": (times("1/100", PAIRS), times("1/100", PAIRS)),
    "anti-aligned, K = 2": (centred(2), times(-1, centred(2))),
    "anti-aligned, K = 3": (times("5/2", centred(3)), times("-5/2", centred(3))),
    "anti-aligned, K = 4": (centred(4), times(-1, centred(4))),
    "anti-aligned, K = 5": (times("1/3", centred(5)), times("-1/3", centred(5))),
    "anti-aligned, d = 1": ([[1], [-1]], [[-1, 1]]),
    "example 3.1, anti-aligned": (PAIRS, times(-1, PAIRS)),
    "three of five classes": (blocks([3, 1, 1]), blocks([3, 1, 1])),
    "two of three classes, two denominators": padded([[1], [-1], [0]], [[1, -1, 0]], 1),
    "roots": padded([["sqrt(2)"], ["-sqrt(2)"], [0]], [["sqrt(2)", "-sqrt(2)", 0]], 1),
    "two pairs on a line, d = 1": ([[1], [1], [-1], [-1]], [[1, 1, -1, -1]]),
    "n = 2": (
        [[f"({e})*sqrt(2)" for e in row] for row in blocks([2, 2])],
        repeated(blocks([2, 2]), 2),
    ),
    "the flat square with more features": padded(FLAT, transposed(FLAT), 2),
}
OPTIMA = {
    (K, n, d): collapsed(K, n, d, scale)
    for K, n, d, scale in [
        (2, 1, 1, 1),
        (2, 3, 2, "1/5"),
        (3, 1, 2, 2),
        (3, 2, 3, "3/2"),
        (4, 1, 3, 1),
        (4, 5, 4, "sqrt(7)/3"),
        (5, 1, 4, "1/10"),
        (6, 2, 7, 1),
    ]
}
RANK_ONE = {
    "origin": ([[0, 0]] * 3, [[0] * 6] * 2),
    "H = 0": ([[1, "sqrt(2)"]] * 3, [[0] * 3] * 2),
    "equal columns": ([["1/3", -2]] * 4, [[1] * 4, ["1/2"] * 4]),
    "equal class sums": ([[7]] * 2, [[1, 2, 3, 0]]),
    "W = 0, large H": ([[0]] * 2, [[1000, -1000, "500", "-500"]]),
}


def parts(found: PointCertificate) -> tuple[mp.matrix, mp.matrix]:
    """The point of a certificate."""
    return matrix(found.W), matrix(found.H)


def check_curve(found: PointCertificate) -> None:
    """The direction of a certificate: tangent, of its size, and the loss bends down along it by what is said."""
    assert found.curve is not None
    at, along = parts(found), (matrix(found.curve.W), matrix(found.curve.H))
    assert abs(inner(at[0], along[0]) + inner(at[1], along[1])) < TINY
    assert abs(size(*along) - number(found.curve.size)) < TINY
    value = bend(at, along, found.n) if size(*at) else bend_at_origin(along, found)
    assert value < 0
    assert within(value, found.curve.value, slack=mp.mpf(10) ** -15)
    assert float(found.curve.value[1]) < 0


def bend_at_origin(along: tuple[mp.matrix, mp.matrix], found: PointCertificate) -> mp.mpf:
    """On the sphere of radius 0 the whole space is meant."""
    return mp.diff(lambda t: loss(t * along[0], t * along[1], found.n), 0, 2)


@pytest.mark.parametrize("name", SADDLES)
def test_saddles(name: str) -> None:
    """Critical to 45 digits by the second route, and it bends down."""
    with mp.workdps(60):
        found = symflow.certify_point(*SADDLES[name])
        assert found.kind is Kind.SADDLE
        assert found.critical is not None
        assert largest(tangential(*parts(found), found.n)) < TINY
        assert within(multiplier(*parts(found), found.n), found.multiplier)
        assert within(loss(*parts(found), found.n), found.loss)
        check_curve(found)


@pytest.mark.parametrize("key", OPTIMA)
def test_optima(key: tuple[int, int, int]) -> None:
    """|M|_2 <= lambda by singular values; other points of the sphere have more loss."""
    with mp.workdps(60):
        found = symflow.certify_point(*OPTIMA[key])
        assert (found.K, found.n, found.d) == key
        assert found.kind is Kind.OPTIMUM
        assert found.optimal is not None
        W, H = parts(found)
        assert largest(tangential(W, H, found.n)) < TINY
        assert norm(residual(W, H, found.n)) <= multiplier(W, H, found.n) + TINY
        least = loss(W, H, found.n)
        assert within(least, found.optimal.least_loss)
        assert within(least, found.loss)
        generator = np.random.default_rng(sum(key))
        for distance in (1e-3, 1, 1e3):
            A, B = (
                part + distance * mp.matrix(generator.normal(size=(part.rows, part.cols)).tolist())
                for part in (W, H)
            )
            scale = mp.sqrt(size(W, H) / size(A, B))
            assert loss(scale * A, scale * B, found.n) > least


@pytest.mark.parametrize("name", RANK_ONE)
def test_rank_one(name: str) -> None:
    """The whole gradient is 0, not only its tangential part."""
    with mp.workdps(60):
        found = symflow.certify_point(*RANK_ONE[name])
        assert found.kind is Kind.RANK_ONE
        assert found.multiplier == ("0", "0")
        W, H = parts(found)
        M = residual(W, H, found.n)
        assert largest((M * H.T, W.T * M)) < TINY
        check_curve(found)


def test_a_direction_is_there_however_long_the_features_are() -> None:
    """s |h|^2 just below 2 n K would leave a second variation of 10^-1200; half of that is asked for."""
    p, q = 1, 1
    while p.bit_length() < 2000:
        p, q = p + 2 * q, p + q
    p, q = (p, q) if p * p < 2 * q * q else (p + 2 * q, p + q)
    long = f"{p}/{q}*sqrt(2)"
    found = symflow.certify_point([[0], [0]], [[long, 0, 0, long]])
    assert found.kind is Kind.RANK_ONE
    assert found.curve is not None
    assert float(found.curve.value[1]) < -1


def test_the_origin() -> None:
    """Its sphere has no other point, and that is said."""
    found = symflow.certify_point([[0, 0]] * 2, [[0, 0]] * 2)
    assert found.kind is Kind.RANK_ONE
    assert found.reason.endswith("Its sphere is this point alone.")
    assert "alone" not in symflow.certify_point([[0, 0]] * 2, [[1, 1]] * 2).reason


@pytest.mark.parametrize("seed", range(12))
def test_random_points_are_not_critical(seed: int) -> None:
    """The entry of the gradient, and the slope of L by differences."""
    generator = np.random.default_rng(seed)
    K, n, d = (int(generator.integers(low, high)) for low, high in ((2, 6), (1, 4), (1, 6)))
    W, H = (
        [
            [
                Fraction(int(a), int(b))
                for a, b in zip(*generator.integers(1, 30, (2, width)) - [[15], [0]], strict=True)
            ]
            for _ in range(height)
        ]
        for height, width in ((K, d), (d, n * K))
    )
    with mp.workdps(60):
        check_not_critical(symflow.certify_point(W, H))


def check_not_critical(found: PointCertificate) -> None:
    """The entry of the tangential gradient, and minus that gradient descends by what is said."""
    assert found.kind is Kind.NOT_CRITICAL
    assert found.slope is not None
    at = parts(found)
    gradient = tangential(*at, found.n)
    entry = gradient["WH".index(found.slope.matrix)][found.slope.row, found.slope.column]
    assert within(entry, found.slope.entry)
    assert not within(0, found.slope.entry)
    assert within(-size(*gradient), found.slope.slope)
    down = slope(at, (-gradient[0], -gradient[1]), found.n)
    assert abs(down + size(*gradient)) < mp.mpf(10) ** -20 * (1 + size(*gradient))


@pytest.mark.parametrize("place", [(0, 0, 0), (1, 2, 1)])
@pytest.mark.parametrize("digits", [3, 30, 150])
def test_a_point_beside_a_critical_one(place: tuple[int, int, int], digits: int) -> None:
    """Off by 10^-digits in one entry: not critical, whatever digits that needs."""
    W, H = times(1, PAIRS), times(1, PAIRS)
    (W, H)[place[0]][place[1]][place[2]] += Fraction(1, 10**digits)
    with mp.workdps(200):
        check_not_critical(symflow.certify_point(W, H))


def test_closer_than_can_be_enclosed() -> None:
    """Off by 2^-2046 in one entry: no ball tells, the terms do."""
    W = times(1, PAIRS)
    W[0][0] += Fraction(1, 2**2046)
    found = symflow.certify_point(W, PAIRS)
    assert (found.kind, found.slope, found.critical) == (Kind.NOT_CRITICAL, None, None)
    assert "do not cancel" in found.reason


def test_the_wrong_scale_is_not_critical() -> None:
    """Neural collapse with C = 1 and n = 2: not critical, and no optimum."""
    W = centred(3)
    with mp.workdps(60):
        check_not_critical(symflow.certify_point(W, repeated(W, 2)))


def test_few_features() -> None:
    """The flat square, K = 4, d = 2: critical, |M|_2 > lambda, and no direction is known."""
    found = symflow.certify_point(FLAT, transposed(FLAT))
    assert found.kind is Kind.UNDECIDED
    assert found.critical is not None
    assert "d = 2 < K - 1 = 3: a null direction W a = 0 need not exist" in found.reason
    with mp.workdps(60):
        W, H = parts(found)
        assert largest(tangential(W, H, 1)) < TINY
        assert norm(residual(W, H, 1)) > multiplier(W, H, 1) + mp.mpf("0.1")


def test_few_features_with_a_null_direction() -> None:
    """d < K - 1 is no obstacle where W a = 0 has a solution."""
    found = symflow.certify_point(*padded([[1], [-1], [0], [0]], [[1, -1, 0, 0]], 1))
    assert (found.K - 1, found.d, found.kind) == (3, 2, Kind.SADDLE)


def test_digits_are_met() -> None:
    """Each enclosure is as narrow as its digits say."""
    found = symflow.certify_point(PAIRS, PAIRS, digits=60)
    assert found.curve is not None
    with mp.workdps(80):
        for low, high in (found.multiplier, found.loss, found.curve.value):
            assert 0 < mp.mpf(high) - mp.mpf(low) < mp.mpf(10) ** -58


def test_underflow_is_no_excuse() -> None:
    """lambda about e^-1800, far below the range of floats."""
    found = symflow.certify_point(times(30, PAIRS), times(30, PAIRS))
    assert found.kind is Kind.SADDLE
    with mp.workdps(850):
        assert within(multiplier(*parts(found), 1), found.multiplier)
        at, along = parts(found), (matrix(found.curve.W), matrix(found.curve.H))
        assert bend(at, along, 1) < 0


def test_a_loss_far_from_0() -> None:
    """A sample of the wrong class with probability e^-190: the loss is enclosed."""
    found = symflow.certify_point([[10], [-10]], [[-10, 9]])
    with mp.workdps(60):
        check_not_critical(found)
        assert within(loss(*parts(found), 1), found.loss)
        assert mp.mpf(found.loss[1]) - mp.mpf(found.loss[0]) < mp.mpf(10) ** -11


def test_logits_that_cancel_are_small() -> None:
    """p - q sqrt(2) = 10^-90 for p, q of 90 digits: no logit is large."""
    p, q = 1, 1
    while q.bit_length() < 300:
        p, q = p + 2 * q, p + q
    assert symflow.certify_point([[f"{p}-{q}*sqrt(2)"], [0]], [[1, 2]]).kind is Kind.NOT_CRITICAL
    found = symflow.certify_point([[100_000, 1], [0, 2]], [[1, 0], [0, 1]])
    assert found.kind is Kind.NOT_CRITICAL
    found = symflow.certify_point([[100_001, 1], [0, 2]], [[-1, 0], [0, 1]])
    assert (found.kind, found.reason[:22]) == (Kind.UNDECIDED, "A logit exceeds 100000")


def test_a_masked_array_is_refused() -> None:
    """An entry that is not there is no number."""
    masked = np.ma.array([[1.0, 2.0], [3.0, 4.0]], mask=[[0, 1], [0, 0]])
    with pytest.raises(symflow.InputError, match="W: is a masked array"):
        symflow.certify_point(masked, [[1, 2], [3, 4]])


def test_a_floating_point_array_is_read_exactly() -> None:
    """0.1 is the binary number, and the certificate says so."""
    found = symflow.certify_point(np.array([[0.1], [-0.1]]), np.array([[0.1, -0.1]]))
    assert found.binary
    assert found.W[0][0] == "3602879701896397/36028797018963968"
    assert found.kind is Kind.OPTIMUM  # an ETF of two points, whatever its size


def test_the_claims_exist() -> None:
    """What a certificate rests on is in the ledger."""
    known = symflow.claims()
    points = [*SADDLES.values(), *OPTIMA.values(), *RANK_ONE.values(), (centred(3), repeated(centred(3), 2))]
    named = [symflow.certify_point(*point).rests_on for point in points]
    assert all(named)
    assert {name for names in named for name in names} <= set(known)


def test_no_truth_value() -> None:
    """A certificate must be read."""
    found = symflow.certify_point(PAIRS, PAIRS)
    with pytest.raises(TypeError, match="no truth value"):
        bool(found)
    with pytest.raises(TypeError, match="no truth value"):
        bool(found.kind)
    assert "saddle" in str(found) + found._repr_html_() + found._repr_latex_()
