"""The identities and bounds of the layer-peeled model at random points, and that a wrong one is noticed."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from symflow.algebra.surds import Surd
from symflow.numeric.ball import precision
from symflow.testing import landscape

CASES = 400
RESULT = Path(__file__).resolve().parents[2] / "docs" / "landscape.json"


def test_random_points() -> None:
    """400 points of the campaign."""
    found = {number: landscape.examine(number, seed=2026) for number in range(CASES)}
    assert {number: wrong for number, wrong in found.items() if wrong} == {}


def test_the_points_are_mixed() -> None:
    """Every kind, many sizes, fewer features than K - 1 too."""
    points = [landscape.drawn(number, 2026) for number in range(CASES)]
    kinds = Counter(p.kind for p in points)
    assert set(kinds) == set(landscape.KINDS)
    assert min(kinds.values()) > CASES / 12
    assert {p.K for p in points} == {2, 3, 4, 5}
    assert {p.n for p in points} == {1, 2, 3}
    assert any(len(p.weights[0]) < p.K - 1 for p in points)
    assert any(len(p.weights[0]) > p.K for p in points)


def test_neural_collapse_meets_both_bounds() -> None:
    """Exactly: no slack, every margin is B, and the loss is its bound to 60 digits."""
    for number in range(CASES):
        point = landscape.drawn(number, 2026)
        if point.kind == "collapsed":
            assert point.slack.zero
            assert all((point.scale - m).zero for g in point.margins for s in g for m in s)
            with precision(landscape.BITS):
                found = landscape.numbers(point)
                assert abs(found.loss - found.bound) < 1e-60
            return
    raise AssertionError("no collapsed point")


@pytest.mark.parametrize("wrong", ["slack", "margins", "size"])
def test_an_error_is_noticed(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half the slack, margins to one class only, or a norm without its features: every point of some kinds fails."""
    right = landscape.Peeled.__dict__[wrong].func
    edits = {
        "slack": lambda p: right(p) * Surd.of(Fraction(1, 2)),
        "margins": lambda p: tuple(tuple(s[:1] * len(s) for s in g) for g in right(p)),
        "size": lambda p: landscape.total(landscape._dot(w, w) for w in p.weights),
    }
    monkeypatch.setattr(landscape.Peeled, wrong, property(edits[wrong]))
    found = [landscape.examine(number, seed=2026) for number in range(20)]
    assert sum(bool(x) for x in found) > 5


def test_the_committed_run() -> None:
    """The file in docs holds the whole campaign, without a miss."""
    record = json.loads(RESULT.read_text(encoding="utf-8"))
    assert record["schema"] == landscape.CAMPAIGN.schema
    assert record["done"] >= landscape.CASES
    assert record["missed"] == []
