"""The few words of a page that the LaTeX export does not have: how to read it, and what the steps are called."""

from __future__ import annotations

from collections.abc import Iterable

from symflow.ledger.run import Result
from symflow.render.outcome import steps_fail

EVERY_STEP = "every step of its derivation was checked by a program"
EVERY_PART = (
    "every part of it was established by a program (a step that does not hold says so, and what the verdict rests on "
    "instead is told beside it)"
)
LEGEND = (
    "Each statement stands under the verdict that symflow computed from its evidence. Only what is PROVED holds on the "
    "whole domain that is stated: every step of its derivation was checked by a program, and so was every claim that "
    "it rests on. REFUTED: exact numbers at which it fails. Any other verdict proves nothing."
)


def derivation_title(result: Result) -> str:
    """What the steps are: a proof only where the claim is proved, and every step holds."""
    whole = {} if steps_fail(result) else {"PROVED": "Proof", "CONDITIONAL": "Conditional proof"}
    return {**whole, "REFUTED": "Refutation"}.get(result.verdict, "Steps so far")


def legend(results: Iterable[Result]) -> str:
    """How to read a page; of a claim that is proved though its own steps fail, nothing is said of its steps."""
    if any(r.verdict == "PROVED" and steps_fail(r) for r in results):
        return LEGEND.replace(EVERY_STEP, EVERY_PART)
    return LEGEND


MEANING = {
    "PROVED": "Every part is established on the whole domain that is stated; nothing is said beyond it.",
    "CONDITIONAL": "Its own derivation is complete, but something that it rests on is not proved.",
    "REFUTED": "It fails at exact numbers; nothing is said about other points.",
    "SUSPECT": "A counterexample is not confirmed, or pieces of evidence disagree: nothing is settled.",
    "VACUOUS": "It is satisfied trivially: it says nothing.",
    "SUPPORTED": "This is not proved; what was tried did not contradict it.",
    "UNDECIDED": "This is not proved, and not refuted.",
}
