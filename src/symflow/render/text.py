r"""Formulas and statements as plain Unicode text, for the terminal and for the titles in JSON.

    Σ_{k≠0} s_k π_k        a sum over G without 0;   Σ_g over G;   Σ_{j=1..K} over a set
    χ_k(g), δ_{ij}, W_{ia}, z_{i−j}, (e − 1)/N, x tanh(x/2), d/dt[V], ∂/∂W_{pa}[L]

Brackets are written only where leaving them out would change the meaning. A bound index whose name is
already in use gets a prime.
"""

from __future__ import annotations

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
from symflow.algebra.indexing import Var
from symflow.algebra.rewrite import free_variables
from symflow.algebra.signs import SIGN_TABLE
from symflow.algebra.statement import All, And, Iff, Implies, Pred, Rel, Statement, expressions
from symflow.claim.assumed import PREDICATES
from symflow.errors import InputError
from symflow.render.names import Names, bind, index_text, limits, names_of, quantified, subscript, symbol

ADD, MUL, POW, UNIT = 1, 2, 3, 4
SIGNS = {"==": "=", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def formula(node: Expr) -> str:
    """A formula on one line."""
    return _text(node, names_of(free_variables(node)), ADD)


def relation(rel: Rel) -> str:
    """``left ≤ right`` on one line."""
    return _relation(rel, names_of(free_variables(rel.left) | free_variables(rel.right)))


def sentence(pred: Pred) -> str:
    """A predicate as a sentence about its arguments."""
    names = names_of(frozenset[Var]().union(*(free_variables(a) for a in pred.args)))
    subjects = ", ".join(_text(a, names, ADD) for a in pred.args)
    return f"{subjects}: {PREDICATES.get(pred.name, pred.name)}"


def statement_lines(statement: Statement) -> list[str]:
    """A statement as lines of text; the parts of a case distinction are indented."""
    free = frozenset[Var]().union(*(free_variables(e) for e in expressions(statement)))
    return _lines(statement, names_of(free | quantified(statement)))


# --- formulas ----------------------------------------------------------------------------------------


def _text(node: Expr, names: Names, level: int) -> str:
    """The text of a node, in brackets where it binds less than ``level`` asks."""
    text, own = _bare(node, names)
    return f"({text})" if own < level else text


def _bare(node: Expr, names: Names) -> tuple[str, int]:
    """The text of a node without brackets around it, and how tightly it binds."""
    match node:
        case Sum(body, var):
            name, inner = bind(var, body, names)
            return f"Σ{limits(var, name)} {_text(body, inner, MUL)}", MUL
        case Extremum(kind, body, var):
            name, inner = bind(var, body, names)
            return f"{kind}{limits(var, name)} {_text(body, inner, MUL)}", MUL
        case Add(args):
            return _sum_of(args, names)
        case Pow(base, exponent) if exponent >= 0:
            return _power(base, exponent, names)
        case SignAtom("modulus", args):
            return f"|{_text(args[0], names, ADD)}|²", POW
        case SignAtom(name, args):
            return _bare(SIGN_TABLE[name].expand(args, frozenset()), names)
        case Mul() | Neg() | Num() | Pow():
            return _product(node, names)
        case _:
            return _unit(node, names), UNIT


def _unit(node: Expr, names: Names) -> str:
    """Whatever never needs brackets."""
    match node:
        case Sym(name):
            return symbol(name)
        case Atom(name, index):
            return symbol(name) + subscript(index, names)
        case Delta(left, right):
            return "δ" + subscript((left, right), names)
        case Chi(mode, element):
            return f"χ{subscript((mode,), names)}({index_text(element, names)})"
        case Fun(name, arg):
            return f"{'Ei' if name == 'ei' else name}({_text(arg, names, ADD)})"
        case Ddt(body, _):
            return f"d/dt[{_text(body, names, ADD)}]"
        case Partial(body, by):
            return f"∂/∂{_unit(by, names)}[{_text(body, names, ADD)}]"
        case _:
            raise InputError(f"{type(node).__name__} has no text")


def _sum_of(args: tuple[Expr, ...], names: Names) -> tuple[str, int]:
    out = ""
    for arg in args:
        negative = arg.arg if isinstance(arg, Neg) else None
        text = _text(negative, names, MUL) if negative is not None else _bare(arg, names)[0]
        minus = negative is not None
        if text.startswith("−") and not minus:
            minus, text = True, text[1:]
        out += (" − " if minus else " + ") + text if out else ("−" if minus else "") + text
    return out or "0", ADD if len(args) > 1 or out.startswith("−") else MUL


def _product(node: Expr, names: Names) -> tuple[str, int]:
    """A product, quotient, power, number or negative."""
    coefficient, above, below = Fraction(1), list[Expr](), list[Expr]()
    for factor, sign in _factors(node):
        if isinstance(factor, Num) and (sign > 0 or factor.value):
            coefficient *= factor.value**sign
        else:
            (above if sign > 0 else below).append(factor)
    top, bottom = abs(coefficient.numerator), coefficient.denominator
    texts = [str(top)] if top != 1 or not above else []
    divided = bool(below) or bottom != 1
    for place, factor in enumerate(above):
        open_end = isinstance(factor, Sum | Extremum) and (divided or place < len(above) - 1)
        texts.append(_text(factor, names, POW if open_end else MUL))
    out = _juxtaposed(texts)
    if divided:
        out += "/" + _divisor(bottom, below, names)
    if coefficient < 0:
        return f"−{out}", ADD
    simple = len(texts) == 1 and not divided
    return out, UNIT if simple else MUL


def _divisor(bottom: int, below: list[Expr], names: Names) -> str:
    """What stands after the slash, in brackets unless it is a single factor."""
    alone = len(below) + (bottom != 1) == 1
    texts = [str(bottom)] if bottom != 1 else []
    for place, factor in enumerate(below):
        open_end = isinstance(factor, Sum | Extremum) and place < len(below) - 1
        texts.append(_text(factor, names, POW if alone or open_end else MUL))
    return texts[0] if alone else f"({_juxtaposed(texts)})"


def _juxtaposed(texts: list[str]) -> str:
    """Factors side by side, with a dot where two digits would meet."""
    out = texts[0]
    for text in texts[1:]:
        out += ("·" if text[0].isdigit() else " ") + text
    return out


def _power(base: Expr, exponent: Fraction, names: Names) -> tuple[str, int]:
    if exponent == Fraction(1, 2):
        return f"√{_text(base, names, UNIT)}", POW
    raised = str(exponent).translate(RAISED) if exponent.denominator == 1 else f"^({exponent})"
    return _text(base, names, UNIT) + raised, POW


def _factors(node: Expr) -> list[tuple[Expr, int]]:
    """The factors of a product, each with +1 above the line or -1 below it."""
    match node:
        case Mul(args):
            return [pair for arg in args for pair in _factors(arg)]
        case Neg(arg):
            return [(Num(Fraction(-1)), 1), *_factors(arg)]
        case Pow(base, exponent) if exponent == -1:
            return [(factor, -sign) for factor, sign in _factors(base)]
        case Pow(base, exponent) if exponent < 0:
            return [(Pow(base, -exponent), -1)]
        case _:
            return [(node, 1)]


# --- statements --------------------------------------------------------------------------------------


def _relation(rel: Rel, names: Names) -> str:
    return f"{_text(rel.left, names, ADD)} {SIGNS[rel.op]} {_text(rel.right, names, ADD)}"


def _lines(statement: Statement, names: Names) -> list[str]:
    match statement:
        case Rel():
            return [_relation(statement, names)]
        case Pred(name, _, args):  # what each name means is said in claim/assumed.py
            return [f"{name}({', '.join(_text(a, names, ADD) for a in args)})"]
        case And(parts):
            return [line for part in parts for line in _lines(part, names)]
        case All(over, body):
            inner = _lines(body, names)
            ranges = ", ".join(_quantifier(v, names[v]) for v in over)
            if len(inner) == 1:
                return [f"{inner[0]}  for all {ranges}"]
            return [f"for all {ranges}:", *_indented(inner)]
        case Implies(hypothesis, conclusion):
            return _joined(_lines(hypothesis, names), "⟹", _lines(conclusion, names), "if", "then")
        case Iff(left, right):
            return _joined(
                _lines(left, names), "⟺", _lines(right, names), "these hold", "if and only if these hold"
            )


def _quantifier(var: Var, name: str) -> str:
    if not var.space.group:
        return f"{name} = 1..{var.space.size}"
    return f"{name} ≠ 0 in G" if var.space.starred else f"{name} in G"


def _indented(lines: list[str]) -> list[str]:
    return ["  " + line for line in lines]


def _joined(left: list[str], arrow: str, right: list[str], before: str, between: str) -> list[str]:
    """Both sides on one line where each is one line, otherwise one below the other."""
    if len(left) == 1 and len(right) == 1 and not any(mark in left[0] + right[0] for mark in "⟹⟺"):
        return [f"{_closed(left[0])}  {arrow}  {_closed(right[0])}"]
    return [f"{before}:", *_indented(left), f"{between}:", *_indented(right)]


def _closed(line: str) -> str:
    return f"({line})" if "  for all " in line else line
