r"""How a proof script writes its steps: one function for each kind of step.

A proof script defines ``proof(claim)`` and returns the steps in order. A step that shows a part of the
claim takes the relation from the claim, ``claim["part"]``, so that what is checked is what is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symflow.algebra.expr import Expr
from symflow.algebra.indexing import Index
from symflow.algebra.statement import Pred, Rel, Statement
from symflow.claim.claim import Instance
from symflow.errors import InputError
from symflow.evidence.proving.steps import (
    Cases,
    Cite,
    Context,
    Cover,
    Derive,
    Identity,
    Induct,
    Sign,
    Strict,
    Use,
    Witness,
    ZeroSet,
    use,
)
from symflow.exact import exact

Facts = Sequence[str | Use]


def _context(unfold: Sequence[str], using: Facts, assume: dict[str, Statement] | None) -> Context:
    return Context(tuple(unfold), _uses(using), tuple((assume or {}).items()))


def _uses(facts: Facts) -> tuple[Use, ...]:
    return tuple(use(f) if isinstance(f, str) else f for f in facts)


def _relation(relation: Rel | Pred, label: str) -> Rel:
    if isinstance(relation, Rel):
        return relation
    raise InputError(f"step {label}: a predicate about solutions is shown by a CITE step only")


def identity(
    label: str,
    relation: Rel | Pred,
    because: str,
    unfold: Sequence[str] = (),
    using: Facts = (),
    assume: dict[str, Statement] | None = None,
) -> Identity:
    """IDENTITY: both sides have the same normal form."""
    return Identity(label, _relation(relation, label), _context(unfold, using, assume), because)


def derive(
    label: str,
    relation: Rel | Pred,
    because: str,
    unfold: Sequence[str] = (),
    using: Facts = (),
    assume: dict[str, Statement] | None = None,
) -> Derive:
    """DERIVE: derivatives are carried out by two routes, then as IDENTITY."""
    return Derive(label, _relation(relation, label), _context(unfold, using, assume), because)


def sign(
    label: str,
    relation: Rel | Pred,
    by: Expr,
    because: str,
    facts: Facts = (),
    unfold: Sequence[str] = (),
    using: Facts = (),
    assume: dict[str, Statement] | None = None,
) -> Sign:
    """SIGN: the difference of the sides equals ``by``, whose sign is manifest."""
    return Sign(label, _relation(relation, label), by, _uses(facts), _context(unfold, using, assume), because)


def strict(label: str, relation: Rel | Pred, weak: str, contradiction: str, because: str) -> Strict:
    """SIGN: not negative (fact ``weak``) and not zero (fact ``contradiction``), so positive."""
    return Strict(label, _relation(relation, label), weak, contradiction, because)


def zero_set(
    label: str,
    vanishing: Rel,
    by: Expr,
    conclusion: Rel | Pred,
    because: str,
    facts: Facts = (),
    unfold: Sequence[str] = (),
    using: Facts = (),
    assume: dict[str, Statement] | None = None,
) -> ZeroSet:
    """ZERO-SET: ``vanishing`` (an equation with 0) equals ``by`` = 0, which forces ``conclusion``."""
    context = _context(unfold, using, assume)
    return ZeroSet(label, vanishing, by, _relation(conclusion, label), _uses(facts), context, because)


def induct(label: str, relation: Rel | Pred, because: str) -> Induct:
    """INDUCT: a rule of the Walsh characters, for every m."""
    return Induct(label, _relation(relation, label), because)


def cases(label: str, relation: Rel | Pred, on: Index, zero: str, other: str, because: str) -> Cases:
    """CASES: the index ``on`` is 0 (fact ``zero``) or not (fact ``other``)."""
    return Cases(label, _relation(relation, label), on.variable, zero, other, because)


def cite(label: str, fact: str, premises: Sequence[str], conclusion: Rel | Pred, because: str) -> Cite:
    """CITE: a textbook fact of the closed list, with its premises."""
    return Cite(label, fact, tuple(premises), conclusion, because)


def witness(label: str, part: str, instance: Instance, because: str) -> Witness:
    """WITNESS: exact values at which a part of the claim fails."""
    return Witness(label, part, instance, because)


def cover(
    label: str,
    part: str,
    scheme: str,
    K: int,
    variable: str,
    lower: Sequence[int | Fraction],
    upper: Sequence[int | Fraction],
    because: str,
    boxes: int = 4000,
) -> Cover:
    """COVER: a part of the claim on a box of one variable's non-trivial modes, at one K."""
    low, high = tuple(exact(x) for x in lower), tuple(exact(x) for x in upper)
    return Cover(label, part, scheme, K, variable, low, high, boxes, because)
