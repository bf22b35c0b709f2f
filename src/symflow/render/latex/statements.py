r"""Statements as rows of bits: relations, predicates in words, "and", "implies", "iff", "for all"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from symflow.algebra.expr import Expr
from symflow.algebra.indexing import Var
from symflow.algebra.rewrite import free_variables
from symflow.algebra.statement import All, And, Iff, Implies, Pred, Rel, Statement, expressions, quantified
from symflow.claim.assumed import PREDICATES
from symflow.render.latex.escape import escape
from symflow.render.latex.formula import formula
from symflow.render.latex.indexes import ranges
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import MUL, UNIT, Bit, Piece, after, before, breakable, deeper, fenced, row
from symflow.render.latex.widths import ARROW, BRACKET, MEASURE, QUAD, RELATION, text_width
from symflow.render.names import names_of, unbound

SIGNS = {"==": "=", "<=": r"\leq", ">=": r"\geq", "<": "<", ">": ">"}
ARGUMENTS = {
    "the first argument": "{0}",
    "the second argument": "{1}",
    "the third": "{2}",
    ">=": "≥",
    "<=": "≤",
}
_PLACE = re.compile(r"\{(rest|[0-9])\}(\W*)")
MANY = 3  # of more statements than these a line rather begins with "and"
AT_RELATION, AT_ARROW, AT_WORD, AT_RANGE = 0, 0, 2, 0


def names_in(statement: Statement, more: Iterable[Expr] = ()) -> dict[Var, str]:
    """A printed name for every index of a statement that is not bound by a sum."""
    free = frozenset[Var]().union(*(free_variables(e) for e in (*expressions(statement), *more)))
    return dict(names_of(free | quantified(statement)))


def relation(rel: Rel, look: Look) -> Piece:
    """``left = right``; a line may begin with the sign."""
    return chain(formula(rel.left, look), (rel.op, formula(rel.right, look)))


def chain(first: Piece, *rest: tuple[str, Piece]) -> Piece:
    """``first = second >= third``; a line may begin with a sign."""
    others = [before(piece, f" {SIGNS[op]} ", RELATION) for op, piece in rest]
    return row(
        (first, *(piece if piece.tex.endswith(" 0") else breakable(piece, AT_RELATION) for piece in others)),
        UNIT,
    )


def statement_piece(statement: Statement, look: Look) -> Piece:
    """A statement on one line, with the places where it may break."""
    match statement:
        case Rel():
            return relation(statement, look)
        case Pred():
            return _predicate(statement, look)
        case And(parts):
            members = [_member(part, look) for part in parts]
            pieces = [deeper(piece) for piece in members] if len(parts) > MANY else members
            others = (before(piece, r"\ \text{and}\ ", text_width(" and ")) for piece in pieces[1:])
            return row([pieces[0], *(breakable(piece, AT_WORD) for piece in others)], MUL)
        case All(over, body):
            return row((_closed(body, look), _range(over, look)), MUL)
        case Implies(left, right):
            return _arrow(left, r"\Longrightarrow", right, look)
        case Iff(left, right):
            return _arrow(left, r"\Longleftrightarrow", right, look)


def with_ranges(statement: Statement, look: Look, room: float = MEASURE) -> list[Piece]:
    """A statement and the ranges of the indices that it leaves free; on rows of its own where it is long."""
    names = names_in(statement)
    here, free = look.naming(names), sorted(unbound(statement))
    whole = universal(statement_piece(statement, here), free, here)
    rows = _rows(statement, here)
    return [whole] if whole.width <= room or len(rows) == 1 else [*rows[:-1], universal(rows[-1], free, here)]


def _rows(statement: Statement, look: Look) -> list[Piece]:
    """A compound statement with the members of its sides one below the other."""
    match statement:
        case Implies(left, right):
            return [*_side("if", left, look), *_side("then", right, look)]
        case Iff(left, right):
            sides = [_members(left, look), _members(right, look)]
            words = ["all of" if len(side) > 1 else "" for side in sides]
            return [*_worded(words[0], sides[0]), *_worded(f"iff {words[1]}".strip(), sides[1])]
        case _:
            return _side("", statement, look)


def _side(word: str, statement: Statement, look: Look) -> list[Piece]:
    return _worded(word, _members(statement, look))


def _worded(word: str, pieces: Sequence[Piece]) -> list[Piece]:
    first, *rest = pieces
    return [replace(first, word=word), *(replace(piece, word="and") for piece in rest)]


def _members(statement: Statement, look: Look) -> list[Piece]:
    """The members of an "and"; what is none is its own only member."""
    return (
        [_member(part, look) for part in statement.parts]
        if isinstance(statement, And)
        else [statement_piece(statement, look)]
    )


def _member(statement: Statement, look: Look) -> Piece:
    """A member of an "and": in brackets where it has an arrow of its own."""
    piece = statement_piece(statement, look)
    return fenced(piece) if isinstance(statement, Implies | Iff) else piece


def universal(piece: Piece, variables: Sequence[Var], look: Look) -> Piece:
    r"""The piece with ``(k \in G^{*})`` behind it, where it has free indices."""
    if not variables:
        return piece
    text, width = ranges(variables, look.names)
    return replace(
        piece, bits=(*piece.bits, Bit(rf"\quad ({text})", width + QUAD + 2 * BRACKET, AT_RANGE, r"\quad "))
    )


def _range(over: Sequence[Var], look: Look) -> Piece:
    text, width = ranges(over, look.names)
    return Piece((Bit(rf"\ \text{{for all}}\ {text}", width + text_width("for all  "), AT_WORD),))


def _arrow(left: Statement, sign: str, right: Statement, look: Look) -> Piece:
    then = breakable(before(_closed(right, look), rf"\ {sign}\ ", ARROW), AT_ARROW)
    return row((_closed(left, look), then), MUL)


def _closed(statement: Statement, look: Look) -> Piece:
    """A side of an arrow, in brackets unless it is one relation or sentence; it breaks where it must."""
    piece = statement_piece(statement, look)
    return deeper(piece) if isinstance(statement, Rel | Pred) else fenced(piece)


def _predicate(pred: Pred, look: Look) -> Piece:
    """What is said about the arguments, word by word; of which flow, where there are several."""
    words = _phrase(PREDICATES.get(pred.name, pred.name)).split()
    words += [] if look.dots else f"(flow {pred.flow})".split()
    arguments = [formula(arg, look) for arg in pred.args]
    pieces = [piece for word in words for piece in _said(word, arguments)]
    return row([pieces[0], *(breakable(piece, AT_WORD) for piece in pieces[1:])], MUL)


def _phrase(said: str) -> str:
    """A sentence of claim/assumed.py with places for the arguments; without a first argument, it is the subject."""
    subject = "{rest}" if "the first argument" in said else "{0}"
    colon = ":" if said.split(" ")[0] in ("a", "the") else ""
    for words, place in ARGUMENTS.items():
        said = said.replace(words, place)
    return f"{subject}{colon} {said}"


def _said(word: str, arguments: Sequence[Piece]) -> list[Piece]:
    """A word, or the arguments that it stands for: {0}, {1}, ... or {rest}, all but the first."""
    found = _PLACE.fullmatch(word)
    if found is None:
        return [Piece((Bit(rf"\text{{{escape(word)}}}\ ", text_width(word + " ")),))]
    key, mark = found.groups()
    chosen = arguments[1:] if key == "rest" else arguments[int(key) : int(key) + 1]
    ends = [r",\ "] * (len(chosen) - 1) + [escape(mark) + r"\ "]
    return [after(piece, end, text_width(", ")) for piece, end in zip(chosen, ends, strict=False)]
