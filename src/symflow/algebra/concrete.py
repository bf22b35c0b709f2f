r"""Trees over a group of fixed order K = 2^m: sums written out, characters as numbers.

Index i of an atom becomes part of its name, x_{3} -> x[3], so that the normal form treats the entries
as unrelated quantities; max and min become quantities of their own, named by the digest of their entries. Kept
derivatives stay closed; their index is made part of the tree inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from symflow.algebra.expr import (
    Add,
    Atom,
    Chi,
    Delta,
    Expr,
    Extremum,
    Num,
    Partial,
    Sum,
    Sym,
)
from symflow.algebra.indexing import Index, Var
from symflow.algebra.rewrite import rebuild
from symflow.algebra.serial import digest
from symflow.errors import InputError

Values = Mapping[Var, int]


def assignments(variables: frozenset[Var], order: int) -> Iterator[dict[Var, int]]:
    """Every choice of group elements for the variables."""
    ordered = sorted(variables)
    ranges = [elements(v, order) for v in ordered]
    for choice in product(*ranges):
        yield dict(zip(ordered, choice, strict=True))


def elements(var: Var, order: int) -> range:
    """The group elements that a variable runs through; other index sets have no fixed size here."""
    if not var.space.group:
        raise InputError(f"index {var.name}: only indices of the group have values at a fixed order")
    return range(1, order) if var.space.starred else range(order)


def element(index: Index, values: Values) -> int:
    """The group element, as a bit vector, that an index denotes."""
    out = 0
    for var, c in index.terms:
        if not var.space.group:
            raise InputError(f"index {var.name}: only indices of the group have values at a fixed order")
        out ^= values[var] if c % 2 else 0
    return out


def concretise(node: Expr, order: int, values: Values) -> Expr:
    """The tree at K = order and the given values of its free indices."""
    match node:
        case Sym("K"):
            return Num(Fraction(order))
        case Sym("N"):
            return Num(Fraction(order - 1))
        case Atom(name, index):
            return Atom(name + "".join(f"[{element(i, values)}]" for i in index))
        case Delta(left, right):
            return Num(Fraction(int(element(left, values) == element(right, values))))
        case Chi(mode, at):
            odd = (element(mode, values) & element(at, values)).bit_count() % 2
            return Num(Fraction(-1 if odd else 1))
        case Sum(body, var):
            chosen = elements(var, order)
            return Add(tuple(concretise(body, order, {**values, var: g}) for g in chosen))
        case Extremum(kind, body, var):
            chosen = elements(var, order)
            entries = tuple(concretise(body, order, {**values, var: g}) for g in chosen)
            return Atom(f"{kind}:{digest(entries)}")
        case Partial(body, by):
            places = "".join(f"[{element(i, values)}]" for i in by.indices)
            return Partial(concretise(body, order, values), Atom(by.name + places))
        case _:
            return rebuild(node, lambda child: concretise(child, order, values))
