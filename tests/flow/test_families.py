"""Motions by name: each law against plain floats, and one line for everything that cannot be used."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from symflow.algebra.expr import Ddt
from symflow.claim.claim import instance
from symflow.claim.domain import Domain
from symflow.errors import InputError
from symflow.evidence.points.evaluate import Evaluator
from symflow.evidence.proving.world import World
from symflow.flow.families import known, motion
from symflow.flow.notation import V
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import endpoints

S = (0, 1, 2, 4)
LAWS = {
    "balanced": lambda s, pi: 2 * s * (1 - pi),
    "imbalance:1/2": lambda s, pi: (1 - pi) * math.sqrt(4 * s * s + 0.25),
    "imbalance:-3": lambda s, pi: (1 - pi) * math.sqrt(4 * s * s + 9),
    "imbalance:0": lambda s, pi: 2 * s * (1 - pi),
    "depth:2": lambda s, pi: 2 * s * (1 - pi),
    "depth:3": lambda s, pi: 3 * s ** (4 / 3) * (1 - pi),
    "depth:5": lambda s, pi: 5 * s**1.6 * (1 - pi),
    "temperature:0.5": lambda s, pi: 4 * s * (1 - pi),
    "smoothing:1/10": lambda s, pi: 2 * s * (0.9 - pi),
    "decay:0.2": lambda s, pi: 2 * s * (0.8 - pi),
    "squared": lambda s, pi: 2 * s * (1 - s),
}


def slope(law, temperature: float) -> float:
    """V' at S, in floats."""
    sign = [[(-1) ** (k & g).bit_count() for k in range(4)] for g in range(4)]
    weights = [math.exp(sum(c * x for c, x in zip(row, S, strict=True)) / 4 / temperature) for row in sign]
    pi = [sum(row[k] * w for row, w in zip(sign, weights, strict=True)) / sum(weights) for k in range(4)]
    rates = [law(s, p) for s, p in zip(S, pi, strict=True)]
    return sum(rates[1:]) / sum(S) - sum(r / s for r, s in zip(rates[1:], S[1:], strict=True)) / 3


@pytest.mark.parametrize("text", LAWS)
def test_the_law_is_what_it_says(text):
    """V' along the flow of the model, enclosed, against the formula in floats."""
    found = motion(text)
    point = Evaluator(Domain("", found.model, group="boolean", order=4), instance("walsh", 4, s=S), Ball(120))
    value = point.value(Ddt(V, found.flow), {})
    low, high = (value, value) if isinstance(value, Fraction) else endpoints(value)
    assert float(low) == pytest.approx(slope(LAWS[text], 0.5 if text == "temperature:0.5" else 1), abs=1e-12)
    assert high - low < Fraction(1, 10**20)
    assert (found.text, found.name) == (text, text.partition(":")[0])
    assert found.value == (Fraction(text.partition(":")[2]) if ":" in text else None)


@pytest.mark.parametrize("text", LAWS)
@pytest.mark.parametrize("group", ["abelian", "boolean"])
def test_every_model_makes_sense(text, group):
    """The flow keeps the symmetries of s, and s_0 = 0."""
    World(Domain("", motion(text).model, group=group))


@pytest.mark.parametrize(
    "text",
    [
        "", "modes", "nothing", "Balanced", "balanced:1", "squared:3", "depth", "depth:", "depth:1", "depth:2.5",
        "depth:1001", "temperature:0", "temperature:-1", "smoothing:1", "smoothing:-1/10", "decay:-1", "decay:1e999999",
        "imbalance:x", "imbalance:0.1f", "imbalance:1/0", "imbalance:nan", "imbalance:1:2", "x" * 1_000_000,
        "depth:" + "9" * 5000, None, 3, 0.5, b"balanced",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_line(text):
    """Also a megabyte."""
    with pytest.raises(InputError) as error:
        motion(text)
    assert len(str(error.value)) < 400
    assert "\n" not in str(error.value)


def test_what_there_is_is_listed():
    """In the message for an unknown name."""
    with pytest.raises(InputError, match=", ".join(known())):
        motion("nothing")
    assert known()[0] == "balanced"
    assert len(known()) == 7
