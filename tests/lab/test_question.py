"""Questions: the claim, its points, boxes and K; and candidates that have no value somewhere."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from symflow.algebra.declared import check_model, check_use
from symflow.errors import InputError
from symflow.evidence.points.witness import refute
from symflow.evidence.result import Outcome
from symflow.flow.families import known, motion
from symflow.lab.language import read
from symflow.lab.question import Question
from symflow.lab.question_input import read_assignments, read_box, read_orders, read_parameters, read_range
from symflow.lab.question_value import no_value, probes

ONE, TWO = Fraction(1), Fraction(2)


def asked(text: str, K: int = 4, box: object = None, **parameters: Any) -> Question:
    """A question about the balanced flow."""
    return Question(read(text, read_parameters(parameters)), motion("balanced"), K, read_box(box, K))


@pytest.mark.parametrize("text", ["mean(s)", "log(max(s)/min(s))", "mean(abs(s - c))*sorted(s)[1] + c"])
@pytest.mark.parametrize("K", [4, 5])
def test_claims_are_well_formed(text: str, K: int) -> None:
    """The model and the statement pass the checks that every claim passes."""
    for name in known():
        flow = motion(
            {"imbalance:c": "imbalance:1/2", "depth:D": "depth:3"}.get(name, name.split(":")[0])
            if ":" not in name or name in ("imbalance:c", "depth:D")
            else f"{name.split(':')[0]}:1/2"
        )
        question = Question(read(text, {"c": (ONE, TWO)}), flow, K)
        check_model(question.domain.model, group=True)
        check_use(question.rate, question.domain.model, group=True)


def test_digests_tell_questions_apart() -> None:
    """Another candidate, K or range is another claim."""
    questions = [
        asked("mean(s)"),
        asked("sum(s)"),
        asked("mean(s)", 8),
        asked("mean(s*c)", c="1..2"),
        asked("mean(s*c)", c="1..3"),
    ]
    assert len({q.claim.digest for q in questions}) == len(questions)


def test_points_of_a_question() -> None:
    """Points outside of the box, of a range or of the scheme are not asked about."""
    question = asked("mean(s*c)", box="1..2", c="1..2")
    assert question.asks_about(question.point([ONE, TWO, ONE], {"c": ONE}))
    assert not question.asks_about(question.point([ONE, TWO, TWO + 1], {"c": ONE}))
    assert not question.asks_about(question.point([ONE, TWO, ONE], {"c": TWO + 1}))
    assert not asked("mean(s)", 8).asks_about(asked("mean(s)").point([ONE] * 3))
    assert "[1, 2]^3" in question.about
    assert all(question.asks_about(point) for point in probes(question))


def test_a_value_outside_of_the_range_refutes_nothing() -> None:
    """The range is a hypothesis of the claim."""
    question = asked("mean(s)*c", c="-2..-1")
    assert refute(question.claim, question.point([ONE] * 3, {"c": -ONE})).outcome is Outcome.UNKNOWN
    with pytest.raises(InputError):
        refute(question.claim, question.point([ONE] * 3, {"c": ONE}))


@pytest.mark.parametrize(
    "text",
    [
        "1/(max(s)-min(s))",
        "log(max(s)-min(s))",
        "mean(1/(s-1))",
        "mean(log(s-1))",
        "sqrt(min(s)-2)",
        "mean(s**-1/(s-1/2))",
    ],
)
def test_no_value_is_refused(text: str) -> None:
    """A division by zero, the logarithm or root of what is not positive, at an exact point."""
    with pytest.raises(InputError, match="no value at s = "):
        no_value(asked(text))


def test_no_value_that_is_not_shown() -> None:
    """An argument that is irrational and negative, or zero: the reason is given."""
    assert "not shown to have a value" in (no_value(asked("mean(log(log(s) + 10))")) or "")
    assert "not shown to have a value" in (no_value(asked("1/(mean(exp(s)) - exp(mean(s)))")) or "")


def test_a_box_can_give_a_value() -> None:
    """Outside of the box nothing is asked."""
    assert no_value(asked("log(min(s) - 1)", box="2..3")) is None
    assert no_value(asked("log(mean(s)) - mean(log(s))")) is None


@pytest.mark.parametrize("K", [1, 65, 0, -4])
def test_bad_orders(K: int) -> None:
    """K must be within the bounds."""
    with pytest.raises(InputError):
        asked("mean(s)", K)


def test_sorted_needs_the_mode() -> None:
    """K = 4 has three modes; and a place in the middle of many costs too much."""
    with pytest.raises(InputError, match="3 modes"):
        asked("sorted(s)[3]", 4)
    with pytest.raises(InputError, match="too many cases"):
        asked("sorted(s)[3]", 8)


@pytest.mark.parametrize(
    "box", ["2..1", "0..1", "-1..1", "1..2,1..2", "1..2,1..2,1..x", "", "1...2", 7, [], [1, 2, 3, 4]]
)
def test_bad_boxes(box: object) -> None:
    """Empty, touching zero, of another size, not exact."""
    with pytest.raises(InputError):
        asked("mean(s)", 4, box)


def test_cyclic_boxes_are_even() -> None:
    """s_1 = s_4 and s_2 = s_3 for K = 5."""
    assert asked("mean(s)", 5, "1..2,2..3,2..3,1..2").box is not None
    with pytest.raises(InputError, match="equal on Z_5"):
        asked("mean(s)", 5, "1..2,2..3,3..4,1..2")


def test_inputs() -> None:
    """All the ways in which K, ranges and boxes can be given."""
    assert read_orders("4, 8") == read_orders([4, 8, 4]) == (4, 8)
    assert read_orders(16) == (16,)
    assert read_range("1/2..2", "c") == read_range(("0.5", 2), "c") == (Fraction(1, 2), TWO)
    assert read_range("3", "c") == read_range(3, "c") == (Fraction(3), Fraction(3))
    assert read_box("1..2", 4) == read_box((1, 2), 4) == read_box(["1..2"] * 3, 4) == ((ONE, TWO),) * 3
    assert read_assignments(["c=1/2..2", "d = 3"]) == {"c": "1/2..2", "d": " 3"}


@pytest.mark.parametrize(
    "orders", ["", "4,,8", "x", "4.5", "1e3", [], [4.0], True, "4" * 5000, list(range(2, 50))]
)
def test_bad_order_texts(orders: object) -> None:
    """Nothing but whole numbers from 2 up, and not too many."""
    with pytest.raises(InputError):
        read_orders(orders)


@pytest.mark.parametrize("given", ["c", "c=", "c=a..b", "c=1..nan", "c=0.1.2"])
def test_bad_assignments(given: str) -> None:
    """A name and a range."""
    with pytest.raises(InputError):
        read_parameters(read_assignments([given]))


def test_a_float_is_refused() -> None:
    """0.1 as a float is another number."""
    with pytest.raises(InputError, match="decimal string"):
        read_range((0.1, 1), "c")
