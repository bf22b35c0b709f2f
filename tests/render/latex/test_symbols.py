r"""Euler's number and a quantity e: a raised e stands for one of them only, in a claim and in what is shown alone."""

from __future__ import annotations

import re

import pytest
from made import result

from symflow.algebra.expr import Expr, atom, exp, total
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.statement import All, Rel, ge
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.evidence.proving.proof import sign
from symflow.render.latex.document import document
from symflow.render.latex.formula import formula
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import tidy
from symflow.render.names import names_of
from symflow.render.reading import sources
from symflow.render.reading.shown import shown

x, y, e, s = atom("x")(), atom("y")(), atom("e")(), atom("s")
(index,) = indices("e", GSTAR)
PLAIN = Model((Variable("x"), Variable("y")))
WITH_E = Model((Variable("e"), Variable("x"), Variable("y")))
RAISED = re.compile(r"(?<![A-Za-z\\])e\^")


def claim(model: Model, **parts: Rel | All) -> Claim:
    return Claim(
        "euler", "test", "an inequality", "school", Domain("Let them be real.", model), tuple(parts.items())
    )


def test_a_claim_with_a_quantity_e_writes_exp() -> None:
    """In every part, also in one that does not speak of e itself."""
    found = claim(WITH_E, a=ge(exp(x - y) + e**2, 1 + x), b=ge(exp(x), 0))
    text = document([result("UNDECIDED", claim=found, examined=False)], "1", False)
    assert not RAISED.search(text)
    assert text.count(r"\exp") == 2
    assert sources.statement(found).count(r"\exp") == 2
    assert not RAISED.search(shown(found))


def test_without_one_exponents_are_raised() -> None:
    """So are they in every claim of the package that has no quantity e."""
    assert RAISED.search(sources.statement(claim(PLAIN, a=ge(exp(x - y), 1 + x))))


def test_a_definition_counts_as_well() -> None:
    """The letter is that of the claim, whether the quantity is free or defined."""
    model = Model(PLAIN.variables, (Definition("e", (), 1 + x),))
    assert not RAISED.search(sources.statement(claim(model, a=ge(exp(x - y), e))))


def test_an_index_e_counts_within_its_scope() -> None:
    """sum_e s_e exp(s_e)."""
    assert r"\exp" in tex(total(s(index) * exp(2 * s(index)), index))


@pytest.mark.parametrize(
    "thing",
    [exp(x - y) + e**2, ge(exp(x - y), e**2), WITH_E, sign("a", ge(exp(x - y), 0), by=e**2, because="t")],
    ids=["formula", "statement", "model", "step"],
)
def test_what_is_shown_alone_tells_them_apart(thing: object) -> None:
    """In a notebook."""
    assert not RAISED.search(shown(thing))


@pytest.mark.parametrize("euler", [True, False])
def test_the_root_of_unity_follows(euler: bool) -> None:
    """The characters of Z_K are written with the same e."""
    (k,) = indices("k", GSTAR)
    free = () if euler else (Variable("e"),)
    domain = Domain("Let it be.", Model((Variable("s", (GSTAR,), "positive"), *free)), "cyclic")
    found = Claim("roots", "test", "roots", "school", domain, (("a", ge(total(s(k), k), 0)),))
    assert bool(RAISED.search(sources.statement(found))) is euler


def tex(node: Expr) -> str:
    return tidy(formula(node, Look(names_of(frozenset()))).tex)
