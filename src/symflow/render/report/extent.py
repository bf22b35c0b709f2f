r"""For which K a verdict speaks: for every K, for one fixed K, at one point, or for none.

Made from the domain that was checked and from the evidence that decides, never from an author's sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from symflow.algebra.expr import Expr, Num, Sym
from symflow.algebra.indexing import Var
from symflow.algebra.rewrite import children
from symflow.algebra.statement import Rel, sequents
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.evidence.result import Evidence, Outcome
from symflow.evidence.verdict import COMPLETE
from symflow.ledger.run import Result
from symflow.render.model import reached, roots
from symflow.render.report.conditions import excluding
from symflow.render.text import relation

SIZES = ("K", "N", "n", "d")
GROUPS = {
    None: "",
    "abelian": ", on every finite abelian group G of order K",
    "cyclic": ", on G = Z_K",
    "boolean": ", on G = Z_2^m",
    "recursive": ", on G = Z_2^m",
}
EVERY, ASKS, FIXED, LIMITED, NO_SIZE = "every", "asks", "fixed", "limited", "nosize"
WHERE = ", where its conditions allow"
MAY_EXCLUDE = (
    "its conditions involve sizes, sums or several indices and may exclude some K; which, is not computed"
)
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
        point = found.instance
        family = "" if point.scheme == "none" else f" ({point.scheme})"
        sizes = sizes_of(result.claim)
        others = [f"{name} = {size}" for name, size in (("n", point.n), ("d", point.d)) if name in sizes]
        where = ", ".join([f"K = {point.K}{family}", *others])
        said = "Fails" if result.verdict == "REFUTED" else "Seems to fail"
        return Extent(
            POINT,
            f"one point, K = {point.K}",
            f"{said} at the point below, {where}; nothing is said of others.",
        )
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
    leaves = [node for node in _nodes([said.left, said.right]) if not children(node)]
    sizes = {node.name for node in leaves if isinstance(node, Sym) and node.name in SIZES}
    plain = all(isinstance(node, Num) or (isinstance(node, Sym) and node.name in SIZES) for node in leaves)
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
    model, said = claim.domain.model, roots(claim)
    names, flows = reached(said, model)
    bodies = [d.body for d in model.definitions if d.name in names]
    bodies += [rate.body for flow in model.flows if flow.name in flows for rate in flow.rates]
    found = {space.size for v in model.variables if v.name in names for space in v.spaces if not space.group}
    for node in _nodes([*said, *bodies]):
        var = getattr(node, "var", None)
        found |= {node.name} if isinstance(node, Sym) else set()
        found |= {var.space.size} if isinstance(var, Var) and not var.space.group else set()
    return (found & set(SIZES)) | ({"K"} if claim.domain.group is not None else set())


def _nodes(formulas: Iterable[Expr]) -> Iterable[Expr]:
    waiting = list(formulas)
    while waiting:
        node = waiting.pop()
        waiting += children(node)
        yield node
