"""The inequalities of Theorem 3.1 of [J], in balls, along enclosed trajectories of the Hadamard path up to t = 1e50.

There n = 1, W = U diag(sqrt s) and H = W^T with the orthonormal frame U of the characters, so that
rho^2 = 2 sum s, nu = 2 sum s (1 - pi), |grad L|^2 = 2 sum s (1 - pi)^2 and m_g = z_0 - z_g.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from flint import arb

import symflow
from symflow.numeric.ball import precision

BITS = 400
TIMES = ("0", "1", "1e3", "1e10", "1e25", "1e50")
STARTS = {4: ("6", "7", "9"), 8: ("6", "7", "13/2", "8", "9", "7", "15/2")}


@dataclass(frozen=True)
class Point:
    """What the theorem speaks of, at one time."""

    t: arb
    loss: arb
    g: arb
    nu: arb
    slope2: arb
    rho2: arb
    q_min: arb


def character(k: int, g: int) -> int:
    return -1 if (k & g).bit_count() % 2 else 1


def point(t: str, modes: list[arb]) -> Point:
    """The quantities from balls of the modes 1, ..., K - 1: sums of terms of one sign."""
    K, others = len(modes) + 1, range(1, len(modes) + 1)
    margins = [2 * sum((modes[k - 1] for k in others if character(k, g) < 0), arb(0)) / K for g in others]
    weights = [(-m).exp() for m in margins]
    mass = 1 + sum(weights)
    # 1 - pi_k = 2 q{g : chi_k(g) = -1}
    gaps = [2 * sum((weights[g - 1] for g in others if character(k, g) < 0), arb(0)) / mass for k in others]
    loss = K * sum(weights).log1p()
    nu = 2 * sum((s * gap for s, gap in zip(modes, gaps, strict=True)), arb(0))
    slope2 = 2 * sum((s * gap**2 for s, gap in zip(modes, gaps, strict=True)), arb(0))
    q_min = margins[0]
    for m in margins[1:]:
        q_min = q_min.min(m)
    return Point(arb(t), loss, -loss.expm1().log(), nu, slope2, 2 * sum(modes, arb(0)), q_min)


@pytest.fixture(scope="module", params=sorted(STARTS))
def path(request: pytest.FixtureRequest) -> list[Point]:
    """One enclosed trajectory at all times."""
    flow = symflow.enclose(list(STARTS[request.param]), t_end=TIMES[-1], digits=40)
    with precision(BITS):
        found = []
        for t in TIMES:
            ends = flow.at(t).modes
            found.append(point(t, [arb(low).union(arb(high)) for low, high in ends]))
        return found


def test_the_start_is_below_log_2(path: list[Point]) -> None:
    """Otherwise the theorem says nothing."""
    with precision(BITS):
        assert path[0].loss < arb(2).log()
        assert path[0].g > 0


def test_at_each_time(path: list[Point]) -> None:
    """g <= q_min, g <= rho^2, nu >= 2 g (1 - e^{-L}), and beta^2 <= 1."""
    with precision(BITS):
        for at in path:
            assert at.g < at.q_min
            assert at.g < at.rho2
            assert at.nu > 2 * at.g * -(-at.loss).expm1()
            assert at.nu**2 < at.rho2 * at.slope2


def test_gamma_never_falls(path: list[Point]) -> None:
    """gamma = g/rho^2 grows from time to time, and its rate is positive."""
    with precision(BITS):
        for at, later in pairwise(path):
            assert at.g / at.rho2 < later.g / later.rho2
        for at in path:
            rate = at.slope2 / (at.g * -(-at.loss).expm1()) - 2 * at.nu / at.rho2
            assert rate > 2 * (at.slope2 / at.nu - at.nu / at.rho2)


def test_the_clock(path: list[Point]) -> None:
    """Ei(g) >= Ei(g0) + 2 gamma0 t, e^g >= e^{g0} + 2 gamma0 g0 t, and the loss that follows."""
    with precision(BITS):
        start = path[0]
        gamma0 = start.g / start.rho2
        for at in path[1:]:
            assert at.g.ei() > start.g.ei() + 2 * gamma0 * at.t
            assert at.g.exp() > start.g.exp() + 2 * gamma0 * start.g * at.t
            assert at.loss < 1 / (2 * gamma0 * start.g * at.t)


def test_the_bounds_are_not_idle(path: list[Point]) -> None:
    """With 3 in place of 2 the bound of nu fails late; the smoothed margin is near q_min; beta is near 1."""
    with precision(BITS):
        last = path[-1]
        assert last.nu < 3 * last.g * -(-last.loss).expm1()
        assert last.g > last.q_min * arb("0.9")
        assert last.nu**2 > arb("0.9999") * last.rho2 * last.slope2
