r"""Which trees are formulas at all.

The normal form reads names and kinds, so it must never see a tree that only looks like a formula: an index
with half a coefficient, a bound name that the machinery itself makes up, a parameter's name for something
else. What passes here is built from the node kinds of this package only, with exact entries; that it uses
quantities as a model declares them is algebra/declared.py.

    names      a letter, then letters, digits or _;  K, N, n, d, t are the scalars and nothing else
    indices    combinations of different variables with whole coefficients, not 0
    depth      bounded, so that no walk through a formula ends in a stack overflow
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from symflow.algebra.expr import (
    EXTREMA,
    FUNCTIONS,
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
from symflow.algebra.indexing import SPACES, Index, Var
from symflow.algebra.rewrite import children
from symflow.algebra.signs import SIGN_TABLE
from symflow.algebra.statement import OPPOSITE, Rel
from symflow.errors import InputError

SCALARS = frozenset({"K", "N", "n", "d", "t"})
DEEPEST = 120
LARGEST_EXPONENT = 64
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_TREES = (Add, Atom, Chi, Ddt, Delta, Extremum, Fun, Mul, Neg, Num, Partial, Pow, SignAtom, Sum, Sym)


def check_data(value: Any, depth: int = 0) -> None:
    """Refuse data (a step, a statement, a tree) with a part that is not what it claims to be."""
    if depth > DEEPEST:
        raise InputError(f"a formula is nested more than {DEEPEST} levels deep")
    if isinstance(value, Expr):
        _check_node(value)
    elif isinstance(value, Rel) and (type(value) is not Rel or value.op not in OPPOSITE):
        raise InputError(f"relation {value.op!r} is unknown; use one of {', '.join(OPPOSITE)}")
    elif isinstance(value, Var):
        check_name("index", value.name)
        if value.space_name not in SPACES:
            raise InputError(f"index {value.name}: index set {str(value.space_name)[:40]!r} is unknown")
    elif isinstance(value, Index):
        _check_index(value)
    for part in _inside(value):
        check_data(part, depth + 1)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, tuple):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return (getattr(value, f.name) for f in dataclasses.fields(value) if f.init)
    if value is None or type(value) in (str, int, bool, Fraction):
        return ()
    raise InputError(f"a {type(value).__name__} is not part of any formula")


def check_name(what: str, name: object) -> None:
    """Refuse a name that the machinery could mistake for one of its own."""
    if type(name) is not str or not _NAME.fullmatch(name):
        raise InputError(f"{what} {str(name)[:40]!r}: a name is a letter, then letters, digits or _")


def _check_index(index: Index) -> None:
    names = [v for v, _ in index.terms]
    whole = all(type(c) is int and c != 0 for _, c in index.terms)
    if not whole or len(set(names)) < len(names):
        raise InputError("an index is a combination of different variables with whole coefficients, not 0")
    single = len(names) == 1 and index.terms[0][1] == 1
    if not single and not all(v.space_name in SPACES and v.space.group for v in names):
        raise InputError("only indices of the group G can be added")


def _check_node(node: Expr) -> None:
    if type(node) not in _TREES:
        raise InputError(f"{type(node).__name__} is not a kind of formula")
    if not all(isinstance(child, Expr) for child in children(node)):
        raise InputError(f"{type(node).__name__}: a part is not a formula")
    match node:
        case Num(value) if type(value) is not Fraction:
            raise InputError(f"number {value!r}: give an exact number")
        case Sym(name) if name not in SCALARS:
            raise InputError(f"scalar {str(name)[:40]!r} is unknown; {', '.join(sorted(SCALARS))} are known")
        case Atom(name, _):
            check_name("quantity", name)
        case Partial(_, by) if type(by) is not Atom:
            raise InputError("a partial derivative is by a quantity")
        case Pow(_, exponent) if type(exponent) is not Fraction or _too_large(exponent):
            raise InputError(f"exponent {str(exponent)[:40]}: give a fraction of at most {LARGEST_EXPONENT}")
        case Fun(name, _) if name not in FUNCTIONS:
            raise InputError(f"function {str(name)[:40]!r} is unknown")
        case Extremum(kind, _, _) if kind not in EXTREMA:
            raise InputError(f"extremum {str(kind)[:40]!r} is unknown")
        case SignAtom(name, args) if name not in SIGN_TABLE or len(args) != 1 + (name == "pairing"):
            raise InputError(f"sign atom {str(name)[:40]!r} with {len(args)} arguments is not in the table")
        case _:
            return


def _too_large(exponent: Fraction) -> bool:
    return max(abs(exponent.numerator), exponent.denominator) > LARGEST_EXPONENT


def trees(value: Any) -> Iterator[Expr]:
    """Every formula in some data, with all its parts."""
    if isinstance(value, Expr):
        yield value
    for part in _inside(value):
        yield from trees(part)
