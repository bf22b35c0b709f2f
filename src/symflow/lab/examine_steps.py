r"""The steps of an examination, each with a part of the time; evidence in, an answer out.

Statement.  Each step may end the work. PROVED is read from sealed evidence that is true, exact or enclosed, about every
sequent of this very claim, and universal or, where the question has a box, a cover of that box that left nothing over.
REFUTED is read from sealed evidence against this very claim, at a point that the question is about. A cover of a
box that nobody asked about proves nothing; it is told as what was shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from time import monotonic
from typing import TypeVar

from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.evidence.result import Evidence, Outcome, genuine
from symflow.evidence.verdict import PROVING
from symflow.lab.answer import NO, UNKNOWN, YES, Answer, unanswered, witness
from symflow.lab.answer_script import script
from symflow.lab.cover import Covered, cover
from symflow.lab.prove import prove
from symflow.lab.question import Box, Question
from symflow.lab.refute import ROUNDS, refute

Progress = Callable[[float, str], None]
Found = TypeVar("Found")
TIMEOUT, BOXES = 60.0, 20_000
SEARCH, PROOF, COVER = 0.25, 0.25, 0.4
LONGER = 5
SAMPLE = (Fraction(1, 2), Fraction(2))
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds for each K, boxes, and the seed of the search."""

    seconds: float = TIMEOUT
    boxes: int = BOXES
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= 10**6:
            raise InputError.about("timeout", self.seconds, "give seconds, from 0.001 to 1000000")
        if type(self.boxes) is not int or not 0 <= self.boxes <= 10**9:
            raise InputError.about("boxes", self.boxes, "give a whole number from 0 to 1000000000")
        if type(self.seed) is not int or not 0 <= self.seed < 2**63:
            raise InputError.about("seed", self.seed, "give a whole number from 0 up")


@dataclass
class Work:
    """One question at work: until when, what was tried so far, what a cover has shown and left over."""

    question: Question
    budget: Budget
    progress: Progress
    end: float
    tried: list[str] = field(default_factory=list)
    shown: str = ""
    over: str = ""

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.end - monotonic()


def refuted(work: Work) -> Answer | None:
    """The search, with a part of the time."""
    return _searched(work, SEARCH * work.budget.seconds, work.budget.seed, ROUNDS)


def refuted_later(work: Work) -> Answer | None:
    """The search again, with other draws and all the time that is left."""
    return _searched(work, work.left, work.budget.seed + 1, LONGER * ROUNDS)


def _searched(work: Work, seconds: float, seed: int, rounds: int) -> Answer | None:
    if seconds <= 0:
        return None
    found = refute(work.question, seconds, seed, rounds, work.progress)
    work.tried.append(f"search for a counterexample, at most {rounds} rounds, seed {seed}")
    return None if found is None else refutation(work, genuine(found))


def refutation(work: Work, found: Evidence) -> Answer | None:
    """REFUTED, if the evidence is about this claim and its point is one that the question is about."""
    question, point = work.question, found.refutation
    against = found.outcome is Outcome.FALSE and question.claim.digest in found.established
    if (
        point is None
        or not against
        or found.strength not in PROVING
        or not question.asks_about(point.instance)
    ):
        return None
    seen = witness(question, point)
    return Answer(
        question.candidate.text,
        question.K,
        question.motion.text,
        "REFUTED",
        found.strength,
        found.coverage,
        f"one point with K = {question.K} ({question.scheme})",
        None,
        NO,
        UNKNOWN,
        seen,
        tuple(work.tried),
        None,
        script(question, seen),
        found,
    )


def proved(work: Work) -> Answer | None:
    """The rules, each checked by the exact checker."""
    work.progress(SEARCH, "trying to prove it on the whole set")
    seconds = max(0.0, min(work.left, PROOF * work.budget.seconds))
    found = _proposal(work, "rules", lambda: prove(work.question, seconds))
    work.tried.append("rules that prove it for every point")
    if found is None or not _shows(genuine(found.evidence), work.question.claim, "universal"):
        return None
    return _proof(work, found.evidence, found.rule, YES if getattr(found, "strict", False) else UNKNOWN)


def covered(work: Work) -> Answer | None:
    """The box of the question, or a sample of the orthant, covered by enclosures."""
    question = work.question
    box: Box = question.box or (SAMPLE,) * (question.K - 1)
    if work.left <= 0 or not work.budget.boxes:
        return None
    most = work.budget.boxes

    def told(done: int, left: int) -> None:
        work.progress(SEARCH + PROOF, f"{done} boxes covered, {left} left, at most {most}")

    seconds = min(work.left, COVER * work.budget.seconds)
    found = _proposal(work, "cover", lambda: cover(question, box, most, seconds, told))
    if found is None:
        return None
    about = Question(question.candidate, question.motion, question.K, box).about
    work.tried.append(f"{found.tried}, for {about}")
    if found.evidence is None:
        return None
    evidence = genuine(found.evidence)
    if evidence.outcome is Outcome.FALSE:
        return refutation(work, evidence)
    if not found.left and _shows(evidence, question.claim, "boxes"):
        if question.box is not None:
            return _proof(work, evidence, f"cover: {evidence.method}", UNKNOWN)
        work.shown = about
    elif question.box is not None:
        work.over = _boxes(found)
    return None


def _proposal(work: Work, name: str, propose: Callable[[], Found]) -> Found | None:
    """What a step proposes; a fault in it is told, and ends this step only: it could at most have proposed."""
    try:
        return propose()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the other steps go on
        work.tried.append(
            f"{name}: ended by an internal fault ({type(fault).__name__}: {fault}), please report it"
        )
        return None


def _shows(evidence: Evidence, claim: Claim, coverage: str) -> bool:
    """Whether the evidence establishes every sequent of the claim, to this coverage."""
    true = evidence.outcome is Outcome.TRUE and evidence.coverage == coverage and evidence.strength in PROVING
    return true and set(claim.goals()) <= set(evidence.established)


def _proof(work: Work, evidence: Evidence, rule: str, strict: str) -> Answer:
    question = work.question
    return Answer(
        question.candidate.text,
        question.K,
        question.motion.text,
        "PROVED",
        evidence.strength,
        evidence.coverage,
        question.about,
        None,
        strict,
        UNKNOWN,
        None,
        tuple(work.tried),
        rule,
        None,
        evidence,
    )


def _boxes(found: Covered) -> str:
    """The boxes left over, the first of them with their ends."""
    few = "; ".join(" x ".join(f"[{low}, {high}]" for low, high in box) for box in found.left[:SHOWN])
    more = f"; and {len(found.left) - SHOWN} more" if len(found.left) > SHOWN else ""
    return f"{len(found.left)} boxes: {few}{more}"


def undecided(work: Work, left: str = "") -> Answer:
    """Neither; what a cover has shown, and what is left."""
    question = work.question
    why = left or work.over or f"{question.about}: no proof and no counterexample was found"
    if work.shown and not left:
        why = (
            f"{question.about}, outside of the box that is covered: no proof and no counterexample was found"
        )
    return unanswered(
        question.candidate.text, question.K, question.motion.text, why, tuple(work.tried), work.shown
    )
