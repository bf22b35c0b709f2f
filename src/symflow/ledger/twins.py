r"""False twins: the true claim's own proof, run on a statement that differs by one token.

A proof that would also go through for a false statement proves nothing. So the proof script of a claim
is run on its false twin, where it must fail at a named step, and the twin must be refuted by a witness.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from symflow.claim.claim import Claim
from symflow.errors import SymflowError
from symflow.evidence.points.witness import refute
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.result import Evidence, Outcome
from symflow.evidence.verdict import compute
from symflow.ledger.examination import SCRIPT_SECONDS, check_steps
from symflow.ledger.processes import run_once
from symflow.ledger.scripts import proof_path, steps_of

TWIN_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class TwinReport:
    """What became of a false twin.

    ``steps``: the true proof's steps, checked against the twin. ``complete``: whether they establish all
    of the twin, which they never should. ``messages``: whatever else went wrong.
    """

    twin: Claim
    part: str
    steps: tuple[StepResult, ...]
    complete: bool
    refutation: Evidence | None
    messages: tuple[str, ...]

    @property
    def failed(self) -> StepResult | None:
        """The first step of the true proof that does not hold for the twin."""
        return next((s for s in self.steps if not s.holds), None)

    @property
    def refuted(self) -> bool:
        """Whether the witness shows that the twin is false."""
        return self.refutation is not None and self.refutation.outcome is Outcome.FALSE

    @property
    def told_apart(self) -> bool:
        """Whether the proof fails on the twin at a named step, and the witness refutes the twin."""
        return self.failed is not None and not self.complete and self.refuted


def examine_twin(
    claim: Claim, book: dict[str, Claim], script: Path | None = None, timeout: float = TWIN_SECONDS
) -> TwinReport | None:
    """Run the claim's own proof on its false twin, and refute the twin; None for a claim without a twin.

    ``script``: the proof script, where it is not the one found by the claim's id.
    """
    twin = claim.false_twin()
    if twin is None or claim.twin is None:
        return None
    found, trouble = run_once(_examine, (claim, twin, book, script or proof_path(claim.id)), timeout)
    if isinstance(found, TwinReport):
        return found
    return TwinReport(twin, claim.twin.part, (), False, None, (f"the examination of the twin {trouble}",))


def _examine(claim: Claim, twin: Claim, book: dict[str, Claim], script: Path | None) -> TwinReport:
    """The report (in this process: call it in one of its own)."""
    if claim.twin is None:
        raise SymflowError(f"claim {claim.id} has no false twin")
    results: list[StepResult] = []
    messages: list[str] = []
    complete = False
    if script is None:
        messages.append("has no proof script")
    else:
        # a script that tells claims apart by their ids must not know the twin by its own
        steps, trouble = steps_of(script, replace(twin, id=claim.id), SCRIPT_SECONDS)
        messages += [trouble] if trouble else []
        results, evidence, _ = check_steps(twin, book, steps)
        complete = _complete(twin, evidence)
    refutation: Evidence | None = None
    try:
        refutation = refute(twin, claim.twin.witness, claim.twin.part)
    except SymflowError as error:
        messages.append(f"the twin's witness cannot be used: {error}")
    return TwinReport(twin, claim.twin.part, tuple(results), complete, refutation, tuple(messages))


def _complete(twin: Claim, evidence: list[Evidence]) -> bool:
    """Whether the evidence would prove the twin."""
    return compute(twin, evidence, dict.fromkeys(twin.uses, "PROVED")) in ("PROVED", "VACUOUS", "SUSPECT")
