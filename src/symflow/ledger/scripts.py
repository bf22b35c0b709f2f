r"""Proof scripts: found by claim id, run apart, and read back as data.

``proofs/<id>.py`` is Python and is run as Python, in a process of its own; all that leaves that process is
a JSON text of steps. Whatever reads the steps afterwards has not run the script. A user's file
(``symflow.ledger.user``) holds claims beside their proofs: ``proof(claim)`` for all of them, or
``proofs = {id: function}``.
"""

from __future__ import annotations

import json
from pathlib import Path

from symflow.algebra.serial import from_json, to_json
from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.evidence.proving.steps import STEP_KINDS, Step
from symflow.ledger.processes import run_once
from symflow.ledger.user_file import placed, run_file

LONGEST = 20_000_000
GRACE = 2.0
_PACKAGE = Path(__file__).resolve().parent.parent
FOLDERS = (_PACKAGE / "_proofs", _PACKAGE.parent.parent / "proofs")


def proof_path(name: str) -> Path | None:
    """The proof script of a claim, in an installed package or in the source tree."""
    for folder in FOLDERS:
        path = folder / f"{name}.py"
        if path.is_file():
            return path
    return None


def steps_text(path: Path, claim: Claim, seconds: float) -> str:
    """Run the script and write its steps as JSON, or what went wrong (in this process: call it in one of its own)."""
    steps, trouble = placed(path, seconds, lambda: _steps(path, claim))
    return json.dumps({"steps": steps or [], "trouble": trouble})


def _steps(path: Path, claim: Claim) -> list[object]:
    space = run_file(path, "symflow_proof")
    proofs = space.get("proofs")
    own = proofs.get(claim.id) if isinstance(proofs, dict) else None
    proof = own or space.get("proof")
    if not callable(proof):
        other = f" for {claim.id}" if isinstance(proofs, dict) else ""
        raise InputError(f"{path.name} defines no function proof(claim){other}")
    steps = list(proof(claim))
    for step in steps:
        if not isinstance(step, STEP_KINDS):
            raise InputError(
                f"{path.name}: proof(claim) returned a {type(step).__name__}, which is no proof step"
            )
    data: list[object] = [to_json(step) for step in steps]
    length = len(json.dumps(data))
    if length > LONGEST:
        raise InputError(f"{path.name}: the steps take {length} characters; at most {LONGEST} are read")
    return data


def steps_of(path: Path, claim: Claim, timeout: float) -> tuple[list[Step], str]:
    """The steps of a proof script, or none and what went wrong."""
    text, trouble = run_once(steps_text, (path, claim, timeout), timeout + GRACE, as_text=True)
    if not isinstance(text, str):
        return [], f"the proof script {trouble}"
    try:
        found = json.loads(text)
        trouble, steps = str(found["trouble"])[:400], [from_json(item) for item in found["steps"]]
    except (InputError, ValueError, RecursionError, LookupError, TypeError) as error:
        return [], f"the proof script handed over steps that cannot be read: {error}"
    if trouble:
        return [], f"the proof script {trouble}"
    if not all(isinstance(step, STEP_KINDS) for step in steps):
        return [], "the proof script handed over something that is not a step"
    return steps, ""
