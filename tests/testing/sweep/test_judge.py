"""Rows: every law judges, nothing is held that was not judged, and V' agrees with a second route."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from symflow.flow.families import FAMILIES, motion
from symflow.numeric.ball import precision
from symflow.testing.laws import LAWS
from symflow.testing.measure import Residual
from symflow.testing.sweep import judge as judging
from symflow.testing.sweep import rates
from symflow.testing.sweep.grid import NO_FLOW, Place, planned
from symflow.testing.sweep.judge import BROKEN, HELD, NOT_APPLICABLE, UNDECIDED, examine, limited, row
from symflow.testing.sweep.laws import ENCLOSED, pairs, select, table
from symflow.testing.sweep.limit import TimeUp, within
from symflow.testing.sweep.points import Filtered, factors, modes, scheme

FLOWS = ("balanced", "imbalance:1/2", "depth:3", "temperature:2", "smoothing:1/10", "decay:1/10", "squared")
AT = Place("V-falls", "balanced", 8, "1", 0, 15, "4")


@pytest.mark.parametrize("law", sorted(name for name in table() if table()[name].kind != ENCLOSED))
def test_a_law_judges(law: str) -> None:
    """Some cases of every law are held, none is a fault, and only laws that are false somewhere are broken."""
    found, _ = pairs([table()[law]], FLOWS)
    plan = planned(tuple(found), (2, 3, 4, 8), ("1/1000", "1"), (0, 2), 15, "4")
    rows = [row(plan, number, 60) for number in range(len(plan))]
    seen = Counter(each.outcome for each in rows)
    assert seen[HELD] >= len(plan) / 4
    assert not seen[UNDECIDED], [each.reason for each in rows]
    broken = {each.place.flow.partition(":")[0] for each in rows if each.outcome == BROKEN}
    allowed = {
        "V-falls": {"depth"},
        "ratio-falls": {"depth"},
        "modes-rise": {"smoothing", "decay", "squared"},
    }
    assert broken <= allowed.get(law, set())


@pytest.mark.parametrize("flow", ["balanced", "imbalance:1/2", "imbalance:-2"])
@pytest.mark.parametrize("law", ["enclosed-V", "enclosed-loss", "enclosed-modes"])
def test_an_enclosed_law_judges(law: str, flow: str) -> None:
    """On both flows that can be enclosed."""
    for K in (3, 4):
        assert examine(Place(law, flow, K, "1", 1, 12, "2")).outcome == HELD


def test_nothing_to_judge_is_not_held() -> None:
    """One mode; an input that a law refuses; more classes than a law is for."""
    assert examine(replace(AT, K=2)).outcome == NOT_APPLICABLE
    assert examine(replace(AT, law="enclosed-V", K=2)).outcome == NOT_APPLICABLE
    assert examine(Place("softmax-rows", NO_FLOW, 4, "10000", 3, 15, "4")).outcome == NOT_APPLICABLE
    assert examine(Place("time-rescaling", NO_FLOW, 64, "1/10", 0, 15, "4")).outcome == NOT_APPLICABLE
    assert examine(Place("softmax-rows", NO_FLOW, 128, "1", 0, 15, "4")).outcome == NOT_APPLICABLE


def test_a_false_law_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A residual above the tolerance; a slope that is not <= 0."""
    law = replace(LAWS["softmax-rows"], residual=lambda calls, case: Residual(1.0, "planted"))
    monkeypatch.setitem(LAWS, "softmax-rows", law)
    assert examine(Place("softmax-rows", NO_FLOW, 4, "1", 0, 15, "4")).outcome == BROKEN
    found = {examine(replace(AT, flow="depth:3", seed=seed)).outcome for seed in range(8)}
    assert found == {HELD, BROKEN}


def test_a_fault_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception of symflow is undecided and said."""

    def bad(*_: object) -> Residual:
        raise ZeroDivisionError("planted")

    monkeypatch.setitem(LAWS, "softmax-rows", replace(LAWS["softmax-rows"], residual=bad))
    found = examine(Place("softmax-rows", NO_FLOW, 4, "1", 0, 15, "4"))
    assert (found.outcome, found.reason) == (UNDECIDED, "fault of symflow: ZeroDivisionError")


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that does not end is undecided; one that ends in time is not hit later."""

    def endless(at: Place) -> judging.Found:
        while True:
            time.sleep(0.001)

    with monkeypatch.context() as patch:
        patch.setattr(judging, "examine", endless)
        assert limited(AT, 0.05).outcome == UNDECIDED
    assert limited(AT, 60).outcome == HELD
    with pytest.raises(TimeUp), within(0.02):
        endless(AT)
    for _ in range(200):
        with suppress(TimeUp), within(0.0005):  # whether the clock or the block is first
            pass
        assert sum(range(100)) == 4950
    time.sleep(0.05)


