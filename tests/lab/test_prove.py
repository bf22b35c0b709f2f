"""Proofs of candidates: what must come out, and what must not, for all that it nearly holds."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from symflow.algebra.expr import Num
from symflow.evidence.points.slope import ZERO
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.result import Outcome, genuine
from symflow.flow.families import motion
from symflow.lab.language import read
from symflow.lab.prove import Proved, prove
from symflow.lab.question import Question
from symflow.lab.rules import universal

V = "log(mean(s)) - mean(log(s))"


def asked(text: str, flow: str = "balanced", K: int = 4, **parameters: tuple[Fraction, Fraction]) -> Question:
    return Question(read(text, parameters), motion(flow), K)


TRUE = [
    (V, "balanced", 16),
    (V, "balanced", 6),
    ("exp(log(mean(s)) - mean(log(s)))", "balanced", 8),
    ("(log(mean(s)) - mean(log(s)))**2", "balanced", 4),
    ("mean(s)/exp(mean(log(s)))", "balanced", 5),
    ("log(1 + log(mean(s)) - mean(log(s)))", "balanced", 4),
    ("-mean(log(s))", "depth:3", 4),
    ("sum(exp(-s))", "balanced", 7),
    ("log(mean(s)) - mean(log(s)) + mean(1/s)", "balanced", 4),
    (V, "imbalance:1/2", 4),
    ("1/mean(s)", "imbalance:3", 4),
    (V, "temperature:3/2", 8),
    (V, "smoothing:1/10", 4),
    (V, "decay:1/5", 3),
    (V, "squared", 8),
    ("log(mean(s**2)) - 2*mean(log(s))", "balanced", 4),
    ("mean(s)*mean(1/s)", "temperature:2", 4),
    ("log(max(s)) - log(min(s))", "balanced", 4),
    ("log(max(s)) - log(min(s))", "balanced", 8),
    ("log(max(s)) - log(min(s))", "decay:1/3", 4),
    ("log(max(s)) - log(min(s))", "squared", 8),
    ("log(mean(s**2)/mean(s)**2)", "balanced", 4),
    ("log(mean(s**2)/mean(s)**2)", "squared", 8),
    ("mean(log(s)) - log(mean(s))", "balanced", 2),
    ("1", "depth:3", 8),
]


@pytest.mark.parametrize(("text", "flow", "K"), TRUE)
def test_a_true_candidate_is_proved(text: str, flow: str, K: int) -> None:
    question = asked(text, flow, K)
    found = prove(question)
    assert isinstance(found, Proved)
    evidence = genuine(found.evidence)
    assert (evidence.strength, evidence.coverage, evidence.outcome) == ("exact", "universal", Outcome.TRUE)
    assert set(question.claim.goals()) <= set(evidence.established)
    assert found.rule
    assert found.steps


# Each is false, or not known; the first ones only just.
NOT_PROVED = [
    ("log(mean(s)) - mean(log(s)) + mean(s)/1000000", "balanced", 4),
    ("log(mean(s)) - 1000001/1000000*mean(log(s)) + mean(log(s))/500000", "balanced", 4),
    ("mean(log(s)) - log(mean(s))", "balanced", 4),
    ("mean(s)", "balanced", 4),
    ("mean(log(s))", "depth:3", 4),
    (V, "depth:3", 4),
    ("-mean(log(s))", "smoothing:1/10", 4),
    ("-mean(s)", "decay:1/5", 4),
    ("-mean(s)", "squared", 4),
    ("log(mean(s**2)) - 2*mean(log(s)) + mean(s)/1000000", "balanced", 4),
    ("mean(log(s)) - log(mean(s**2))/2", "balanced", 4),
    ("log(max(s)) - log(min(s))", "balanced", 16),
    ("2*log(max(s)) - log(min(s))", "balanced", 8),
    ("log(min(s)) - log(max(s))", "balanced", 8),
    ("log(mean(s**2)/mean(s)**2)", "balanced", 8),
    ("log(mean(s)**2/mean(s**2))", "balanced", 4),
    ("log(max(s)) - log(min(s))", "depth:3", 4),
    ("log(min(s)) - log(max(s))", "balanced", 4),
    ("log(log(mean(s)) - mean(log(s)))", "balanced", 4),
]


@pytest.mark.parametrize(("text", "flow", "K"), NOT_PROVED)
def test_a_false_candidate_is_not_proved(text: str, flow: str, K: int) -> None:
    assert prove(asked(text, flow, K)) is None


def test_a_parameter_counts_with_its_whole_range() -> None:
    kept = {"p": (Fraction(1, 2), Fraction(2))}
    assert prove(asked("log(mean(s)) - mean(log(s)) + p*mean(exp(-s))", **kept)) is not None
    crossing = {"p": (Fraction(-1), Fraction(2))}
    assert prove(asked("log(mean(s)) - mean(log(s)) + p*mean(exp(-s))", **crossing)) is None


def test_a_rule_that_lies_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a rule proposes, the checker decides: here the split of V is proposed for -V and for mean(s)."""
    honest = next(iter(universal.splits(read(V))))
    lies = [honest, universal.Split(ZERO, ZERO), universal.Split(Num(Fraction(1)), ZERO)]
    monkeypatch.setattr(universal, "splits", lambda candidate: iter(lies))
    for text in ("mean(log(s)) - log(mean(s))", "mean(s)", "log(mean(s)) - 2*mean(log(s)) + mean(s)"):
        assert prove(asked(text)) is None


def test_the_claims_of_a_proof_stand_in_order() -> None:
    question = asked(V, "imbalance:1/2", 8)
    found = prove(question)
    assert found is not None
    assert [claim.id for claim, _ in found.claims] == [
        "square-root",
        "lyapunov-every-group",
        question.claim.id,
    ]
    last, _ = found.claims[-1]
    assert (last.digest, last.parts) == (question.claim.digest, question.claim.parts)


def test_the_last_claim_is_not_proved_without_the_one_it_rests_on() -> None:
    found = prove(asked(V))
    assert found is not None
    (general, _), (here, steps) = found.claims
    false = replace(general, parts=(("decrease", asked("mean(s)").claim.parts[0][1]),))
    _, evidence = ExactChecker(here, {general.id: false}).prove(steps)
    assert evidence is None
