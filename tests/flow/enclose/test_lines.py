"""Lines 5a to 5e of the convergence theorem along enclosed flows: inequalities between balls, decided or reported.

The formulas are written out here once more, from docs/theory sections 4 and 5: nothing of the claims is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

import pytest
from flint import arb
from small import run_of, start_of

from symflow.flow.enclose.box import Box
from symflow.flow.enclose.run import EnclosedRun
from symflow.flow.enclose.state import State
from symflow.numeric.ball import Sign, below, compare, precision
from symflow.numeric.ode.stepper import accuracy
from symflow.numeric.outcome import Outcome

TIMES = ("0", "1/100", "1/10", "1/2", "1", "3", "10", "100", "1e4", "1e8", "1e15")
STARTS = {
    "walsh 4": (["1/10", "3", "1/7"], "walsh"),
    "walsh 4, far apart": (["1/1000", "2", "2"], "walsh"),
    "walsh 4, near the ray": (["1", "1.01", "0.99"], "walsh"),
    "walsh 8": (["0.1", "0.7", "2", "0.3", "1.1", "0.9", "0.4"], "walsh"),
    "cyclic 5": (["1/5", "2", "2", "1/5"], "cyclic"),
    "cyclic 6": (["1", "2", "1/3", "2", "1"], "cyclic"),
}


@dataclass(frozen=True)
class Point:
    """What the lines speak of at a time; sums over the group, with the weights of the classes."""

    K: int
    t: arb
    modes: list[arb]
    w: list[arb]
    gaps: list[arb]
    sbar: arb
    S: arb
    rho: arb
    variance: arb
    spread: arb
    V: arb
    loss: arb
    c: arb
    factor: arb  # of the right side of a line; 1 but for planted constants

    @property
    def kappa(self) -> arb:
        """(c - 1 - log c) / (1 - c)^2."""
        return (self.c - 1 - self.c.log()) / (1 - self.c) ** 2

    @property
    def rise(self) -> arb:
        """bar s'."""
        return self._speed * (self.sbar - self.rho)

    @property
    def fall(self) -> arb:
        """-V'."""
        return self._speed * self.rho / self.sbar

    @property
    def _speed(self) -> arb:
        return 2 * arb(self.K) / (self.K - 1) * self.S / (self.sbar.exp() + self.S)


def point(run: EnclosedRun, found: State, t: Fraction, c: arb) -> Point:
    """The quantities at an enclosed state."""
    sums, s, V = run.sums, found.modes, found.lyapunov
    assert V is not None
    n = sums.K - 1

    def mean(values: list[arb]) -> arb:
        return sum((k * x for k, x in zip(sums.weights, values, strict=True)), arb(0)) / n

    gaps = [x / sums.K for x in sums.complement(s)]
    sbar = mean(s)
    w = [sbar - d for d in gaps]
    S = mean([x.exp() for x in w]) * n
    rho = mean([x.exp() * x for x in w]) * n / S
    variance, spread = mean([x * x for x in w]), mean([(x / sbar - 1) ** 2 for x in s])
    time = arb(t.numerator) / t.denominator
    return Point(sums.K, time, s, w, gaps, sbar, S, rho, variance, spread, V, found.loss, c, arb(1))


Line = Callable[[Point], Iterator[tuple[arb, arb]]]  # pairs left <= right


def line_5a_gaps(p: Point) -> Iterator[tuple[arb, arb]]:
    """s_min <= z_0 - z_g <= 2 N bar s / K, and |w_g| <= bar s."""
    least = min(p.modes, key=lambda s: float(s.mid()))
    for d, w in zip(p.gaps, p.w, strict=True):
        yield least, d * p.factor
        yield d, 2 * (p.K - 1) * p.sbar / p.K * p.factor
        yield abs(w), p.sbar


def line_5a_balance(p: Point) -> Iterator[tuple[arb, arb]]:
    """c bar s <= s_k, and c bar s <= bar s - rho."""
    for s in p.modes:
        yield p.c * p.sbar, s * p.factor
    yield p.c * p.sbar, p.sbar - p.rho


def line_5b_rise(p: Point) -> Iterator[tuple[arb, arb]]:
    """2 K c bar s / (e^{bar s} + N) <= bar s'."""
    yield 2 * p.K * p.c * p.sbar / (p.sbar.exp() + p.K - 1), p.rise * p.factor


def line_5b_loss(p: Point) -> Iterator[tuple[arb, arb]]:
    """L <= K N e^{-c bar s}."""
    yield p.loss, p.K * (p.K - 1) * (-(p.c * p.sbar)).exp() * p.factor


def line_5c(p: Point) -> Iterator[tuple[arb, arb]]:
    """V <= kappa(c) times the mean of (s_k / bar s - 1)^2, and the same with K var_w / bar s^2."""
    yield p.V, p.kappa * p.spread * p.factor
    yield p.V, p.kappa * p.K * p.variance / p.sbar**2 * p.factor


