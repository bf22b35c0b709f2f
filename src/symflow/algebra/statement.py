r"""Statements: what a claim says and what a proof step establishes.

A *relation* compares two expressions. A *statement* combines relations by "and", "implies", "iff" and
"for all". A *predicate* names a fact about solutions of a flow (such as: a mode that is zero stays
zero) that only a cited textbook theorem can establish, from relations proved before.

Every statement is flattened into *sequents*  h_1, ..., h_r |- c,  universal in their free index
variables and scalars. A proof establishes sequents; a claim is proved when each of its own is among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from symflow.algebra.expr import Expr, Operand, expr
from symflow.algebra.indexing import Index, Var
from symflow.algebra.rewrite import free_variables, substitute
from symflow.display import Displayed
from symflow.errors import InputError

OPPOSITE = {"==": "!=", "<=": ">", ">=": "<", "<": ">=", ">": "<="}


@dataclass(frozen=True, slots=True)
class Rel(Displayed):
    """``left op right`` with op one of ==, <=, >=, <, >."""

    op: str
    left: Expr
    right: Expr

    def __bool__(self) -> NoReturn:
        raise TypeError("a relation has no truth value; it is a statement, to be proved or refuted")


@dataclass(frozen=True, slots=True)
class Pred(Displayed):
    """A named fact about solutions of a flow; see claim/assumed.py for the meaning of each name."""

    name: str
    flow: str
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class And(Displayed):
    """All of the parts."""

    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Implies(Displayed):
    """If ``hypothesis`` then ``conclusion``."""

    hypothesis: Statement
    conclusion: Statement


@dataclass(frozen=True, slots=True)
class Iff(Displayed):
    """Both directions."""

    left: Statement
    right: Statement


@dataclass(frozen=True, slots=True)
class All(Displayed):
    """``body`` for every value of the variables."""

    vars: tuple[Var, ...]
    body: Statement


Statement: TypeAlias = Rel | Pred | And | Implies | Iff | All


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A relation assumed for every value of its bound variables."""

    vars: tuple[Var, ...]
    relation: Rel

    @property
    def free(self) -> frozenset[Var]:
        """The index variables that the relation leaves free."""
        sides = free_variables(self.relation.left) | free_variables(self.relation.right)
        return sides - frozenset(self.vars)


@dataclass(frozen=True, slots=True)
class Sequent:
    """Hypotheses and one conclusion, universal in whatever is free."""

    hypotheses: tuple[Hypothesis, ...]
    conclusion: Rel | Pred


def eq(left: Operand, right: Operand) -> Rel:
    """left = right"""
    return Rel("==", expr(left), expr(right))


def le(left: Operand, right: Operand) -> Rel:
    """left <= right"""
    return Rel("<=", expr(left), expr(right))


def ge(left: Operand, right: Operand) -> Rel:
    """left >= right"""
    return Rel(">=", expr(left), expr(right))


def lt(left: Operand, right: Operand) -> Rel:
    """left < right"""
    return Rel("<", expr(left), expr(right))


def gt(left: Operand, right: Operand) -> Rel:
    """left > right"""
    return Rel(">", expr(left), expr(right))


def forall(*items: Index | Statement) -> All:
    """``forall(k, l, statement)``: the statement for every k and l."""
    *over, body = items
    if isinstance(body, Index) or not all(isinstance(i, Index) for i in over):
        raise InputError("forall: give index variables first and the statement last")
    return All(tuple(i.variable for i in over if isinstance(i, Index)), body)


def sequents(statement: Statement) -> Iterator[Sequent]:
    """The sequents whose conjunction is the statement."""
    match statement:
        case Rel() | Pred():
            yield Sequent((), statement)
        case And(parts):
            for part in parts:
                yield from sequents(part)
        case All(_, body):
            yield from sequents(body)
        case Implies(hypothesis, conclusion):
            assumed = hypotheses(hypothesis)
            _refuse_capture(assumed, conclusion)
            for sequent in sequents(conclusion):
                yield Sequent(assumed + sequent.hypotheses, sequent.conclusion)
        case Iff(left, right):
            yield from sequents(Implies(left, right))
            yield from sequents(Implies(right, left))


def _refuse_capture(assumed: tuple[Hypothesis, ...], conclusion: Statement) -> None:
    """Dropping "for all k" in a conclusion must not tie k to a free k of the hypotheses."""
    free = frozenset[Var]().union(*(h.free for h in assumed))
    captured = free & quantified(conclusion)
    if captured:
        names = ", ".join(sorted(v.name for v in captured))
        raise InputError(f"index {names} is free in a hypothesis and bound in the conclusion; rename one")


def quantified(statement: Statement) -> frozenset[Var]:
    """The variables of every "for all" in a statement."""
    match statement:
        case All(over, body):
            return frozenset(over) | quantified(body)
        case And(parts):
            return frozenset[Var]().union(*(quantified(part) for part in parts))
        case Implies(a, b) | Iff(a, b):
            return quantified(a) | quantified(b)
        case _:
            return frozenset()


def hypotheses(statement: Statement) -> tuple[Hypothesis, ...]:
    """A statement used as an assumption: relations under "and" and "for all" only."""
    match statement:
        case Rel():
            return (Hypothesis((), statement),)
        case And(parts):
            return tuple(h for part in parts for h in hypotheses(part))
        case All(over, body):
            return tuple(Hypothesis(over + h.vars, h.relation) for h in hypotheses(body))
        case _:
            raise InputError(f"a {type(statement).__name__} cannot be assumed; assume relations")


def substitute_relation(
    relation: Rel, mapping: dict[Var, Index], scalars: dict[str, Expr] | None = None
) -> Rel:
    """A relation at other indices and scalars."""
    return Rel(
        relation.op,
        substitute(relation.left, mapping, scalars),
        substitute(relation.right, mapping, scalars),
    )


def expressions(statement: Statement) -> Iterator[Expr]:
    """Every expression that occurs at the top of a relation or predicate of the statement."""
    match statement:
        case Rel(_, left, right):
            yield left
            yield right
        case Pred(_, _, args):
            yield from args
        case And(parts):
            for part in parts:
                yield from expressions(part)
        case All(_, body):
            yield from expressions(body)
        case Implies(a, b) | Iff(a, b):
            yield from expressions(a)
            yield from expressions(b)
