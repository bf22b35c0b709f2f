"""The answers: verdicts read from evidence, the two other fields, budgets, and what is said when nothing is decided."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any

import pytest

import symflow
from symflow.errors import InputError
from symflow.evidence.result import Outcome, issue
from symflow.flow.families import motion
from symflow.lab import answer_script
from symflow.lab import examine_steps as steps
from symflow.lab.answer import Answer, exit_code
from symflow.lab.examine import lyapunov
from symflow.lab.examine_sign import Signs, nonnegative
from symflow.lab.language import read
from symflow.lab.question import Question

V = "log(mean(s)) - mean(log(s))"


def test_the_three_verdicts() -> None:
    """V is proved; -V is refuted; the exit codes follow."""
    (proved,) = lyapunov(V, 4, timeout=20)
    assert (proved.verdict, proved.strength, proved.coverage, proved.left) == (
        "PROVED",
        "exact",
        "universal",
        None,
    )
    assert proved.covers == "every s in (0, inf)^3"
    assert (proved.witness, proved.nonnegative) == (None, "yes")
    (refuted,) = lyapunov(f"-({V})", 4, timeout=20)
    assert (refuted.verdict, refuted.coverage, refuted.strict) == ("REFUTED", "instances", "no")
    assert refuted.witness is not None
    assert Fraction(refuted.witness.derivative[0]) > 0
    (open_,) = lyapunov("1/(mean(exp(s)) - exp(mean(s)))", 4, timeout=20)
    assert (open_.verdict, open_.strength, open_.coverage, open_.covers) == (
        "UNDECIDED",
        None,
        None,
        "nothing",
    )
    assert "not shown to have a value" in (open_.left or "")
    assert exit_code([proved]) == 0
    assert exit_code([proved, open_]) == exit_code([open_]) == exit_code([]) == 4
    assert exit_code([proved, open_, refuted]) == 1


def test_an_answer_has_no_truth_value() -> None:
    """if lyapunov(...): would be a mistake."""
    (answer,) = lyapunov("mean(s)", 4, timeout=5)
    with pytest.raises(TypeError):
        bool(answer)
    assert answer._repr_html_().startswith("<b>REFUTED</b> mean(s), K = 4, balanced: one point")
    assert answer._repr_latex_() == r"$D^+ V \not\le 0$ ($K = 4$, REFUTED)"


def test_it_is_public() -> None:
    """import symflow; symflow.lyapunov(...)"""
    assert symflow.lyapunov is lyapunov
    assert symflow.Answer is Answer


def test_order_of_answers_and_whatever_is_bad_comes_first() -> None:
    """One answer for each K, in the order asked; a bad K or box is refused before any work."""
    assert [a.K for a in lyapunov("mean(s)", (8, 3, 4), timeout=5)] == [8, 3, 4]
    bad: list[dict[str, Any]] = [
        {"K": (4, 1)},
        {"flow": "sideways"},
        {"flow": "depth:1/2"},
        {"box": "1..2,1..2"},
        {"timeout": 0},
        {"timeout": float("nan")},
        {"boxes": -1},
        {"seed": -1},
        {"parameters": {"c": (0.1, 1)}},
    ]
    for given in bad:
        with pytest.raises(InputError):
            lyapunov("mean(s)", **given)


def work_on(text: str, K: int = 4) -> steps.Work:
    """A question at work."""
    question = Question(read(text), motion("balanced"), K)
    return steps.Work(question, steps.Budget(5.0), lambda part, text: None, float("inf"))


def test_evidence_about_another_claim_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Evidence that is true, universal and exact, about -mean(s); and evidence that is about points only."""
    other, here = work_on("-mean(s)"), work_on("mean(s)")
    marks = tuple(other.question.claim.goals())
    weak = tuple(here.question.claim.goals())
    for evidence in (
        issue("exact", "universal", Outcome.TRUE, "planted", 1, "all", (), marks),
        issue("exact", "instances", Outcome.TRUE, "planted", 1, "one", (), weak),
        issue("sampled", "universal", Outcome.TRUE, "planted", 1, "one", (), weak),
        issue("exact", "universal", Outcome.UNKNOWN, "planted", 1, "one", (), weak),
    ):
        planted = type("Planted", (), {"evidence": evidence, "rule": "planted", "strict": True})()
        monkeypatch.setattr(steps, "prove", lambda question, seconds, planted=planted: planted)
        assert steps.proved(here) is None


def test_a_refutation_of_another_claim_or_outside_of_the_box_refutes_nothing() -> None:
    """The claim and the point must be those of the question."""
    (answer,) = lyapunov("mean(s)", 4, timeout=5)
    assert answer.evidence is not None
    assert steps.refutation(work_on("mean(s)"), answer.evidence) is not None
    assert steps.refutation(work_on("sum(s)"), answer.evidence) is None
    boxed = work_on("mean(s)")
    boxed.question = Question(read("mean(s)"), motion("balanced"), 4, ((Fraction(50), Fraction(51)),) * 3)
    assert steps.refutation(boxed, answer.evidence) is None


