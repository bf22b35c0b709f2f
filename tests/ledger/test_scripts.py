"""Proof scripts: whatever a script does, the run goes on, and nothing but its steps comes out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from symflow.claim.claim import Claim
from symflow.ledger import Result, verify
from symflow.ledger.scripts import proof_path, steps_of

GOOD_TAIL = """
    from symflow.evidence.proving.proof import identity

    def proof(claim):
        return [identity("collect", claim["double"], "collect terms")]
"""
FORGERY = """
    from symflow.evidence.result import Outcome, issue

    def proof(claim):
        shown = tuple(claim.goals())
        return [issue("exact", "universal", Outcome.TRUE, "trust me", 1, "all", (), shown)]
"""
BAD = {
    "raises": ("def proof(claim):\n        raise ValueError('one\\ntwo')", "raised ValueError: one two"),
    "raises at the top": ("raise RuntimeError('top')", "raised RuntimeError: top"),
    "is not Python": ("def (", "raised SyntaxError"),
    "has no proof": ("x = 1", "defines no function proof(claim)"),
    "returns a number": ("def proof(claim):\n        return 7", "raised TypeError"),
    "returns text": ("def proof(claim):\n        return ['QED']", "which is no proof step"),
    "issues evidence": (FORGERY, "returned a Evidence, which is no proof step"),
    "exits": ("import sys\n    sys.exit(0)", "ends the program: SystemExit (double.py, line"),
    "exits at once": ("import os\n    os._exit(0)", "ended without a result"),
    "kills itself": ("import os\n    os.kill(os.getpid(), 9)", "ended without a result"),
    "recurses": ("def proof(claim):\n        return proof(claim)", "nested too deeply"),
    "takes all memory": ("x = bytearray(10**13)", "ran out of memory"),
}


def only(book: dict[str, Claim], **options: Any) -> Result:
    """The result for the claim ``double``."""
    (result,) = verify(["double"], known=book, **options)
    return result


def test_a_script_is_found_by_the_claims_id(folder: Path, script: Any) -> None:
    """And by nothing else."""
    assert proof_path("double") is None
    assert script("double") == proof_path("double")


@pytest.mark.parametrize("case", BAD)
def test_a_bad_script_leaves_the_claim_unproved(book: dict[str, Claim], script: Any, case: str) -> None:
    """The claim is not PROVED, and one line says what the script did."""
    text, said = BAD[case]
    script("double", f"    {text}" if not text.startswith("\n") else text)
    result = only(book)
    assert result.verdict in ("SUPPORTED", "UNDECIDED")
    assert any(said in message for message in result.messages), result.messages
    assert all("\n" not in message for message in result.messages)


def test_a_script_that_prints_still_proves(book: dict[str, Claim], script: Any) -> None:
    """Printing is no reason to refuse a proof."""
    script("double", "    print('noise')" + GOOD_TAIL)
    assert only(book).verdict == "PROVED"


def test_a_script_that_forks_still_proves(book: dict[str, Claim], script: Any) -> None:
    """Both copies hand over the same steps; one set is read."""
    script("double", "    import os\n    os.fork()" + GOOD_TAIL)
    assert only(book).verdict == "PROVED"


def test_a_script_cannot_change_how_it_is_judged(book: dict[str, Claim], script: Any) -> None:
    """It runs in a process that computes no verdict."""
    script(
        "double",
        """
        import symflow.evidence.verdict as verdict
        from symflow.evidence.proving.exact import ExactChecker

        verdict.compute = lambda *given: "PROVED"
        ExactChecker.check = lambda self, step: None

        def proof(claim):
            return []
        """,
    )
    assert only(book).verdict != "PROVED"


def test_a_script_that_hangs_is_ended(book: dict[str, Claim], script: Any) -> None:
    """Within its own limit, with a sentence that names it."""
    path = script("double", "    while True: pass")
    steps, trouble = steps_of(path, book["double"], 0.5)
    assert steps == []
    assert trouble == "the proof script did not finish within 0.5 s (double.py, line 1)"


def test_a_good_script(book: dict[str, Claim], script: Any) -> None:
    """Its steps come back as data, equal to what it made."""
    steps, trouble = steps_of(script("double"), book["double"], 20.0)
    assert trouble == ""
    assert [(s.kind, s.label) for s in steps] == [("IDENTITY", "collect")]
