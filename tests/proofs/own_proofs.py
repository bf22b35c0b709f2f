"""The claims of the package, and the steps of their own proof scripts, run in this process."""

from __future__ import annotations

import runpy
from functools import cache
from pathlib import Path

from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.steps import Step
from symflow.evidence.result import Evidence
from symflow.ledger import claims, proof_path
from symflow.ledger.examination import check_steps

BOOK = claims()
VACUOUS = sorted(name for name, claim in BOOK.items() if claim.expected == "VACUOUS")
PROVED = sorted(n for n, claim in BOOK.items() if claim.expected in ("PROVED", "VACUOUS"))  # by their steps
REFUTED = sorted(name for name, claim in BOOK.items() if claim.expected == "REFUTED")
SETTLED = sorted([*PROVED, *REFUTED])


def script_of(name: str) -> Path:
    """The proof script of a claim."""
    path = proof_path(name)
    if path is None:
        raise FileNotFoundError(f"proofs/{name}.py")
    return path


def steps_for(name: str, claim: Claim) -> list[Step]:
    """The steps that the script ``name`` gives for a claim: its own, or a false twin of it."""
    return list(runpy.run_path(str(script_of(name)), run_name="symflow_proof")["proof"](claim))


@cache
def checked(name: str) -> tuple[list[StepResult], list[Evidence], list[str]]:
    """What becomes of the steps of a claim's own proof."""
    claim = BOOK[name]
    return check_steps(claim, BOOK, steps_for(name, claim))
