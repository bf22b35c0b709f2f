r"""Conditions that may leave some sizes out: sum_g 1 <= 4 does, and so does sum_g x_g <= 4 where every x_g >= 1.

Which K remain is not computed. A condition is taken to exclude none only if that can be seen: it compares quantities at
single indices, such as x_g >= 0 for every g. What meets such conditions at one K does so at all: an element is left
out, or doubled. As soon as a size, a sum, a derivative, a delta, a character or a sum of indices occurs, in it or in
a definition that it leans on, or the conditions speak of several indices at once, it may exclude some.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    if not all(_harmless(node) for relation in said for node in _opened(relation, domain.model)):
        return True
    chosen = {var for h in sequent.hypotheses if not _same(h.relation) for var in h.free}
    return len(chosen) > (1 if domain.least > 1 else 0)


def _same(relation: Rel) -> bool:
    """Whether a relation says that one quantity agrees at two places: constants do that at every size."""
    left, right = relation.left, relation.right
    return (
        relation.op == "==" and isinstance(left, Atom) and isinstance(right, Atom) and left.name == right.name
    )


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


def _harmless(node: Expr) -> bool:
    """Whether a formula, apart from what is inside it, says nothing about a size."""
    if isinstance(node, Sym):
        return node.name not in PARAMETERS
    if isinstance(node, Atom):
        return all(
            len(index.terms) < 2 and all(abs(n) == 1 for _, n in index.terms) for index in node.indices
        )
    return isinstance(node, PLAIN)
