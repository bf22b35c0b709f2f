r"""Verdicts: computed from evidence, never typed.

PROVED       every sequent of the claim is established, exactly or by balls, on its whole domain, its
             hypotheses are known to hold somewhere, and every claim that it uses is PROVED
CONDITIONAL  its own proof is complete, but a claim that it uses is not PROVED
REFUTED      some sequent fails at exact values, decided exactly or by an enclosure
VACUOUS      it would be PROVED, but it only says that something exists, and 0 is a choice that satisfies it
SUSPECT      a counterexample that is not enclosed, or evidence that contradicts itself
SUPPORTED    no proof, but evidence in favour of every sequent (a proof of it, instances, boxes, samples)
UNDECIDED    nothing of all this
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from symflow.claim.claim import Claim
from symflow.evidence.result import COVERAGES, INHABITED, STRENGTHS, Evidence, Outcome, genuine

PROVING = frozenset({"kernel", "exact", "ball"})
COMPLETE = ("PROVED", "CONDITIONAL", "VACUOUS")


def compute(claim: Claim, evidence: Iterable[Evidence], used: Mapping[str, str]) -> str:
    """The verdict of a claim from its evidence and the verdicts of the claims that it uses."""
    pieces = [genuine(e) for e in evidence]
    against = [e for e in pieces if e.outcome is Outcome.FALSE and claim.digest in e.established]
    goals = set(claim.goals())
    shown = proved(pieces)
    refuted = any(e.strength in PROVING for e in against)
    complete = bool(goals) and goals <= shown
    grounded = all(used.get(name) == "PROVED" for name in claim.uses)
    if refuted:
        return "SUSPECT" if complete and grounded else "REFUTED"
    if against:
        return "SUSPECT"
    support = [e for e in pieces if e.outcome is Outcome.TRUE]
    inhabited = any({INHABITED, claim.digest} <= set(e.established) for e in support)
    if complete and claim.domain.hypotheses and not inhabited:
        return "UNDECIDED"
    if complete and not grounded:
        return "CONDITIONAL"
    if complete:
        return "VACUOUS" if claim.is_trivial else "PROVED"
    return "SUPPORTED" if goals and goals <= {d for e in support for d in e.established} else "UNDECIDED"


def proved(evidence: Iterable[Evidence]) -> set[str]:
    """The digests of the sequents that are established on the whole domain, not only at some of its points."""
    return {
        mark
        for e in evidence
        if e.outcome is Outcome.TRUE and e.coverage == "universal" and e.strength in PROVING
        for mark in e.established
    }


def deciding(verdict: str, evidence: Iterable[Evidence], goals: Collection[str]) -> Evidence | None:
    """The evidence that a reader is shown beside a verdict: the strongest that supports it.

    ``goals``: the digests of all sequents of the claim. Beside a proof it is never stronger than the weakest evidence
    that the proof needs: a claim of which Coq checked one part, and exact steps the other, is shown as exact.
    """
    if verdict == "UNDECIDED":
        return None
    partial = ("universal",) if verdict == "SUPPORTED" else ()
    wanted = Outcome.FALSE if verdict in ("REFUTED", "SUSPECT") else Outcome.TRUE
    pieces = [e for e in evidence if e.outcome is wanted and e.coverage not in partial]
    pieces = [e for e in pieces if INHABITED not in e.established]
    if verdict in COMPLETE:
        return _weakest_needed(pieces, set(goals))
    return min(pieces, key=lambda e: (COVERAGES.index(e.coverage), STRENGTHS.index(e.strength)), default=None)


def _weakest_needed(pieces: list[Evidence], goals: set[str]) -> Evidence | None:
    """Of the universal pieces, taken from the strongest down, the one with which all sequents are established."""
    shown: set[str] = set()
    universal = [e for e in pieces if e.coverage == "universal" and e.strength in PROVING]
    for piece in sorted(universal, key=lambda e: STRENGTHS.index(e.strength)):
        shown |= set(piece.established)
        if goals <= shown:
            return piece
    return None
