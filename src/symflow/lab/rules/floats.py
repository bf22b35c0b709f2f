"""Formulas in the modes in floating point: a first look that spares the checker hopeless proposals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

from symflow.algebra.expr import Add, Atom, Expr, Extremum, Fun, Mul, Neg, Num, Pow, Sum, Sym
from symflow.algebra.indexing import Var
from symflow.algebra.rewrite import rebuild

Env = Mapping[Var, int]
_FUNCTIONS = {"exp": math.exp, "log": math.log, "tanh": math.tanh}


def samples(count: int, seed: int = 7) -> list[tuple[float, ...]]:
    """Modes of several sizes and spreads; three, four or seven of them."""
    random = Random(seed)
    out = []
    for i in range(count):
        size, width = 10 ** random.uniform(-2, 1.3), random.choice((0.01, 0.3, 1.0, 2.0))
        out.append(tuple(size * math.exp(random.uniform(-width, width)) for _ in range((3, 4, 7)[i % 3])))
    return out


def value(node: Expr, s: Sequence[float], env: Env) -> float:
    """The value at modes s[0], ..., s[N - 1]; indices in ``env`` are places of this list. NaN if there is none."""
    try:
        return _value(node, s, env)
    except (ValueError, OverflowError, ZeroDivisionError):
        return math.nan


def _value(node: Expr, s: Sequence[float], env: Env) -> float:
    match node:
        case Num() | Sym() | Atom():
            return _leaf(node, s, env)
        case Neg(arg):
            return -_value(arg, s, env)
        case Add(args):
            return math.fsum(_value(a, s, env) for a in args)
        case Mul(args):
            return math.prod(_value(a, s, env) for a in args)
        case Pow(base, exponent):
            power = _value(base, s, env) ** float(exponent)
            return power if isinstance(power, float) else math.nan
        case Fun(name, arg) if name in _FUNCTIONS:
            return _FUNCTIONS[name](_value(arg, s, env))
        case Sum(body, var):
            return math.fsum(_value(body, s, {**env, var: i}) for i in range(len(s)))
        case Extremum(kind, body, var):
            values = [_value(body, s, {**env, var: i}) for i in range(len(s))]
            return max(values) if kind == "max" else min(values)
        case _:
            return math.nan


def _leaf(node: Expr, s: Sequence[float], env: Env) -> float:
    match node:
        case Num(value):
            return float(value)
        case Sym("N"):
            return float(len(s))
        case Sym("K"):
            return float(len(s) + 1)
        case Atom("s", (index,)):
            return s[env[index.variable]]
        case Atom("sbar", ()):
            return math.fsum(s) / len(s)
        case _:
            return math.nan


def with_values(node: Expr, values: Mapping[str, Fraction]) -> Expr:
    """The formula with numbers for some scalars."""
    if isinstance(node, Atom) and node.name in values:
        return Num(values[node.name])
    return rebuild(node, lambda child: with_values(child, values)) if values else node


def never_negative(node: Expr, points: Sequence[Sequence[float]], at: Var) -> bool:
    """Whether the formula is >= 0 at all points, up to rounding, for every value of one index."""
    for point in points:
        for place in range(len(point)):
            found = value(node, point, {at: place})
            if not found >= -1e-9 * _size(node, point, {at: place}):
                return False
    return True


def _size(node: Expr, s: Sequence[float], env: Env) -> float:
    """The size of the terms of a sum, to measure its rounding."""
    match node:
        case Add(args):
            return math.fsum(_size(a, s, env) for a in args)
        case Mul(args):
            return math.prod(_size(a, s, env) for a in args)
        case Neg(arg):
            return _size(arg, s, env)
        case Sum(body, var):
            return math.fsum(_size(body, s, {**env, var: i}) for i in range(len(s)))
        case _:
            return abs(value(node, s, env))
