r"""Formulas with their sums written out at one K: every index is a number, every character a root of unity.

    sum_{k in G} chi_k(1) s_k   at K = 4 on Z_2^2, s_0 = 0:   -s_1 + s_2 - s_3

Only sums, characters, deltas and the sizes K, N, n, d are replaced; signs in front of a product are collected, terms
that are 0 or cancel are left out, and nothing else is evaluated. Elements of G are 0, ..., K-1 (on Z_2^m by their
binary digits); plain sets are printed from 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

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
    Partial,
    Pow,
    SignAtom,
    Sum,
    Sym,
)
from symflow.algebra.indexing import Index, Space, Var
from symflow.algebra.quantities import Variable
from symflow.algebra.rewrite import children
from symflow.algebra.signs import SIGN_TABLE
from symflow.algebra.statement import (
    All,
    And,
    Iff,
    Implies,
    Pred,
    Rel,
    Statement,
    expressions,
)
from symflow.claim.domain import Domain
from symflow.claim.layout import Layout
from symflow.render.latex.among import Among
from symflow.render.names import unbound

MOST_CASES, MOST_TERMS = 16, 120
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))
ROOT = Atom("omega")
Env = Mapping[Var, int]


class CannotWriteOut(Exception):
    """Why something is not written out; said to the reader."""


@dataclass(frozen=True, slots=True)
class World:
    """The index sets at one K."""

    domain: Domain
    layout: Layout

    def elements(self, over: Sequence[Var]) -> Iterator[dict[Var, int]]:
        """All values of some index variables; CannotWriteOut where they are too many."""
        count = 1
        for var in over:
            count *= len(self.layout.elements(var.space))
        if count > MOST_CASES:
            raise CannotWriteOut(f"it stands for {count} cases, more than {MOST_CASES}")
        for values in product(*(self.layout.elements(var.space) for var in over)):
            yield dict(zip(over, values, strict=True))

    def element(self, index: Index, env: Env) -> int:
        """The element that an index means."""
        if self.layout.scheme == "walsh" and any(v.space.group for v, _ in index.terms):
            out = 0
            for var, factor in index.terms:
                out ^= env[var] if factor % 2 else 0
            return out
        value = sum(factor * env[var] for var, factor in index.terms)
        return value % self.layout.K if self.layout.scheme == "cyclic" else value

    # -- formulas -----------------------------------------------------------------------------

    def formula(self, node: Expr, env: Env) -> Expr:
        """The formula with its sums written out."""
        match node:
            case Sum(body, var):
                return added([self.formula(body, {**env, var: e}) for e in self.layout.elements(var.space)])
            case Extremum(kind, body, var):
                cases = [self.formula(body, {**env, var: e}) for e in self.layout.elements(var.space)]
                return Among(kind, tuple(dict.fromkeys(cases)))
            case Add(args):
                return added([self.formula(arg, env) for arg in args])
            case Mul(args):
                return multiplied([self.formula(arg, env) for arg in args])
            case Neg(arg):
                return negative(self.formula(arg, env))
            case SignAtom(name, args):
                return self.formula(SIGN_TABLE[name].expand(args, self.domain.symbols.hermitian), env)
            case Ddt(body, _):
                moving = self.formula(body, env)
                return ZERO if moving == ZERO else replace(node, body=moving)
            case Partial(body, by):
                return self._partial(body, by, env)
            case Pow(base, exponent):
                inner = self.formula(base, env)
                return inner if inner == ONE or (inner == ZERO and exponent > 0) else Pow(inner, exponent)
            case Fun(name, arg):
                return Fun(name, self.formula(arg, env))
            case _:
                return self._leaf(node, env)

    def _leaf(self, node: Expr, env: Env) -> Expr:
        match node:
            case Sym(name):
                sizes = {"K": self.layout.K, "N": self.layout.K - 1, "n": self.layout.n, "d": self.layout.d}
                return Num(Fraction(sizes[name])) if name in sizes else node
            case Delta(left, right):
                return ONE if self.element(left, env) == self.element(right, env) else ZERO
            case Chi(mode, element):
                return self._character(self.element(mode, env), self.element(element, env))
            case Atom():
                return self._atom(node, env)
            case _:
                return node

    def _character(self, k: int, g: int) -> Expr:
        """chi_k(g): a sign on Z_2^m, a power of the root of unity on Z_K."""
        if self.layout.scheme == "walsh":
            return Num(Fraction(-1 if (k & g).bit_count() % 2 else 1))
        power, K = k * g % self.layout.K, self.layout.K
        if power == 0:
            return ONE
        return Num(Fraction(-1)) if 2 * power == K else Pow(ROOT, Fraction(power))

    def _atom(self, node: Atom, env: Env) -> Expr:
        """The quantity at numbers; of entries that are equal by evenness the first, and 0 where it vanishes."""
        place = tuple(self.element(index, env) for index in node.indices)
        spaces, variable = self._spaces(node), self._variable(node.name)
        if variable is not None and self.layout.vanishes(variable, place):
            return ZERO
        if variable is not None and variable.even:
            place = min(place, self.layout.mirrored(variable, place))
        return Atom(node.name, tuple(_numbered(e, s) for e, s in zip(place, spaces, strict=True)))

    def _variable(self, name: str) -> Variable | None:
        """The free quantity of a name."""
        return next((v for v in self.domain.model.variables if v.name == name), None)

    def _spaces(self, node: Atom) -> list[Space]:
        """The index sets of a quantity: as declared, or as defined."""
        variable = self._variable(node.name)
        if variable is not None:
            return list(variable.spaces)
        definition = self.domain.model.definition(node.name)
        if definition is None:
            raise CannotWriteOut(f"the quantity {node.name} is not declared")
        return [var.space for var in definition.index]

    def _partial(self, body: Expr, by: Atom, env: Env) -> Expr:
        place, variable = tuple(self.element(index, env) for index in by.indices), self._variable(by.name)
        if variable is not None and variable.even and self.layout.mirrored(variable, place) != place:
            raise CannotWriteOut(f"it is a derivative by one of two entries of {by.name} that are equal")
        moved = self._atom(by, env)
        if not isinstance(moved, Atom):
            raise CannotWriteOut(f"it is a derivative by an entry of {by.name} that is 0")
        return Partial(self.formula(body, env), moved)

    # -- statements ---------------------------------------------------------------------------

    def statement(self, said: Statement, env: Env) -> Statement:
        """The statement at given indices; "for all" becomes "and"."""
        match said:
            case Rel(op, left, right):
                return Rel(op, self.formula(left, env), self.formula(right, env))
            case Pred(name, flow, args):
                return Pred(name, flow, tuple(self.formula(arg, env) for arg in args))
            case And(parts):
                return together([self.statement(part, env) for part in parts])
            case All(over, body):
                return together([self.statement(body, {**env, **at}) for at in self.elements(over)])
            case Implies(left, right):
                return Implies(self.statement(left, env), self.statement(right, env))
            case Iff(left, right):
                return Iff(self.statement(left, env), self.statement(right, env))

    def rows(self, said: Statement) -> list[Statement]:
        """A statement at every value of its free indices, without repetitions and without x = x."""
        rows = list(dict.fromkeys(self.statement(said, at) for at in self.elements(sorted(unbound(said)))))
        kept = [row for row in rows if not _trivial(row)] or rows[:1]
        terms = sum(map(size, (e for row in kept for e in expressions(row))))
        if terms > MOST_TERMS:
            raise CannotWriteOut(f"it has {terms} terms, more than {MOST_TERMS}")
        return kept


def added(terms: Sequence[Expr]) -> Expr:
    """A sum without its zeros and what cancels; a number where all terms are numbers."""
    flat = [inner for term in terms for inner in (term.args if isinstance(term, Add) else (term,))]
    kept = _uncancelled([term for term in flat if term != ZERO])
    if all(isinstance(term, Num) for term in kept):
        return Num(sum((term.value for term in kept if isinstance(term, Num)), Fraction(0)))
    kept = [Neg(Num(-t.value)) if isinstance(t, Num) and t.value < 0 else t for t in kept]
    return kept[0] if len(kept) == 1 else Add(tuple(kept))


def _uncancelled(terms: Sequence[Expr]) -> list[Expr]:
    """Terms without those that stand beside their own negative."""
    kept: list[Expr] = []
    for term in terms:
        opposite = negative(term)
        if opposite in kept:
            kept.remove(opposite)
        else:
            kept.append(term)
    return kept


def multiplied(factors: Sequence[Expr]) -> Expr:
    """A product: 0 where a factor is 0, without ones, its signs in front."""
    sign, kept = 1, list[Expr]()
    for factor in factors:
        inner = factor
        if isinstance(inner, Neg):
            sign, inner = -sign, inner.arg
        if isinstance(inner, Num) and inner.value < 0:
            sign, inner = -sign, Num(-inner.value)
        if inner == ZERO:
            return ZERO
        kept += [] if inner == ONE else [inner]
    whole = ONE if not kept else kept[0] if len(kept) == 1 else Mul(tuple(kept))
    return whole if sign > 0 else negative(whole)


def negative(node: Expr) -> Expr:
    """Minus an expression."""
    if isinstance(node, Num):
        return Num(-node.value)
    return node.arg if isinstance(node, Neg) else Neg(node)


def together(parts: Sequence[Statement]) -> Statement:
    """All of some statements, each once, without x = x."""
    once: list[Statement] = []
    for part in parts:
        turned = Rel("==", part.right, part.left) if isinstance(part, Rel) and part.op == "==" else part
        once += [part] if part not in once and turned not in once else []
    kept = [part for part in once if not _trivial(part)] or once[:1]
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def size(node: Expr) -> int:
    """How many quantities and numbers a formula has."""
    inner = node.args if isinstance(node, Among) else children(node)
    return sum(map(size, inner)) if inner else 1


def value(node: Expr) -> Fraction | None:
    """The value of a formula that is made of numbers only; None for any other."""
    match node:
        case Num(number):
            return number
        case Neg(arg):
            inner = value(arg)
            return None if inner is None else -inner
        case Add(args) | Mul(args):
            out = Fraction(0 if isinstance(node, Add) else 1)
            for arg in args:
                inner = value(arg)
                if inner is None:
                    return None
                out = out + inner if isinstance(node, Add) else out * inner
            return out
        case Pow(base, exponent) if exponent.denominator == 1:
            inner = value(base)
            return None if inner is None or (inner == 0 and exponent < 0) else inner ** int(exponent)
        case _:
            return None


def _trivial(said: Statement) -> bool:
    return isinstance(said, Rel) and said.op in ("==", "<=", ">=") and said.left == said.right


def _numbered(element: int, space: Space) -> Index:
    """An index that is a number; plain sets are counted from 1, and the element 0 of G is the empty combination."""
    if space.group and element == 0:
        return Index()
    return Index(((Var(str(element if space.group else element + 1), space.name), 1),))
