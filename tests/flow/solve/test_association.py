"""Trajectories in association schemes against routes that share little with them: groups, Ei, matrices, floats."""

from __future__ import annotations

import itertools
import math
import random
from fractions import Fraction

import mpmath
import pytest
import scheme_roster
from mpmath import mp

import symflow
from symflow import InputError, schemes
from symflow.algebra.association.scheme import AssociationScheme
from symflow.flow.solve.association_sums import DenseMap, HammingMap, gap_map
from symflow.flow.solve.ray import FirstIntegral

DIGITS = 25


def late(scheme, modes, **options):
    """The last sample at t = 1000."""
    found = symflow.integrate(modes, scheme=scheme, t_end=1000, digits=DIGITS, samples=2, **options)
    return found.modes[-1], found.loss[-1], found.lyapunov[-1]


GROUPS = {
    "tree 2 2": (lambda: schemes.tree(2, 2), ["1/10", "3"], "walsh", [2, 1, 2]),
    "hamming 3": (lambda: schemes.hamming(3), ["1", "2", "1/2"], "walsh", [1, 1, 2, 1, 2, 2, 3]),
    "hamming 2": (lambda: schemes.hamming(2), ["1/7", "5"], "walsh", [1, 1, 2]),
    "group 8": (
        lambda: schemes.group(schemes.walsh(3)),
        ["1", "1/2", "3", "1/5", "2", "4", "1/3"],
        "walsh",
        [1, 2, 3, 4, 5, 6, 7],
    ),
    "tree 2 4": (lambda: schemes.tree(2, 4), ["3", "1/4"], "walsh", [2, 2, 2, 1, 2, 2, 2]),
    "group 6": (lambda: schemes.group(schemes.cyclic(6)), ["1", "1/3", "4"], "cyclic", [1, 2, 3, 2, 1]),
    "tree 2 3": (lambda: schemes.tree(2, 3), ["2", "1/3"], "cyclic", [2, 2, 1, 2, 2]),
    "a mode of 0 in a tree": (lambda: schemes.tree(2, 4), ["3", "0"], "walsh", [2, 2, 2, 1, 2, 2, 2]),
    "a mode of 0 in a cube": (lambda: schemes.hamming(3), ["0", "2", "0"], "walsh", [1, 1, 2, 1, 2, 2, 3]),
    "a mode of 0, separating": (lambda: schemes.hamming(3), ["2", "0", "1"], "walsh", [1, 1, 2, 1, 2, 2, 3]),
}


@pytest.mark.parametrize(("make", "modes", "group", "places"), GROUPS.values(), ids=GROUPS)
def test_group_schemes(make, modes, group, places):
    """The same matrices, diagonalised by characters: every digit agrees."""
    found = late(make(), modes)
    spread = [modes[p - 1] for p in places]
    known = late(group, spread)
    assert tuple(found[0][p - 1] for p in places) == known[0]
    assert found[1:] == known[1:]


RAYS = {
    "trivial 10": lambda: schemes.trivial(10),
    "johnson 8 4": lambda: schemes.johnson(8, 4),
    "tree 16 16 16": lambda: schemes.tree(16, 16, 16),
    "hamming 60 3": lambda: schemes.hamming(60, 3),
    "product": lambda: schemes.product(schemes.johnson(5, 2), schemes.trivial(7)),
}


@pytest.mark.parametrize("make", RAYS.values(), ids=RAYS)
def test_the_collapse_ray(make):
    """Ei(s) + (K - 1) log s = 2 K t + const, by mpmath."""
    scheme = make()
    end = 10 ** (2 + 2 * len(str(scheme.K)))
    found = symflow.integrate(["1/3"] * scheme.d, scheme=scheme, t_end=end, digits=DIGITS, samples=2)
    assert len(set(found.modes[-1])) == 1
    assert found.lyapunov == ("0", "0")
    with mp.workdps(DIGITS + 40 + 2 * len(str(scheme.K))):
        s, K = mpmath.mpf(found.modes[-1][0]), scheme.K
        first = mpmath.ei(mpmath.mpf(1) / 3) + (K - 1) * mpmath.log(mpmath.mpf(1) / 3)
        defect = mpmath.ei(s) + (K - 1) * mpmath.log(s) - first - 2 * K * mpmath.mpf(end)
        assert abs(defect) / (mpmath.exp(s) + K - 1) < mpmath.mpf(10) ** (1 - DIGITS) * s
        assert s > math.log(K)


def naive(scheme: AssociationScheme, s: list[float]) -> list[float]:
    """s_j' in floats, from P and Q as they are printed in a book."""
    size = range(scheme.d + 1)
    z = [sum(float(scheme.Q[i][j]) * s[j] for j in size) / scheme.K for i in size]
    total = sum(v * math.exp(x) for v, x in zip(scheme.valencies, z, strict=True))
    Q = [math.exp(x) / total for x in z]
    return [2 * s[j] * (1 - sum(scheme.P[j][i] * Q[i] for i in size)) for j in size]


