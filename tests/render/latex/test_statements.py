"""Statements as LaTeX: the ranges of free indices, words, and sentences about solutions."""

from __future__ import annotations

import re

import pytest
from exported import BOOK

from symflow.algebra.expr import Ddt, Sym, atom
from symflow.algebra.indexing import FEATURES, GSTAR, G, indices
from symflow.algebra.statement import OPPOSITE, All, And, Iff, Implies, Pred, Rel, eq, forall, gt, le
from symflow.claim.assumed import PREDICATES
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import tidy
from symflow.render.latex.statements import SIGNS, statement_piece, with_ranges
from symflow.render.names import names_of

s, W, V, L = atom("s"), atom("W"), atom("V")(), atom("L")()
x, y, c = Sym("x"), Sym("y"), Sym("c")
(g,) = indices("g", G)
k, l = indices("k l", GSTAR)
(a,) = indices("a", FEATURES)
LOOK = Look({})


def shown(statement) -> list[str]:
    """A statement with its ranges, row by row; the word of a row in front."""
    rows = with_ranges(statement, LOOK)
    return [" ".join(filter(None, [row.word, tidy(row.tex)])) for row in rows]


def test_free_indices_show_where_they_run() -> None:
    """The whole group, the group without 0, a plain set."""
    assert shown(eq(s(g), x)) == [r"\sfs_{g}=\sfx\quad(g\in\sfG)"]
    assert shown(gt(s(k), 0)) == [r"\sfs_{k}>0\quad(k\in\sfGstar)"]
    assert shown(eq(W(g, a), s(g))) == [r"\sfW_{ga}=\sfs_{g}\quad(a\in\sfset{\sfd},\ g\in\sfG)"]
    assert shown(le(x, y)) == [r"\sfx\leq\sfy"]


def test_bound_indices_are_quantified_once() -> None:
    """By "for all", and not again behind the statement."""
    equal = forall(k, l, eq(s(k), s(l)))
    assert shown(equal) == [r"\sfs_{k}=\sfs_{l}\ \text{for all}\ k,l\in\sfGstar"]
    assert shown(Iff(eq(V, 0), equal)) == [
        r"\sfV=0\ \Longleftrightarrow\ (\sfs_{k}=\sfs_{l}\ \text{for all}\ k,l\in\sfGstar)"
    ]


def test_long_statements_stand_in_rows() -> None:
    """if, and, then, one below the other; the ranges are in the last."""
    many = And(tuple(gt(s(k) + n, y) for n in range(4)))
    rows = shown(Implies(many, gt(s(l) * x, 0)))
    assert [row.split(" ")[0] for row in rows] == ["if", "and", "and", "and", "then"]
    assert rows[-1].endswith(r"(k,l\in\sfGstar)")
    assert sum(r"\quad(" in row for row in rows) == 1
    both = shown(Iff(many, many))
    assert [row.split(" ")[0] for row in both] == ["all", "and", "and", "and", "iff", "and", "and", "and"]
    assert both[4].startswith("iff all of ")


def test_what_is_said_together_stays_together() -> None:
    """Brackets around an arrow inside another statement, and around what a quantifier is about."""
    arrow = Implies(gt(x, 0), gt(y, 0))
    assert shown(And((arrow, gt(c, 0)))) == [r"(\sfx>0\ \Longrightarrow\ \sfy>0)\ \text{and}\ \sfc>0"]
    assert shown(Implies(arrow, gt(c, 0)))[0].startswith("(")
    assert shown(forall(k, And((gt(s(k), 0), gt(x, 0))))) == [
        r"(\sfs_{k}>0\ \text{and}\ \sfx>0)\ \text{for all}\ k\in\sfGstar"
    ]


def arrows(statement) -> tuple[int, int]:
    """How many times a statement says "if ... then" and "if and only if"."""
    match statement:
        case And(parts):
            counts = [arrows(part) for part in parts]
        case All(_, inner):
            counts = [arrows(inner)]
        case Implies(a, b) | Iff(a, b):
            counts = [arrows(a), arrows(b), (isinstance(statement, Implies), isinstance(statement, Iff))]
        case _:
            counts = []
    return sum(c[0] for c in counts), sum(c[1] for c in counts)


@pytest.mark.parametrize("name", sorted(BOOK))
def test_every_arrow_of_a_claim_is_shown(name: str) -> None:
    """On one line or in rows, narrow or wide: as many as the statement has."""
    for _, statement in BOOK[name].parts:
        for room in (1.0, 20.0, 1000.0):
            rows = with_ranges(statement, LOOK, room)
            text = " ".join(f"<{row.word}> {row.tex}" for row in rows)
            implied = text.count("<then>") + text.count(r"\Longrightarrow")
            equivalent = text.count("<iff") + text.count(r"\Longleftrightarrow")
            assert (implied, equivalent) == arrows(statement)
            assert text.count("<if>") == text.count("<then>")


def test_every_comparison_has_a_sign() -> None:
    """And no two have the same."""
    assert set(SIGNS) == set(OPPOSITE)
    texts = {tidy(statement_piece(Rel(op, x, y), LOOK).tex) for op in OPPOSITE}
    assert len(texts) == len(OPPOSITE)


@pytest.mark.parametrize("name", sorted(PREDICATES))
def test_every_predicate_is_a_sentence_about_its_arguments(name: str) -> None:
    """Words only, every argument in its place, nothing of the machinery."""
    arguments = (V, x, y)
    text = tidy(statement_piece(Pred(name, "modes", arguments), LOOK).tex)
    words = re.findall(r"\\text\{([^}]*)\}", text)
    assert len(" ".join(words).split()) >= 4
    assert "{" not in " ".join(words)
    assert "argument" not in text
    assert name not in text
    assert r"\sfV" in text
    several = statement_piece(Pred(name, "modes", arguments), Look({}, dots=False)).tex
    assert "modes" in several


def test_sentences_name_their_arguments() -> None:
    """In the order in which they are meant."""
    unique = tidy(statement_piece(Pred("solves-uniquely", "f", (L, x, y)), LOOK).tex)
    assert unique.index(r"\sfx") < unique.index(r"\sfy") < unique.index(r"\sfL")
    bound = tidy(statement_piece(Pred("at-most-from", "f", (V, x, y)), LOOK).tex)
    assert bound.index(r"\sfV") < bound.index(r"\sfx") < bound.index(r"\sfy")


def test_an_unknown_predicate_is_named() -> None:
    """And never passed over in silence."""
    assert "stays" in statement_piece(Pred("stays", "f", (Ddt(V, "f"),)), LOOK).tex


def test_names_of_free_and_bound_indices_differ() -> None:
    """A prime tells an index of G from one of G without 0."""
    (other,) = indices("k", G)
    assert names_of(frozenset({other.variable, k.variable}))[k.variable] == "k′"
    assert shown(eq(s(other), s(k))) == [r"\sfs_{k}=\sfs_{k'}\quad(k\in\sfG,\ k'\in\sfGstar)"]
