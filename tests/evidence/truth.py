"""Formulas and sequents at points, by plain evaluation: what the checker and the citable facts are compared with.

A point gives each quantity its numbers: one for a scalar (also for the time, "t"), one for each value of the
index of a family. Index sets have the SIZE elements 0 and 1.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product

from symflow.algebra.expr import Add, Atom, Delta, Expr, Mul, Neg, Num, Pow, Sum, Sym
from symflow.algebra.indexing import Var
from symflow.algebra.statement import Hypothesis, Rel, Sequent
from symflow.evidence.proving.entail import free_in

SIZE = 2
Env = Mapping[Var, int]
Point = Mapping[str, tuple[int | Fraction, ...]]
_COMPARE = {"==": operator.eq, "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}


def value(node: Expr, env: Env, point: Point) -> Fraction:
    """A formula at a point."""
    match node:
        case Num(number):
            return number
        case Sym(name) | Atom(name, ()):
            return Fraction(point[name][0])
        case Atom(name, (index,)):
            return Fraction(point[name][env[index.variable]])
        case Delta(left, right):
            return Fraction(int(env[left.variable] == env[right.variable]))
        case Add(args):
            return sum((value(a, env, point) for a in args), Fraction(0))
        case Mul(args):
            out = Fraction(1)
            for a in args:
                out *= value(a, env, point)
            return out
        case Pow(base, exponent):
            return Fraction(value(base, env, point) ** int(exponent))
        case Neg(arg):
            return -value(arg, env, point)
        case Sum(body, over):
            return sum((value(body, {**env, over: k}, point) for k in range(SIZE)), Fraction(0))
    raise AssertionError(node)


def holds(relation: Rel, env: Env, point: Point) -> bool:
    """A relation at a point."""
    left, right = value(relation.left, env, point), value(relation.right, env, point)
    return bool(_COMPARE[relation.op](left, right))


def met(h: Hypothesis, env: Env, point: Point) -> bool:
    """A hypothesis for every value of its bound variables."""
    return all(
        holds(h.relation, {**env, **dict(zip(h.vars, ks, strict=True))}, point)
        for ks in product(range(SIZE), repeat=len(h.vars))
    )


def is_true(sequent: Sequent, points: Iterable[Point]) -> bool:
    """A sequent about relations at every point, for every value of its free indices."""
    free = sorted(free_in(sequent))
    envs = [dict(zip(free, ks, strict=True)) for ks in product(range(SIZE), repeat=len(free))]
    return not any(
        all(met(h, env, point) for h in sequent.hypotheses) and not _concluded(sequent, env, point)
        for point in points
        for env in envs
    )


def _concluded(sequent: Sequent, env: Env, point: Point) -> bool:
    if not isinstance(sequent.conclusion, Rel):
        raise AssertionError(sequent.conclusion)
    return holds(sequent.conclusion, env, point)