@pytest.mark.parametrize(
    "make",
    [
        lambda: schemes.johnson(7, 3),
        lambda: schemes.hamming(3, 4),
        lambda: schemes.wreath(3, schemes.johnson(5, 2)),
        lambda: schemes.fuse(schemes.hamming(6), [[1, 3, 5], [2, 4]]),
    ],
)
def test_runge_kutta_in_floats(make):
    """A classical integrator of the formulas as they stand, where floats are enough."""
    scheme = make()
    modes = [Fraction(j % 3 + 1, 4) for j in range(1, scheme.d + 1)]
    s, steps, end = [0.0, *map(float, modes)], 2000, 6
    h = end / steps
    for _ in range(steps):
        a = naive(scheme, s)
        b = naive(scheme, [x + h / 2 * y for x, y in zip(s, a, strict=True)])
        c = naive(scheme, [x + h / 2 * y for x, y in zip(s, b, strict=True)])
        d = naive(scheme, [x + h * y for x, y in zip(s, c, strict=True)])
        s = [x + h / 6 * (p + 2 * q + 2 * r + w) for x, p, q, r, w in zip(s, a, b, c, d, strict=True)]
    found = symflow.integrate(modes, scheme=scheme, t_end=end, samples=2)
    for x, y in zip(found.modes[-1], s[1:], strict=True):
        assert float(x) == pytest.approx(y, rel=1e-9)


@pytest.mark.parametrize(("m", "q"), [(1, 2), (7, 2), (40, 2), (5, 3), (24, 5)])
def test_taylor_shifts(m, q):
    """The fast map of a Hamming scheme is the matrix of its eigenvalues, to one unit."""
    scheme, source = schemes.hamming(m, q), random.Random(m)
    values = [source.getrandbits(200) for _ in range(m)]
    fast, dense = gap_map(scheme), DenseMap(scheme)
    assert isinstance(fast, HammingMap)
    assert fast.to_modes(values) == dense.to_modes(values) == dense.to_relations(values)
    whole = [0, *values]
    assert fast.transform(whole) == [
        sum(scheme.p(i, j) * y for i, y in enumerate(whole)) for j in range(m + 1)
    ]


def test_two_precisions_and_two_orders():
    """K = 2^30 with an unequal spectrum: the two runs agree to more than what is printed, and the ray meets Ei."""
    modes = [Fraction(1 + j * 7919 % 97, 50) for j in range(1, 31)]
    found = symflow.integrate(
        modes, scheme="hamming:30,2", t_end="1e20", digits=30, samples=3, verify_digits=True
    )
    assert found.agreement is not None
    assert found.agreement >= 32
    assert found.ray is not None
    assert found.ray >= 31
    finer = symflow.integrate(modes, scheme="hamming:30,2", t_end="1e20", digits=45, samples=3)
    for x, y in zip(found.modes[-1], finer.modes[-1], strict=True):
        assert abs(Fraction(x) / Fraction(y) - 1) < Fraction(1, 10**29)


@pytest.mark.parametrize(
    "name", ["tree:2,3,4", "hamming:12,2", "johnson:8,4", "multipartite:3,5", "hamming:50,2"]
)
@pytest.mark.parametrize("seed", [0, 1])
def test_v_decreases(name, seed):
    """V falls from sample to sample, s_j grow, and the loss falls."""
    found = symflow.integrate(scheme=name, init=2, seed=seed, t_end="1e6", digits=30, samples=9)
    assert None not in found.lyapunov
    values = [Fraction(v or 0) for v in found.lyapunov]
    assert all(x > y > 0 for x, y in itertools.pairwise(values))
    losses = [Fraction(x) for x in found.loss]
    assert all(x > y > 0 for x, y in itertools.pairwise(losses))
    for former, row in itertools.pairwise(found.modes):
        assert all(Fraction(x) < Fraction(y) for x, y in zip(former, row, strict=True))


@pytest.mark.parametrize("name", scheme_roster.ALL)
def test_v_decreases_in_every_scheme(name):
    """Families with K from 2 to 4096, and random fusions; with one mode V is 0."""
    scheme = scheme_roster.ALL[name]()
    found = symflow.integrate(scheme=scheme, init="1/2", seed=1, t_end=4, digits=12, samples=4)
    values = [Fraction(v or 0) for v in found.lyapunov]
    if scheme.d == 1:
        assert values == [0] * 4
    else:
        assert all(x > y > 0 for x, y in itertools.pairwise(values))


def test_late_times_near_collapse():
    """V at 1e-20 keeps its digits: checked by a second run."""
    found = symflow.integrate(
        ["1", "3"], scheme="tree:2,2", t_end="1e50", digits=20, samples=2, verify_digits=True
    )
    assert Fraction(found.lyapunov[-1] or 1) < Fraction(1, 10**20)
    known = symflow.integrate(["3", "1", "3"], t_end="1e50", digits=20, samples=2)
    assert found.lyapunov[-1] == known.lyapunov[-1]


