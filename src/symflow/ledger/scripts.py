r"""Proof scripts: found by claim id, run apart, and read back as data.

``proofs/<id>.py`` is Python and is run as Python, in a process of its own; all that leaves that process is
a JSON text of steps. Whatever reads the steps afterwards has not run the script.
"""

from __future__ import annotations

import json
import runpy
from pathlib import Path

from symflow.algebra.serial import from_json, to_json
from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.evidence.proving.steps import STEP_KINDS, Step
from symflow.ledger.processes import run_once

LONGEST = 20_000_000
_PACKAGE = Path(__file__).resolve().parent.parent
FOLDERS = (_PACKAGE / "_proofs", _PACKAGE.parent.parent / "proofs")


def proof_path(name: str) -> Path | None:
    """The proof script of a claim, in an installed package or in the source tree."""
    for folder in FOLDERS:
        path = folder / f"{name}.py"
        if path.is_file():
            return path
    return None


def steps_text(path: Path, claim: Claim) -> str:
    """Run the script and write its steps as JSON (in this process: call it in one of its own)."""
    proof = runpy.run_path(str(path), run_name="symflow_proof").get("proof")
    if not callable(proof):
        raise InputError(f"{path.name} defines no function proof(claim)")
    steps = list(proof(claim))
    for step in steps:
        if not isinstance(step, STEP_KINDS):
            raise InputError(
                f"{path.name}: proof(claim) returned a {type(step).__name__}, which is no proof step"
            )
    text = json.dumps([to_json(step) for step in steps])
    if len(text) > LONGEST:
        raise InputError(f"{path.name}: the steps take {len(text)} characters; at most {LONGEST} are read")
    return text


def steps_of(path: Path, claim: Claim, timeout: float) -> tuple[list[Step], str]:
    """The steps of a proof script, or none and what went wrong."""
    text, trouble = run_once(steps_text, (path, claim), timeout, as_text=True)
    if not isinstance(text, str):
        return [], f"the proof script {trouble}"
    try:
        steps = [from_json(item) for item in json.loads(text)]
    except (InputError, ValueError, RecursionError) as error:
        return [], f"the proof script handed over steps that cannot be read: {error}"
    if not all(isinstance(step, STEP_KINDS) for step in steps):
        return [], "the proof script handed over something that is not a step"
    return steps, ""