def line_5d(p: Point) -> Iterator[tuple[arb, arb]]:
    """(tanh(R/2)/R) var_w <= rho, for R = 2 bar s and for R the most by which two w differ."""
    highest, lowest = (f(p.w, key=lambda x: float(x.mid())) for f in (max, min))
    for R in (2 * p.sbar, highest - lowest):
        yield (R / 2).tanh() / R * p.variance, p.rho * p.factor


def line_5e(p: Point) -> Iterator[tuple[arb, arb]]:
    """tanh(bar s) / (2 K kappa(c) bar s) V bar s' <= -V'."""
    yield p.sbar.tanh() / (2 * p.K * p.kappa * p.sbar) * p.V * p.rise, p.fall * p.factor


LINES: dict[Line, str] = {  # with a factor that spoils the right side
    line_5a_gaps: "1/2",
    line_5a_balance: "1/100",
    line_5b_rise: "1/1000",
    line_5b_loss: "1e-6",
    line_5c: "1/100",
    line_5d: "1/3",
    line_5e: "1/1000",
}


def outcome(left: arb, right: arb) -> Outcome:
    """Whether left <= right for all numbers in the two balls."""
    if below(left, right):
        return Outcome.TRUE
    return Outcome.FALSE if compare(left, right) is Sign.POSITIVE else Outcome.UNKNOWN


def points(modes: list[str], scheme: str) -> list[Point]:
    """The enclosed states of a start."""
    run = run_of(Box.of(start_of(modes, scheme=scheme)), accuracy(45))
    found = []
    with precision(run.bits):
        first = run.at(Fraction(0)).lyapunov
        assert first is not None
        c = (-((run.sums.K - 1) * first + 1)).exp()
        found += [point(run, run.at(Fraction(time)), Fraction(time), c) for time in TIMES]
    return found


@pytest.fixture(scope="module")
def flows() -> dict[str, list[Point]]:
    """All starts, at all times."""
    return {name: points(*given) for name, given in STARTS.items()}


@pytest.mark.parametrize("line", LINES, ids=lambda f: f.__name__)
def test_a_line_holds_along_the_flow(flows: dict[str, list[Point]], line: Line) -> None:
    """At every state: nothing is undecided with these digits, and nothing is false."""
    with precision(300):
        found = [
            (name, TIMES[i], outcome(*pair))
            for name, flow in flows.items()
            for i, p in enumerate(flow)
            for pair in line(p)
        ]
    assert [entry for entry in found if entry[2] is not Outcome.TRUE] == []
    assert len(found) >= len(STARTS) * len(TIMES)


@pytest.mark.parametrize("line", LINES, ids=lambda f: f.__name__)
def test_a_wrong_constant_is_certainly_false_somewhere(flows: dict[str, list[Point]], line: Line) -> None:
    """The same line with a right side that is too small."""
    wrong = Fraction(LINES[line])
    with precision(300):
        factor = arb(wrong.numerator) / wrong.denominator
        found = [
            outcome(*pair)
            for flow in flows.values()
            for p in flow
            for pair in line(replace(p, factor=factor))
        ]
    assert Outcome.FALSE in found


def test_parseval(flows: dict[str, list[Point]]) -> None:
    """var_w and the variance of the modes over K: equal up to their balls, which are narrow."""
    with precision(300):
        for p in (p for flow in flows.values() for p in flow):
            difference = p.variance - p.spread * p.sbar**2 / p.K
            assert difference.contains(0)
            assert below(difference.rad(), p.variance * arb(2) ** -30)


def test_the_clock_and_the_decay_along_the_flow(flows: dict[str, list[Point]]) -> None:
    """5b: Ei(bar s) + N log bar s rises by 2 K c t or more; 5e: V bar s^lambda falls, with 50 lambda it does not."""
    rises = []
    with precision(300):
        for flow in flows.values():
            first = flow[0]
            power = first.sbar.tanh() / (2 * first.K * first.kappa)
            clocks = [p.sbar.ei() + (p.K - 1) * p.sbar.log() for p in flow]
            for p, clock in zip(flow[1:], clocks[1:], strict=True):
                assert outcome(2 * p.K * p.c * p.t, clock - clocks[0]) is Outcome.TRUE
            for factor in (1, 50):
                values = [p.V * (factor * power * p.sbar.log()).exp() for p in flow]
                steps = [outcome(later, earlier) for earlier, later in pairwise(values)]
                if factor == 1:
                    assert set(steps) == {Outcome.TRUE}
                else:
                    rises += steps
    assert Outcome.FALSE in rises


def test_an_undecided_line_is_reported() -> None:
    """With few digits near the ray, 5c is neither true nor false: it says so."""
    run = run_of(Box.of(start_of(["1", "1.0001", "1"])), accuracy(6))
    with precision(run.bits):
        found = run.at(Fraction(1))
        assert found.lyapunov is not None
        p = point(run, found, Fraction(1), arb("0.1"))
        found_out = {outcome(*pair) for pair in line_5c(p)}
    assert Outcome.UNKNOWN in found_out
    assert Outcome.FALSE not in found_out
