r"""Prove that a candidate decreases at every point: rules propose steps, the exact checker decides.

Statement.  The question's claim says D+ V <= 0 on the whole open orthant. A rule reads V, and where its pattern
fits it writes a proof in the steps of ``symflow.evidence.proving``. If the checker accepts the proof, its evidence is
exact and universal. A rule that errs costs time and proves nothing.

Where V does not mention K the proof is for every finite abelian group at once, and the claim at K = 2^m takes its
statement over: ``Proved.claims`` lists both.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from symflow.algebra.expr import Ddt, Neg
from symflow.algebra.statement import Rel
from symflow.claim.claim import Claim
from symflow.errors import SymflowError
from symflow.evidence.points.slope import NoSlope
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.proving.proof import sign
from symflow.evidence.proving.steps import Sign, Step
from symflow.evidence.result import Evidence
from symflow.lab.question import Question
from symflow.lab.rules import base, extreme, pairs, universal

GENERAL = "lyapunov-every-group"
Chain: TypeAlias = tuple[tuple[Claim, tuple[Step, ...]], ...]


@dataclass(frozen=True, slots=True)
class Proved:
    """A proof: the evidence for the question's claim, and each claim of the proof with its steps (the last is it).

    ``rule``: which rule it is, in one line.
    """

    evidence: Evidence
    claims: Chain
    rule: str
    strength: str = "exact"
    coverage: str = "universal"

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, those for every group first."""
        return tuple(step for _, steps in self.claims for step in steps)


def prove(question: Question, seconds: float = 20.0) -> Proved | None:
    """The first proof that the exact checker accepts, or None; ``seconds``: after these no further one is tried."""
    end = time.monotonic() + seconds
    for attempt in _attempts(question):
        proved = attempt if isinstance(attempt, Proved) else None
        if proved is not None:
            return proved
        if time.monotonic() > end:
            return None
    return None


def _attempts(question: Question) -> Iterator[Proved | None]:
    """Every proposal of every rule, checked; a rule that cannot read the candidate has none."""
    for rule in (_constant, _universal, _pairs, _extreme):
        try:
            yield from rule(question)
        except NoSlope:
            yield None


def _universal(question: Question) -> Iterator[Proved | None]:
    given = universal.lemmas(question.motion)
    general = _for_every_group(question, tuple(claim.id for claim, _ in given))
    for split in universal.splits(question.candidate):
        steps = universal.steps(general, question.motion, split)
        yield None if steps is None else _general(question, (*given, (general, tuple(steps))), split.rule)


def _constant(question: Question) -> Iterator[Proved | None]:
    yield from _proposed(question, pairs.constant(question))


def _pairs(question: Question) -> Iterator[Proved | None]:
    yield from _proposed(question, pairs.proposals(question))


def _proposed(question: Question, proposals: Iterable[pairs.Proposal]) -> Iterator[Proved | None]:
    general = _for_every_group(question, ())
    for found in proposals:
        if found.every:
            yield _general(question, ((general, found.steps),), found.rule)
        else:
            yield _checked(((question.claim, found.steps),), found.rule)


def _extreme(question: Question) -> Iterator[Proved | None]:
    goal = question.claim["decrease"]
    given = extreme.lemma() if extreme.applies(question) else None
    if given is None or not isinstance(goal, Rel) or not isinstance(goal.left, Ddt):
        return
    here = replace(question.claim, uses=(extreme.LEMMA,))
    yield _checked((given, (here, extreme.steps(goal, goal.left.flow))), extreme.RULE)


def _for_every_group(question: Question, uses: tuple[str, ...]) -> Claim:
    """The question without its K, and that the parts which must be positive for V to have a value are so."""
    parts = base.positive_parts(question.candidate.value)
    positive = tuple((step.label, step.relation) for step in parts if isinstance(step, Sign))
    domain = replace(question.domain, group="abelian", order=None)
    return replace(
        question.claim, id=GENERAL, domain=domain, parts=(*question.claim.parts, *positive), uses=uses
    )


def _general(question: Question, claims: Chain, rule: str) -> Proved | None:
    """A proof for every group, and what follows for the question."""
    here = replace(question.claim, uses=(GENERAL,))
    rate = question.rate
    taken = sign(
        "decrease",
        here["decrease"],
        Neg(rate),
        "it holds for every finite abelian group",
        facts=[f"{GENERAL}:decrease"],
    )
    return _checked((*claims, (here, (taken,))), rule)


def _checked(claims: Chain, rule: str) -> Proved | None:
    """The proof, if every claim in it is established from those before."""
    book: dict[str, Claim] = {}
    evidence: Evidence | None = None
    for claim, steps in claims:
        evidence = _evidence(claim, steps, book)
        if evidence is None:
            return None
        book[claim.id] = claim
    return None if evidence is None else Proved(evidence, claims, rule)


def _evidence(claim: Claim, steps: list[Step] | tuple[Step, ...], book: dict[str, Claim]) -> Evidence | None:
    """Exact evidence for every sequent of the claim; None without a complete proof."""
    try:
        _, evidence = ExactChecker(claim, book).prove(steps)
    except SymflowError:
        return None
    if evidence is None or not set(claim.goals()) <= set(evidence.established):
        return None
    return evidence
