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
    Atom,
    Chi,
    Delta,
    Expr,
    Num,
    Sum,
    Sym,
)
from symflow.algebra.indexing import Index, Var
from symflow.algebra.normal import NormalForm
from symflow.algebra.rewrite import free_variables, rebuild
from symflow.algebra.statement import Rel
from symflow.algebra.symbols import Symbols
from symflow.evidence.world import StepFailed, difference

Bits = Mapping[Var, int]


def check_induction(relation: Rel) -> None:
    """Raise StepFailed unless the relation holds at m = 0 and passes from m to m + 1."""
    if relation.op != "==":
        raise StepFailed("induction over m is for equations between characters")
    node = difference(relation.left, relation.right)
    free = sorted(free_variables(node))
    if any(not v.space.group or v.space.starred for v in free):
        raise StepFailed("induction over m is for indices that run through the whole group")
    form = NormalForm(Symbols(boolean=True))
    if not form.is_zero(_trivial(node)):
        raise StepFailed("the relation fails for the one-element group (m = 0)")
    for bits in product((0, 1), repeat=len(free)):
        chosen = dict(zip(free, bits, strict=True))
        if not form.is_zero(_split(node, chosen)):
            shown = ", ".join(f"{v.name}: {b}" for v, b in chosen.items())
            raise StepFailed(f"the relation does not pass from m to m + 1 (first bits {shown})")


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
        case Atom(name):
            raise StepFailed(f"{name} has no rule at level m + 1; only characters and deltas do")
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
