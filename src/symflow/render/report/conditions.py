r"""Conditions that may leave some sizes out: sum_g 1 <= 4 does, and so does x_{-g} = -x_g where every x_g^2 = 1.

Which K remain is not computed. Conditions are taken to exclude none only if that can be seen: they compare quantities
at single indices, such as x_g >= 0 for every g, and choose one element at most. Values that meet them at one K give
values that do at any other: at 0 what stood at 0, at all else what stood at the chosen element, or at any other than 0.
That fails as soon as a size, a sum, a derivative, a delta, a character, a sum or an opposite of indices occurs, in a
condition or in a definition that it leans on, or a complex quantity, which opposite elements tie together.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from symflow.algebra.expr import Add, Atom, Expr, Fun, Mul, Neg, Num, Pow, Sym
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import children
from symflow.algebra.statement import Hypothesis, Rel, Sequent, hypotheses
from symflow.claim.claim import Claim
from symflow.claim.domain import PARAMETERS, Domain
from symflow.errors import InputError

PLAIN = (Num, Sym, Atom, Add, Mul, Neg, Pow, Fun)


def excluding(claim: Claim) -> list[str]:
    """The parts whose conditions, with those of the domain, may exclude some sizes."""
    try:
        shared = [h for _, statement in claim.domain.hypotheses for h in hypotheses(statement)]
    except InputError:  # a hypothesis that is no list of relations
        return [label for label, _ in claim.parts]
    found = {part for part, sequent in claim.sequents() if _may_exclude(shared, sequent, claim.domain)}
    return [label for label, _ in claim.parts if label in found]


def _may_exclude(shared: Sequence[Hypothesis], sequent: Sequent, domain: Domain) -> bool:
    """Whether the conditions of a sequent may leave out some sizes; those of the domain hold at every index."""
    said = [h.relation for h in (*shared, *sequent.hypotheses)]
    if said and (domain.least < 2 or domain.group == "recursive"):  # where K = 1, there is nothing but 0
        return True
    tied = {v.name for v in domain.model.variables if v.hermitian}
    if not all(_harmless(node, tied) for relation in said for node in _opened(relation, domain.model)):
        return True
    return len({var for h in sequent.hypotheses for var in h.free}) > 1


def _opened(relation: Rel, model: Model) -> Iterator[Expr]:
    """The formulas of a relation, and of the definitions that it leans on."""
    seen, waiting = set[str](), [relation.left, relation.right]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += children(node)
        if isinstance(node, Atom) and node.name not in seen:
            seen.add(node.name)
            definition = model.definition(node.name)
            waiting += [definition.body] if definition is not None else []


def _harmless(node: Expr, tied: Container[str]) -> bool:
    """Whether a formula, apart from what is inside it, says nothing about a size; ``tied``: the complex quantities."""
    if isinstance(node, Sym):
        return node.name not in PARAMETERS
    if isinstance(node, Atom):
        terms = [index.terms for index in node.indices]
        return node.name not in tied and all(not t or (len(t) == 1 and t[0][1] == 1) for t in terms)
    return isinstance(node, PLAIN)
