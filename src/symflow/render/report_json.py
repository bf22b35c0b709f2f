"""Results as data: the records of ``verify --json`` and ``list --json``.

Schema ``symflow.report/1``. Exact numbers are strings, records are sorted by id, and everything that
differs between two runs with the same input (times, host) stands under "volatile".
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.result import Evidence, Refutation
from symflow.ledger.run import Result
from symflow.render.console import one_line
from symflow.render.parts import NEEDED, version_of

SCHEMA = "symflow.report/1"
LIST_SCHEMA = "symflow.list/1"
Record = dict[str, Any]


def report(results: Sequence[Result], version: str, seconds: float, level: str = "quick") -> Record:
    """The report of a run; ``level``: how much evidence was looked for beside the proofs."""
    ordered = sorted(results, key=lambda r: r.claim.id)
    return {
        "schema": SCHEMA,
        "version": version,
        "level": level,
        "results": [record(r) for r in ordered],
        "volatile": {
            "seconds": round(seconds, 3),
            "by_claim": {r.claim.id: round(r.seconds, 3) for r in ordered},
            "host": platform.node(),
            "python": platform.python_version(),
            "versions": {name: version_of(name) for name in NEEDED},
        },
    }


def record(result: Result) -> Record:
    """The record of one claim."""
    deciding = result.deciding
    refutation = result.refutation
    return {
        **statement(result.claim),
        "verdict": result.verdict,
        "as_expected": result.as_expected,
        "requested": result.requested,
        "strength": deciding.strength if deciding is not None else None,
        "coverage": deciding.coverage if deciding is not None else None,
        "covers": deciding.covers if deciding is not None else None,
        "evidence": [evidence(e, result.claim) for e in result.evidence],
        "witness": witness(refutation) if refutation is not None else trivial_choice(result),
        "steps": [step(s) for s in result.examination.steps] if result.examination else [],
        "messages": [one_line(m) for m in result.messages],
    }


def statement(claim: Claim) -> Record:
    """What a claim says about itself."""
    return {
        "id": claim.id,
        "chapter": claim.chapter,
        "title": claim.title,
        "source": claim.source,
        "digest": claim.digest,
        "expected": claim.expected,
        "uses": sorted(claim.uses),
    }


def evidence(piece: Evidence, claim: Claim) -> Record:
    """One piece of evidence; ``established``: the parts of which it shows every sequent, as far as it covers."""
    shown = set(piece.established)
    open_parts = {part for mark, (part, _) in claim.goals().items() if mark not in shown}
    return {
        "strength": piece.strength,
        "coverage": piece.coverage,
        "outcome": piece.outcome.value,
        "method": piece.method,
        "cases": piece.cases,
        "covers": piece.covers,
        "trusts": list(piece.trusts),
        "established": [part for part, _ in claim.parts if part not in open_parts],
    }


def witness(found: Refutation) -> Record:
    """A point where a part fails: exact values, and the enclosure of left - right."""
    point = found.instance
    return {
        "part": found.part,
        "scheme": point.scheme,
        "K": point.K,
        "n": point.n,
        "d": point.d,
        "values": {name: [str(entry) for entry in entries] for name, entries in point.values},
        "indices": dict(found.indices),
        "indices_count_from": 0,
        "relation": found.relation,
        "enclosure": [found.lower, found.upper],
        "bits": found.bits,
        **({"imaginary": True} if found.imaginary else {}),
    }


def trivial_choice(result: Result) -> Record | None:
    """The choice that makes a statement vacuous."""
    if result.verdict != "VACUOUS":
        return None
    return {"choice": dict.fromkeys(result.claim.choice, "0")}


def step(result: StepResult) -> Record:
    """One proof step and whether it holds."""
    return {
        "label": result.step.label,
        "kind": result.step.kind,
        "holds": result.holds,
        "message": one_line(result.message),
    }


def listing(claims: Iterable[Claim], version: str) -> Record:
    """The claims as data, without a run."""
    ordered = sorted(claims, key=lambda c: c.id)
    return {"schema": LIST_SCHEMA, "version": version, "claims": [statement(c) for c in ordered]}


def text(data: Mapping[str, Any]) -> str:
    """The bytes of a report."""
    return "".join(pieces(data))


def pieces(data: Mapping[str, Any]) -> Iterator[str]:
    """The same, piece by piece."""
    yield from json.JSONEncoder(indent=1, ensure_ascii=True, allow_nan=False).iterencode(data)
    yield "\n"
