"""The few words of a page that the LaTeX export does not have: how to read it, and what the steps are called."""

from __future__ import annotations

from symflow.ledger.run import Result

LEGEND = (
    "Each statement stands under the verdict that symflow computed from its evidence. Only what is PROVED holds on the "
    "whole domain that is stated: every step of its derivation was checked by a program, and so was every claim that "
    "it rests on. REFUTED: exact numbers at which it fails. Any other verdict proves nothing."
)


def derivation_title(result: Result) -> str:
    """What the steps are: a proof only where the claim is proved."""
    titles = {"PROVED": "Proof", "CONDITIONAL": "Conditional proof", "REFUTED": "Refutation"}
    return titles.get(result.verdict, "Steps so far")


MEANING = {
    "PROVED": "Every part is established on the whole domain that is stated; nothing is said beyond it.",
    "CONDITIONAL": "Its own derivation is complete, but something that it rests on is not proved.",
    "REFUTED": "It fails at exact numbers; nothing is said about other points.",
    "SUSPECT": "A counterexample is not confirmed, or pieces of evidence disagree: nothing is settled.",
    "VACUOUS": "It is satisfied trivially: it says nothing.",
    "SUPPORTED": "This is not proved; what was tried did not contradict it.",
    "UNDECIDED": "This is not proved, and not refuted.",
}
