"""Walking and rewriting trees: children, substitution without capture, conjugation, free variables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
    Partial,
    Pow,
    SignAtom,
    Sum,
    Sym,
)
from symflow.algebra.indexing import Index, Var, fresh, substitute_index


def children(node: Expr) -> tuple[Expr, ...]:
    """The immediate subexpressions."""
    match node:
        case Add(args) | Mul(args) | SignAtom(_, args):
            return args
        case Neg(arg) | Fun(_, arg):
            return (arg,)
        case Pow(base, _):
            return (base,)
        case Sum(body, _) | Extremum(_, body, _) | Ddt(body, _):
            return (body,)
        case Partial(body, by):
            return (body, by)
        case _:
            return ()


def rebuild(node: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The same node with ``change`` applied to its immediate subexpressions."""
    match node:
        case Add(args):
            return Add(tuple(change(a) for a in args))
        case Mul(args):
            return Mul(tuple(change(a) for a in args))
        case SignAtom(name, args):
            return SignAtom(name, tuple(change(a) for a in args))
        case Neg(arg):
            return Neg(change(arg))
        case Fun(name, arg):
            return Fun(name, change(arg))
        case Pow(base, exponent):
            return Pow(change(base), exponent)
        case Sum() | Extremum() | Ddt():
            return replace(node, body=change(node.body))
        case Partial(body, by):
            return Partial(change(body), by)
        case _:
            return node


def substitute(node: Expr, mapping: dict[Var, Index], scalars: dict[str, Expr] | None = None) -> Expr:
    """Replace free index variables (and scalars) without capture: bound variables are renamed apart."""
    symbols = scalars or {}
    match node:
        case Sym(name):
            return symbols.get(name, node)
        case Atom(name, index):
            return Atom(name, tuple(substitute_index(i, mapping) for i in index))
        case Delta(left, right):
            return Delta(substitute_index(left, mapping), substitute_index(right, mapping))
        case Chi(mode, element):
            return Chi(substitute_index(mode, mapping), substitute_index(element, mapping))
        case Sum(body, var) | Extremum(_, body, var):
            new = fresh(var)
            inner = {**mapping, var: Index(((new, 1),))}
            return replace(node, body=substitute(body, inner, symbols), var=new)
        case Partial(body, Atom(name, index)):
            moved = Atom(name, tuple(substitute_index(i, mapping) for i in index))
            return Partial(substitute(body, mapping, symbols), moved)
        case _:
            return rebuild(node, lambda child: substitute(child, mapping, symbols))


def conjugate(node: Expr, hermitian: frozenset[str]) -> Expr:
    """The complex conjugate: chi_k(g) -> chi_k(-g), and X_{..., k} -> X_{..., -k} for hermitian atoms.

    A derivative by X_{..., k} becomes the derivative of the conjugate by X_{..., -k}.
    """
    match node:
        case Chi(mode, element):
            return Chi(mode, -element)
        case Atom(name, index) if name in hermitian:
            return Atom(name, tuple(-i if all(v.space.group for v, _ in i.terms) else i for i in index))
        case Partial(body, by) if by.name in hermitian:
            opposite = tuple(-i if all(v.space.group for v, _ in i.terms) else i for i in by.indices)
            return Partial(conjugate(body, hermitian), Atom(by.name, opposite))
        case _:
            return rebuild(node, lambda child: conjugate(child, hermitian))


def free_variables(node: Expr) -> frozenset[Var]:
    """The index variables that occur free."""
    match node:
        case Atom(_, index):
            return frozenset(v for i in index for v, _ in i.terms)
        case Delta(a, b) | Chi(a, b):
            return frozenset(v for i in (a, b) for v, _ in i.terms)
        case Sum(body, var) | Extremum(_, body, var):
            return free_variables(body) - {var}
        case _:
            return frozenset().union(*(free_variables(child) for child in children(node)))
