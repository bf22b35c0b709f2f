"""Values of trees and of normal forms in complex balls, over a concrete group: two evaluators.

They share only the arithmetic of the group and of balls, so a ball of the one that does not meet the
ball of the other shows that a normal form has changed a value.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from flint import acb, arb, fmpq

from symflow.algebra import expr as tree
from symflow.algebra.expr import Delta, Expr, Num, Sym
from symflow.algebra.indexing import Index, Var
from symflow.algebra.keys import Key, Lin, Mono

EVEN, VANISHING, POSITIVE = (
    frozenset({"s", "q"}),
    frozenset({"s", "v"}),
    frozenset({"K", "N", "n", "d", "s", "p", "q"}),
)


class Undefined(Exception):
    """The tree has no value at this point: a logarithm or a quotient at 0."""


@dataclass(frozen=True)
class Point:
    """A group of order K (Boolean or cyclic) with values of all symbols, drawn from a seed."""

    order: int
    boolean: bool
    seed: int

    def add(self, parts: list[tuple[int, int]]) -> int:
        if not self.boolean:
            return sum(g * c for g, c in parts) % self.order
        out = 0
        for g, c in parts:
            out ^= g if c % 2 else 0
        return out

    def chi(self, k: int, g: int) -> acb:
        if self.boolean:
            return acb((-1) ** (k & g).bit_count())
        return acb(arb(fmpq(2 * k * g, self.order))).exp_pi_i()

    def minus(self, g: int) -> int:
        return g if self.boolean else -g % self.order

    def atom(self, name: str, index: tuple[int, ...]) -> acb:
        if name in VANISHING and index == (0,):
            return acb(0)
        if name in EVEN:
            index = tuple(min(g, self.minus(g)) for g in index)
        rng = random.Random(f"{self.seed} {name} {index}")
        value = Fraction(rng.randint(1, 12), 7)
        return ball(value if name in POSITIVE else value * rng.choice((1, -1)))

    def scalar(self, name: str) -> acb:
        sizes = {"K": self.order, "N": self.order - 1, "n": 2, "d": 3}
        return acb(sizes[name]) if name in sizes else self.atom(name, ())

    def elements(self, space: str) -> range:
        first = 0 if space == "G" else 1
        return range(first, {"n": 3, "d": 4, "N": self.order, "K": self.order + 1}.get(space, self.order))


def ball(value: Fraction) -> acb:
    return acb(fmpq(value.numerator, value.denominator))


def power(base: acb, exponent: Fraction) -> acb:
    if exponent.denominator == 1 and exponent >= 0:
        return base ** int(exponent)
    if base.contains(0) and exponent > 0:  # a ball around 0 that contains the value
        radius = (abs(base).upper() ** arb(fmpq(exponent.numerator, exponent.denominator))).upper()
        return acb(arb(0, radius), arb(0, radius))
    if base.contains(0):
        raise Undefined
    return base ** int(exponent) if exponent.denominator == 1 else (real_log(base) * ball(exponent)).exp()


def real_log(x: acb) -> acb:
    """The logarithm; that of a negative number is undefined."""
    if x.contains(0) or (x.imag.contains(0) and not x.real > 0):
        raise Undefined
    return x.log()


def function(name: str, x: acb, limit: int = 10**6) -> acb:
    if not x.is_finite() or abs(x) > limit:
        raise Undefined
    if name == "log":
        return real_log(x)
    return x.exp() if name == "exp" else x.tanh()


def extremum(kind: str, values: list[acb]) -> acb:
    if not all(v.imag.contains(0) for v in values):
        raise Undefined
    out = values[0].real
    for v in values[1:]:
        out = out.max(v.real) if kind == "max" else out.min(v.real)
    return acb(out)


def value_of_tree(node: Expr, at: Point, env: Mapping[Var, int]) -> acb:
    """The value of a tree at a point, with values of its free index variables."""
    match node:
        case tree.Add(args):
            return sum((value_of_tree(a, at, env) for a in args), acb(0))
        case tree.Mul(args):
            return math.prod((value_of_tree(a, at, env) for a in args), start=acb(1))
        case tree.Neg(arg):
            return -value_of_tree(arg, at, env)
        case tree.Pow(base, exponent):
            return power(value_of_tree(base, at, env), exponent)
        case tree.Fun(name, arg):
            return function(name, value_of_tree(arg, at, env), limit=60)
        case tree.Sum(body, var):
            return sum(values_over(body, var, at, env), acb(0))
        case tree.Extremum(kind, body, var):
            return extremum(kind, values_over(body, var, at, env))
        case _:
            return value_of_leaf(node, at, env)


def values_over(body: Expr, var: Var, at: Point, env: Mapping[Var, int]) -> list[acb]:
    return [value_of_tree(body, at, {**env, var: g}) for g in at.elements(var.space_name)]


def value_of_leaf(node: Expr, at: Point, env: Mapping[Var, int]) -> acb:
    def element(index: Index) -> int:
        if len(index.terms) == 1 and not index.terms[0][0].space.group:
            return env[index.terms[0][0]]
        return at.add([(env[v], c) for v, c in index.terms])

    match node:
        case Num(value):
            return ball(value)
        case Sym(name):
            return at.scalar(name)
        case tree.Atom(name, index):
            return at.atom(name, tuple(element(i) for i in index))
        case Delta(left, right):
            return acb(int(element(left) == element(right)))
        case tree.Chi(k, g):
            return at.chi(element(k), element(g))
    raise NotImplementedError(type(node).__name__)


def value_of_poly(poly: Any, at: Point, env: Mapping[str, int]) -> acb:
    items = poly.items() if isinstance(poly, dict) else poly
    return sum((ball(c) * value_of_mono(mono, at, env) for mono, c in items), acb(0))


def value_of_mono(mono: Mono, at: Point, env: Mapping[str, int]) -> acb:
    factors, bound = mono
    out = acb(0)
    for choice in product(*(at.elements(v.rsplit(":", 1)[1]) for v in bound)):
        names = {**env, **dict(zip(bound, choice, strict=True))}
        if any(k[0] in ("del", "eq") and value_of_key(k, at, names) == 0 for k, _ in factors):
            continue  # delta times a factor that has no value elsewhere
        out += math.prod((value_of_power(k, e, at, names) for k, e in factors), start=acb(1))
    return out


def value_of_power(key: Key, exponent: Fraction, at: Point, env: Mapping[str, int]) -> acb:
    if key[0] == "exp":  # (e^x)^c stands for e^{c x}, for complex x too
        return function("exp", ball(exponent) * value_of_mono(key[1], at, env))
    return power(value_of_key(key, at, env), exponent)


def value_of_key(key: Key, at: Point, env: Mapping[str, int]) -> acb:
    match key:
        case ("inv", poly):
            return power(value_of_poly(poly, at, env), Fraction(-1))
        case ("fun", name, poly):
            return function(name, value_of_poly(poly, at, env))
        case ("pow", poly, exponent):
            return power(value_of_poly(poly, at, env), exponent)
        case ("ext", kind, poly, v):
            elements = at.elements(v.rsplit(":", 1)[1])
            return extremum(kind, [value_of_poly(poly, at, {**env, v: g}) for g in elements])
        case _:
            return value_of_plain_key(key, at, env)


def value_of_plain_key(key: Key, at: Point, env: Mapping[str, int]) -> acb:
    def element(index: Lin) -> int:
        if len(index) == 1 and not index[0][0].endswith((":G", ":G*")):
            return env[index[0][0]]
        return at.add([(env[v], c) for v, c in index])

    match key:
        case ("sym", name):
            return at.scalar(name)
        case ("at", name, *index):
            return at.atom(name, tuple(element(i) for i in index))
        case ("chi", v, w):
            return at.chi(env[v], env[w])
        case ("del", index):
            return acb(int(element(index) == 0))
        case ("eq", v, w):
            return acb(int(env[v] == env[w]))
    raise NotImplementedError(key[0])
