r"""How a candidate depends on one mode: w_k = s_k dF/ds_k, as a sum of products.

F is a formula in sums over the modes, such as log(total(s_k)/N) - total(log s_k)/N. Its derivative by one mode
s_e is again a formula, in s_e and in sums. ``slope`` gives it; ``terms`` multiplies out what depends on s_e and
gathers equal products; a sum of all modes is written N bar s. Nothing here is trusted: what comes out is a
proposal, and the normal form decides whether it equals the derivative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeAlias

from symflow.algebra.expr import Add, Atom, Expr, Fun, Mul, Neg, Num, Pow, Sum, Sym, exp, log, total
from symflow.algebra.indexing import GSTAR, Index, Var, indices
from symflow.algebra.rewrite import free_variables, rebuild, substitute
from symflow.flow.notation import N, s, sbar

e, mode = indices("e i0", GSTAR)
HERE = e.variable
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))
Factors: TypeAlias = tuple[tuple[Expr, Fraction], ...]
Terms: TypeAlias = dict[Factors, Fraction]
MOST_TERMS = 200


class NoSlope(Exception):
    """The formula is not one that these rules read."""


def named(node: Expr, depth: int = 0) -> Expr:
    """The formula with bound variables named by depth, so that equal formulas are equal trees."""
    if isinstance(node, Sum):
        new = Var(f"i{depth}", node.var.space_name)
        body = substitute(node.body, {node.var: Index(((new, 1),))})
        return Sum(named(body, depth + 1), new)
    return rebuild(node, lambda child: named(child, depth))


def slope(node: Expr) -> Expr:
    """dF/ds_e of a closed formula F in the modes."""
    return _partials(named(node)).get(None, ZERO)


def _partials(node: Expr) -> dict[Var | None, Expr]:
    """The derivative by s_e: under None what is there in any case, under a bound variable v what is there if v = e."""
    match node:
        case Num() | Sym() | Atom(_, ()):
            return {}
        case Atom("s", (index,)):
            return {index.variable: ONE}
        case Neg(arg):
            return {v: Neg(d) for v, d in _partials(arg).items()}
        case Add(args):
            return _gathered(item for arg in args for item in _partials(arg).items())
        case Mul(args):
            return _gathered(
                (v, Mul((d, *args[:i], *args[i + 1 :])))
                for i, arg in enumerate(args)
                for v, d in _partials(arg).items()
            )
        case Pow(base, exponent):
            outer = exponent * Pow(base, exponent - 1) if exponent != 1 else ONE
            return {v: outer * d for v, d in _partials(base).items()}
        case Fun(name, arg) if name in _OUTER:
            return {v: _OUTER[name](arg) * d for v, d in _partials(arg).items()}
        case Sum(body, var):
            inside = _partials(body)
            here = [(None, substitute(d, {var: e})) for v, d in inside.items() if v == var]
            return _gathered([*here, *((v, Sum(d, var)) for v, d in inside.items() if v != var)])
        case _:
            raise NoSlope(f"a {type(node).__name__} has no slope here")


_OUTER: dict[str, Callable[[Expr], Expr]] = {
    "exp": exp,
    "log": lambda x: x**-1,
    "tanh": lambda x: 4 * (exp(x) + exp(-x)) ** -2,
}


def _gathered(items: Iterable[tuple[Var | None, Expr]]) -> dict[Var | None, Expr]:
    out: dict[Var | None, Expr] = {}
    for var, derivative in items:
        out[var] = out[var] + derivative if var in out else derivative
    return out


def terms(node: Expr, spread: bool = False) -> Terms:
    """The formula as a sum of products. What does not depend on s_e is kept whole, unless ``spread``."""
    match node:
        case Num(value):
            return {(): value} if value else {}
        case Neg(arg):
            return {f: -c for f, c in terms(arg, spread).items()}
        case Add(args) if spread or HERE in free_variables(node):
            return added(terms(arg, spread) for arg in args)
        case Mul(args):
            out: Terms = {(): Fraction(1)}
            for arg in args:
                out = multiplied(out, terms(arg, spread))
            return out
        case Pow(base, exponent):
            return _power(base, exponent, spread)
        case Sum(body, var) if named(body) == s(Index(((var, 1),))):
            return {_sorted({N: Fraction(1), sbar: Fraction(1)}): Fraction(1)}
        case Sum():
            return _sum(named(node))
        case Fun("log", arg):
            return _logarithm(terms(arg))
        case Fun(name, arg):
            return {((named(Fun(name, tree(terms(arg)))), Fraction(1)),): Fraction(1)}
        case _:
            return {((named(node), Fraction(1)),): Fraction(1)}


def _sum(node: Expr) -> Terms:
    """A sum; of a body of one product, what does not depend on the bound variable stands before it."""
    whole: Terms = {((node, Fraction(1)),): Fraction(1)}
    if not isinstance(node, Sum):
        return whole
    inside = terms(node.body)
    if len(inside) != 1:
        return whole
    ((factors, coefficient),) = inside.items()
    outer = tuple((f, x) for f, x in factors if node.var not in free_variables(f))
    inner = tuple((f, x) for f, x in factors if node.var in free_variables(f))
    if not outer and coefficient == 1:
        return whole
    return multiplied({outer: coefficient}, terms(Sum(product([(inner, Fraction(1))]), node.var)))


def _logarithm(inside: Terms) -> Terms:
    """log of a sum; of one product it is the sum of the logarithms."""
    if len(inside) != 1:
        return {((named(log(tree(inside))), Fraction(1)),): Fraction(1)}
    ((factors, coefficient),) = inside.items()
    pieces: list[Terms] = [] if coefficient == 1 else [{((log(Num(coefficient)), Fraction(1)),): Fraction(1)}]
    for factor, exponent in factors:
        inner = terms(factor.arg) if isinstance(factor, Fun) and factor.name == "exp" else None
        pieces.append(multiplied({(): exponent}, inner or {((log(factor), Fraction(1)),): Fraction(1)}))
    return added(pieces)


def _power(base: Expr, exponent: Fraction, spread: bool) -> Terms:
    inside = terms(base, spread)
    if len(inside) == 1:
        ((factors, coefficient),) = inside.items()
        if exponent.denominator == 1 and (coefficient or exponent >= 0):
            return {tuple((f, x * exponent) for f, x in factors): coefficient**exponent.numerator}
        if coefficient == 1 and all(_positive(f) for f, _ in factors):
            return {tuple((f, x * exponent) for f, x in factors): Fraction(1)}
    if spread and exponent.denominator == 1 and 0 < exponent <= 4:
        out: Terms = {(): Fraction(1)}
        for _ in range(exponent.numerator):
            out = multiplied(out, inside)
        return out
    return {((named(base), exponent),): Fraction(1)}


def _positive(factor: Expr) -> bool:
    """Whether a factor is positive at a glance; the checker decides."""
    return isinstance(factor, Sym) or factor == sbar or factor == s(e) or isinstance(factor, Fun | Sum)


def added(parts: Iterable[Terms]) -> Terms:
    """The sum of several sums."""
    out: Terms = {}
    for part in parts:
        for factors, coefficient in part.items():
            out[factors] = out.get(factors, Fraction(0)) + coefficient
    return {f: c for f, c in out.items() if c}


def multiplied(left: Terms, right: Terms) -> Terms:
    """The product of two sums, multiplied out."""
    if len(left) * len(right) > MOST_TERMS:
        raise NoSlope("too many products")
    pieces: list[Terms] = []
    for f, c in left.items():
        for g, d in right.items():
            powers = dict(f)
            for factor, exponent in g:
                powers[factor] = powers.get(factor, Fraction(0)) + exponent
            pieces.append({_sorted(powers): c * d})
    return added(pieces)


def _sorted(powers: dict[Expr, Fraction]) -> Factors:
    return tuple(sorted(((f, x) for f, x in powers.items() if x), key=lambda item: repr(item[0])))


def product(items: Iterable[tuple[Factors, Fraction]]) -> Expr:
    """The tree of a sum of products."""
    trees: list[Expr] = []
    for factors, coefficient in items:
        args = [f if x == 1 else Pow(f, x) for f, x in factors]
        if coefficient != 1 or not args:
            args = [Num(coefficient), *args]
        trees.append(args[0] if len(args) == 1 else Mul(tuple(args)))
    return ZERO if not trees else trees[0] if len(trees) == 1 else Add(tuple(trees))


def tree(parts: Terms) -> Expr:
    """The tree of a sum of products, in a fixed order."""
    return product(sorted(parts.items(), key=lambda item: repr(item[0])))


def unfolded_mean(node: Expr) -> Expr:
    """The formula with bar s written as a sum."""
    if node == sbar:
        return total(s(mode), mode) / N
    return rebuild(node, unfolded_mean)


def degree(factors: Factors) -> Fraction | None:
    """The exponent of s_e in a product, or None if s_e stands elsewhere in it, too."""
    if any(HERE in free_variables(f) for f, _ in factors if f != s(e)):
        return None
    return dict(factors).get(s(e), Fraction(0))
