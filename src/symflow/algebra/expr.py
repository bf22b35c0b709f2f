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

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count
from typing import TypeAlias

from symflow.errors import InputError
from symflow.exact import exact

FUNCTIONS = frozenset({"exp", "log", "tanh", "ei"})
EXTREMA = frozenset({"max", "min"})


@dataclass(frozen=True, slots=True)
class Space:
    """A non-empty index set: its name, the parameter that counts it, and whether it is the group."""

    name: str
    size: str
    group: bool = False
    starred: bool = False


G = Space("G", "K", group=True)
GSTAR = Space("G*", "N", group=True, starred=True)
CLASSES = Space("K", "K")
OTHERS = Space("N", "N")
SAMPLES = Space("n", "n")
FEATURES = Space("d", "d")
SPACES = {space.name: space for space in (G, GSTAR, CLASSES, OTHERS, SAMPLES, FEATURES)}


@dataclass(frozen=True, slots=True, order=True)
class Var:
    """An index variable ranging over the space of that name."""

    name: str
    space_name: str

    @property
    def space(self) -> Space:
        return SPACES[self.space_name]


@dataclass(frozen=True, slots=True)
class Index:
    """An integer combination of index variables; the empty one is the identity 0 of G."""

    terms: tuple[tuple[Var, int], ...] = ()

    def __add__(self, other: Index) -> Index:
        return combine([(self, 1), (other, 1)])

    def __sub__(self, other: Index) -> Index:
        return combine([(self, 1), (other, -1)])

    def __neg__(self) -> Index:
        return combine([(self, -1)])

    @property
    def variable(self) -> Var:
        """The variable that this index is, if it is one."""
        if len(self.terms) != 1 or self.terms[0][1] != 1:
            raise InputError(f"index {index_text(self)} is not a single variable; bind or differentiate by one")
        return self.terms[0][0]


ZERO_INDEX = Index()


def combine(parts: Iterable[tuple[Index, int]]) -> Index:
    """The integer combination of several indices (of G, unless it is a single variable)."""
    total: dict[Var, int] = {}
    for index, factor in parts:
        for var, coefficient in index.terms:
            total[var] = total.get(var, 0) + factor * coefficient
    terms = tuple(sorted((var, c) for var, c in total.items() if c))
    if any(not var.space.group for var, _ in terms) and (len(terms) > 1 or terms[0][1] != 1):
        raise InputError(f"index {index_text(Index(terms))}: only indices of the group G can be added")
    return Index(terms)


def indices(names: str, space: Space) -> tuple[Index, ...]:
    """Index variables of one space: ``k, l = indices("k l", G)``."""
    return tuple(Index(((Var(name, space.name), 1),)) for name in names.split())


def index_text(index: Index) -> str:
    """``g - h``, ``0``: an index as a reader writes it."""
    pieces = [("- " if c < 0 else "+ ") + ("" if abs(c) == 1 else f"{abs(c)}*") + var.name for var, c in index.terms]
    text = " ".join(pieces) or "0"
    return "-" + text[2:] if text.startswith("- ") else text.removeprefix("+ ")


class Expr:
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


def children(node: Expr) -> tuple[Expr, ...]:
    """The immediate subexpressions."""
    match node:
        case Add(args) | Mul(args) | SignAtom(_, args):
            return args
        case Neg(arg) | Fun(_, arg):
            return (arg,)
        case Pow(base, _):
            return (base,)
        case Sum(body, _) | Extremum(_, body, _) | Ddt(body, _):
            return (body,)
        case Partial(body, by):
            return (body, by)
        case _:
            return ()


def rebuild(node: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The same node with ``change`` applied to its immediate subexpressions."""
    match node:
        case Add(args):
            return Add(tuple(change(a) for a in args))
        case Mul(args):
            return Mul(tuple(change(a) for a in args))
        case SignAtom(name, args):
            return SignAtom(name, tuple(change(a) for a in args))
        case Neg(arg):
            return Neg(change(arg))
        case Fun(name, arg):
            return Fun(name, change(arg))
        case Pow(base, exponent):
            return Pow(change(base), exponent)
        case Sum() | Extremum() | Ddt():
            return replace(node, body=change(node.body))
        case Partial(body, by):
            return Partial(change(body), by)
        case _:
            return node


_fresh = count(1)


def fresh(var: Var) -> Var:
    """A variable of the same space whose name no user writes."""
    return Var(f"{var.name.split('~')[0]}~{next(_fresh)}", var.space_name)


def substitute_index(index: Index, mapping: dict[Var, Index]) -> Index:
    """An index with variables replaced."""
    return combine((mapping.get(var, Index(((var, 1),))), c) for var, c in index.terms)


def substitute(node: Expr, mapping: dict[Var, Index], scalars: dict[str, Expr] | None = None) -> Expr:
    """Replace free index variables (and scalars) without capture: bound variables are renamed apart."""
    symbols = scalars or {}
    match node:
        case Sym(name):
            return symbols.get(name, node)
        case Atom(name, index):
            return Atom(name, tuple(substitute_index(i, mapping) for i in index))
        case Delta(left, right):
            return Delta(substitute_index(left, mapping), substitute_index(right, mapping))
        case Chi(mode, element):
            return Chi(substitute_index(mode, mapping), substitute_index(element, mapping))
        case Sum(body, var) | Extremum(_, body, var):
            new = fresh(var)
            inner = {**mapping, var: Index(((new, 1),))}
            return replace(node, body=substitute(body, inner, symbols), var=new)
        case Partial(body, Atom(name, index)):
            moved = Atom(name, tuple(substitute_index(i, mapping) for i in index))
            return Partial(substitute(body, mapping, symbols), moved)
        case _:
            return rebuild(node, lambda child: substitute(child, mapping, symbols))


def conjugate(node: Expr, hermitian: frozenset[str]) -> Expr:
    """The complex conjugate: chi_k(g) -> chi_k(-g), and X_{..., k} -> X_{..., -k} for hermitian atoms."""
    match node:
        case Chi(mode, element):
            return Chi(mode, -element)
        case Atom(name, index) if name in hermitian:
            return Atom(name, tuple(-i if all(v.space.group for v, _ in i.terms) else i for i in index))
        case _:
            return rebuild(node, lambda child: conjugate(child, hermitian))


def free_variables(node: Expr) -> frozenset[Var]:
    """The index variables that occur free."""
    match node:
        case Atom(_, index):
            return frozenset(v for i in index for v, _ in i.terms)
        case Delta(a, b) | Chi(a, b):
            return frozenset(v for i in (a, b) for v, _ in i.terms)
        case Sum(body, var) | Extremum(_, body, var):
            return free_variables(body) - {var}
        case _:
            return frozenset().union(*(free_variables(child) for child in children(node)))