def test_where_floats_fail():
    """K = 2^100 at bar s = 2 log K: 1 - pi is 1e-30, and 0 in floats, where nothing moves any more; here it does."""
    scheme = schemes.hamming(100)
    level = 2 * 100 * math.log(2)
    floats = naive(scheme, [0.0] + [level] * 100)
    true = 2 * level * 2**100 / (math.exp(level) + 2.0**100 - 1)
    assert true < 1e-26
    assert all(x == 0 or abs(x) > 1e6 * true for x in floats[1:])
    found = symflow.integrate([int(level)] * 100, scheme=scheme, t_end="1e33", digits=15, samples=2)
    assert (
        FirstIntegral(2**100, Fraction(int(level)), 15).digits_met(
            symflow_arb(found.modes[-1][0]), symflow_arb("1e33")
        )
        > 13
    )
    assert float(found.modes[-1][0]) > int(level) + 1


def symflow_arb(text: str):
    from flint import arb

    return arb(text)


def test_one_mode():
    """The trivial scheme with K classes is the collapse ray of every scheme with K classes."""
    ray = symflow.integrate(["1/2"], scheme="trivial:64", t_end=1000, digits=DIGITS, samples=3)
    cube = symflow.integrate(["1/2"] * 6, scheme="hamming:6,2", t_end=1000, digits=DIGITS, samples=3)
    assert [row[0] for row in ray.modes] == [row[3] for row in cube.modes]
    assert ray.loss == cube.loss


def test_nothing_moves_without_modes():
    """All modes 0: the loss stays K log K."""
    found = symflow.integrate([0, 0], scheme="tree:2,3", t_end=5, samples=2)
    assert found.modes[-1] == ("0", "0")
    assert float(found.loss[-1]) == pytest.approx(6 * math.log(6), rel=1e-14)
    assert found.lyapunov[-1] is None


def test_what_a_trajectory_says():
    """Distinct modes, with their multiplicities; arrays have one column for each."""
    found = symflow.integrate(["1", "2"], scheme=schemes.multipartite(3, 4), t_end=1, samples=3)
    assert (found.K, found.scheme, found.multiplicities, found.count) == (12, "multipartite:3,4", (2, 9), 2)
    assert found.modes_array().shape == (3, 2)
    assert "K = 12" in found._repr_html_()
    huge = symflow.integrate(["1"] * 100, scheme="hamming:100,2", t_end=1, samples=2)
    assert huge.classes == "1.26765e30"


REFUSED = {
    "too few modes": ({"modes": ["1"], "scheme": "tree:2,3"}, "has 1 entries; tree:2,3 needs 2"),
    "a text": ({"modes": "1", "scheme": "tree:2,3"}, "give a list"),
    "a float": ({"modes": [0.1, 1], "scheme": "tree:2,3"}, "modes: 0.1 cannot be used"),
    "negative": ({"modes": ["-1", 1], "scheme": "tree:2,3"}, "give numbers from 0"),
    "another K": (
        {"modes": [1, 1], "K": 7, "scheme": "tree:2,3"},
        "K: 7 cannot be used; the scheme tree:2,3 has K = 6",
    ),
    "factors": ({"a": [1, 1], "b": [1, 1], "scheme": "tree:2,3"}, "need walsh or cyclic"),
    "depth": ({"modes": [1, 1], "depth": 3, "scheme": "tree:2,3"}, "depth: is not available in the scheme"),
    "squared": ({"modes": [1, 1], "loss": "squared", "scheme": "tree:2,3"}, "loss: is not available"),
    "rigorous": ({"modes": [1, 1], "rigorous": True, "scheme": "tree:2,3"}, "rigorous: is not available"),
    "matrices": ({"modes": [1, 1], "matrices": True, "scheme": "tree:2,3"}, "matrices: is not available"),
    "unknown": ({"modes": [1, 1], "scheme": "grassmann:4,2"}, "give one of hamming:m,q"),
    "not numbers": ({"modes": [1, 1], "scheme": "tree:2,x"}, "write tree:b1,b2"),
    "too large": ({"modes": [1], "scheme": "hamming:5000,2"}, "m: 5000 cannot be used"),
    "no seed": ({"seed": -1, "scheme": "tree:2,3"}, "seed: -1"),
}


@pytest.mark.parametrize(("given", "message"), REFUSED.values(), ids=REFUSED)
def test_refusals(given, message):
    """One line that names the argument."""
    with pytest.raises(InputError, match=message):
        symflow.integrate(**given)


def test_random_starts_are_repeated():
    """The same seed, the same modes, between 0 and twice the scale."""
    first = symflow.integrate(scheme="hamming:5,2", init=1, seed=3, t_end=1, samples=2)
    again = symflow.integrate(scheme="hamming:5,2", init=1, seed=3, t_end=1, samples=2)
    assert first.modes == again.modes
    assert len(set(first.modes[0])) == 5
    assert all(0 < float(s) < 2 for s in first.modes[0])
