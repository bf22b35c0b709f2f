r"""Points of a certificate: one that satisfies the hypotheses, a witness, the boxes of a cover.

What the prover found is put into the form that ``symflow.checker`` can carry out again. What it cannot, the checker
refuses here (Rejected, Incomplete).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from symflow.checker import grammar, limits, points
from symflow.claim.claim import Claim, Instance
from symflow.evidence.points.inhabited import drawn
from symflow.evidence.proving.steps import Cover
from symflow.evidence.result import Refutation
from symflow.ledger.certificate_trees import plain

Box = tuple[tuple[Fraction, Fraction], ...]


def inhabitant(claim: Claim, domain: Any) -> Any:
    """A point that satisfies the hypotheses of the domain, as data: that of the false twin, or a drawn one; or None."""

    def inside(point: Instance) -> bool:
        try:
            points.inhabited(domain, grammar.read("instance", _data(claim, point)))
        except (limits.Rejected, limits.Incomplete):
            return False
        return True

    if claim.twin is not None and inside(claim.twin.witness):
        return _data(claim, claim.twin.witness)
    found = drawn(claim, inside)
    return None if found is None else _data(claim, found)


def _data(claim: Claim, point: Instance, indices: tuple[tuple[str, int], ...] = ()) -> Any:
    """A point as data, with the entries of a frame that it leaves out: R = identity, with d = K."""
    missing = [v for v in claim.domain.model.variables if v.hermitian and v.name not in dict(point.values)]
    if missing:
        identity = tuple(Fraction(int(c == k)) for c in range(point.K) for k in range(point.K))
        values = sorted([*point.values, *((v.name, identity) for v in missing)])
        point = replace(point, d=point.K, values=tuple(values))
    return plain(replace(point, indices=indices))


def witness(claim: Claim, domain: Any, parts: Mapping[str, Any], found: Refutation) -> Any:
    """A point where a part fails, with what its sides differ by."""
    data = _data(claim, found.instance, found.indices)
    failure = points.refutation(domain, parts[found.part], grammar.read("instance", data))
    return {"part": found.part, "instance": data, **failure}


def witnessed(data: Mapping[str, Any]) -> list[Any]:
    """The enclosures of exp and log at the witness of a certificate that was accepted: (function, argument, lo, hi)."""
    domain, parts = grammar.read("claim", data["statement"][:3])
    instance = grammar.read("instance", data["witness"]["instance"])
    return list(points.enclosures(domain, dict(parts)[data["witness"]["part"]], instance))


def cover(domain: Any, parts: Mapping[str, Any], step: Cover) -> Any:
    """The boxes of a cover: halved along the first longest side until each is certain."""
    start: Box = tuple(zip(step.lower, step.upper, strict=True))
    queue: list[Box] = [start]
    done: list[Box] = []
    while queue:
        box = queue.pop(0)
        if len(queue) + len(done) > step.boxes:
            raise limits.Incomplete(f"the cover {step.label} needs more than {step.boxes} boxes")
        ends = {"lower": tuple(a for a, _ in box), "upper": tuple(b for _, b in box), "boxes": [box]}
        try:
            points.covered(domain, parts[step.part], {"variable": step.variable, "K": step.K, **ends})
            done.append(box)
        except limits.Rejected:
            queue += _halves(box)
    ends_of = {"lower": plain(step.lower), "upper": plain(step.upper)}
    boxes = [plain(box) for box in sorted(done)]
    return {"part": step.part, "variable": step.variable, "K": step.K, **ends_of, "boxes": boxes}


def _halves(box: Box) -> list[Box]:
    side = max(range(len(box)), key=lambda i: box[i][1] - box[i][0])
    low, high = box[side]
    middle = (low + high) / 2
    return [(*box[:side], piece, *box[side + 1 :]) for piece in ((low, middle), (middle, high))]
