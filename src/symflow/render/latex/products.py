r"""Products and quotients as TeX.

A product is read from left to right. Each run of factors followed by divisors becomes one fraction, so that
2K/N * S rho / (...) is set as two fractions, as it was written. In flat style the whole is one quotient a/b.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from symflow.algebra.expr import Expr, Extremum, Mul, Neg, Num, Pow, Sum
from symflow.render.latex.look import Look, Setter
from symflow.render.latex.pieces import (
    ADD,
    AT_FACTOR,
    MUL,
    POW,
    Piece,
    after,
    at_least,
    before,
    breakable,
    fenced,
    row,
    solid,
)
from symflow.render.latex.symbols import is_word
from symflow.render.latex.widths import BINARY, DIGIT, RULE_GAP, SIDE_GAP

_NUMBER = re.compile(r"\d|\(-\d+\)")
_FIRST = re.compile(r"\\sf([A-Za-z]+)")
_LAST = re.compile(r"\\sf([A-Za-z]+)(?:_\{(?:[^{}]|\{[^{}]*\})*\})?(?: ?\^\{[^{}]*\})? ?$")
TIMES = r"{}\times "
WIDEST_TOP = 11.0
WIDEST_BOTTOM = 20.0


@dataclass(slots=True)
class Group:
    """Factors, and the divisors that follow them."""

    above: list[Expr] = field(default_factory=list)
    below: list[Expr] = field(default_factory=list)


def product(node: Expr, look: Look, setter: Setter) -> Piece:
    """A product, quotient or negative power."""
    factors = _factors(node)
    first, sign = factors[0] if factors else (node, 0)
    negative = isinstance(first, Neg) and sign > 0
    if isinstance(first, Neg) and sign > 0:
        factors = [*_factors(first.arg), *factors[1:]]
    out = _juxtaposed([piece for group in _groups(factors, look) for piece in _set(group, look, setter)])
    return replace(before(out, "-", BINARY / 2), level=ADD) if negative else out


def number(value: Fraction, look: Look) -> Piece:
    """A fraction of whole numbers."""
    out = fraction(_digits(abs(value.numerator)), _digits(value.denominator), look)
    return replace(before(out, "-", BINARY / 2), level=ADD) if value < 0 else out


def fraction(above: Piece, below: Piece, look: Look) -> Piece:
    """One thing over another, both in flat style."""
    if look.display:
        tex = rf"\frac{{{above.tex}}}{{{below.tex}}}"
        return solid(tex, max(above.width, below.width) + RULE_GAP, MUL, 2)
    top = fenced(above) if above.open_end else at_least(above, MUL)
    bottom = below if below.level >= POW else fenced(below)
    return row((after(top, "/", DIGIT), bottom), MUL)


def _digits(value: int) -> Piece:
    return solid(str(value), len(str(value)) * DIGIT)


def _factors(node: Expr) -> list[tuple[Expr, int]]:
    """The factors of a product in order, each with +1 above the line or -1 below it."""
    match node:
        case Mul(args):
            return [pair for arg in args for pair in _factors(arg)]
        case Pow(base, exponent) if exponent == -1:
            return [(factor, -sign) for factor, sign in _factors(base)]
        case Pow(base, exponent) if exponent < 0:
            return [(Pow(base, -exponent), -1)]
        case Num(value) if value.numerator == 1 and value.denominator > 1:
            return [(Num(Fraction(value.denominator)), -1)]
        case _:
            return [(node, 1)]


def _groups(factors: Sequence[tuple[Expr, int]], look: Look) -> list[Group]:
    """Runs of factors with the divisors that follow; in flat style, one run."""
    groups = [Group()]
    for factor, sign in factors:
        if sign < 0:
            groups[-1].below.append(factor)
            continue
        if look.display and groups[-1].below:
            groups.append(Group())
        groups[-1].above.append(factor)
    return groups


def _set(group: Group, look: Look, setter: Setter) -> list[Piece]:
    """One run: factors side by side, a fraction, or a fraction and beside it what is too large for its top."""
    if not group.below:
        return [setter(factor, look) for factor in group.above]
    bottom = _juxtaposed([setter(factor, look.flat()) for factor in group.below])
    if not look.display:
        above = [setter(factor, look) for factor in group.above]
        return [fraction(_juxtaposed(above), bottom, look)]
    if bottom.width > WIDEST_BOTTOM:
        above = [setter(factor, look) for factor in group.above]
        return [_beside(_juxtaposed(above), fenced(replace(bottom, tall=1)))]
    sums = [i for i, factor in enumerate(group.above) if isinstance(factor, Sum | Extremum)]
    tops = [setter(factor, look.flat()) for factor in group.above[: min(sums, default=None)]]
    while tops and sum(top.width for top in tops) > WIDEST_TOP:
        tops.pop()
    rest = [setter(factor, look) for factor in group.above[len(tops) :]]
    return [fraction(_juxtaposed(tops), bottom, look), *rest]


def _beside(above: Piece, below: Piece) -> Piece:
    """A quotient with a large slash, for divisors that are too wide for a fraction."""
    top = fenced(above) if above.open_end else at_least(above, MUL)
    return row((after(top, r"\Big/ ", DIGIT), below), MUL)


def _juxtaposed(pieces: Sequence[Piece]) -> Piece:
    """Factors side by side; a dot before a number, a thin space beside a word, brackets where one would swallow on."""
    if not pieces:
        return _digits(1)
    if len(pieces) == 1:
        return pieces[0]
    out: list[Piece] = []
    for place, piece in enumerate(pieces):
        last = place == len(pieces) - 1
        factor = fenced(piece) if piece.open_end and not last else at_least(piece, MUL)
        if out:
            if _NUMBER.match(factor.tex):
                factor = before(factor, r"\cdot ", 0.7)
            elif _word(_LAST.search(out[-1].tex)) or _word(_FIRST.match(factor.tex)):
                out[-1] = after(out[-1], r"\,", SIDE_GAP)
            factor = breakable(factor, AT_FACTOR, TIMES)
        out.append(factor)
    return row(out, MUL, pieces[-1].open_end)


def _word(found: re.Match[str] | None) -> bool:
    """Whether the symbol at the edge of a factor is a word of several letters."""
    return found is not None and is_word(found[1])
