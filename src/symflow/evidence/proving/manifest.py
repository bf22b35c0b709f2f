r"""Signs that can be read off a formula, and what follows when such a formula is zero.

A formula is manifestly non-negative if it is built from non-negative numbers, parameters, declared
quantities, exponentials of real formulas, entries of the sign table and facts established before, by
sums, products and powers that keep the sign. It is manifestly positive if, in addition, some part
cannot vanish. Every index space is non-empty, so a sum of positive terms is positive.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from fractions import Fraction
from math import prod

from symflow.algebra.concrete import assignments, concretise
from symflow.algebra.derive import NOTHING
from symflow.algebra.expr import (
    Add,
    Atom,
    Delta,
    Expr,
    Extremum,
    Fun,
    Mul,
    Neg,
    Num,
    Pow,
    SignAtom,
    Sum,
    Sym,
)
from symflow.algebra.quantities import unfold
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.signs import SIGN_TABLE
from symflow.algebra.statement import Rel
from symflow.evidence.proving.world import Rules, World, difference, upward


class SignOf(IntEnum):
    """What is manifest about a formula."""

    UNKNOWN = 0
    NONNEGATIVE = 1
    POSITIVE = 2


class Manifest:
    """Reads signs in one world, with the help of instantiated facts."""

    def __init__(self, world: World, facts: list[Rel], rules: Rules) -> None:
        self.world = world
        self.rules = rules
        self.facts = [(upward(f), SignOf.POSITIVE if f.op in "<>" else SignOf.NONNEGATIVE) for f in facts]
        self.at_hand = self.facts
        self.used: set[str] = set()

    def sign(self, node: Expr) -> SignOf:
        """The manifest sign on the whole domain."""
        order = self.world.domain.written_out
        if order is None:
            return self._sign(node)
        free = free_variables(node).union(*(free_variables(f) for f, _ in self.facts))
        worst = SignOf.POSITIVE
        for chosen in assignments(free, order):
            self.at_hand = [(concretise(f, order, chosen), sign) for f, sign in self.facts]
            worst = min(worst, self._sign(concretise(node, order, chosen)))
        return worst

    def symbolic(self, node: Expr) -> SignOf:
        """The manifest sign with symbolic indices, whatever the order of the group."""
        self.at_hand = self.facts
        return self._sign(node)

    def _sign(self, node: Expr) -> SignOf:
        if any(sign is SignOf.POSITIVE and formula == node for formula, sign in self.at_hand):
            return SignOf.POSITIVE  # a fact says it of this very tree
        known = self._structural(node)
        return known if known is SignOf.POSITIVE else self._from_facts(node, known)

    def _from_facts(self, node: Expr, known: SignOf) -> SignOf:
        """What a fact about an equal formula adds; formulas in different quantities are not compared."""
        opened = unfold(node, self.rules)
        quantities = atom_names(opened)
        for formula, sign in self.at_hand:
            if sign <= known:
                continue
            other = unfold(formula, self.rules)
            if node == formula or (
                quantities == atom_names(other) and self.world.zero(difference(opened, other))
            ):
                return sign
        return known

    def _structural(self, node: Expr) -> SignOf:
        value = constant(node)
        if value is not None:
            return SignOf.POSITIVE if value > 0 else SignOf(int(value == 0))
        match node:
            case Sym(name):
                return _DECLARED[self.world.domain.sign(name)]
            case Atom():
                return self._atom(node)
            case Delta():
                return SignOf.NONNEGATIVE
            case Neg(Neg(inner)):
                return self._sign(inner)
            case Add(args):
                whole = self._sum(args)
                return whole if whole is SignOf.POSITIVE else max(whole, self._sum(tuple(_summands(args))))
            case Mul(args):
                return self._product(args)
            case Sum(body, _) | Extremum(_, body, _):
                return self._sign(body)
            case Pow() | Fun() | SignAtom():
                return self._function(node)
            case _:
                return SignOf.UNKNOWN

    def _sum(self, args: tuple[Expr, ...]) -> SignOf:
        """The sign of a sum; numbers and parameters are taken together at their least values: K - 1 > 0."""
        least = {"K": self.world.domain.least, "N": self.world.domain.least - 1, "n": 1, "d": 1}
        signs, bound = [], Fraction(0)
        for arg in args:
            value = constant(arg)
            if value is not None:
                bound += value
            elif isinstance(arg, Sym) and arg.name in least:
                bound += least[arg.name]
            else:
                signs.append(self._sign(arg))
        signs.append(SignOf.POSITIVE if bound > 0 else SignOf(int(bound == 0)))
        return max(signs) if min(signs) > SignOf.UNKNOWN else SignOf.UNKNOWN

    def _product(self, args: tuple[Expr, ...]) -> SignOf:
        numbers = [c for c in map(constant, args) if c is not None]
        scale = prod(numbers, start=Fraction(1))
        if scale <= 0:
            return SignOf(int(scale == 0))
        return min((self._sign(a) for a in args if constant(a) is None), default=SignOf.POSITIVE)

    def _function(self, node: Pow | Fun | SignAtom) -> SignOf:
        match node:
            case Pow(base, exponent):
                inner = self._sign(base)
                if inner is SignOf.POSITIVE or (inner is SignOf.NONNEGATIVE and exponent > 0):
                    return inner
                even = exponent.denominator == 1 and exponent > 0 and exponent % 2 == 0
                return SignOf.NONNEGATIVE if even and self.real(base) else SignOf.UNKNOWN
            case Fun("exp", arg):
                return SignOf.POSITIVE if self.real(arg) else SignOf.UNKNOWN
            case Fun("tanh", arg):
                return self._sign(arg)
            case SignAtom(name, args):
                entry = SIGN_TABLE[name]
                self.used.add(f"sign table: {entry.formula}")
                good = all(self.real(a) for a in args) if entry.real else True
                good = good and (not entry.positive or all(self._sign(a) is SignOf.POSITIVE for a in args))
                return SignOf.NONNEGATIVE if good else SignOf.UNKNOWN
            case _:
                return SignOf.UNKNOWN

    def real(self, node: Expr) -> bool:
        """Whether a formula is its own conjugate, definitions opened."""
        return self.world.real(unfold(node, self.rules))

    def _atom(self, node: Atom) -> SignOf:
        definition = self.world.domain.model.definition(node.name)
        if definition is not None:
            return self._sign(definition.at(node.indices))
        name, _, place = node.name.partition("[")
        sign = _DECLARED[self.world.domain.sign(name)]
        if sign is not SignOf.POSITIVE or name not in self.world.form.symbols.vanishing:
            return sign
        if place:
            return SignOf.NONNEGATIVE if place == "0]" else sign
        index = node.indices[0].terms
        away = len(index) == 1 and abs(index[0][1]) == 1 and index[0][0].space.starred
        return sign if away else SignOf.NONNEGATIVE

    def zero_conditions(self, node: Expr) -> Iterator[tuple[Expr, Expr]]:
        """Equations that hold when a manifestly non-negative formula is zero.

        Bound variables of its sums become free: the equation then holds for each of their values. A part
        whose own sign is not known says nothing.
        """
        if self.symbolic(node) is SignOf.UNKNOWN:
            return
        match node:
            case Add(args) if all(self._sign(a) is not SignOf.UNKNOWN for a in args):
                for arg in args:
                    yield from self.zero_conditions(arg)
            case Sum(body, _):
                yield from self.zero_conditions(body)
            case Mul(args):
                rest = [a for a in args if self._sign(a) is not SignOf.POSITIVE]
                if len(rest) == 1:
                    yield from self.zero_conditions(rest[0])
            case Pow(base, exponent) if exponent > 0:
                yield (base, NOTHING)
            case SignAtom(name, args):
                yield SIGN_TABLE[name].zero(args)
            case Atom():
                yield (node, NOTHING)
            case _:
                return


def atom_names(node: Expr) -> frozenset[str]:
    """The names of the quantities that occur in a formula."""
    own = frozenset({node.name}) if isinstance(node, Atom) else frozenset[str]()
    return own.union(*(atom_names(child) for child in children(node)))


def _summands(args: tuple[Expr, ...]) -> Iterator[Expr]:
    """The terms of a sum of sums."""
    for arg in args:
        if isinstance(arg, Add):
            yield from _summands(arg.args)
        else:
            yield arg


def constant(node: Expr) -> Fraction | None:
    """The value of a formula made of numbers only."""
    match node:
        case Num(value):
            return value
        case Neg(arg):
            inner = constant(arg)
            return None if inner is None else -inner
        case Add(args) | Mul(args):
            values = [constant(a) for a in args]
            known = [v for v in values if v is not None]
            if len(known) < len(values):
                return None
            return sum(known, Fraction(0)) if isinstance(node, Add) else prod(known, start=Fraction(1))
        case Pow(base, exponent) if exponent.denominator == 1:
            inner = constant(base)
            return None if inner is None or (inner == 0 and exponent < 0) else inner ** int(exponent)
        case _:
            return None


_DECLARED = {"real": SignOf.UNKNOWN, "nonnegative": SignOf.NONNEGATIVE, "positive": SignOf.POSITIVE}
