r"""The rate of a mode as A + B (1 - pi): a formula that is linear in pi, taken apart without rounding off a difference.

Numbers are combined, so that 1 - 1 is 0; zero times anything is 0.
"""

from __future__ import annotations

from fractions import Fraction

from symflow.algebra.expr import Add, Atom, Expr, Mul, Neg, Num, Pow
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.rewrite import children
from symflow.errors import InputError
from symflow.flow.notation import pi, s

(e,) = indices("e", GSTAR)
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


def check_rate(node: Expr) -> None:
    """A formula in s_e and numbers."""
    if isinstance(node, Atom) and node != s(e):
        raise InputError(f"cover: the flow depends on {node.name} in a way that is not known here")
    if not isinstance(node, Atom | Num | Add | Mul | Neg | Pow):
        raise InputError(f"cover: the flow has a {type(node).__name__} that is not known here")
    for child in children(node):
        check_rate(child)


def affine(node: Expr) -> tuple[Expr, Expr]:
    """(A, B) with node = A + B (1 - pi_e); InputError for a formula that is not linear in pi_e."""
    if node == pi(e):
        return ONE, Num(Fraction(-1))
    match node:
        case Neg(arg):
            a, b = affine(arg)
            return times(Num(Fraction(-1)), a), times(Num(Fraction(-1)), b)
        case Add(args):
            pairs = [affine(arg) for arg in args]
            return plus([a for a, _ in pairs]), plus([b for _, b in pairs])
        case Mul(args):
            a, b = ONE, ZERO
            for arg in args:
                c, d = affine(arg)
                if b != ZERO and d != ZERO:
                    raise InputError("cover: the flow is not linear in pi")
                a, b = times(a, c), plus([times(a, d), times(b, c)])
            return a, b
        case _ if _mentions_pi(node):
            raise InputError("cover: the flow is not linear in pi")
        case _:
            return node, ZERO


def _mentions_pi(node: Expr) -> bool:
    return (isinstance(node, Atom) and node.name == "pi") or any(map(_mentions_pi, children(node)))


def plus(terms: list[Expr]) -> Expr:
    """The sum."""
    constant = sum((t.value for t in terms if isinstance(t, Num)), Fraction(0))
    rest = [t for t in terms if not isinstance(t, Num)]
    if constant or not rest:
        rest.append(Num(constant))
    return rest[0] if len(rest) == 1 else Add(tuple(rest))


def times(left: Expr, right: Expr) -> Expr:
    """The product."""
    if ZERO in (left, right):
        return ZERO
    if isinstance(left, Num) and isinstance(right, Num):
        return Num(left.value * right.value)
    if left == ONE or right == ONE:
        return right if left == ONE else left
    return Mul((left, right))
