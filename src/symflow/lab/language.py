r"""The language of candidates: what a user may ask about.

Statement.  A candidate is a scalar built from the modes s = (s_1, ..., s_{K-1}) by

    + - * / **      numbers: 3, 1/2, 0.1, 1e-3, exactly        K, N = K - 1, parameters with ranges
    log exp sqrt tanh abs (entrywise), max(x, y), min(x, y) (entrywise)
    mean(x), sum(x), min(x), max(x), sorted(x)[i] (reduce a vector)

Every candidate is a symmetric function of the modes: no mode has a name of its own. The text is parsed against a
whitelist and never run; see ``symflow.lab.language_parse`` for the bounds.

Example.  log(mean(s)) - mean(log(s)) is the Lyapunov function V of the theory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from symflow.algebra.expr import Expr
from symflow.algebra.wellformed import check_data
from symflow.errors import InputError
from symflow.lab import language_terms as terms
from symflow.lab.language_formula import formula
from symflow.lab.language_parse import LONGEST, RESERVED, parse
from symflow.lab.language_terms import Term

__all__ = ["HELP", "LONGEST", "Candidate", "Range", "read"]

Range = tuple[Fraction, Fraction]
MOST_PARAMETERS = 4
MOST_KINKS = 3
MOST_NODES = 400
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}", re.ASCII)
HELP = (
    "EXPR is a scalar in the modes s (a vector of K - 1 positive numbers): + - * / **, numbers (3, 1/2, 0.1: exact), "
    "K, N = K - 1, parameters; log, exp, sqrt, tanh, abs act entrywise; mean, sum, min, max reduce, sorted(s)[i] is "
    "the i-th smallest, sorted(s)[-1] the largest; max(x, y), min(x, y) of several are entrywise. "
    'V itself: "log(mean(s)) - mean(log(s))".'
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate: its text on one line, its term, its tree over s_k, and the parameters with their ranges.

    ``symmetric``: unchanged by every permutation of the modes (all candidates are). ``smooth``: no max, min, abs or
    sorted in it. ``places``: the i of each sorted(...)[i].
    """

    text: str
    term: Term
    value: Expr
    parameters: tuple[tuple[str, Range], ...]
    symmetric: bool
    smooth: bool
    places: tuple[int, ...]


def read(text: str, parameters: Mapping[str, Range] | None = None) -> Candidate:
    """The candidate that a text means; ``parameters`` maps names to closed ranges with exact ends.

    Raises InputError, in one line, for everything that is not in the language.
    """
    ranges = dict(parameters or {})
    _check_parameters(ranges)
    term = parse(text, ranges)
    if term.vector:
        raise InputError("expression: its value is a vector; reduce it with mean, sum, min or max")
    fixed = {name: low for name, (low, high) in ranges.items() if low == high}
    term = _with_values(term, fixed)
    if _nodes(term) > MOST_NODES:
        raise InputError(f"expression: it has {_nodes(term)} parts; give at most {MOST_NODES}")
    if _kinks(term) > MOST_KINKS:
        raise InputError(f"expression: max, min, abs and sorted are nested more than {MOST_KINKS} deep in it")
    value = formula(term)
    check_data(value)
    used = _names(term)
    free = tuple((name, ranges[name]) for name in sorted(ranges) if name not in fixed and name in used)
    places = _places(term)
    return Candidate(" ".join(text.split()), term, value, free, True, not _kinks(term), places)


def _check_parameters(ranges: Mapping[str, Range]) -> None:
    if len(ranges) > MOST_PARAMETERS:
        raise InputError(f"--param: {len(ranges)} parameters are too many; give at most {MOST_PARAMETERS}")
    for name, (low, high) in ranges.items():
        if not _NAME.fullmatch(name):
            raise InputError.about("--param", name, "a name is a letter, then letters, digits or _")
        if name in RESERVED:
            raise InputError.about("--param", name, "the language has this name already; choose another")
        if low > high:
            raise InputError.about("--param", f"{name}={low}..{high}", "give the lower end first")
        for end in (low, high):
            terms.number(end)


def _with_values(term: Term, fixed: Mapping[str, Fraction]) -> Term:
    """The term with parameters of one value replaced by that number; numbers are combined anew."""
    if term.op == "parameter" and term.name in fixed:
        return terms.number(fixed[term.name])
    if not fixed or not term.args:
        return term
    args = tuple(_with_values(arg, fixed) for arg in term.args)
    match term.op:
        case "add" | "subtract" | "multiply" | "divide":
            return terms.combined(term.op, *args)
        case "power":
            return terms.power(args[0], terms.number(term.number or Fraction(0)))
        case "negative":
            return terms.negative(args[0])
        case "log" | "exp" | "tanh" | "abs":
            return terms.function(term.op, args[0])
        case _:
            return Term(term.op, args, term.vector, term.number, term.name)


def _nodes(term: Term) -> int:
    return 1 + sum(_nodes(arg) for arg in term.args)


def _kinks(term: Term) -> int:
    """How deep max, min, abs and sorted are nested."""
    own = term.op in ("max", "min", "abs", "largest", "smallest", "sorted")
    return int(own) + max((_kinks(arg) for arg in term.args), default=0)


def _names(term: Term) -> set[str]:
    """The parameters that occur."""
    own = {term.name} if term.op == "parameter" else set[str]()
    return own.union(*(_names(arg) for arg in term.args))


def _places(term: Term) -> tuple[int, ...]:
    """The places of all sorted(...)[i]."""
    own = (int(term.number or 0),) if term.op == "sorted" else ()
    return tuple(sorted({*own, *(p for arg in term.args for p in _places(arg))}))
