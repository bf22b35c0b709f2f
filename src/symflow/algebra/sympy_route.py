r"""Derivatives by SymPy: the second route, which shares no rule with algebra/derive.py.

    d/dt along a flow       the moving atoms become functions s(t, k); SymPy differentiates by t; each
                            Derivative(s(t, k), t) that is left is replaced by the rate of s_k;
    partial derivative      SymPy differentiates by Indexed("W", p, a) at fresh indices p, a, which
                            gives KroneckerDelta's; definitions that depend on W follow the chain rule.

SymPy's derivative of Sum_k s_k squared by s_k, with the bound k, is silently wrong. Bound indices are
renamed apart before SymPy sees them, and an index that is also bound is refused all the same.
"""

from __future__ import annotations

from fractions import Fraction

from symflow.algebra.expr import Atom, Expr, Extremum, Num, Sum
from symflow.algebra.indexing import Var
from symflow.algebra.quantities import Flow, Model
from symflow.algebra.rewrite import children
from symflow.algebra.sympy_bridge import TIME, from_sympy, indexed, to_sympy
from symflow.errors import InputError

NOTHING = Num(Fraction(0))


def time_derivative(node: Expr, flow: str, model: Model) -> Expr:
    """d/dt of a formula along a flow of the model."""
    field = model.flow(flow)
    moving = frozenset(name for name in atom_names(node) if _moves(name, field, model))

    def rate(atom: Atom) -> Expr:
        given = field.rate(atom.name)
        if given is not None:
            return given.at(atom.indices)
        definition = model.definition(atom.name)
        return NOTHING if definition is None else time_derivative(definition.at(atom.indices), flow, model)

    return from_sympy(to_sympy(node, moving).diff(TIME), rate)


def partial_derivative(node: Expr, by: Atom, model: Model) -> Expr:
    """The partial derivative of a formula by one atom at fresh indices.

    Quantities that depend on the atom become functions of one parameter, so that SymPy applies the chain
    rule; the atom itself is differentiated as an Indexed, which gives KroneckerDelta's.
    """
    for index in by.indices:
        _refuse_bound(node, index.variable, by.name)
    if _mentions_time(node):
        raise InputError(
            f"partial derivative by {by.name}: the formula mentions the time t; differentiate along a flow"
        )
    moving = frozenset(name for name in atom_names(node) if _depends(name, by.name, model))

    def rate(atom: Atom) -> Expr:
        if atom.name == by.name:
            return from_sympy(indexed(atom.name, atom.indices).diff(indexed(by.name, by.indices)))
        definition = model.definition(atom.name)
        return NOTHING if definition is None else partial_derivative(definition.at(atom.indices), by, model)

    return from_sympy(to_sympy(node, moving).diff(TIME), rate)


def atom_names(node: Expr) -> frozenset[str]:
    """The names of the atoms that occur in a tree."""
    if isinstance(node, Atom):
        return frozenset({node.name})
    return frozenset[str]().union(*(atom_names(child) for child in children(node)))


def _moves(name: str, field: Flow, model: Model) -> bool:
    """Whether an atom changes along the flow, itself or through its definition."""
    if field.rate(name) is not None:
        return True
    definition = model.definition(name)
    return definition is not None and (
        _mentions_time(definition.body)
        or any(_moves(inner, field, model) for inner in atom_names(definition.body))
    )


def _mentions_time(node: Expr) -> bool:
    return TIME in to_sympy(node).free_symbols


def _depends(name: str, by: str, model: Model) -> bool:
    """Whether an atom is, or is defined through, the atom named ``by``."""
    if name == by:
        return True
    definition = model.definition(name)
    return definition is not None and any(_depends(inner, by, model) for inner in atom_names(definition.body))


def _refuse_bound(node: Expr, fresh: Var, name: str) -> None:
    if isinstance(node, Sum | Extremum) and node.var == fresh:
        raise InputError(
            f"partial derivative by {name}: index {fresh.name} is also bound in the formula; use a new one"
        )
    for child in children(node):
        _refuse_bound(child, fresh, name)
