r"""INDUCT: the rules of the Walsh characters, for every m.

Z_2^(m+1) = Z_2 x Z_2^m, and chi_{(c,k)}(b,g) = (-1)^{bc} chi_k(g). A relation between characters and
deltas holds for every m if it holds for the one-element group (m = 0) and if, with every index split
into a bit and a lower part, it follows from the same rules at level m. The rules at level m are those
of the Boolean normal form, so the relations that the normal form relies on must be proved together:
multiplicativity, chi^2 = 1, and orthogonality.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from symflow.algebra.expr import (
    Add,
    Chi,
    Delta,
    Expr,
    Mul,
    Neg,
    Num,
    Pow,
    Sum,
    Sym,
)
from symflow.algebra.indexing import G, Index, Var
from symflow.algebra.normal import NormalForm
from symflow.algebra.rewrite import children, free_variables, rebuild
from symflow.algebra.statement import Rel
from symflow.algebra.symbols import Symbols
from symflow.evidence.proving.world import StepFailed, difference

Bits = Mapping[Var, int]


def check_induction(relation: Rel) -> None:
    """Raise StepFailed unless the relation holds at m = 0 and passes from m to m + 1."""
    if relation.op != "==":
        raise StepFailed("induction over m is for equations between characters")
    node = difference(relation.left, relation.right)
    free = sorted(free_variables(node))
    _require_rules(node)
    form = NormalForm(Symbols(boolean=True))
    if not form.is_zero(_trivial(node)):
        raise StepFailed("the relation fails for the one-element group (m = 0)")
    for bits in product((0, 1), repeat=len(free)):
        chosen = dict(zip(free, bits, strict=True))
        if not form.is_zero(_split(node, chosen)):
            shown = ", ".join(f"{v.name}: {b}" for v, b in chosen.items())
            raise StepFailed(f"the relation does not pass from m to m + 1 (first bits {shown})")


def _require_rules(node: Expr) -> None:
    """StepFailed if some part of the formula has no rule below: K, characters, deltas, sums over G, + and *."""
    match node:
        case Num() | Add() | Mul() | Neg() | Sym("K"):
            whole = True
        case Pow(_, exponent):
            whole = exponent >= 0 and exponent.denominator == 1
        case Sum(_, var):
            whole = var.space == G
        case Chi(left, right) | Delta(left, right):
            whole = all(v.space == G for index in (left, right) for v, _ in index.terms)
        case _:
            whole = False
    if not whole:
        raise StepFailed(
            f"induction over m has no rule for this {type(node).__name__}; "
            "it is for K, characters and deltas, with indices that run through the whole group"
        )
    for child in children(node):
        _require_rules(child)


def _bit(index: Index, bits: Bits) -> int:
    return sum(c * bits[v] for v, c in index.terms) % 2


def _split(node: Expr, bits: Bits) -> Expr:
    """The formula at level m + 1, first bits fixed, in terms of level m."""
    match node:
        case Sym("K"):
            return 2 * Sym("K")
        case Chi(mode, element):
            sign = Num(Fraction(-1 if _bit(mode, bits) and _bit(element, bits) else 1))
            return sign * node
        case Delta(left, right):
            return node if _bit(left, bits) == _bit(right, bits) else Num(Fraction(0))
        case Sum(body, var):
            return Add(tuple(Sum(_split(body, {**bits, var: b}), var) for b in (0, 1)))
        case _:
            return rebuild(node, lambda child: _split(child, bits))


def _trivial(node: Expr) -> Expr:
    """The formula for the group of one element."""
    match node:
        case Sym("K") | Chi() | Delta():
            return Num(Fraction(1))
        case Sum(body, _):
            return _trivial(body)
        case _:
            return rebuild(node, _trivial)
