"""The search: what it finds, how simple that is, and that a plain script agrees."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from symflow.claim.layout import numbers_of
from symflow.evidence.result import Evidence, Outcome
from symflow.flow.families import motion
from symflow.lab.answer import witness
from symflow.lab.answer_script import script
from symflow.lab.language import Range, read
from symflow.lab.question import Question
from symflow.lab.question_input import read_box
from symflow.lab.refute import refute
from symflow.lab.refute_points import Points
from symflow.lab.refute_simpler import confirmed, cost, simpler

HALF = Fraction(1, 2)


def asked(text: str, K: int = 4, flow: str = "balanced", box: object = None, **ranges: Range) -> Question:
    """A question."""
    return Question(read(text, ranges), motion(flow), K, read_box(box, K))


def found(question: Question, seed: int = 0) -> Evidence:
    """A counterexample that must be found."""
    evidence = refute(question, 60, seed)
    assert evidence is not None
    assert evidence.outcome is Outcome.FALSE
    assert evidence.refutation is not None
    assert question.asks_about(evidence.refutation.instance)
    return evidence


REFUTED = [
    ("log(max(s)/min(s))", 16, "balanced"),
    ("log(mean(s**2)/mean(s)**2)", 8, "balanced"),
    ("mean(log(s)) - log(mean(s))", 5, "balanced"),
    ("mean(abs(s - mean(s)))", 6, "balanced"),
    ("sorted(s)[-2] - sorted(s)[1]", 8, "balanced"),
    ("max(s) - mean(s)", 4, "imbalance:1/2"),
    ("log(max(s)/min(s))", 4, "depth:3"),
    ("tanh(max(s) - min(s))", 4, "temperature:1/3"),
    ("-mean(s)", 4, "smoothing:1/10"),
    ("-mean(s)", 3, "decay:1/2"),
    ("mean((s - 2)**2)", 4, "squared"),
]


@pytest.mark.parametrize(("text", "K", "flow"), REFUTED)
def test_the_plain_script_agrees(text: str, K: int, flow: str) -> None:
    """At most twenty lines that know nothing of symflow print a number of the enclosure, to 15 digits."""
    question = asked(text, K, flow)
    evidence = found(question)
    assert evidence.refutation is not None
    seen = witness(question, evidence.refutation)
    text_of = script(question, seen) or ""
    assert 0 < len(text_of.splitlines()) <= 20
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", text_of], capture_output=True, text=True, check=True
    )
    low, high = (Decimal(x) for x in seen.derivative)
    slack = abs(high) * Decimal("1e-15")
    assert low > 0
    assert low - slack <= Decimal(run.stdout.strip()) <= high + slack


def test_a_parameter_is_refuted_by_one_value() -> None:
    """The witness names it."""
    question = asked("c*log(mean(s)) - mean(log(s))", c=(HALF, Fraction(1001, 1000)))
    point = found(question).refutation
    assert point is not None
    ((name, value),) = witness(question, point).parameters
    assert name == "c"
    assert 1 < Fraction(value) <= Fraction(1001, 1000)


def test_the_box_is_kept() -> None:
    """In the box the modes fall; outside of it they do not."""
    assert refute(asked("mean(s)", 4, "squared", "1..2"), 3, rounds=3) is None
    point = found(asked("-mean(s)", 4, "squared", "3/2..7/3")).refutation
    assert point is not None


def test_a_true_candidate_is_not_refuted() -> None:
    """V, near collapse and at extreme scales too."""
    for K in (4, 5):
        assert refute(asked("log(mean(s)) - mean(log(s))", K), 20, rounds=10) is None


def test_a_rounding_error_refutes_nothing() -> None:
    """The derivative is exactly 0, and floats are not."""
    assert refute(asked("log(mean(s)) - log(sum(s)) + mean(s) - sum(s)/N"), 20, rounds=10) is None


def test_tiny_and_huge_scales() -> None:
    """Only below 1/100000, and only above 1000."""
    assert found(asked("min(mean(s), 1/100000)")).refutation is not None
    assert found(asked("max(mean(s), 1000) - 1000/max(s)/10**9")).refutation is not None


def test_the_search_repeats_itself() -> None:
    """The same seed finds the same point."""
    first, second = (found(asked("max(s) - min(s)", 8), 5) for _ in range(2))
    assert first.refutation == second.refutation


def test_simple_witnesses_are_simple() -> None:
    """Small whole numbers where these suffice."""
    point = found(asked("max(s) - min(s)", 8)).refutation
    assert point is not None
    assert set(dict(point.instance.values)["s"]) == {0, 1, 2}


def test_simpler_never_leaves_the_claim() -> None:
    """A point with long fractions is made cheaper, and still refutes."""
    question = asked("mean(s) + c", c=(HALF, Fraction(1)))
    start = confirmed(question, (*(Fraction(12345, 6789) + i for i in range(3)), HALF))
    assert start is not None
    end = simpler(question, start).refutation
    assert end is not None
    assert start.refutation is not None
    costs = [cost(tuple(numbers_of(question.domain, r.instance))) for r in (end, start.refutation)]
    assert costs[0] < costs[1]
    assert confirmed(question, tuple(numbers_of(question.domain, end.instance))) is not None


@pytest.mark.parametrize("K", [2, 3, 4, 6, 16, 64])
def test_drawn_points_are_points(K: int) -> None:
    """Positive, in the box, in the ranges; for every shape."""
    for box in (None, "1/2..3"):
        question = asked("mean(s)*c", K, box=box, c=(HALF, Fraction(1)))
        points = Points(question, np.random.default_rng(0))
        drawn = points.fresh(300)
        for batch in (drawn, points.changed(drawn[:20], 300)):
            assert batch.shape == (300, len(question.coordinates))
            assert np.isfinite(batch).all()
            for row in batch[:40]:
                assert question.asks_about(question.instance(Fraction(float(x)) for x in row))
