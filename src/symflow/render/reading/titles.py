"""The few words of a page that the LaTeX export does not have: how to read it, and what a verdict means."""

from __future__ import annotations

from collections.abc import Iterable

from symflow.ledger.run import Result
from symflow.render.outcome import steps_fail

EVERY_STEP = "every step of its derivation was checked by a program"
EVERY_PART = (
    "every part of it was established by a program (a step that does not hold says so, and what the verdict rests on "
    "instead is told beside it)"
)


def legend(results: Iterable[Result]) -> str:
    """How to read a page; of a claim that is proved though its own steps fail, nothing is said of its steps."""
    broken = any(r.verdict == "PROVED" and steps_fail(r) for r in results)
    return (
        "Each statement stands under the verdict that symflow computed from its evidence. Only what is PROVED holds on "
        f"the whole domain that is stated: {EVERY_PART if broken else EVERY_STEP}, and so was every claim that it "
        "rests on. REFUTED: exact numbers at which it fails. Any other verdict proves nothing."
    )


MEANING = {
    "PROVED": "Every part is established on the whole domain that is stated; nothing is said beyond it.",
    "CONDITIONAL": "Its own derivation is complete, but something that it rests on is not proved.",
    "REFUTED": "It fails at exact numbers; nothing is said about other points.",
    "SUSPECT": "A counterexample is not confirmed, or pieces of evidence disagree: nothing is settled.",
    "VACUOUS": "It is satisfied trivially: it says nothing.",
    "SUPPORTED": "This is not proved; what was tried did not contradict it.",
    "UNDECIDED": "This is not proved, and not refuted.",
}