SIGNS = [
    (V, "yes"),
    ("mean(s)", "yes"),
    ("log(max(s)/min(s))", "yes"),
    ("log(max(s)) - mean(log(s))", "yes"),
    ("mean(s - log(s))", "yes"),
    ("mean(s**2) - mean(s)**2", "yes"),
    ("mean(1/s) - 1/mean(s)", "yes"),
    ("mean(sqrt(s)) - sqrt(mean(s))", "no"),
    ("sqrt(mean(s)) - mean(sqrt(s))", "yes"),
    ("mean(exp(-s)) - exp(-mean(s))", "unknown"),
    ("mean((s - 1)**2)", "yes"),
    ("mean((s - 1)**3)", "no"),
    ("sorted(s)[1] - min(s)", "yes"),
    ("sorted(s)[0] - sorted(s)[1]", "no"),
    ("mean(log(s))", "no"),
    ("tanh(mean(s)) - 1", "no"),
    ("mean(s)/max(s) - 1", "no"),
    ("max(s)/mean(s) - 1", "yes"),
    ("mean(log(s)) - log(mean(s))", "no"),
    ("min(s) - mean(s)", "no"),
]


@pytest.mark.parametrize(("text", "expected"), SIGNS)
def test_nonnegative(text: str, expected: str) -> None:
    """yes by a rule, no by a point, else unknown."""
    assert nonnegative(Question(read(text), motion("balanced"), 4)) == expected


def test_the_sign_rules_against_sampling() -> None:
    """Whatever a rule calls >= 0 is >= 0 at random points; over terms that are made at random."""
    draw, seen = random.Random(1), 0
    for _ in range(1500):
        text = _expression(draw, 3)
        try:
            candidate = read(text)
        except InputError:
            continue
        if not Signs(candidate).is_nonnegative(candidate.term):
            continue
        seen += 1
        for _ in range(5):
            modes = [math.exp(draw.uniform(-3, 3)) for _ in range(3)]
            try:
                assert _value(candidate.term, modes) >= -1e-9 * (1 + sum(modes)) ** 8, text
            except (OverflowError, ZeroDivisionError, ValueError, TypeError):
                continue
    assert seen > 100


def _expression(draw: random.Random, depth: int, vector: bool = False) -> str:
    """A random scalar, or a vector."""
    if vector and (depth <= 0 or draw.random() < 0.4):
        return "s"
    if depth <= 0:
        return draw.choice(["mean(s)", "max(s)", "min(s)", "1", "2", "mean(log(s))", "sorted(s)[1]"])
    kind = draw.randrange(5 if vector else 8)
    one, two = (
        _expression(draw, depth - 1, vector),
        _expression(draw, depth - 1, vector and draw.random() < 0.5),
    )
    if kind < 2:
        return f"({one}) {draw.choice('+-*/')} ({two})"
    if kind == 2:
        return f"({one})**{draw.choice(['2', '3', '(1/2)', '(-1)'])}"
    if kind in (3, 4):
        return f"{draw.choice(['log', 'exp', 'abs', 'tanh', 'sqrt'])}({one})"
    if kind == 5:
        inner = _expression(draw, depth - 1, True)
        return draw.choice(
            [
                f"max({inner}) - mean({inner})",
                f"mean({inner}) - min({inner})",
                f"mean({inner})/min({inner}) - 1",
            ]
        )
    if kind == 6:
        inner = _expression(draw, depth - 1, True)
        p = draw.choice(["2", "3", "(1/2)", "(-1)"])
        return draw.choice(
            [f"mean(({inner})**{p}) - mean({inner})**{p}", f"log(mean({inner})) - mean(log({inner}))"]
        )
    return f"{draw.choice(['mean', 'sum', 'max', 'min'])}({_expression(draw, depth - 1, True)})"


def _value(term: Any, modes: list[float]) -> float:
    """The value by the plain script's own translation, in floats."""
    names = {"D": float, "K": 4, "s": modes, "log": math.log, "exp": math.exp, "tanh": math.tanh}
    found = eval(answer_script._text(term, 0), names)  # noqa: S307 - made by this test
    if isinstance(found, complex):
        raise ValueError("not real")
    return float(found)


def test_a_fault_of_a_proposer_is_told_and_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the work goes on."""

    def broken(*arguments: object) -> object:
        raise IndexError("planted")

    monkeypatch.setattr(steps, "prove", broken)
    monkeypatch.setattr(steps, "cover", broken)
    (answer,) = lyapunov(V, 4, timeout=2)
    assert answer.verdict == "UNDECIDED"
    assert sum("planted" in line for line in answer.tried) == 2