def test_the_start_is_of_its_parameters() -> None:
    """The same for laws and flows, another one for another seed; at the scale."""
    assert modes(AT) == modes(replace(AT, law="loss-falls", flow="squared"))
    assert modes(AT) != modes(replace(AT, seed=1))
    assert modes(replace(AT, scale="10")) != modes(AT)
    for seed in range(50):
        s = modes(replace(AT, scale="1/1000", K=5, seed=seed))
        assert s[0] == 0
        assert all(Fraction(1, 10**6) < x < Fraction(1, 50) for x in s[1:])
        assert (s[1], s[2]) == (s[4], s[3])


@pytest.mark.parametrize("c", ["1/2", "-3", "1/1000000", "1000"])
def test_factors(c: str) -> None:
    """a^2 - b^2 = c exactly, a b near s, both positive."""
    s = modes(replace(AT, scale="1/1000"))
    a, b = factors(s, Fraction(c))
    for x, y, z in zip(a[1:], b[1:], s[1:], strict=True):
        assert x * x - y * y == Fraction(c)
        assert min(x, y) > 0
        assert abs(x * y / z - 1) < Fraction(1, 10**20)


def _float_slope(flow: str, at: Place) -> float:
    """V' in floats: K x K matrices of the group, the softmax of a matrix, and the law of motion as its page has it."""
    s, group, K = np.array([float(x) for x in modes(at)]), scheme(at), at.K
    turns = np.array([[float(group.phase(k, g)) for g in range(K)] for k in range(K)])
    characters = np.exp(2j * np.pi * turns)
    moving = motion(flow)
    value = 0.0 if moving.value is None else float(moving.value)
    z = (characters.T @ s).real / K / (value if moving.name == "temperature" else 1)
    q = np.exp(z) / np.exp(z).sum()
    pi = (characters.conj() @ q).real
    move = {
        "balanced": 2 * s * (1 - pi),
        "imbalance": (1 - pi) * np.sqrt(4 * s**2 + value**2),
        "depth": value * s ** (2 - 2 / max(value, 1)) * (1 - pi),
        "temperature": 2 / (value or 1) * s * (1 - pi),
        "smoothing": 2 * s * (1 - value - pi),
        "decay": 2 * s * (1 - value - pi),
        "squared": 2 * s * (1 - s),
    }[moving.name][1:]
    return float(move.sum() / s[1:].sum() - (move / s[1:]).mean())


@pytest.mark.parametrize("flow", FLOWS)
def test_v_slope_by_a_second_route(flow: str) -> None:
    """The ball contains what matrices in floats give, nearly; every family is among the flows."""
    assert {text.partition(":")[0] for text in FLOWS} == set(FAMILIES)
    for K in (3, 4, 5, 8):
        for seed in range(5):
            at = replace(AT, K=K, seed=seed)
            with precision(128):
                found = rates.v_slope(rates.rates(motion(flow), scheme(at), modes(at), 128))
                assert abs(float(found) - _float_slope(flow, at)) < 1e-9


def test_ties_are_exact() -> None:
    """Equal modes: V' = 0 is held exactly; a mode that is 0 is not applicable."""
    s = (Fraction(0), *(Fraction(1, 3),) * 7)
    assert rates.judge(rates.v_slope, motion("depth:3"), scheme(AT), s) == (True, arb(0).str(6))
    with pytest.raises(Filtered):
        rates.judge(rates.v_slope, motion("balanced"), scheme(AT), (Fraction(0),) * 8)


def test_selecting() -> None:
    """A glob does not mean enclosed laws unless it says so."""
    assert "enclosed-V" not in {law.name for law in select(["*"], False)}
    assert {law.name for law in select(["enclosed-*"], False)} == {law.name for law in select([], True)}
