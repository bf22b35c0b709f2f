r"""Certificates: what was found about each claim, written so that a stranger can check it with Python alone.

A certificate is one JSON object per claim (schema symflow.certificate/1, see docs/certificates.md): the statement as a
tree, the steps of its proof, the step that establishes each sequent, a point that satisfies the hypotheses, a witness, the
boxes of a cover. It says nothing that ``symflow.checker`` cannot carry out again, beside what stands under "volatile".
The checker reads it while it is made, so what it does not accept is not written as accepted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from symflow.algebra.serial import to_json
from symflow.checker import certificate as reading
from symflow.checker import points, trees
from symflow.checker.domain import Domain, formulas, sequents, transferable
from symflow.checker.signs import defined
from symflow.checker.steps import Proof
from symflow.checker.text import lines
from symflow.claim.claim import Claim, Instance
from symflow.evidence.proving.steps import Cover, Step, Witness
from symflow.evidence.result import Evidence
from symflow.ledger.run import Result

Box = tuple[tuple[Fraction, Fraction], ...]


def statement(claim: Claim) -> list[Any]:
    """Domain and parts as JSON; its canonical text has the digest ``claim.digest``."""
    said: tuple[object, ...] = (claim.domain_data, tuple((label, s) for label, s in claim.parts))
    return plain((*said, tuple(sorted(claim.choice))) if claim.choice else said)


def plain(value: object) -> Any:
    """A tree as plain JSON data."""
    return json.loads(json.dumps(to_json(value)))


def certificate(result: Result, book: Mapping[str, Claim]) -> dict[str, Any]:
    """The certificate of one result; raises checker errors (Rejected, Incomplete) where the checker cannot follow."""
    claim = result.claim
    steps = [s.step for s in result.examination.steps if s.holds] if result.examination else []
    said = statement(claim)
    logical = [s for s in steps if not isinstance(s, Witness | Cover)]
    proof = [plain(s)[:-1] for s in logical]
    domain, parts = trees.read("claim", said[:3])
    goals = list(_goals(claim, book, proof)) if proof else []
    complete = bool(goals) and None not in goals
    bound: dict[str, Any] = {
        "schema": reading.SCHEMA,
        "id": claim.id,
        "statement": said,
        "digest": claim.digest,
        "text": lines(domain, parts),
        "uses": {name: book[name].digest for name in claim.uses},
        "steps": proof if complete else [],
        "goals": goals if complete else [],
        "facts": _facts(claim, logical) if complete else [],
        "point": _point(claim, domain, steps) if complete and claim.domain.hypotheses else None,
        "witness": _witness(domain, dict(parts), result),
        "covers": [_cover(domain, dict(parts), s) for s in steps if isinstance(s, Cover)] if complete else [],
        "verdict": result.verdict,
    }
    volatile = {
        "title": claim.title,
        "source": claim.source,
        "let": claim.domain.let,
        "reasons": {s.label: s.reason for s in logical},
        "reported": [_told(e) for e in result.evidence if not _is_carried_out_again(e)],
    }
    return {**bound, "certificate": reading.digest(bound), "volatile": volatile}


def text(data: Mapping[str, Any]) -> str:
    """A certificate as canonical text: equal content has equal bytes."""
    return reading.canonical(data) + "\n"


def _is_carried_out_again(evidence: Evidence) -> bool:
    """Whether the certificate holds what the checker needs to find this evidence again."""
    known = ("exact", "universal"), ("ball", "boxes")
    return (evidence.strength, evidence.coverage) in known or evidence.refutation is not None


def _told(evidence: Evidence) -> str:
    return f"{evidence.strength} x {evidence.coverage}: {evidence.method} ({evidence.covers})"


def _facts(claim: Claim, steps: Iterable[Step]) -> list[str]:
    cited = {s.fact for s in steps if s.kind == "CITE"}  # type: ignore[union-attr]
    return sorted(cited | ({"characters"} if claim.domain.group == "abelian" else set()))


def _goals(claim: Claim, book: Mapping[str, Claim], steps: list[Any]) -> Iterator[str | None]:
    """For each sequent of each part the label of the step that establishes it."""
    domain, parts = trees.read("claim", statement(claim)[:3])
    here = Domain(domain)
    for name in claim.uses:
        there, other = trees.read("claim", statement(book[name])[:3])
        place = Domain(there)
        for label, said in other:
            for n, sequent in enumerate(sequents(said)):
                if transferable(sequent, place, here):
                    here.facts[f"{name}:{label}.{n}" if n else f"{name}:{label}"] = sequent
    proof = Proof(here)
    for step in steps:
        proof.read(trees.read("step", step))
    for _, said in parts:
        for goal in sequents(said):
            if here.group != "recursive":
                defined(here, formulas(goal[1]), goal[0])
            same = (name for name, fact in proof.own.items() if fact == goal)
            found = next(same, None)
            if found is None and here.group != "recursive":
                found = next((n for n, fact in proof.own.items() if proof.entails(fact, goal)), None)
            yield found


# -- points -----------------------------------------------------------------------------------------


def _point(claim: Claim, domain: Any, steps: Iterable[Step]) -> Any:
    """A point that satisfies the hypotheses of the domain; None where none of those that are at hand does."""
    for candidate in _candidates(claim):
        data = plain(replace(candidate, indices=()))
        try:
            points.inhabited(domain, trees.read("instance", data))
        except (trees.Rejected, trees.Incomplete):
            continue
        return data
    return None


def _candidates(claim: Claim) -> Iterator[Instance]:
    if claim.twin is not None:
        yield _with_frame(claim, claim.twin.witness)


def _with_frame(claim: Claim, point: Instance) -> Instance:
    """The point with the entries of a frame that it leaves out: R = identity, with d = K."""
    missing = [v for v in claim.domain.model.variables if v.hermitian and v.name not in dict(point.values)]
    if not missing:
        return point
    K = point.K
    identity = tuple(Fraction(int(c == k)) for c in range(K) for k in range(K))
    values = sorted([*point.values, *((v.name, identity) for v in missing)])
    return replace(point, d=K, values=tuple(values))


def _witness(domain: Any, parts: Mapping[str, Any], result: Result) -> Any:
    refutation = result.refutation
    if refutation is None or result.verdict != "REFUTED":
        return None
    instance = replace(_with_frame(result.claim, refutation.instance), indices=refutation.indices)
    data = plain(instance)
    found = points.refutation(domain, parts[refutation.part], trees.read("instance", data))
    return {"part": refutation.part, "instance": data, **found}


def _cover(domain: Any, parts: Mapping[str, Any], step: Cover) -> Any:
    """The boxes of a cover: halved along the first longest side until each is certain."""
    start: Box = tuple(zip(step.lower, step.upper, strict=True))
    queue, done = [start], []
    while queue:
        box = queue.pop(0)
        if len(queue) + len(done) > step.boxes:
            raise trees.Incomplete(f"the cover {step.label} needs more than {step.boxes} boxes")
        ends = {"lower": tuple(a for a, _ in box), "upper": tuple(b for _, b in box), "boxes": [box]}
        try:
            points.covered(domain, parts[step.part], {"variable": step.variable, "K": step.K, **ends})
            done.append(box)
        except trees.Rejected:
            side = max(range(len(box)), key=lambda i: box[i][1] - box[i][0])
            low, high = box[side]
            for piece in ((low, (low + high) / 2), ((low + high) / 2, high)):
                queue.append((*box[:side], piece, *box[side + 1 :]))
    ends_of = {"lower": plain(step.lower), "upper": plain(step.upper)}
    boxes = [plain(box) for box in sorted(done)]
    return {"part": step.part, "variable": step.variable, "K": step.K, **ends_of, "boxes": boxes}
