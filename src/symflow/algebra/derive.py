r"""Derivatives of trees, by the chain rule.

    d/dt along a flow:      each moving atom is replaced by its rate, definitions are opened;
    partial derivative:     d W_{ia} / d W_{pq} = delta_{ip} delta_{aq}, at *fresh* indices p, q.

A partial derivative by indices that are also bound in the formula is refused: that is the classical
way to get a silently wrong gradient. The second route, through SymPy, is algebra/sympy_route.py.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from symflow.algebra.expr import (
    Add,
    Atom,
    Chi,
    Ddt,
    Delta,
    Expr,
    Extremum,
    Fun,
    Mul,
    Neg,
    Num,
    Partial,
    Pow,
    SignAtom,
    Sum,
    Sym,
    delta,
    exp,
    tanh,
)
from symflow.algebra.indexing import Var
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import children, rebuild
from symflow.algebra.signs import SIGN_TABLE
from symflow.errors import InputError

NOTHING = Num(Fraction(0))
ONE = Num(Fraction(1))
Rule = Callable[[Atom | Sym], Expr]


def evaluate_derivatives(node: Expr, model: Model) -> Expr:
    """The tree with every kept derivative carried out, inner ones first; rates may hold further ones."""
    opened = rebuild(node, lambda child: evaluate_derivatives(child, model))
    if isinstance(opened, Ddt):
        return evaluate_derivatives(time_derivative(opened.body, opened.flow, model), model)
    if isinstance(opened, Partial):
        return evaluate_derivatives(partial_derivative(opened.body, opened.atom, model), model)
    return opened


def time_derivative(node: Expr, flow: str, model: Model) -> Expr:
    """d/dt of a formula along a flow of the model."""
    field = model.flow(flow)

    def rule(moving: Atom | Sym) -> Expr:
        if isinstance(moving, Sym):
            return ONE if moving.name == "t" else NOTHING
        rate = field.rate(moving.name)
        if rate is not None:
            return rate.at(moving.indices)
        definition = model.definition(moving.name)
        return NOTHING if definition is None else differentiate(definition.at(moving.indices), rule)

    return differentiate(node, rule)


def partial_derivative(node: Expr, by: Atom, model: Model) -> Expr:
    """The partial derivative of a formula by one atom at fresh indices."""
    fresh = {v for index in by.indices for v, _ in index.terms}
    _refuse_bound(node, fresh, by.name)

    def rule(moving: Atom | Sym) -> Expr:
        if isinstance(moving, Sym):
            return NOTHING
        if moving.name == by.name:
            out: Expr = ONE
            for left, right in zip(moving.indices, by.indices, strict=True):
                out = product(out, delta(left, right))
            return out
        definition = model.definition(moving.name)
        return NOTHING if definition is None else differentiate(definition.at(moving.indices), rule)

    return differentiate(node, rule)


def _refuse_bound(node: Expr, fresh: set[Var], name: str) -> None:
    if isinstance(node, Sum | Extremum) and node.var in fresh:
        raise InputError(
            f"partial derivative by {name}: index {node.var.name} is also bound in the formula; use a new one"
        )
    for child in children(node):
        _refuse_bound(child, fresh, name)


def differentiate(node: Expr, rule: Rule) -> Expr:
    """The derivative of a tree, given the derivative of its atoms and scalars."""
    match node:
        case Num() | Delta() | Chi():
            return NOTHING
        case Sym() | Atom():
            return rule(node)
        case Neg(arg):
            inner = differentiate(arg, rule)
            return inner if inner == NOTHING else Neg(inner)
        case Add(args):
            return added([differentiate(arg, rule) for arg in args])
        case Mul(args):
            return added([_one_factor(args, i, rule) for i in range(len(args))])
        case Pow(base, exponent):
            return product(Num(exponent), product(Pow(base, exponent - 1), differentiate(base, rule)))
        case Fun(name, arg):
            return product(_OUTER[name](arg), differentiate(arg, rule))
        case Sum(body, var):
            inner = differentiate(body, rule)
            return inner if inner == NOTHING else Sum(inner, var)
        case SignAtom(name, args) if name != "modulus":
            return differentiate(SIGN_TABLE[name].expand(args, frozenset()), rule)
        case _:
            raise InputError(f"{type(node).__name__} cannot be differentiated by the chain rule")


_OUTER: dict[str, Callable[[Expr], Expr]] = {
    "exp": exp,
    "log": lambda x: Pow(x, Fraction(-1)),
    "tanh": lambda x: 1 - tanh(x) ** 2,
    "ei": lambda x: exp(x) / x,
}


def _one_factor(args: tuple[Expr, ...], place: int, rule: Rule) -> Expr:
    out = differentiate(args[place], rule)
    for i, arg in enumerate(args):
        if i != place:
            out = product(out, arg)
    return out


def product(left: Expr, right: Expr) -> Expr:
    """left * right without the trivial cases."""
    if NOTHING in (left, right):
        return NOTHING
    if left == ONE or right == ONE:
        return right if left == ONE else left
    return Mul((left, right))


def added(terms: list[Expr]) -> Expr:
    """The sum of the non-zero terms."""
    kept = tuple(t for t in terms if t != NOTHING)
    return NOTHING if not kept else kept[0] if len(kept) == 1 else Add(kept)
