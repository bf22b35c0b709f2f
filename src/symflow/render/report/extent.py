r"""For which K a verdict speaks: for every K, for one fixed K, at one point, or for none.

Made from the domain that was checked and from the evidence that decides, never from an author's sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from symflow.algebra.expr import Num, Sym
from symflow.algebra.rewrite import children
from symflow.algebra.statement import Rel, sequents
from symflow.claim.claim import Claim, Instance
from symflow.claim.domain import PARAMETERS, Domain
from symflow.evidence.result import Evidence, Outcome
from symflow.evidence.verdict import COMPLETE
from symflow.ledger.run import Result
from symflow.render.model import nodes, roots, sizes
from symflow.render.report.conditions import excluding
from symflow.render.text import relation

GROUPS = {
    None: "",
    "abelian": ", on every finite abelian group G of order K",
    "cyclic": ", on G = Z_K",
    "boolean": ", on G = Z_2^m",
    "recursive": ", on G = Z_2^m",
}
EVERY, ASKS, FIXED, LIMITED, NO_SIZE = "every", "asks", "fixed", "limited", "nosize"
WHERE = ", where its conditions allow"
MAY_EXCLUDE = "its conditions may exclude some K, as far as can be seen; which, is not computed"
FAMILIES = {"walsh": "Walsh characters", "cyclic": "Fourier characters of Z_K"}
POINT, PARTLY, OPEN = "point", "partly", "open"


@dataclass(frozen=True, slots=True)
class Extent:
    """``kind``: one of the words above; ``short``: for a table; ``long``: a sentence."""

    kind: str
    short: str
    long: str


def extent(result: Result, deciding: Evidence | None) -> Extent:
    """How far the verdict of a result reaches; ``deciding``: the evidence beside it."""
    found = result.refutation
    if result.verdict in ("REFUTED", "SUSPECT") and found is not None:
        said = "Fails" if result.verdict == "REFUTED" else "Seems to fail"
        where = sizes_at(found.instance, result.claim)
        long = f"{said} at the point below, {where}; nothing is said of others."
        return Extent(POINT, f"one point, K = {found.instance.K}", long)
    if result.verdict in COMPLETE and deciding is not None and deciding.coverage == "universal":
        return _whole(result)
    partly = [e for e in result.evidence if e.outcome is Outcome.TRUE and e.coverage != "universal"]
    if partly:
        covers = "; ".join(dict.fromkeys(e.covers for e in partly))
        return Extent(PARTLY, "instances only", f"Not proved. Seen to hold only for: {covers}.")
    return Extent(OPEN, "open", "Open: nothing is established for its whole domain, and nothing is refuted.")


def _whole(result: Result) -> Extent:
    """The reach of a complete proof: the domain itself."""
    kind, short = reach(result.claim)
    claim = result.claim
    under = ", under the conditions that it states" if claim.domain.hypotheses or _conditional(claim) else ""
    where = {
        EVERY: f"for {short}{GROUPS[claim.domain.group]}{_beside(claim)}",
        ASKS: f"for {short}{GROUPS[claim.domain.group]}: {MAY_EXCLUDE}",
        FIXED: f"for {short}{under}: this statement is about no other K",
        LIMITED: f"for {short}{under}: this statement says nothing about other K",
        NO_SIZE: f"for all values of its quantities that are stated{under}; no K occurs",
    }[kind]
    match result.verdict:
        case "PROVED":
            return Extent(kind, short, f"Holds {where}.")
        case "CONDITIONAL":
            long = f"Would hold {where}, if everything held that it rests on; that is not proved."
            return Extent(PARTLY, "conditional", long)
        case _:
            long = f"The words hold {where}, but 0 satisfies them, so they say nothing."
            return Extent(kind, short, long)


def reach(claim: Claim) -> tuple[str, str]:
    """Whether a statement is about every K, some K, one K or none, and the words for it.

    About every K only if some part has no condition, of its own or of the domain, that could exclude a size.
    """
    sizes, domain = sizes_of(claim), claim.domain
    if domain.order is not None:
        return FIXED, f"K = {domain.order} only"
    others = _others(sizes)
    limits = conditions(claim)
    given = f" with {', '.join(limits)}" if limits else ""
    if any(about <= {"K", "N"} for about in limits.values()):
        kind = LIMITED
    else:
        kind = ASKS if len(excluding(claim)) == len(claim.parts) else EVERY
    where = WHERE if kind == ASKS else ""
    if domain.group is None and not sizes & {"K", "N"}:
        return (kind, f"every {others} ≥ 1{given}{where}") if others else (NO_SIZE, "all values stated")
    return kind, _group(domain) + (f", every {others} ≥ 1" if others else "") + given + where


def _beside(claim: Claim) -> str:
    """What has to be said of the conditions of a claim that is about every K."""
    parts = excluding(claim)
    if parts:
        several = f"parts {', '.join(parts)} have" if len(parts) > 1 else f"part {parts[0]} has"
        return f": not only for instances; {several} conditions that may exclude some sizes"
    if claim.domain.hypotheses or _conditional(claim):
        return ", under the conditions that it states, none of which is about a size: not only for instances"
    return ": not only for instances"


def conditions(claim: Claim) -> dict[str, set[str]]:
    """What the hypotheses of a statement ask of sizes alone, such as K ≤ 8, with the sizes that each is about.

    One that not every part has says which part it belongs to.
    """
    asked: dict[Rel, list[str]] = {}
    for _, hypothesis in claim.domain.hypotheses:
        said = (sequent.conclusion for sequent in sequents(hypothesis))
        asked.update({one: [] for one in said if isinstance(one, Rel) and _about_sizes(one)})
    for part, sequent in claim.sequents():
        for assumed in sequent.hypotheses:
            if _about_sizes(assumed.relation):
                asked.setdefault(assumed.relation, []).append(part)
    every = {name for name, _ in claim.parts}
    found: dict[str, set[str]] = {}
    for one, parts in asked.items():
        where = f" in part {', '.join(dict.fromkeys(parts))}" if parts and set(parts) != every else ""
        found[relation(one) + where] = _about_sizes(one)
    return found


def _about_sizes(said: Rel) -> set[str]:
    """The sizes that a relation is about, if it is between sizes and numbers and nothing else."""
    leaves = [node for node in nodes([said.left, said.right]) if not children(node)]
    sizes = {node.name for node in leaves if isinstance(node, Sym) and node.name in PARAMETERS}
    plain = all(
        isinstance(node, Num) or (isinstance(node, Sym) and node.name in PARAMETERS) for node in leaves
    )
    return sizes if plain else set()


def _conditional(claim: Claim) -> bool:
    """Whether some part holds under conditions."""
    return any(sequent.hypotheses for _, sequent in claim.sequents())


def _group(domain: Domain) -> str:
    least = f"K ≥ {domain.least}"
    return {
        None: f"every {least}",
        "abelian": f"every {least}",
        "cyclic": f"every {least}",
        "boolean": f"every K = 2ᵐ ≥ {domain.least}",
        "recursive": "every K = 2ᵐ",
    }[domain.group]


def _others(sizes: set[str]) -> str:
    return ", ".join(name for name in ("n", "d") if name in sizes)


def sizes_of(claim: Claim) -> set[str]:
    """The sizes that a statement mentions, by name or as the range of an index; a group has the order K."""
    return sizes(roots(claim), claim.domain.model) | ({"K"} if claim.domain.group is not None else set())


def sizes_at(point: Instance, claim: Claim) -> str:
    """``K = 4 (Walsh characters), d = 3``: the sizes that the claim speaks of, at a point."""
    family = f" ({FAMILIES[point.scheme]})" if point.scheme in FAMILIES else ""
    named = sizes_of(claim)
    others = [f", {name} = {size}" for name, size in (("n", point.n), ("d", point.d)) if name in named]
    return "".join([f"K = {point.K}", family, *others])
