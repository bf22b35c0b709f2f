"""The explanation of a claim: every section, and the advice for what is not settled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import CLAIM, STEP, proof, refutation, renamed, result, sample

from symflow.evidence.proving.exact import StepResult
from symflow.ledger import Result
from symflow.ledger.twins import TwinReport
from symflow.render.advice import missing_parts, next_thing
from symflow.render.explain import explanation


def explained(main: Result, *others: Result, twin: TwinReport | None = None) -> str:
    """The explanation as one text."""
    results = {r.claim.id: r for r in (main, *others)}
    return "\n".join(line.plain for line in explanation(main.claim.id, results, twin))


def report(holds: bool, complete: bool = False, refuted: bool = True) -> TwinReport:
    """A twin's report with one step."""
    twin = CLAIM.false_twin()
    assert twin is not None
    step = StepResult(STEP, holds, "" if holds else "the two sides differ", None)
    return TwinReport(twin, "double", (step,), complete, refutation() if refuted else None, ())


def test_a_proved_claim() -> None:
    """Statement, digest, steps with reasons, evidence on two axes, trusts, hypotheses used."""
    text = explained(result("PROVED", proof(), sample()), twin=report(holds=False))
    for piece in (
        "alpha: twice a [bold]sum[/bold]",
        "verdict  PROVED; exact x universal",
        f"digest   {CLAIM.digest}",
        "Let u_1, ..., u_N be real.",
        "hypothesis centred: ",
        "(double)  [established]",
        "1. IDENTITY  collect  [holds]",
        "collect terms",
        "uses  centred",
        "hypotheses that the proof names: centred",
        "exact x universal: TRUE, 2 cases; 1 proof step",
        "trusts: school",
        "sampled x instances: TRUE, 40 cases",
        "fails at step 'collect' (IDENTITY):",
        "u = (1, -1/3)",
        "left - right is in [0.10, 0.11]",
    ):
        assert piece in text, piece
    assert "Next" not in text


def test_a_failed_step_is_shown() -> None:
    """With the reason, and what to do about it."""
    text = explained(result("SUPPORTED", sample(), holds=False, why="no sign"))
    assert "1. IDENTITY  collect  [FAILS: no sign]" in text
    assert "(double)  [0 of 1 established]" in text
    assert "repair it, or, if the statement is false, give exact values as a WITNESS step" in text
    assert "was not examined in this run" in text


def test_a_twin_that_is_not_told_apart_is_an_alert() -> None:
    """Whether its steps hold or its witness does not refute it."""
    text = explained(result("PROVED", proof()), twin=report(holds=True, complete=True, refuted=False))
    assert "ALERT: every step of the proof above holds for it as well, and they prove it" in text
    assert "ALERT: its witness does not refute it" in text


def test_what_it_rests_on() -> None:
    """A tree down to the literature."""
    low = result("UNDECIDED", claim=renamed("low", cites=("euler1768",)), examined=False)
    middle = result("CONDITIONAL", proof(), claim=renamed("middle", uses=("low",)))
    top = result("CONDITIONAL", proof(), claim=renamed("top", uses=("middle",)))
    text = explained(top, middle, low)
    assert "  middle: CONDITIONAL\n      low: UNDECIDED\n          literature: euler1768" in text
    assert "settle middle first: symflow explain middle" in text


def test_a_refuted_claim_with_a_script_to_reproduce_it() -> None:
    """The witness and its ten lines of Python."""
    claim = replace(CLAIM, expected="REFUTED", reproduce="x = 1\nprint(x)\x1b[31m\n")
    text = explained(result("REFUTED", refutation(), claim=claim))
    assert "but the claim says: left == right" in text
    assert "    x = 1\n      print(x)" in text
    assert "\x1b" not in text
    assert "Next" not in text


@pytest.mark.parametrize(
    ("found", "advice"),
    [
        (result("UNDECIDED", messages=("has no proof script",)), "write proofs/alpha.py"),
        (result("UNDECIDED", examined=False, messages=("did not finish within 2 s",)), "raise --timeout"),
        (result("SUPPORTED", sample()), "no step establishes part double, zero"),
        (result("SUSPECT", refutation(), proof()), "enclose it with a WITNESS step"),
        (result("REFUTED", refutation()), "the verdict is REFUTED, not PROVED"),
    ],
)
def test_advice(found: Result, advice: str) -> None:
    """The next thing to try depends on what is missing."""
    assert advice in " ".join(next_thing(found, {"alpha": found}))


def test_missing_parts() -> None:
    """Only those that nothing establishes."""
    assert missing_parts(result("PROVED", proof())) == []
    assert missing_parts(result("SUPPORTED", sample())) == ["double", "zero"]
