r"""Facts from the claims that a claim rests on.

A sequent of a used claim may be taken over if it means the same here: every quantity that it mentions
is declared identically in both domains (here perhaps with a stronger sign), the group here is one that
the used claim covers, and the used claim has no hypothesis that this domain lacks. The quantities of its
hypotheses count as mentioned. A fact about solutions of a flow is taken over on the same domain only.
"""

from __future__ import annotations

from dataclasses import replace

from symflow.algebra.expr import Atom, Ddt, Expr, Partial
from symflow.algebra.quantities import SIGNS, Variable
from symflow.algebra.rewrite import children
from symflow.algebra.statement import Pred, Sequent, expressions
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.errors import InputError

# For each group here: the groups over which a fact may have been proved. None is "no group mentioned".
_COVERED: dict[str | None, tuple[str | None, ...]] = {
    None: (None,),
    "abelian": ("abelian", None),
    "cyclic": ("cyclic", "abelian", None),
    "boolean": ("boolean", "abelian", None),
    "recursive": ("recursive", None),
}


def imported_facts(claim: Claim, claims: dict[str, Claim]) -> dict[str, Sequent]:
    """The usable sequents of the used claims, labelled "id:part" (then "id:part.1", ...)."""
    out: dict[str, Sequent] = {}
    _refuse_circle(claim.id, claim.uses, claims, ())
    for name in claim.uses:
        if name not in claims:
            raise InputError(f"claim {claim.id} uses {name!r}, which is not a claim; see symflow list")
        counts: dict[str, int] = {}
        for part, sequent in claims[name].sequents():
            number = counts.get(part, 0)
            counts[part] = number + 1
            if transferable(sequent, claims[name].domain, claim.domain):
                out[f"{name}:{part}" + (f".{number}" if number else "")] = sequent
    return out


def _refuse_circle(
    start: str, uses: tuple[str, ...], claims: dict[str, Claim], path: tuple[str, ...]
) -> None:
    """No claim rests on itself, directly or through others."""
    for name in uses:
        if name == start or name in path:
            raise InputError(f"claim {start} rests on itself: {' -> '.join((start, *path, name))}")
        if name in claims:
            _refuse_circle(start, claims[name].uses, claims, (*path, name))


def transferable(sequent: Sequent, there: Domain, here: Domain) -> bool:
    """Whether a sequent proved on one domain means the same and holds on the other."""
    if there.group not in _COVERED[here.group]:
        return False
    fits = there.least <= here.least and (there.order is None or there.order == here.order)
    if not fits or any(h not in here.hypotheses for h in there.hypotheses):
        return False
    conclusion = sequent.conclusion
    if isinstance(conclusion, Pred):  # a fact about solutions: these live in the whole domain
        return there == replace(here, let=there.let)
    nodes = [conclusion.left, conclusion.right]
    for h in sequent.hypotheses:
        nodes += [h.relation.left, h.relation.right]
    for _, statement in there.hypotheses:
        nodes += expressions(statement)
    seen: set[str] = set()
    return all(_same_meaning(node, there, here, seen) for node in nodes)


def _same_meaning(node: Expr, there: Domain, here: Domain, seen: set[str]) -> bool:
    if isinstance(node, Ddt):
        mine, theirs = (next((f for f in d.model.flows if f.name == node.flow), None) for d in (here, there))
        if (
            mine is None
            or mine != theirs
            or not all(_same_quantity(r.name, there, here, seen) for r in mine.rates)
        ):
            return False
        if not all(_same_meaning(r.body, there, here, seen) for r in mine.rates):
            return False
    if isinstance(node, Atom) and not _same_quantity(node.name, there, here, seen):
        return False
    if isinstance(node, Partial) and not _same_quantity(node.atom.name, there, here, seen):
        return False
    return all(_same_meaning(child, there, here, seen) for child in children(node))


def _same_quantity(name: str, there: Domain, here: Domain, seen: set[str]) -> bool:
    if name in seen:
        return True
    seen.add(name)
    a, b = (next((v for v in d.model.variables if v.name == name), None) for d in (here, there))
    if a is not None and b is not None:
        at_zero = a.vanishing == b.vanishing or (
            a.vanishing and b.sign != "positive"
        )  # x_0 = 0 is no positive x_0
        stronger = SIGNS.index(a.sign) >= SIGNS.index(b.sign) and at_zero
        return stronger and replace(a, sign=b.sign, vanishing=b.vanishing) == b
    if a is None and b is not None and here.model.definition(name) is None:
        return b == Variable(
            name
        )  # a free real scalar that is unknown here: to be replaced where the fact is used
    if a is not None or b is not None:
        return False
    mine, theirs = here.model.definition(name), there.model.definition(name)
    return mine is not None and mine == theirs and _same_meaning(mine.body, there, here, seen)
