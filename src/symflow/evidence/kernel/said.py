r"""Statements as Coq propositions.

relations      between real terms; between complex ones only equality
connectives    and, implies, if and only if; free index variables are universally quantified around a statement
d/dt F         exists D, F has the derivative D at t along the curves that are given
dF/dx_ij       exists D, D is the derivative of F in the entry ij of x alone
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from symflow.algebra.expr import Ddt, Expr, Partial
from symflow.algebra.indexing import Var
from symflow.algebra.quantities import Flow
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.statement import All, And, Iff, Implies, Pred, Rel, Statement, expressions
from symflow.evidence.kernel.terms import NotPrinted, Scope

Body = Callable[[Scope], str]
RELATIONS = {"==": "=", "<=": "<=", ">=": ">=", "<": "<", ">": ">"}


def for_all(scope: Scope, over: Iterable[Var], body: Body) -> str:
    """What holds for all values of some index variables."""
    over = list(over)
    inner = scope.binding(*over)
    text = body(inner)
    for var in reversed(over):
        text = f"forall {inner.bound[var]} : nat, {inner.bounds(var)} -> {text}"
    return f"({text})" if over else text


def at_time(scope: Scope, flow: Flow, time: str) -> Scope:
    """The scope in which moving quantities have their values at a time."""
    moved = {r.name: f"({r.name}_ {time})" for r in flow.rates}
    return replace(scope.calling(**moved), time=time, known={})


def opened(scope: Scope, statement: Statement) -> str:
    """A statement, for all values of its free index variables."""
    return for_all(scope, sorted(free(statement)), lambda inner: _said(inner, statement))


def free(statement: Statement) -> frozenset[Var]:
    match statement:
        case Rel(_, left, right):
            return free_variables(left) | free_variables(right)
        case Pred(_, _, args):
            return frozenset[Var]().union(*(free_variables(a) for a in args))
        case And(parts):
            return frozenset[Var]().union(*(free(p) for p in parts))
        case All(over, body):
            return free(body) - set(over)
        case Implies(a, b) | Iff(a, b):
            return free(a) | free(b)


def _said(scope: Scope, statement: Statement) -> str:
    match statement:
        case Rel(_, left, right):
            return with_derivatives(scope, [left, right], lambda inner: _relation(inner, statement))
        case And(parts):
            return "(" + " /\\\n   ".join(_said(scope, p) for p in parts) + ")"
        case All(over, body):
            return for_all(scope, over, lambda inner: _said(inner, body))
        case Implies(a, b):
            return f"({_said(scope, a)} ->\n   {_said(scope, b)})"
        case Iff(a, b):
            return f"({_said(scope, a)} <->\n   {_said(scope, b)})"
        case Pred(name, _, _):
            raise NotPrinted(f"the predicate {name} has no form in Coq at this place")


def _relation(scope: Scope, relation: Rel) -> str:
    left, right = scope.term(relation.left), scope.term(relation.right)
    if not (left.complex or right.complex):
        return f"({left.text} {RELATIONS[relation.op]} {right.text})"
    if relation.op != "==":
        raise NotPrinted("complex numbers have no order")
    return f"({left.lifted} = {right.lifted})"


def with_derivatives(scope: Scope, formulas: Iterable[Expr], body: Body) -> str:
    """The text of ``body`` once every kept derivative of the formulas is given a name."""
    kept = list(dict.fromkeys(d for f in formulas for d in _derivatives(f)))
    known = dict(scope.known)
    heads = []
    for node in kept:
        known[node] = name = f"D{len(known)}"
        heads.append(f"exists {name} : R, {_derivative(scope, node, name)} /\\ ")
    inner = replace(scope, known=known)
    text = "".join(heads) + body(inner)
    return f"({text})" if heads else text


def _derivatives(node: Expr) -> Iterable[Expr]:
    if isinstance(node, Ddt | Partial):
        yield node
    else:
        for child in children(node):
            yield from _derivatives(child)


def _derivative(scope: Scope, node: Expr, name: str) -> str:
    """That ``name`` is the value of a kept derivative."""
    if isinstance(node, Ddt):
        later = at_time(scope, scope.model.flow(node.flow), "u")
        return f"derivable_pt_lim (fun u => {later.real(node.body)}) {scope.time} {name}"
    if not isinstance(node, Partial):
        raise NotPrinted(f"{type(node).__name__} is no derivative")
    return derivative_in(scope, node, name)


def derivative_in(scope: Scope, node: Partial, name: str) -> str:
    """That ``name`` is the derivative of a formula in one entry of a quantity, all others kept."""
    by = node.atom
    places = [scope.index(i) for i in by.indices]
    varied = f"(update{len(places)} {whole(scope, by.name)} {' '.join(places)} x)" if places else "x"
    inner = replace(scope.calling(**{by.name: varied}), known={})
    return f"derivable_pt_lim (fun x => {inner.real(node.body)}) {scope.term(by).text} {name}"


def whole(scope: Scope, name: str) -> str:
    """A quantity as a function of its indices."""
    definition = scope.model.definition(name)
    return (
        scope.called[name]
        if definition is None or name in scope.called
        else f"({scope.function(definition)})"
    )


def flows_of(statement: Statement) -> set[str]:
    found = {p.flow for p in predicates_of(statement)}
    waiting = list(expressions(statement))
    while waiting:
        node = waiting.pop()
        waiting += children(node)
        found |= {node.flow} if isinstance(node, Ddt) else set()
    return found


def predicates_of(statement: Statement) -> Iterable[Pred]:
    match statement:
        case Pred():
            yield statement
        case And(parts):
            for part in parts:
                yield from predicates_of(part)
        case All(_, body):
            yield from predicates_of(body)
        case Implies(a, b) | Iff(a, b):
            yield from predicates_of(a)
            yield from predicates_of(b)
        case _:
            return
