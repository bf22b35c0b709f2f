r"""What can be seen of a formula without proof: that it is continuous, smooth, positive, at rest.

A citable fact about functions or flows asks for regularity. It is granted only where the formula shows it:
sums, products and exponentials, quotients by sums of exponentials and positive numbers, and nothing else.
"""

from __future__ import annotations

from symflow.algebra.declared import declared_places
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
    Pow,
    Sum,
    Sym,
)
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import children


def everywhere(node: Expr, model: Model) -> bool:
    """Whether a quantity stands at different variables that run through all of its declared places."""
    if not isinstance(node, Atom):
        return False
    places = declared_places(node.name, model)
    single = [i.terms[0][0] for i in node.indices if len(i.terms) == 1 and i.terms[0][1] == 1]
    if places is None or len(set(single)) != len(node.indices):
        return False
    return [v.space_name for v in single] == [v.space_name for v in places]


def moves(node: Expr, model: Model, moving: set[str], stop: frozenset[str]) -> bool:
    """Whether a formula depends on the time or a moving quantity, other than through the unknowns in ``stop``.

    A derivative along a flow counts as moving: it has the value of a rate, and rates depend on what else moves.
    """
    if node == Sym("t") or isinstance(node, Ddt):
        return True
    if isinstance(node, Atom) and node.name not in stop:
        definition = model.definition(node.name)
        return node.name in moving or (definition is not None and moves(definition.body, model, moving, stop))
    return any(moves(child, model, moving, stop) for child in children(node))


def smooth(node: Expr, model: Model, unknown: frozenset[str]) -> bool:
    """Whether a formula is visibly smooth in the unknowns."""
    match node:
        case Pow(base, exponent):
            whole = exponent.denominator == 1 and smooth(base, model, unknown)
            return whole and (exponent >= 0 or visibly_positive(base, model))
        case Fun("log", arg):
            return visibly_positive(arg, model) and smooth(arg, model, unknown)
        case Fun(name, arg):
            return name in ("exp", "tanh") and smooth(arg, model, unknown)
        case Atom(name, index):
            definition = None if name in unknown else model.definition(name)
            return definition is None or smooth(definition.at(index), model, unknown)
        case Num() | Sym() | Chi() | Delta():
            return True
        case Add() | Mul() | Neg() | Sum():
            return all(smooth(child, model, unknown) for child in children(node))
        case _:
            return False


def continuous(node: Expr, model: Model) -> bool:
    """Whether a formula is visibly continuous in the variables of the model."""
    match node:
        case Pow(base, exponent):
            whole = exponent.denominator == 1
            return whole and continuous(base, model) and (exponent >= 1 or visibly_positive(base, model))
        case Atom(name, index):
            definition = model.definition(name)
            return definition is None or continuous(definition.at(index), model)
        case Fun(name, arg):
            return name in ("exp", "tanh") and continuous(arg, model)
        case Num() | Sym() | Chi() | Delta():
            return True
        case Add() | Mul() | Neg() | Sum():
            return all(continuous(child, model) for child in children(node))
        case _:
            return False


def visibly_positive(node: Expr, model: Model) -> bool:
    """Whether a formula is a sum of products of exponentials, positive numbers and counts."""
    match node:
        case Num(value):
            return value > 0
        case Sym(name):
            return name in ("K", "N", "n", "d")
        case Fun("exp", _):
            return True
        case Add() | Mul() | Sum():
            return all(visibly_positive(child, model) for child in children(node))
        case _:
            return False


def rests(node: Expr, model: Model, flow: str) -> bool:
    """Whether a formula is visibly constant along a flow: no time, no rate, nothing that moves."""
    moving = {rate.name for rate in model.flow(flow).rates}
    return not moves(node, model, moving, frozenset())


def has_extremum(node: Expr) -> bool:
    """Whether max or min stands in a formula."""
    return isinstance(node, Extremum) or any(map(has_extremum, children(node)))
