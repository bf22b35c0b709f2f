r"""The indexed normal form: deciding equality of formulas for symbolic K, n, d.

A formula becomes a polynomial in indexed factors with bound variables in prenex form: products of
sums are sums over several variables, bound variables are named canonically, and these rules hold:

    deltas          sum_j delta_ij f_j = f_i, and delta_ij f_j = delta_ij f_i
    characters      chi_k(g + h) = chi_k(g) chi_k(h),   sum_k chi_k(g) = K delta_{g,0}
    G without 0     sum_{g != 0} f_g = sum_g f_g - f_0   (where f_0 exists)
    counts          sum over a space of 1 = its size,  N = K - 1
    exp             e^{x + y} = e^x e^y
    translation     sum_g f(g + h) = sum_g f(g) = sum_g f(-g)

Two formulas with the same normal form are equal. Zero is decided after multiplying by every
denominator; a difference that is not reduced to 0 says nothing, so a sum that the rules cannot merge
can only make a true step fail, never a false one pass. Nothing here is numerical.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import Self

from symflow.algebra import expr as tree
from symflow.algebra.expr import Expr
from symflow.algebra.indexing import Index, Var, index_text
from symflow.algebra.keys import (
    UNIT,
    Key,
    Lin,
    Mono,
    Poly,
    add_into,
    chi_factors,
    grouped,
    lin,
    poly_key,
    scale,
    scaled,
    space_of,
    variables,
)
from symflow.algebra.monomials import MonomialRules
from symflow.algebra.symbols import Symbols
from symflow.errors import InputError

ONE = Fraction(1)


class NormalForm(MonomialRules):
    """The normal form of expressions over one set of declared symbols."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self._terms: dict[tuple[frozenset[tuple[Key, Fraction]], frozenset[str]], Poly] = {}
        self._temporary = count(1)
        self._independent: Self | None = None

    # -- from trees ---------------------------------------------------------------------------

    def of(self, node: Expr, env: Mapping[Var, str] | None = None) -> Poly:
        """The polynomial of an expression."""
        names = env or {}
        match node:
            case tree.Num(value):
                return {UNIT: value} if value else {}
            case tree.Sym(name):
                return self.term({("sym", name): ONE}, frozenset())
            case tree.Atom(name, index):
                return self.term({("at", name, *(self._lin(i, names) for i in index)): ONE}, frozenset())
            case tree.Delta(left, right):
                return self._delta(left, right, names)
            case tree.Chi(mode, element):
                return self._chi(self._lin(mode, names), self._lin(element, names), ONE)
            case tree.Add(args):
                total: Poly = {}
                for arg in args:
                    add_into(total, self.of(arg, names))
                return total
            case tree.Neg(arg):
                return scaled(self.of(arg, names), -ONE)
            case tree.Mul(args):
                out: Poly = {UNIT: ONE}
                for arg in args:
                    out = self.mul(out, self.of(arg, names))
                return out
            case tree.Sum(body, var):
                bound = self.temporary(var.space_name)
                inner = self.of(body, {**names, var: bound})
                return self.sum_over(inner, bound)
            case _:
                return self.function(node, names)

    def is_zero(self, node: Expr) -> bool:
        """Whether the expression is identically zero by the rules above."""
        return not self.cleared(self.of(node))

    def cleared(self, poly: Poly) -> Poly:
        """The polynomial multiplied by all denominators that stand outside its sums."""
        for _ in range(64):
            found = next(
                (
                    k
                    for (factors, bound) in poly
                    for k, _ in factors
                    if k[0] == "inv" and not variables(k) & set(bound)
                ),
                None,
            )
            if found is None:
                return poly
            divisor, powers = dict(found[1]), {m: dict(m[0]).get(found, Fraction(0)) for m in poly}
            top = max(powers.values())
            out: Poly = {}
            for mono, c in poly.items():
                rest = self.term({k: e for k, e in mono[0] if k != found}, frozenset(mono[1]))
                add_into(out, self.mul(rest, self.power(divisor, int(top - powers[mono]))), c)
            poly = out
        return poly

    def _lin(self, index: Index, names: Mapping[Var, str]) -> Lin:
        for v, _ in index.terms:
            if v.name.startswith(("$", "#")):
                raise InputError(f"index {v.name}: names that start with $ or # are reserved; rename it")
        return lin((names.get(v, f"{v.name}:{v.space_name}"), c) for v, c in index.terms)

    def _delta(self, left: Index, right: Index, names: Mapping[Var, str]) -> Poly:
        a, b = self._lin(left, names), self._lin(right, names)
        if all(grouped(v) for v, _ in a + b):
            return self.term({("del", lin(a + scale(b, -1))): ONE}, frozenset())
        if len(a) != 1 or len(b) != 1 or space_of(a[0][0]) != space_of(b[0][0]):
            raise InputError(f"delta of {index_text(left)} and {index_text(right)}: different spaces")
        return self.term({("eq", *sorted((a[0][0], b[0][0]))): ONE}, frozenset())

    def _chi(self, mode: Lin, element: Lin, exponent: Fraction) -> Poly:
        return self.term(chi_factors(mode, element, exponent), frozenset())

    def temporary(self, space: str) -> str:
        """A variable name that no tree contains."""
        return f"${next(self._temporary)}:{space}"

    def independent(self) -> Self:
        """The normal form under a partial derivative, where x_g, x_{-g} and x_0 are independent."""
        if self._independent is None:
            free = replace(self.symbols, even=frozenset(), vanishing=frozenset())
            self._independent = type(self)(free)
            self._independent._temporary = self._temporary
        return self._independent

    # -- ring operations ----------------------------------------------------------------------

    def sum_over(self, poly: Poly, variable: str) -> Poly:
        """The sum of a polynomial over one variable."""
        out: Poly = {}
        for (factors, bound), c in poly.items():
            add_into(out, self.term(dict(factors), frozenset(bound) | {variable}), c)
        return out

    def mul(self, p: Poly, q: Poly) -> Poly:
        """The product, bound variables renamed apart."""
        if p == {UNIT: ONE} or q == {UNIT: ONE}:
            return q if p == {UNIT: ONE} else p
        out: Poly = {}
        for a, ca in p.items():
            for b, cb in q.items():
                add_into(out, self._mul_mono(a, b), ca * cb)
        return out

    def _mul_mono(self, a: Mono, b: Mono) -> Poly:
        if not a[1] or not b[1]:
            factors = dict(a[0])
            for key, e in b[0]:
                factors[key] = factors.get(key, Fraction(0)) + e
            return self.term(factors, frozenset(a[1]) | frozenset(b[1]))
        out: Poly = {}
        for ca, fa, ba in self.apart(a):
            for cb, fb, bb in self.apart(b):
                factors = dict(fa)
                for key, e in fb.items():
                    factors[key] = factors.get(key, Fraction(0)) + e
                add_into(out, self.term(factors, ba | bb), ca * cb)
        return out

    def apart(self, mono: Mono) -> list[tuple[Fraction, dict[Key, Fraction], frozenset[str]]]:
        """A monomial with its bound variables renamed to temporary ones, as a sum of such monomials."""
        factors, bound = mono
        fresh = {v: self.temporary(space_of(v)) for v in bound if not v.startswith("$")}
        outer = frozenset(fresh.get(v, v) for v in bound)
        if not fresh:
            return [(ONE, dict(factors), outer)]
        renamed = self.replaced(dict(factors), frozenset(), {v: ((w, 1),) for v, w in fresh.items()})
        return [(c, dict(more), outer | frozenset(inner)) for (more, inner), c in renamed.items()]

    def power(self, poly: Poly, exponent: int) -> Poly:
        """A non-negative integer power."""
        out: Poly = {UNIT: ONE}
        for _ in range(exponent):
            out = self.mul(out, poly)
        return out


def normal_key(form: NormalForm, node: Expr) -> tuple[tuple[Mono, Fraction], ...]:
    """The normal form as a hashable key."""
    return poly_key(form.of(node))
