"""The claims of the package with their own proofs checked in this process, and results with every verdict."""

from __future__ import annotations

import runpy
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from made import CLAIM, STEP, proof, refutation, sample

from symflow.claim.claim import VERDICTS
from symflow.evidence import verdict as verdicts
from symflow.evidence.points.inhabited import inhabited
from symflow.evidence.proving.exact import StepResult
from symflow.ledger import Examination, Result, claims, proof_path
from symflow.ledger.examination import check_steps
from symflow.render.latex.document import document

BOOK = claims()
VERSION = "0.0.test"


@cache
def checked(name: str) -> Result:
    """A claim with the steps of its own proof, checked, and the verdict that they come to."""
    claim, path = BOOK[name], proof_path(name)
    used = {other: checked(other).verdict for other in claim.uses}
    steps = runpy.run_path(str(path), run_name="symflow_proof")["proof"](claim) if path is not None else []
    results, evidence, messages = check_steps(claim, BOOK, list(steps))
    met = inhabited(claim) if claim.domain.hypotheses else None
    evidence += [met] if met is not None else []
    examination = Examination(tuple(results), tuple(evidence), tuple(messages))
    verdict = verdicts.compute(claim, evidence, used)
    return Result(claim, verdict, tuple(evidence), examination, True, 0.0, tuple(messages))


def export(names: Iterable[str], standalone: bool = False, sizes: Sequence[int] = ()) -> str:
    """Some claims as LaTeX; what they rest on is known and not shown. The certificates have made-up digests."""
    asked = set(names)
    known = set(asked)
    waiting = list(asked)
    while waiting:
        more = [used for used in BOOK[waiting.pop()].uses if used not in known]
        known |= set(more)
        waiting += more
    results = [replace(checked(n), requested=n in asked) for n in sorted(known)]
    certificates = {n: BOOK[n].digest[::-1] for n in sorted(known) if checked(n).verdict != "UNDECIDED"}
    return document(results, VERSION, standalone, certificates, sizes)


def made_results() -> list[Result]:
    """One result for each verdict, made by hand: with evidence that fits, a step that holds or one that fails."""
    out = []
    for verdict in VERDICTS:
        evidence = {"PROVED": (proof(),), "CONDITIONAL": (proof(),), "REFUTED": (refutation(),)}.get(
            verdict, (sample(),)
        )
        holds = verdict in ("PROVED", "CONDITIONAL")
        step = StepResult(STEP, holds, "" if holds else "the sides differ", None)
        messages = () if holds else ("step 'collect' (IDENTITY) fails: the sides differ",)
        claim = replace(
            CLAIM, id=f"made-{verdict.lower()}", uses=("low",) if verdict == "CONDITIONAL" else ()
        )
        out.append(
            Result(claim, verdict, evidence, Examination((step,), evidence, messages), True, 0.0, messages)
        )
    low = replace(CLAIM, id="low")
    return [*out, Result(low, "UNDECIDED", (), None, False, 0.0, ("was interrupted",))]
