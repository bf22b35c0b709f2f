"""Late times: t = 1e100, 1e1000 and 1e10000, the collapse ray beside them, V near collapse, and what it costs."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
import reference
from agreeing import worst
from flint import arb
from mpmath import mp, mpf

import symflow
from symflow.flow.solve.balanced import Balanced
from symflow.flow.solve.budget import Reached
from symflow.flow.solve.loss_time import gaps
from symflow.flow.solve.quantities import lyapunov, ratios
from symflow.flow.solve.sums import WalshSums
from symflow.numeric.ball import precision
from symflow.numeric.ode.kernel import rational
from symflow.numeric.ode.stepper import Piece, Stepper, accuracy, log2_of

ROUNDING = 0.50001


def even(K: int) -> list[str]:
    """Unequal modes with s_k = s_{K-k}."""
    return [f"{min(k, K - k) % 5 + 1}/4" for k in range(1, K)]


@pytest.mark.parametrize("end", ["1e100", "1e1000"])
@pytest.mark.parametrize("K", [3, 4, 5, 16])
def test_two_runs_agree_and_the_ray_is_met(K: int, end: str) -> None:
    """All digits, and two more; a run with more digits prints the same."""
    found = symflow.integrate(even(K), t_end=end, digits=15, samples=2, verify_digits=True)
    assert found.agreement is not None
    assert found.ray is not None
    assert min(found.agreement, found.ray) >= 17
    assert worst(found, symflow.integrate(even(K), t_end=end, digits=40, samples=2)) <= ROUNDING


@pytest.mark.parametrize("K", [5, 16])
def test_at_ten_to_the_ten_thousand(K: int) -> None:
    """V is about t^(-2/K) there, and keeps its digits, although the modes agree to half as many."""
    found = symflow.integrate(even(K), t_end="1e10000", digits=15, samples=2, verify_digits=True)
    assert found.agreement is not None
    assert found.agreement >= 17
    exponent = int(str(found.lyapunov[-1]).partition("e")[2])
    assert exponent == pytest.approx(-20000 / K, rel=0.01)
    assert len(set(found.modes[-1])) == 1


@pytest.mark.parametrize(("K", "end"), [(3, "1e100"), (4, "1e1000"), (5, "1e300"), (16, "1e10000")])
def test_equal_modes_are_on_the_ray(K: int, end: str) -> None:
    """Ei(s) + (K - 1) log s = 2 K t + const, to fifty digits, by Newton's method in mpmath."""
    found = symflow.integrate(["1/2"] * (K - 1), t_end=end, digits=50, samples=2)
    true = reference.on_the_ray(K, "0.5", end, 50)
    with mp.workdps(80):
        assert all(abs(mpf(s) / true - 1) <= mpf(10) ** -49 / 2 for s in found.modes[-1])


def test_the_cost_of_a_late_time() -> None:
    """K = 4, 50 digits, t = 1e1000 and nothing on the way: at most 60 steps; each sample on the way costs some more."""
    seen: list[Reached] = []
    symflow.integrate(K=4, t_end="1e1000", digits=50, samples=2, progress=seen.append)
    assert 20 < seen[-1].steps <= 60
    more: list[Reached] = []
    symflow.integrate(K=4, t_end="1e1000", digits=50, samples=11, progress=more.append)
    assert seen[-1].steps < more[-1].steps < 10 * seen[-1].steps


def test_the_cost_grows_with_the_logarithm_of_time() -> None:
    """Ten times as many decades are some ten times as many steps at most."""
    counts = []
    for end in ("1e100", "1e1000"):
        seen: list[Reached] = []
        symflow.integrate(K=16, t_end=end, digits=30, samples=2, progress=seen.append)
        counts.append(seen[-1].steps)
    assert counts[1] < 10 * counts[0]


def reached(system: Balanced, state: list[arb], time: arb, digits: int) -> tuple[Piece, list[arb]]:
    """The step in which a time lies, and the modes there."""
    settings = accuracy(digits)
    run = Stepper(system, state, settings, lambda: None, lambda _: None)
    with precision(settings.bits + 64):
        piece = run.advance(time)
        while log2_of(piece.end) < log2_of(time):
            piece = run.advance(time)
        return piece, [x.mid() for x in piece.system.modes(piece.state(piece.place(time)))]


@pytest.mark.parametrize("end", ["1e10", "1e60"])
def test_the_form_near_collapse_against_the_plain_modes(end: str) -> None:
    """The same modes, and V from the deviations as from the plain modes at many more digits."""
    sums = WalshSums(4)
    with precision(1200):
        start, time = [rational(Fraction(s)) for s in ("1/10", "3", "1/7")], rational(Fraction(end))
    piece, found = reached(Balanced(sums), start, time, 30)
    plain, true = reached(Balanced(sums, closing=False), start, time, 130)
    assert type(piece.system) is not type(plain.system)
    with precision(1200):
        for x, y in zip(found, true, strict=True):
            assert log2_of(x - y) < log2_of(y) - 98
        near = piece.system.ratios([x.mid() for x in piece.state(piece.place(time))])
        v, w = lyapunov(sums, near, 300).mid(), lyapunov(sums, ratios(sums, true), 600).mid()
        assert log2_of(w) < -20
        assert log2_of(v - w) < log2_of(w) - 95


def test_gaps_near_collapse() -> None:
    """On the ray all gaps are bar s: what the deviations are taken from."""
    assert [x == 3 for x in gaps(WalshSums(8), [arb(3)] * 7)] == [True] * 7


@pytest.mark.parametrize("start", [["1/2"] * 3, ["1/10", "3", "1/7"], ["1", "1.0000000001", "1"]])
def test_v_falls_and_modes_grow_over_a_thousand_decades(start: list[str]) -> None:
    """As for early times; V is 0 only on the ray."""
    found = symflow.integrate(start, t_end="1e1000", samples=12)
    values = [mpf(str(v)) for v in found.lyapunov]
    level = len(set(start)) == 1
    assert all(v == 0 for v in values) == level
    assert level or all(x > y > 0 for x, y in pairwise(values))
    for row, later in pairwise(found.modes):
        assert all(mpf(x) < mpf(y) for x, y in zip(row, later, strict=True))
