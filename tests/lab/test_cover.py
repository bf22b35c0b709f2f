"""Covers of boxes: V near and away from collapse, what is false, and what is left over."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.errors import InputError
from symflow.evidence.result import Outcome, genuine
from symflow.flow.families import motion
from symflow.lab.cover import Covered, cover
from symflow.lab.language import read
from symflow.lab.question import Question

V = "log(mean(s)) - mean(log(s))"
ONE = (Fraction(1), Fraction(5, 4))


def covered(
    text: str, flow: str = "balanced", K: int = 4, ends: tuple[Fraction, Fraction] = ONE, boxes: int = 3000
) -> Covered:
    question = Question(read(text), motion(flow), K)
    return cover(question, (ends,) * (K - 1), boxes, 60.0)


@pytest.mark.parametrize(
    ("text", "flow", "K"),
    [
        (V, "balanced", 4),
        (V, "balanced", 5),
        (V, "balanced", 3),
        (V, "imbalance:1/2", 5),
        (V, "smoothing:1/10", 4),
        (V, "squared", 4),
        (V, "temperature:2", 4),
        ("log(mean(s**2)) - 2*mean(log(s))", "balanced", 4),
        ("-log(min(s))", "balanced", 4),
        ("mean(exp(-s))", "depth:3", 4),
    ],
)
def test_what_decreases_is_covered(text: str, flow: str, K: int) -> None:
    found = covered(text, flow, K)
    assert found.evidence is not None
    evidence = genuine(found.evidence)
    assert (found.left, evidence.outcome) == ((), Outcome.TRUE), found.tried
    assert (evidence.strength, evidence.coverage) == ("ball", "boxes")
    assert "[1, 5/4]" in evidence.covers


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("mean(log(s)) - log(mean(s))", "balanced"),
        ("mean(s)", "balanced"),
        ("log(mean(s)) - mean(log(s)) + mean(s)/1000000", "balanced"),
        ("log(mean(s)) - 1000001/1000000*mean(log(s)) + mean(log(s))/500000", "balanced"),
        ("log(mean(s)) - mean(log(s)) - 1/1000*(mean(s**2)/mean(s)**2 - 1)*mean(log(s))*1000000", "balanced"),
        ("max(s)", "balanced"),
        ("-mean(s)", "squared"),
    ],
)
def test_what_increases_somewhere_is_never_covered(text: str, flow: str) -> None:
    found = covered(text, flow, ends=(Fraction(1), Fraction(3, 2)), boxes=150)
    assert found.evidence is not None
    assert genuine(found.evidence).outcome is not Outcome.TRUE
    assert found.left


@pytest.mark.parametrize("K", [3, 4])
def test_a_candidate_without_a_value_is_not_covered(K: int) -> None:
    """Its derivative simplifies to 0, but log(mean(s) - 2) has no value on the box."""
    found = covered("log(mean(s) - 2) - log(mean(s) - 2)", K=K, boxes=40)
    assert found.evidence is not None
    assert found.evidence.outcome is Outcome.UNKNOWN


def test_the_mean_value_bound_keeps_its_entry() -> None:
    """Where several entries of a max may be active, each is bounded from its own value at the centre."""
    low, high = (Fraction(1), Fraction(5, 4)), (Fraction(6, 5), Fraction(3, 2))
    question = Question(read("max(s)/mean(s**2)"), motion("balanced"), 4)
    found = cover(question, (low, high, high), 400, 60.0)
    plain = Question(read("log(max(s)) - log(mean(s**2))"), motion("balanced"), 4)
    other = cover(plain, (low, high, high), 400, 60.0)
    assert found.evidence is not None
    assert other.evidence is not None
    assert found.evidence.outcome is not Outcome.FALSE
    assert other.evidence.outcome is not Outcome.FALSE


def test_a_refuted_box_has_a_witness_in_it() -> None:
    found = covered("mean(s)")
    assert found.evidence is not None
    assert found.evidence.outcome is Outcome.FALSE
    assert found.evidence.refutation is not None
    ((_, modes),) = found.evidence.refutation.instance.values
    assert all(1 <= x <= Fraction(5, 4) for x in modes[1:])


def test_what_is_left_over_is_said_with_exact_ends() -> None:
    question = Question(read(V), motion("balanced"), 4)
    told: list[tuple[int, int]] = []
    found = cover(
        question,
        ((Fraction(1, 2), Fraction(2)),) * 3,
        100,
        60.0,
        lambda done, left: told.append((done, left)),
    )
    assert found.evidence is not None
    assert found.evidence.outcome is Outcome.UNKNOWN
    assert found.left
    assert told
    ends = [end for box in found.left for pair in box for end in pair]
    assert all(isinstance(end, Fraction) and Fraction(1, 2) <= end <= 2 for end in ends)
    assert f"{len(found.left)} left over" in found.tried


def test_a_box_without_symmetry_is_covered_as_it_is() -> None:
    question = Question(read(V), motion("balanced"), 4)
    box = ((Fraction(1), Fraction(6, 5)), (Fraction(1), Fraction(5, 4)), (Fraction(1), Fraction(6, 5)))
    found = cover(question, box, 600, 60.0)
    assert found.evidence is not None
    assert found.evidence.outcome is Outcome.TRUE
    assert "symmetry" not in found.tried


def test_a_cover_that_does_not_apply_says_why() -> None:
    question = Question(read("mean(max(s, 1))"), motion("balanced"), 4)
    found = cover(question, (ONE,) * 3)
    assert found.evidence is None
    assert "under a sum" in found.tried


def test_a_box_of_another_size_is_refused() -> None:
    with pytest.raises(InputError, match="box"):
        cover(Question(read(V), motion("balanced"), 4), (ONE,) * 2)
