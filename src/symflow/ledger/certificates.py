r"""Certificates: what was found about each claim, written so that a stranger can check it with Python alone.

A certificate is one JSON object per claim (schema symflow.certificate/1, see docs/certificates.md): the statement as
a tree, the steps of its proof, the step that establishes each sequent, a point that satisfies the hypotheses, a
witness, the boxes of a cover. It says nothing that ``symflow.checker`` cannot carry out again, beside what stands
under "volatile". The checker reads each certificate when it is made: what it answers is known before the file is
written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from symflow.checker import certificate as reading
from symflow.checker import grammar
from symflow.checker.domain import Domain
from symflow.checker.limits import Budget, Incomplete, Rejected
from symflow.checker.sequents import formulas, sequents
from symflow.checker.signs import defined
from symflow.checker.steps import Proof
from symflow.checker.text import lines
from symflow.checker.transfer import transferable
from symflow.claim.claim import Claim
from symflow.evidence.proving.steps import Cover, Step, Witness
from symflow.evidence.result import INHABITED, Evidence
from symflow.ledger import certificate_points as at_points
from symflow.ledger.certificate_trees import plain, statement
from symflow.ledger.recheck import known_names
from symflow.ledger.run import Result

DEEPEST = 20_000
ACCEPTED, REJECTED, CANNOT_CHECK, NOT_MADE = "accepted", "rejected", "cannot check", "not made"
OTHER = "statement: it is not the one that is known as "
UNCHECKED = ("SUPPORTED", "SUSPECT")


@dataclass(frozen=True, slots=True)
class Made:
    """A certificate as it is written, and what the checker answers: accepted, rejected or cannot check, and why.

    ``text`` is "" for a claim whose statement or witness the checker does not read, and for one that uses a refuted
    claim: anything follows from that, so none is made.
    """

    id: str
    text: str
    state: str
    why: str

    def __bool__(self) -> NoReturn:
        raise TypeError("a certificate has no truth value; read its state")


def make(result: Result, verdicts: Mapping[str, str], book: Mapping[str, Claim], version: str) -> Made:
    """The certificate of a result; ``verdicts``: those of the claims that it uses. Meant for a process of its own."""
    refuted = [name for name in result.claim.uses if verdicts[name] == "REFUTED"]
    if refuted:
        return Made(result.claim.id, "", NOT_MADE, f"it uses {refuted[0]}, which is refuted")
    sys.setrecursionlimit(max(DEEPEST, sys.getrecursionlimit()))
    written, trouble = "", ""
    try:
        data, trouble = certificate(result, book, version)
        written = text(data)
        _check(data, book, verdicts)
    except Rejected as error:
        if result.refutation is not None and data["witness"] is None:
            return Made(result.claim.id, "", CANNOT_CHECK, trouble or str(error))
        return Made(result.claim.id, written, REJECTED, trouble or str(error))
    except Incomplete as error:
        return Made(result.claim.id, written, CANNOT_CHECK, trouble or str(error))
    except RecursionError:
        return Made(result.claim.id, written, REJECTED, "a formula is nested too deeply")
    return Made(result.claim.id, written, ACCEPTED, "")


def certificate(result: Result, book: Mapping[str, Claim], version: str) -> tuple[dict[str, Any], str]:
    """The certificate of one result, and what the checker cannot follow in it ("" if nothing)."""
    claim, trouble = result.claim, _Trouble()
    steps = [s.step for s in result.examination.steps if s.holds] if result.examination else []
    said = statement(claim)
    logical = [s for s in steps if not isinstance(s, Witness | Cover)]
    proof = [plain(s)[:-1] for s in logical]
    domain, parts = grammar.read("claim", said[:3])
    goals = trouble.of(lambda: list(_goals(claim, book, proof))) if proof else []
    followed = goals is not None
    complete = bool(goals) and None not in goals
    kept = proof if complete or not followed else []
    refutation = result.refutation if result.verdict == "REFUTED" else None
    covers = [s for s in steps if isinstance(s, Cover)] if complete else []
    bound: dict[str, Any] = {
        "schema": reading.SCHEMA,
        "id": claim.id,
        "statement": said,
        "digest": claim.digest,
        "text": lines(domain, parts),
        "uses": {name: book[name].digest for name in claim.uses},
        "steps": kept,
        "goals": goals if complete else [],
        "facts": _facts(claim, logical) if kept else [],
        "point": at_points.inhabitant(claim, domain) if complete and claim.domain.hypotheses else None,
        "witness": refutation
        and trouble.of(lambda: at_points.witness(claim, domain, dict(parts), refutation)),
        "covers": [trouble.of(lambda s=s: at_points.cover(domain, dict(parts), s)) for s in covers],
        "verdict": result.verdict,
    }
    volatile = _volatile(result, logical, _found_again(bound), version)
    return {**bound, "certificate": reading.digest(bound), "volatile": volatile}, trouble.first


class _Trouble:
    """The first thing that the checker refuses or cannot do."""

    def __init__(self) -> None:
        self.first = ""

    def of(self, work: Any) -> Any:
        """What the work gives, or None where the checker refuses."""
        Budget.spent = 0
        try:
            return work()
        except (Rejected, Incomplete) as error:
            self.first = self.first or str(error)
            return None


def _found_again(bound: Mapping[str, Any]) -> frozenset[str]:
    """Which kinds of evidence the checker finds again in a certificate."""
    kinds = {
        "proof": bound["goals"],
        "point": bound["point"],
        "cover": bound["covers"],
        "witness": bound["witness"],
    }
    return frozenset(kind for kind, content in kinds.items() if content)


def _volatile(result: Result, logical: Sequence[Step], again: frozenset[str], version: str) -> dict[str, Any]:
    """What is bound by nothing: prose, times, and evidence that is not carried out again."""
    claim = result.claim
    return {
        "title": claim.title,
        "source": claim.source,
        "let": claim.domain.let,
        "reasons": {s.label: s.reason for s in logical},
        "reported": [_told(e) for e in result.evidence if _kind(e) not in again],
        "seconds": str(round(result.seconds, 3)),
        "symflow": version,
    }


def text(data: Mapping[str, Any]) -> str:
    """A certificate as canonical text: equal content has equal bytes."""
    return str(reading.canonical(data)) + "\n"


def _kind(evidence: Evidence) -> str:
    """What a certificate must hold for this evidence to be found again."""
    if evidence.refutation is not None:
        return "witness"
    if INHABITED in evidence.established:
        return "point"
    return {("exact", "universal"): "proof", ("ball", "boxes"): "cover"}.get(
        (evidence.strength, evidence.coverage), "other"
    )


def _told(evidence: Evidence) -> str:
    return f"{evidence.strength} x {evidence.coverage}: {evidence.method} ({evidence.covers})"


def _facts(claim: Claim, steps: Iterable[Step]) -> list[str]:
    cited = {s.fact for s in steps if s.kind == "CITE"}  # type: ignore[union-attr]
    return sorted(cited | ({"characters"} if claim.domain.group in ("abelian", "cyclic") else set()))


# -- as the checker reads it ------------------------------------------------------------------------


def _goals(claim: Claim, book: Mapping[str, Claim], steps: list[Any]) -> Iterator[str | None]:
    """For each sequent of each part the label of the step that establishes it."""
    domain, parts = grammar.read("claim", statement(claim)[:3])
    here = Domain(domain)
    for name in claim.uses:
        there, other = grammar.read("claim", statement(book[name])[:3])
        place = Domain(there)
        for label, said in other:
            for n, sequent in enumerate(sequents(said)):
                if transferable(sequent, place, here):
                    here.facts[f"{name}:{label}.{n}" if n else f"{name}:{label}"] = sequent
    proof = Proof(here)
    for number, step in enumerate(steps):
        try:
            proof.read(grammar.read("step", step))
        except (Rejected, Incomplete) as error:
            raise type(error)(f"step {number} ({step[1][:40]}): {error}") from None
    for _, said in parts:
        for goal in sequents(said):
            if here.group != "recursive":
                defined(here, formulas(goal[1]), goal[0])
            same = (name for name, fact in proof.own.items() if fact == goal)
            found = next(same, None)
            if found is None and here.group != "recursive":
                found = next((n for n, fact in proof.own.items() if proof.entails(fact, goal)), None)
            yield found


@dataclass(frozen=True, slots=True)
class _Stated:
    """A claim that another one uses, as the checker knows it."""

    said: Any
    parts: Any


def _check(data: Mapping[str, Any], book: Mapping[str, Claim], verdicts: Mapping[str, str]) -> None:
    """Rejected or Incomplete unless the checker finds the stored verdict and facts again."""
    Budget.spent = 0
    claim = reading.Claim(reading.parse(text(data).encode()))
    used = {name: _Stated(*grammar.read("claim", statement(book[name])[:3])) for name, _ in claim.uses()}
    if known_names().get(claim.id, claim.digest) != claim.digest:
        raise Rejected(f"{OTHER}{claim.id}")
    entailed, facts = reading.examine(claim, used, verdicts)
    if entailed == "UNDECIDED" and data["verdict"] in UNCHECKED:
        raise Incomplete(f"verdict: {data['verdict']} rests on evidence that the checker does not read")
    if entailed != data["verdict"]:
        raise Rejected(f"verdict: the evidence entails {entailed}")
    if facts != data["facts"]:
        raise Rejected("facts: not the textbook facts that the steps cite")
