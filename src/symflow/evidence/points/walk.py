r"""Walking a formula at concrete sizes: one recursion, any kind of number.

Statement.  Fix the index sets (a ``Grid``), a kind of number (``Numbers``) and the entries of all
variables. Then every formula with all its free indices given has one value: sums and extrema run over
the finite sets, definitions are opened, deltas and characters are looked up, and kept derivatives are
carried out first (see ``symflow.evidence.points.kept``).

Notation.  ``env`` gives the value of every free index variable. No number is computed here: this file
knows neither balls nor schemes, so that independent routes can share it without sharing arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

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
from symflow.errors import InputError
from symflow.evidence.points.kept import Derivatives

Value: TypeAlias = Any
Env: TypeAlias = Mapping[Var, int]


class Grid(Protocol):
    """The finite index sets, the addition of the group, and its characters."""

    def size(self, space: Space) -> int: ...
    def elements(self, space: Space) -> range: ...
    def position(self, variable: Variable, place: Sequence[int]) -> int: ...
    def combine(self, terms: Iterable[tuple[int, int]]) -> int: ...
    def phase(self, k: int, g: int) -> Fraction: ...


class Numbers(Protocol):
    """One kind of number: what a formula needs of it."""

    def of(self, value: Fraction) -> Value: ...
    def add(self, terms: Sequence[Value]) -> Value: ...
    def multiply(self, factors: Sequence[Value]) -> Value: ...
    def power(self, x: Value, exponent: Fraction) -> Value: ...
    def function(self, name: str, x: Value) -> Value: ...
    def character(self, turn: Fraction) -> Value: ...
    def extremum(self, kind: str, values: Sequence[Value]) -> Value: ...
    def active(self, kind: str, values: Sequence[Value], rates: Sequence[Callable[[], Value]]) -> Value: ...


class Walker:
    """Values of formulas over one grid, with one kind of number, at given entries."""

    def __init__(
        self,
        derivatives: Derivatives,
        grid: Grid,
        numbers: Numbers,
        entries: Mapping[str, Sequence[Value]],
    ) -> None:
        self.derivatives, self.grid, self.numbers, self.entries = derivatives, grid, numbers, entries
        self.model = derivatives.model
        self._variables = {v.name: v for v in self.model.variables}
        self._memo: dict[tuple[object, ...], Value] = {}

    def value(self, node: Expr, env: Env) -> Value:
        """The value of a formula at the given indices."""
        match node:
            case Add(args):
                return self.numbers.add([self.value(arg, env) for arg in args])
            case Neg(arg):
                return self.numbers.multiply([self.numbers.of(Fraction(-1)), self.value(arg, env)])
            case Mul():
                return self._product(node, env)
            case Pow(base, exponent):
                return self.numbers.power(self.value(base, env), exponent)
            case Fun(name, arg):
                return self.numbers.function(name, self.value(arg, env))
            case Ddt() | Partial() | SignAtom():
                return self.value(self.derivatives.opened(node), env)
            case Sum() | Extremum():
                return self._remembered(node, env)
            case _:
                return self._leaf(node, env)

    def _leaf(self, node: Expr, env: Env) -> Value:
        match node:
            case Num(value):
                return self.numbers.of(value)
            case Sym(name):
                return self._scalar(name)
            case Atom():
                return self._atom(node, env)
            case Delta(left, right):
                return self.numbers.of(Fraction(int(self.index(left, env) == self.index(right, env))))
            case Chi(mode, element):
                phase = self.grid.phase(self.index(mode, env), self.index(element, env))
                return self.numbers.character(phase)
            case _:
                raise InputError(f"{type(node).__name__} has no value at a point")

    def index(self, index: Index, env: Env) -> int:
        """The element that an index stands for."""
        try:
            if len(index.terms) == 1 and index.terms[0][1] == 1:
                return env[index.terms[0][0]]
            return self.grid.combine((env[var], c) for var, c in index.terms)
        except KeyError as missing:
            raise InputError(f"index variable {missing.args[0].name} has no value here") from None

    def _scalar(self, name: str) -> Value:
        if name in ("K", "N", "n", "d"):
            return self.numbers.of(Fraction(self.grid.size(Space(name, name))))
        return self._atom(Atom(name), {})

    def _atom(self, node: Atom, env: Env) -> Value:
        place = tuple(self.index(i, env) for i in node.indices)
        if node.name in self._variables:
            return self.entries[node.name][self.grid.position(self._variables[node.name], place)]
        key = (node.name, place)
        if key not in self._memo:
            self._memo[key] = self._defined(node.name, place)
        return self._memo[key]

    def _defined(self, name: str, place: tuple[int, ...]) -> Value:
        if name in self.derivatives.extrema:
            over, extremum, rate = self.derivatives.extrema[name]
            env = dict(zip(over, place, strict=True))
            return self.value(extremum, env) if rate is None else self._right_derivative(extremum, rate, env)
        definition = self.model.definition(name)
        if definition is None:
            raise InputError(f"{name} is neither a variable nor defined in the model")
        if len(definition.index) != len(place):
            raise InputError(f"{name} takes {len(definition.index)} indices, not {len(place)}")
        return self.value(definition.body, dict(zip(definition.index, place, strict=True)))

    def _right_derivative(self, extremum: Extremum, rate: Expr, env: Env) -> Value:
        places = [{**env, extremum.var: i} for i in self.grid.elements(extremum.var.space)]
        values = [self.value(extremum.body, place) for place in places]
        rates = [lambda place=place: self.value(rate, place) for place in places]
        return self.numbers.active(extremum.kind, values, rates)

    def _product(self, node: Mul, env: Env) -> Value:
        """A product; a delta that is 0 makes it 0, whatever the other factors are."""
        factors: list[Expr] = []
        waiting: list[Expr] = [node]
        while waiting:
            factor = waiting.pop()
            if isinstance(factor, Mul):
                waiting.extend(factor.args)
            elif not isinstance(factor, Delta):
                factors.append(factor)
            elif self.index(factor.left, env) != self.index(factor.right, env):
                return self.numbers.of(Fraction(0))
        return self.numbers.multiply([self.value(factor, env) for factor in reversed(factors)])

    def _remembered(self, node: Sum | Extremum, env: Env) -> Value:
        key = (id(node), *(env.get(v) for v in self.derivatives.free(node)))
        if key not in self._memo:
            terms = [self.value(node.body, {**env, node.var: i}) for i in self.grid.elements(node.var.space)]
            out = (
                self.numbers.add(terms) if isinstance(node, Sum) else self.numbers.extremum(node.kind, terms)
            )
            self._memo[key] = out
        return self._memo[key]
