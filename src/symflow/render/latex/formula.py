r"""Formulas as TeX: the tree as it stands, set as a mathematician writes it.

Nothing is evaluated or collected. A product with divisors becomes fractions in the order in which it was written; a
sum or a long numerator stands beside 1/n and not on top of n; exponents that are short are raised, others stand in
exp(...), and all do in a claim with a quantity e. Brackets are written only where leaving them out would change the
meaning.

Two styles: display, and flat for lines of text, fractions and exponents, where a quotient is a/b.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

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
from symflow.algebra.indexing import Index
from symflow.algebra.rewrite import children
from symflow.algebra.signs import SIGN_TABLE
from symflow.errors import InputError
from symflow.render.latex import indexes, products
from symflow.render.latex.among import Among
from symflow.render.latex.escape import escape
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import (
    ADD,
    MUL,
    POW,
    UNIT,
    Piece,
    after,
    at_least,
    before,
    breakable,
    fenced,
    joined_by,
    row,
    solid,
)
from symflow.render.latex.symbols import macro, width
from symflow.render.latex.widths import (
    BINARY,
    BRACKET,
    DIGIT,
    OPERATOR_GAP,
    ROOT,
    SCRIPT,
    SIDE_GAP,
    SUM_SIGN,
    index_width,
    text_width,
)
from symflow.render.names import bind

LONGEST_EXPONENT, LISTED = 7.0, 2
FUNCTIONS = {"exp": r"\exp", "log": r"\log", "tanh": r"\tanh", "ei": r"\sfEi"}


def formula(node: Expr, look: Look) -> Piece:
    """A formula as bits of TeX."""
    match node:
        case Add(args):
            return _sum_of(args, look)
        case Neg(arg):
            return replace(before(at_least(formula(arg, look), MUL), "-", BINARY / 2), level=ADD)
        case Mul():
            return products.product(node, look, formula)
        case Pow(_, exponent) if exponent < 0:
            return products.product(Mul((node,)), look, formula)
        case Num(value) if value.denominator > 1:
            return products.number(value, look)
        case Pow(base, exponent):
            return _power(base, exponent, look)
        case Sum() | Extremum():
            return _summed(node, look) if isinstance(node, Sum) else _extremum(node, look)
        case Among(kind, args):
            return _among(kind, args, look)
        case Fun(name, arg):
            return _function(name, arg, look)
        case Ddt() | Partial():
            return _rate(node, look) if isinstance(node, Ddt) else _partial(node, look)
        case SignAtom(name, args):
            return _sign_atom(name, args, look)
        case _:
            return _unit(node, look)


def _unit(node: Expr, look: Look) -> Piece:
    """Whatever never needs brackets."""
    match node:
        case Num(value):
            size = len(str(abs(value.numerator))) * DIGIT
            return solid(str(value), size + (BINARY / 2 if value < 0 else 0), ADD if value < 0 else UNIT)
        case Sym(name):
            return solid(macro(name) + " ", width(name))
        case Atom(name, indices):
            return _with_indices(macro(name), width(name), indices, look)
        case Delta(left, right):
            return _with_indices(r"\sfdelta", 0.5, (left, right), look)
        case Chi(mode, element):
            argument = indexes.index_tex(element, look.names)
            size = index_width(argument) / SCRIPT + 2 * BRACKET
            return after(_with_indices(r"\sfchi", 0.63, (mode,), look), f"({argument})", size)
        case _:
            raise InputError(f"{type(node).__name__} has no LaTeX")


def _with_indices(symbol: str, size: float, indices: tuple[Index, ...], look: Look) -> Piece:
    below, wide = indexes.subscript(indices, look.names)
    return solid(symbol + below if below else symbol + " ", size + wide)


def _sum_of(args: tuple[Expr, ...], look: Look) -> Piece:
    """Terms with their signs; a term that is a negative is subtracted."""
    if not args:
        return solid("0", DIGIT)
    terms = [formula(args[0], look)]
    for arg in args[1:]:
        minus = isinstance(arg, Neg)
        term = formula(arg.arg if isinstance(arg, Neg) else arg, look)
        bare = isinstance(arg, Add) and not minus and not term.tex.startswith("-")
        terms.append(joined_by("-" if minus else "+", term if bare else at_least(term, MUL)))
    return row(terms, ADD if len(args) > 1 else terms[0].level, terms[-1].open_end)


def _power(base: Expr, exponent: Fraction, look: Look) -> Piece:
    if exponent == Fraction(1, 2):
        inner = formula(base, look)
        return solid(rf"\sqrt{{{inner.tex}}}", inner.width + ROOT, POW, inner.tall)
    if exponent == 1:
        return formula(base, look)
    raised = str(exponent)
    return replace(
        after(at_least(formula(base, look), UNIT), f"^{{{raised}}}", len(raised) * DIGIT * SCRIPT), level=POW
    )


def _summed(node: Sum, look: Look) -> Piece:
    """A sum; nested sums over the same part of the group share one sign."""
    name, inner = bind(node.var, node.body, look.names)
    variables, names, body = [node.var], [name], node.body
    while isinstance(body, Sum) and body.var.space == node.var.space and node.var.space.group:
        name, deeper = bind(body.var, body.body, inner)
        if name in names:
            break
        variables, names, body, inner = [*variables, body.var], [*names, name], body.body, deeper
    limits, wide = indexes.bounds(variables, names)
    size = max(SUM_SIGN, wide) if look.display else 1.06 + wide
    return _operator(rf"\sum{limits} ", size + SIDE_GAP, body, look.naming(inner))


def _extremum(node: Extremum, look: Look) -> Piece:
    name, inner = bind(node.var, node.body, look.names)
    limits, wide = indexes.bounds([node.var], [name])
    sign = {"max": r"\max", "min": r"\min"}[node.kind]
    return _operator(f"{sign}{limits} ", max(1.9, wide) + OPERATOR_GAP, node.body, look.naming(inner))


def _among(kind: str, args: tuple[Expr, ...], look: Look) -> Piece:
    """``max{a, b, c}``; a line may begin with any of them."""
    first, *others = [formula(arg, look) for arg in args]
    listed = row([first, *(breakable(before(p, r",\ ", text_width(", ")), LISTED) for p in others)], UNIT)
    return before(fenced(listed, r"\{", r"\}"), {"max": r"\max", "min": r"\min"}[kind], text_width(kind))


def _operator(tex: str, size: float, body: Expr, look: Look) -> Piece:
    """A sign that stands before a product: sums, maxima."""
    inside = at_least(formula(body, look), MUL)
    return replace(
        before(inside, tex, size), level=MUL, open_end=True, tall=max(1, inside.tall) if look.display else 0
    )


def _function(name: str, arg: Expr, look: Look) -> Piece:
    if name == "exp" and look.euler and "e" not in look.names.values():
        short = formula(arg, look.flat())
        if short.width * SCRIPT <= LONGEST_EXPONENT and not _has_sum(arg):
            return solid(rf"e^{{{short.tex}}}", 0.47 + short.width * SCRIPT, POW)
    sign = FUNCTIONS[name]
    inside = formula(arg, look)
    size = text_width(name) + OPERATOR_GAP
    if isinstance(arg, Atom | Sym) and name != "ei":
        return replace(before(inside, sign + " ", size), level=MUL, open_end=True)
    return replace(before(fenced(inside), sign, size), level=POW)


def _rate(node: Ddt, look: Look) -> Piece:
    """A time derivative: a dot on a quantity where there is one flow, else d/dt."""
    body, flow = node.body, node.flow
    if look.dots and isinstance(body, Atom) and not body.name.endswith("bar"):
        return _with_indices(rf"\sfdot{{{macro(body.name)}}}", width(body.name), body.indices, look)
    sign = r"\sfddtup" if _has_extremum(body) else r"\sfddt"
    name = "" if look.dots else rf"\sfalong{{{escape(flow)}}}"
    size = 1.2 + (0.0 if look.dots else 0.3 + text_width(flow) * SCRIPT)
    inside = _operand(body, look)
    tall = max(inside.tall, 2) if look.display else 0
    return replace(before(inside, f"{sign}{name} ", size), level=MUL, tall=tall, open_end=True)


def _operand(body: Expr, look: Look) -> Piece:
    inside = formula(body, look)
    return inside if isinstance(body, Atom | Sym | Fun | Ddt) else fenced(inside, "[", "]")


def _partial(node: Partial, look: Look) -> Piece:
    body = node.body
    below = before(formula(node.atom, look.flat()), r"\partial ", 0.55)
    if isinstance(body, Atom):
        above = before(formula(body, look.flat()), r"\partial ", 0.55)
        return products.fraction(above, below, look)
    sign = products.fraction(solid(r"\partial", 0.55), below, look)
    return replace(before(_operand(body, look), sign.tex, sign.width), level=MUL, open_end=True)


def _sign_atom(name: str, args: tuple[Expr, ...], look: Look) -> Piece:
    if name == "modulus":
        inside = fenced(formula(args[0], look), r"\lvert ", r"\rvert")
        return replace(after(inside, "^{2}", DIGIT * SCRIPT), level=POW)
    return formula(SIGN_TABLE[name].expand(args, frozenset()), look)


def _has_extremum(node: Expr) -> bool:
    return isinstance(node, Extremum | Among) or any(map(_has_extremum, children(node)))


def _has_sum(node: Expr) -> bool:
    return isinstance(node, Sum | Extremum | Among | Ddt | Partial) or any(map(_has_sum, children(node)))
