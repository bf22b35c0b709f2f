"""Z F' in its own form against the plain evaluator: another formula, the same sign; and what is refused."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from symflow.claim.claim import Instance
from symflow.errors import InputError
from symflow.evidence.points import descent, descent_values
from symflow.evidence.points.descent_values import Descending
from symflow.evidence.points.evaluate import Evaluator
from symflow.evidence.points.grid import grid_of
from symflow.flow.families import motion
from symflow.lab.language import read
from symflow.lab.question import Question
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import Sign, ball, precision, sign

V = "log(mean(s)) - mean(log(s))"
CASES = [
    (V, "balanced", 4),
    (V, "balanced", 8),
    (V, "balanced", 7),
    ("log(mean(s)) - mean(s**2)", "balanced", 4),
    (V, "imbalance:3/2", 4),
    (V, "depth:3", 4),
    (V, "temperature:5/3", 4),
    (V, "smoothing:1/7", 5),
    ("mean(s) - mean(log(s))", "decay:1/3", 4),
    ("mean(s*log(s))", "squared", 4),
    ("log(max(s)/min(s))", "balanced", 4),
    ("mean(tanh(s)) - max(s)*mean(sqrt(s))", "depth:4", 4),
]


def points(question: Question, count: int = 12) -> list[Instance]:
    random = Random(5)
    size = len(question.coordinates)
    return [
        question.instance([Fraction(random.randint(1, 60), 17) for _ in range(size)]) for _ in range(count)
    ]


def disagreements(text: str, flow: str, K: int) -> list[Instance]:
    """Points at which Z F' and F' have different signs, or the quotient differs from a positive number."""
    question = Question(read(text), motion(flow), K)
    form = descent.read(question.claim, "decrease")
    field = Descending(question.claim, form, grid_of(Instance(question.scheme, K, ())))
    wrong = []
    with precision(128):
        for point in points(question):
            s = dict(point.values)["s"]
            modes = [ball(s[c.positions[0]]) for c in question.coordinates]
            evaluator = Evaluator(question.domain, point, Ball(128))
            plain = evaluator.numbers.real(evaluator.value(question.rate, {}))
            expected = sign(ball(plain) if isinstance(plain, Fraction) else plain)
            for level in (None, field.level(modes, [])):
                ((_, jet),) = field.jets(modes, [], 0, level)
                if sign(jet.value) is Sign.UNKNOWN or sign(jet.value) is not expected:
                    wrong.append(point)
    return wrong


@pytest.mark.parametrize(("text", "flow", "K"), CASES)
def test_it_has_the_sign_of_the_derivative(text: str, flow: str, K: int) -> None:
    assert disagreements(text, flow, K) == []


def test_a_planted_error_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Descending._growth

    def wrong(self: Descending, tape: object) -> object:
        weights, partition = honest(self, tape)  # type: ignore[arg-type]
        return [weights[0], weights[2], weights[1], *weights[3:]], partition

    monkeypatch.setattr(descent_values.Descending, "_growth", wrong)
    assert disagreements(V, "balanced", 4)


@pytest.mark.parametrize(
    ("text", "flow", "neutral"),
    [
        (V, "balanced", True),
        (V, "smoothing:1/7", True),
        ("log(mean(s)) - 2*mean(log(s))", "balanced", False),
        (V, "depth:3", False),
        ("log(max(s)/min(s))", "balanced", True),
    ],
)
def test_a_number_may_be_taken_off_only_where_the_weights_sum_to_zero(
    text: str, flow: str, neutral: bool
) -> None:
    assert descent.read(Question(read(text), motion(flow), 4).claim, "decrease").neutral is neutral


def test_a_max_under_a_sum_is_refused() -> None:
    with pytest.raises(InputError, match="under a sum"):
        descent.read(Question(read("mean(max(s, 1))"), motion("balanced"), 4).claim, "decrease")


def test_another_claim_is_refused() -> None:
    question = Question(read(V), motion("balanced"), 4)
    with pytest.raises(InputError, match="does not say"):
        descent.read(question.nonnegative, "nonnegative")
