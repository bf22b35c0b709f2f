r"""The examination of one claim: refute first, then check its proof, then gather evidence beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from symflow.claim.claim import Claim
from symflow.errors import SymflowError
from symflow.evidence import verdict as verdicts
from symflow.evidence.points.cover import cover
from symflow.evidence.points.inhabited import inhabited
from symflow.evidence.points.instances import SLOWEST, expand
from symflow.evidence.points.sampled import sample
from symflow.evidence.points.search import search
from symflow.evidence.points.witness import refute
from symflow.evidence.proving.exact import ExactChecker, StepResult
from symflow.evidence.proving.steps import Cover, Step, Witness
from symflow.evidence.result import Evidence, Outcome
from symflow.ledger.scripts import steps_of

SCRIPT_SECONDS = 30.0
SAMPLING = 30.0
Source = Callable[[], Evidence | None]
SETTLED = ("PROVED", "REFUTED", "VACUOUS")


@dataclass(frozen=True, slots=True)
class Effort:
    """Sampled cases, seconds for exact expansion, and seconds for the search of a counterexample."""

    cases: int
    expansion: float
    search: float


LEVELS = {"quick": Effort(25, 3.0, 5.0), "full": Effort(400, 40.0, 30.0)}


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was found about one claim.

    ``hurried``: a clock may have cut short the evidence beside the proof, so that another run may find more.
    """

    steps: tuple[StepResult, ...]
    evidence: tuple[Evidence, ...]
    messages: tuple[str, ...]
    hurried: bool = False

    @property
    def failed(self) -> StepResult | None:
        """The first step that does not hold."""
        return next((s for s in self.steps if not s.holds), None)


def examine(claim: Claim, book: dict[str, Claim], script: Path | None, level: str) -> Examination:
    """All evidence about a claim: its proof script's steps, exact instances, samples, a search.

    The search for a counterexample runs where the proof leaves something open, and at level "full".
    """
    messages: list[str] = []
    steps: list[Step] = []
    if script is None:
        messages.append("has no proof script")
    else:
        steps, trouble = steps_of(script, claim, SCRIPT_SECONDS)
        messages += [trouble] if trouble else []
    results, evidence, more = check_steps(claim, book, steps)
    messages += more
    evidence += inside(claim, messages)
    open_still = verdicts.compute(claim, evidence, dict.fromkeys(claim.uses, "PROVED")) not in SETTLED
    beside, hurried = _beside(claim, LEVELS[level], messages)
    evidence += beside
    if level == "full" or open_still:
        sources: list[Source] = [lambda: _at_twin(claim), lambda: search(claim, LEVELS[level].search)]
        evidence += _gathered(sources, messages)
    return Examination(tuple(results), tuple(evidence), tuple(messages), hurried)


def inside(claim: Claim, messages: list[str]) -> list[Evidence]:
    """Evidence that some point satisfies the hypotheses of the domain; nothing without hypotheses."""
    return _gathered([lambda: inhabited(claim)], messages)


def _beside(claim: Claim, effort: Effort, messages: list[str]) -> tuple[list[Evidence], bool]:
    """Evidence of a second kind, whatever the proof says, and whether a clock may have cut it short."""
    started = monotonic()
    evidence = _gathered([lambda: expand(claim, effort.expansion)], messages)
    expanded = monotonic()
    evidence += _gathered([lambda: sample(claim, effort.cases, seconds=SAMPLING)], messages)
    return evidence, expanded - started > SLOWEST * effort.expansion or monotonic() - expanded > SAMPLING


def _at_twin(claim: Claim) -> Evidence | None:
    """A counterexample where the false twin fails: a point that meets hypotheses which no random point meets."""
    if claim.twin is None:
        return None
    found = refute(claim, replace(claim.twin.witness, indices=()))
    return found if found.outcome is Outcome.FALSE else None


def _gathered(sources: list[Source], messages: list[str]) -> list[Evidence]:
    out: list[Evidence] = []
    for source in sources:
        try:
            found = source()
        except SymflowError as error:
            messages.append(f"evidence beside the proof: {error}")
            continue
        out += [found] if found is not None else []
    return out


def check_steps(
    claim: Claim, book: dict[str, Claim], steps: list[Step]
) -> tuple[list[StepResult], list[Evidence], list[str]]:
    """Check the steps of a proof; witnesses and covers are evidence of their own."""
    apart = [s for s in steps if isinstance(s, Witness | Cover)]
    results: list[StepResult] = []
    evidence: list[Evidence] = []
    messages: list[str] = []
    for step in apart:
        found = refute(claim, step.instance, step.part) if isinstance(step, Witness) else cover(claim, step)
        wanted = Outcome.FALSE if isinstance(step, Witness) else Outcome.TRUE
        evidence.append(found)
        holds = found.outcome is wanted
        results.append(StepResult(step, holds, "" if holds else found.method, None))
    logical = [s for s in steps if not isinstance(s, Witness | Cover)]
    if logical:
        try:
            shown, proof = ExactChecker(claim, book).prove(logical)
        except SymflowError as error:
            return results, evidence, [f"the domain is not usable: {error}"]
        results += shown
        evidence += [proof] if proof is not None else []
        failed = next((r for r in shown if not r.holds), None)
        if failed is not None:
            messages.append(f"step {failed.step.label!r} ({failed.step.kind}) fails: {failed.message}")
    return results, evidence, messages
