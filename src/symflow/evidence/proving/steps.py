r"""The kinds of proof step. A proof is a list of these and of nothing else.

    IDENTITY   left = right by the normal form, after opening definitions and using earlier equations
    DERIVE     left = right where derivatives are carried out, by two independent routes
    SIGN       left >= right (or >) because the difference equals a manifestly non-negative formula
    ZERO-SET   what follows when a manifestly non-negative formula is zero
    INDUCT     the rules of the Walsh characters, from Z_2^m to Z_2^(m+1)
    CASES      a relation for all g in G from g = 0 and g != 0
    WITNESS    exact values at which the claim fails, enclosed
    COVER      a box covered by interval evaluation
    CITE       a textbook fact of the closed list in claim/assumed.py, with the premises it needs

Steps are data: trees, names and exact numbers. A step that is checked and a step that is shown are the
same object.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, TypeAlias

from symflow.algebra.expr import Expr, Operand, expr
from symflow.algebra.indexing import Index, Var
from symflow.algebra.serial import recognise
from symflow.algebra.statement import Pred, Rel, Statement
from symflow.claim.claim import Instance
from symflow.display import Displayed


@dataclass(frozen=True, slots=True)
class Use:
    """An earlier fact, at given indices (and scalars), times a factor, summed over variables.

    ``given``: facts that supply hypotheses of the fact, so that these need not be assumed.
    """

    fact: str
    times: Expr
    at: tuple[tuple[Var, Index], ...] = ()
    let: tuple[tuple[str, Expr], ...] = ()
    over: tuple[Var, ...] = ()
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a step may lean on: definitions or equations to open, facts to add, relations to assume.

    ``unfold``: names of definitions, or labels of facts of the form "atom = formula".
    ``using``: equations that are added with their factors.
    ``assume``: labelled relations that become hypotheses of the result.
    """

    unfold: tuple[str, ...] = ()
    using: tuple[Use, ...] = ()
    assume: tuple[tuple[str, Statement], ...] = ()


@dataclass(frozen=True, slots=True)
class Identity(Displayed):
    """left = right."""

    kind: ClassVar[str] = "IDENTITY"
    label: str
    relation: Rel
    context: Context
    reason: str


@dataclass(frozen=True, slots=True)
class Derive(Displayed):
    """left = right, with kept derivatives carried out on both sides."""

    kind: ClassVar[str] = "DERIVE"
    label: str
    relation: Rel
    context: Context
    reason: str


@dataclass(frozen=True, slots=True)
class Sign(Displayed):
    """An inequality whose difference equals ``by``; ``facts`` lend their signs inside ``by``."""

    kind: ClassVar[str] = "SIGN"
    label: str
    relation: Rel
    by: Expr
    facts: tuple[Use, ...]
    context: Context
    reason: str


@dataclass(frozen=True, slots=True)
class Strict(Displayed):
    """A difference that is not negative and cannot be zero is positive."""

    kind: ClassVar[str] = "SIGN"
    label: str
    relation: Rel
    weak: str
    contradiction: str
    reason: str


@dataclass(frozen=True, slots=True)
class ZeroSet(Displayed):
    """``vanishing = 0`` implies ``conclusion``, because ``vanishing`` equals ``by``, a sum of terms >= 0."""

    kind: ClassVar[str] = "ZERO-SET"
    label: str
    vanishing: Rel
    by: Expr
    conclusion: Rel
    facts: tuple[Use, ...]
    context: Context
    reason: str


@dataclass(frozen=True, slots=True)
class Induct(Displayed):
    """A relation between characters for every Z_2^m."""

    kind: ClassVar[str] = "INDUCT"
    label: str
    relation: Rel
    reason: str


@dataclass(frozen=True, slots=True)
class Cases(Displayed):
    """A relation for every value of ``var`` in G, from its value 0 and from G without 0."""

    kind: ClassVar[str] = "CASES"
    label: str
    relation: Rel
    var: Var
    zero: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Witness(Displayed):
    """Exact values at which a part of the claim fails."""

    kind: ClassVar[str] = "WITNESS"
    label: str
    part: str
    instance: Instance
    reason: str


@dataclass(frozen=True, slots=True)
class Cover(Displayed):
    """A part of the claim on a box: lower and upper ends for each entry of one variable, at fixed K."""

    kind: ClassVar[str] = "COVER"
    label: str
    part: str
    scheme: str
    K: int
    variable: str
    lower: tuple[Fraction, ...]
    upper: tuple[Fraction, ...]
    boxes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Cite(Displayed):
    """A conclusion by a textbook fact from earlier facts."""

    kind: ClassVar[str] = "CITE"
    label: str
    fact: str
    premises: tuple[str, ...]
    conclusion: Rel | Pred
    reason: str


Step: TypeAlias = Identity | Derive | Sign | Strict | ZeroSet | Induct | Cases | Witness | Cover | Cite
STEP_KINDS = (Identity, Derive, Sign, Strict, ZeroSet, Induct, Cases, Witness, Cover, Cite)
recognise(*STEP_KINDS, Use, Context, Instance)


def use(
    fact: str,
    times: Operand = 1,
    at: dict[Index, Index] | None = None,
    let: dict[str, Expr] | None = None,
    over: tuple[Index, ...] = (),
    given: tuple[str, ...] = (),
) -> Use:
    """``use("parseval", times=K, at={k: l}, over=(l,))``: see ``Use``."""
    places = tuple((i.variable, j) for i, j in (at or {}).items())
    scalars = tuple(sorted((let or {}).items()))
    return Use(fact, expr(times), places, scalars, tuple(i.variable for i in over), given)
