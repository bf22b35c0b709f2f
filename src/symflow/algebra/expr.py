r"""The expression tree: every formula that symflow states or proves.

A formula is a finite tree over exact rationals, parameters (K, N = K - 1, n, d), indexed atoms
such as s_k or W_ia, sums over index spaces, Kronecker deltas, characters chi_k(g), a closed list of
functions, and two kinds of derivative that stay unevaluated until a step evaluates them.

Index spaces are either plain sets {1, ..., size} or the finite abelian group G of order K, written
additively, with its symmetric bicharacter chi: G x G -> U(1) (Walsh for Z_2^m, Fourier for Z_K);
``G*`` is G without 0. An index on G is an integer combination of index variables.

Trees are immutable and built from exact numbers only: a float is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from symflow.algebra.indexing import Index, Var
from symflow.display import Displayed
from symflow.errors import InputError
from symflow.exact import exact

FUNCTIONS = frozenset({"exp", "log", "tanh", "ei"})
EXTREMA = frozenset({"max", "min"})


class Expr(Displayed):
    """A node of the tree. Arithmetic operators build trees and never evaluate them."""

    __slots__ = ()

    def __add__(self, other: Operand) -> Expr:
        return Add((self, expr(other)))

    def __radd__(self, other: Operand) -> Expr:
        return Add((expr(other), self))

    def __sub__(self, other: Operand) -> Expr:
        return Add((self, Neg(expr(other))))

    def __rsub__(self, other: Operand) -> Expr:
        return Add((expr(other), Neg(self)))

    def __mul__(self, other: Operand) -> Expr:
        return Mul((self, expr(other)))

    def __rmul__(self, other: Operand) -> Expr:
        return Mul((expr(other), self))

    def __truediv__(self, other: Operand) -> Expr:
        return Mul((self, Pow(expr(other), Fraction(-1))))

    def __rtruediv__(self, other: Operand) -> Expr:
        return Mul((expr(other), Pow(self, Fraction(-1))))

    def __neg__(self) -> Expr:
        return Neg(self)

    def __pow__(self, exponent: int | Fraction) -> Expr:
        return Pow(self, exact(exponent))


@dataclass(frozen=True, slots=True)
class Num(Expr):
    """An exact rational number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Sym(Expr):
    """A scalar: a parameter (K, N, n, d), the time t, or a real variable of the domain."""

    name: str


@dataclass(frozen=True, slots=True)
class Atom(Expr):
    """An indexed quantity, such as s_k, z_{i-j}, W_ia."""

    name: str
    indices: tuple[Index, ...] = ()


@dataclass(frozen=True, slots=True)
class Delta(Expr):
    """Kronecker's delta: 1 where the two indices agree, else 0."""

    left: Index
    right: Index


@dataclass(frozen=True, slots=True)
class Chi(Expr):
    """The character chi_k(g), symmetric and multiplicative in both arguments."""

    mode: Index
    element: Index


@dataclass(frozen=True, slots=True)
class Add(Expr):
    """A sum of finitely many terms."""

    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Mul(Expr):
    """A product of finitely many factors."""

    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Neg(Expr):
    """Minus an expression: one token, so that a flipped sign is one edit."""

    arg: Expr


@dataclass(frozen=True, slots=True)
class Pow(Expr):
    """A rational power."""

    base: Expr
    exponent: Fraction


@dataclass(frozen=True, slots=True)
class Fun(Expr):
    """One of FUNCTIONS of one argument; ``ei`` is the exponential integral, ei' (x) = e^x / x."""

    name: str
    arg: Expr


@dataclass(frozen=True, slots=True)
class Sum(Expr):
    """The sum of ``body`` over the variable ``var``."""

    body: Expr
    var: Var


@dataclass(frozen=True, slots=True)
class Extremum(Expr):
    """``max`` or ``min`` of ``body`` over the variable ``var``."""

    kind: str
    body: Expr
    var: Var


@dataclass(frozen=True, slots=True)
class Ddt(Expr):
    """The time derivative of ``body`` along the named flow (upper right derivative at kinks of max, min)."""

    body: Expr
    flow: str


@dataclass(frozen=True, slots=True)
class Partial(Expr):
    """The partial derivative of ``body`` by one atom at fresh indices."""

    body: Expr
    atom: Atom


@dataclass(frozen=True, slots=True)
class SignAtom(Expr):
    """An entry of the closed sign table (algebra/signs.py), standing for its own expansion."""

    name: str
    args: tuple[Expr, ...]


Operand: TypeAlias = Expr | int | Fraction


def expr(value: Operand) -> Expr:
    """The tree of an operand."""
    return value if isinstance(value, Expr) else Num(exact(value))


def fun(name: str) -> Callable[[Operand], Expr]:
    """The builder of one function of the closed list."""
    if name not in FUNCTIONS:
        raise InputError(f"function {name!r} is unknown; known: {', '.join(sorted(FUNCTIONS))}")
    return lambda arg: Fun(name, expr(arg))


exp, log, tanh, ei = fun("exp"), fun("log"), fun("tanh"), fun("ei")


def atom(name: str) -> Callable[..., Atom]:
    """The builder of an indexed quantity: ``s = atom("s"); s(k)``."""
    return lambda *index: Atom(name, tuple(index))


def total(body: Operand, *over: Index) -> Expr:
    """The sum of ``body`` over each of the given index variables (the first is the outermost)."""
    out = expr(body)
    for index in reversed(over):
        out = Sum(out, index.variable)
    return out


def delta(left: Index, right: Index) -> Expr:
    """Kronecker's delta of two indices."""
    return Delta(left, right)


def chi(mode: Index, element: Index) -> Expr:
    """The character chi_mode(element)."""
    return Chi(mode, element)


def half_tanh(x: Operand) -> Expr:
    """psi(x) = x tanh(x/2), the even function of (4c)."""
    return expr(x) * tanh(expr(x) * Fraction(1, 2))
