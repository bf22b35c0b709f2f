r"""Predicates as Coq propositions: what holds of every curve that obeys the flow on an open interval."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from symflow.algebra.expr import Atom, Expr, Partial
from symflow.algebra.quantities import Flow
from symflow.algebra.rewrite import free_variables
from symflow.algebra.statement import Pred, Statement
from symflow.claim.claim import Claim
from symflow.evidence.kernel.given import conditions, velocities
from symflow.evidence.kernel.said import at_time, derivative_in, for_all, free, whole
from symflow.evidence.kernel.terms import NotPrinted, Scope, function_type

COMPARED = {
    "non-increasing": ("<=", "({b} <= {a})"),
    "increasing": ("<", "({a} < {b})"),
    "sign-preserved": ("<=", "(({a} = 0 -> {b} = 0) /\\ (0 < {a} -> 0 < {b}))"),
}


def about_curves(claim: Claim, scope: Scope, flow: Flow, statement: Statement) -> str:
    """A predicate about curves that obey the flow for lo < t < hi."""
    if not isinstance(statement, Pred):
        raise NotPrinted("a predicate under other connectives has no form in Coq here")
    at = at_time(scope, flow, "t")
    obeys = " /\\\n    ".join([*conditions(claim, at), *velocities(at, flow)])
    head = f"forall lo hi : R,\n  (forall t : R, lo < t < hi ->\n    {obeys}) ->\n  "
    first, then = at_time(scope, flow, "t1"), at_time(scope, flow, "t2")
    if statement.name == "solves-uniquely":
        return head + _unique(scope, flow, statement)
    if statement.name not in COMPARED:
        raise NotPrinted(f"the predicate {statement.name} has no form in Coq here")
    (formula,), (order, said) = statement.args, COMPARED[statement.name]

    def compared(inner: Scope) -> str:
        a, b = (replace(time, bound=inner.bound).real(formula) for time in (first, then))
        return f"forall t1 t2 : R, lo < t1 -> t1 {order} t2 -> t2 < hi -> {said.format(a=a, b=b)}"

    return head + for_all(scope, sorted(free(statement)), compared)


def _unique(scope: Scope, flow: Flow, statement: Pred) -> str:
    """The curve solves the gradient flow of the first argument, and any other solution that meets it is it."""
    loss, *unknown = statement.args
    atoms = [_general(a) for a in unknown]
    at, later = at_time(scope, flow, "t"), at_time(scope, flow, "u")

    def solves(inner: Scope, curves: dict[str, str]) -> str:
        def slope(a: Atom, here: Scope) -> str:
            moves = f"derivable_pt_lim (fun u => {_entry(here, curves[a.name], a)}) t (- D)"
            return f"exists D : R, {derivative_in(here, Partial(loss, a), 'D')} /\\ {moves}"

        facts = [for_all(inner, sorted(free_variables(a)), partial(slope, a)) for a in atoms]
        return " /\\\n    ".join(facts)

    def same(time: str) -> str:
        now = at_time(scope, flow, time)

        def equal(a: Atom, here: Scope) -> str:
            other_one = f"{a.name}' {time}"
            return f"{_entry(here, other_one, a)} = {here.real(a)}"

        return " /\\ ".join(for_all(now, sorted(free_variables(a)), partial(equal, a)) for a in atoms)

    own = at.calling(**{a.name: whole(at, a.name) for a in atoms})
    mine = solves(own, {a.name: whole(later, a.name) for a in atoms})
    other = at.calling(**{a.name: f"({a.name}' t)" for a in atoms})
    theirs = solves(other, {a.name: f"{a.name}' u" for a in atoms})
    others = " ".join(f"({a.name}' : R -> {function_type(len(a.indices))})" for a in atoms)
    return (
        f"((forall t : R, lo < t < hi ->\n    {mine}) /\\\n  (forall {others} (t0 : R), lo < t0 < hi ->\n    "
        f"({same('t0')}) ->\n    (forall t : R, lo < t < hi ->\n    {theirs}) ->\n    "
        f"forall t : R, lo < t < hi -> {same('t')}))"
    )


def _general(unknown: Expr) -> Atom:
    """An unknown of a gradient flow: a quantity at different free indices, so that it stands for all its entries."""
    indices = unknown.indices if isinstance(unknown, Atom) else ()
    variables = [v for i in indices for v, c in i.terms if c == 1 and len(i.terms) == 1]
    if not isinstance(unknown, Atom) or len(set(variables)) != len(indices):
        raise NotPrinted("the unknowns of a gradient flow are quantities at different free indices")
    return unknown


def _entry(scope: Scope, function: str, place: Atom) -> str:
    """A function at the indices of an atom."""
    return function + "".join(f" {scope.index(i)}" for i in place.indices)
