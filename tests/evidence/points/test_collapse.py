"""The argument at collapse: constant on the ray, transitive automorphisms, definite matrices."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from symflow.evidence.points import collapse, descent
from symflow.flow.families import motion
from symflow.lab.language import read
from symflow.lab.question import Question
from symflow.numeric.ball import precision


@pytest.mark.parametrize(
    ("text", "constant"),
    [
        ("log(mean(s)) - mean(log(s))", True),
        ("log(mean(s**2)) - 2*log(mean(s))", True),
        ("mean(s)*mean(1/s)", True),
        ("log(mean(s)) - 999999/1000000*mean(log(s))", False),
        ("mean(s)", False),
        ("sum(s)/mean(s)", True),
        ("sum(s) - N", False),
        ("log(max(s)/min(s))", False),
    ],
)
def test_constant_on_the_ray_is_decided_exactly(text: str, constant: bool) -> None:
    claim = Question(read(text), motion("balanced"), 4).claim
    assert collapse.constant_on_ray(claim, descent.read(claim, "decrease")) is constant


@pytest.mark.parametrize(
    ("scheme", "K", "known"),
    [
        ("walsh", 8, True),
        ("cyclic", 5, True),
        ("cyclic", 7, True),
        ("cyclic", 6, False),
        ("cyclic", 9, False),
    ],
)
def test_transitive_automorphisms(scheme: str, K: int, known: bool) -> None:
    assert collapse.transitive(scheme, K) is known


def form(*entries: str) -> list[arb]:
    return [arb(x) for x in entries]


@pytest.mark.parametrize(
    ("entries", "definite"),
    [
        (("-2", "1", "1", "-2", "1", "-2"), True),
        (("0", "1", "1", "0", "1", "0"), True),  # -1 on sum = 0, whatever it does along (1, 1, 1)
        (("2", "-1", "-1", "2", "-1", "2"), False),
        (("-1", "-1", "-1", "-1", "-1", "-1"), False),  # 0 on sum = 0
        (("-2", "1", "1", "4", "1", "-2"), False),  # not definite in one direction
        (("-2 +/- 0.1", "1 +/- 0.1", "1 +/- 0.1", "-2 +/- 0.1", "1 +/- 0.1", "-2 +/- 0.1"), True),
        (("-2 +/- 2", "1 +/- 2", "1 +/- 2", "-2 +/- 2", "1 +/- 2", "-2 +/- 2"), False),
    ],
)
def test_definite_on_sums_zero(entries: tuple[str, ...], definite: bool) -> None:
    with precision(64):
        assert collapse.definite(form(*entries), 3, [1, 1, 1]) is definite


def test_the_basis_sums_to_zero() -> None:
    for weights in ([1, 1, 1], [2, 2, 1], [1] * 7):
        for row in collapse.helmert(weights):
            assert sum((w * x for w, x in zip(weights, row, strict=True)), Fraction(0)) == 0
            assert any(row)
        assert len(collapse.helmert(weights)) == len(weights) - 1
