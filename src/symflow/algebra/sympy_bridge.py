r"""Trees as SymPy expressions and back: the bridge that the second route to derivatives crosses.

    s_k             Indexed("s", k)             or s(t, k) where it moves with the time t
    sum over G      Sum(..., (g, 0, K - 1)),    G without 0:  (g, 1, K - 1)
    sum over a set  Sum(..., (j, 1, size))
    delta_ij        KroneckerDelta(i, j)
    chi_k(g)        an undefined function of k and g

SymPy simplifies while it builds, and it takes Sum_k and Sum_j for different things. So every bound
variable gets a name of its own before the translation, index variables carry their space in the name,
and no symbol but the parameters K, N, n, d, which are positive, has any assumption. What comes back
equals what went in as a value, not as a tree: compare in the normal form.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from symflow.algebra.expr import (
    Add,
    Atom,
    Chi,
    Delta,
    Expr,
    Fun,
    Mul,
    Neg,
    Num,
    Pow,
    SignAtom,
    Sum,
    Sym,
    exp,
)
from symflow.algebra.indexing import Index, Var, combine
from symflow.algebra.rewrite import substitute
from symflow.algebra.signs import SIGN_TABLE
from symflow.errors import InputError

PARAMETERS = frozenset({"K", "N", "n", "d"})
TIME = sympy.Symbol("t")
_ATOM, _CHI = "atom ", "character"
_TO = {"exp": sympy.exp, "log": sympy.log, "tanh": sympy.tanh, "ei": sympy.Ei}
_FROM = {function: name for name, function in _TO.items()}
_CHARACTER = sympy.Function(_CHI)
Rule = Callable[[Atom], Expr]


def to_sympy(node: Expr, moving: frozenset[str] = frozenset()) -> Any:
    """The SymPy expression of a tree; atoms named in ``moving`` become functions of the time t."""
    return _forth(substitute(node, {}), moving)


def _forth(node: Expr, moving: frozenset[str]) -> Any:
    match node:
        case Add(args):
            return sympy.Add(*(_forth(a, moving) for a in args))
        case Mul(args):
            return sympy.Mul(*(_forth(a, moving) for a in args))
        case Neg(arg):
            return -_forth(arg, moving)
        case Pow(base, exponent):
            return _power(_forth(base, moving), exponent)
        case Fun(name, arg):
            return _TO[name](_forth(arg, moving))
        case Sum(body, var):
            return sympy.Sum(_forth(body, moving), limits(var))
        case SignAtom(name, args) if name != "modulus":
            return to_sympy(SIGN_TABLE[name].expand(args, frozenset()), moving)
        case _:
            return _leaf(node, moving)


def _leaf(node: Expr, moving: frozenset[str]) -> Any:
    match node:
        case Num(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Sym(name):
            return sympy.Symbol(name, positive=True) if name in PARAMETERS else sympy.Symbol(name)
        case Atom(name, index):
            return indexed(name, index, name in moving)
        case Delta(left, right):
            return sympy.KroneckerDelta(index_to_sympy(left), index_to_sympy(right))
        case Chi(mode, element):
            return _CHARACTER(index_to_sympy(mode), index_to_sympy(element))
        case _:
            raise InputError(f"{type(node).__name__} cannot be handed to SymPy; evaluate it first")


def _power(base: Any, exponent: Fraction) -> Any:
    if base.is_zero and exponent < 0:
        raise InputError("an expression divides by zero")
    return base ** sympy.Rational(exponent.numerator, exponent.denominator)


def indexed(name: str, index: tuple[Index, ...], moving: bool = False) -> Any:
    """An atom: Indexed, a plain symbol where it has no index, or a function of t where it moves."""
    places = [index_to_sympy(i) for i in index]
    if moving:
        return sympy.Function(_ATOM + name)(TIME, *places)
    return sympy.IndexedBase(_ATOM + name)[tuple(places)] if places else sympy.Symbol(_ATOM + name)


def variable(var: Var) -> Any:
    """The SymPy symbol of an index variable."""
    return sympy.Symbol(f"{var.name}:{var.space_name}")


def index_to_sympy(index: Index) -> Any:
    """The integer combination as a linear SymPy expression."""
    return sympy.Add(*(c * variable(var) for var, c in index.terms))


def limits(var: Var) -> tuple[Any, Any, Any]:
    """The range of a summation."""
    if not var.space.group:
        return (variable(var), sympy.Integer(1), sympy.Symbol(var.space.size, positive=True))
    first = sympy.Integer(1 if var.space.starred else 0)
    return (variable(var), first, sympy.Symbol("K", positive=True) - 1)


def no_derivative(atom: Atom) -> Expr:
    """The rule where no derivative may be left."""
    raise InputError(f"SymPy left a derivative of {atom.name}")


def from_sympy(expression: Any, rate: Rule = no_derivative) -> Expr:
    """The tree of a SymPy expression; ``rate`` says what the time derivative of an atom is."""
    if isinstance(expression, sympy.Rational):
        return Num(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Symbol):
        name = expression.name
        return Atom(name.removeprefix(_ATOM)) if name.startswith(_ATOM) else Sym(name)
    if expression == sympy.E:
        return exp(1)
    if isinstance(expression, sympy.Add | sympy.Mul):
        args = tuple(from_sympy(a, rate) for a in expression.args)
        return Add(args) if isinstance(expression, sympy.Add) else Mul(args)
    if isinstance(expression, sympy.Pow) and isinstance(expression.exp, sympy.Rational):
        return Pow(from_sympy(expression.base, rate), Fraction(int(expression.exp.p), int(expression.exp.q)))
    if expression.func in _FROM:
        return Fun(_FROM[expression.func], from_sympy(expression.args[0], rate))
    return _back_indexed(expression, rate)


def _back_indexed(expression: Any, rate: Rule) -> Expr:
    """Sums, deltas, characters, atoms and the derivatives that SymPy leaves of moving atoms."""
    if isinstance(expression, sympy.Sum):
        out = from_sympy(expression.function, rate)
        for var, *_ in expression.limits:
            out = Sum(out, index_from_sympy(var).variable)
        return out
    if isinstance(expression, sympy.KroneckerDelta):
        left, right = (index_from_sympy(a) for a in expression.args[:2])
        return Delta(left, right)
    if isinstance(expression, sympy.Indexed):
        name = expression.base.label.name.removeprefix(_ATOM)
        return Atom(name, tuple(index_from_sympy(i) for i in expression.indices))
    if isinstance(expression, sympy.Derivative) and expression.args[1:] == (sympy.Tuple(TIME, 1),):
        atom = from_sympy(expression.expr, rate)
        if isinstance(atom, Atom):
            return rate(atom)
    if isinstance(expression, sympy.core.function.AppliedUndef):
        name = expression.func.__name__
        if name == _CHI:
            mode, element = (index_from_sympy(a) for a in expression.args)
            return Chi(mode, element)
        return Atom(name.removeprefix(_ATOM), tuple(index_from_sympy(a) for a in expression.args[1:]))
    raise InputError(
        f"SymPy's {type(expression).__name__} has no counterpart in the tree: {str(expression)[:60]}"
    )


def index_from_sympy(expression: Any) -> Index:
    """The index of a linear SymPy expression in index variables."""
    parts = []
    for symbol, coefficient in expression.as_coefficients_dict().items():
        if symbol == 1 and coefficient == 0:
            continue
        if not isinstance(symbol, sympy.Symbol) or not coefficient.is_Integer:
            raise InputError(f"{expression} is not an index")
        name, space = symbol.name.rsplit(":", 1)
        parts.append((Index(((Var(name, space), 1),)), int(coefficient)))
    return combine(parts)
