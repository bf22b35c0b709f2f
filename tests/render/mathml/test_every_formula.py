"""No symbol gets lost on the way to MathML: every formula of every claim, read back by other code, is what was set."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import fromstring, tostring

import pytest
from canonical import of_mathml, of_tex
from written import BOOK, written

from symflow.render.mathml.convert import mathml
from symflow.render.reading import sources
from symflow.render.reading.macros import expanded, meanings
from symflow.render.reading.nodes import Equation, Head, Math, Note, Paragraph
from symflow.render.reading.read import read


@cache
def texts(name: str) -> list[str]:
    """Everything that is shown of a claim."""
    result = written(name)
    export = sources.export(result, None, None)
    shown = [sources.statement(result), sources.derivation(result, export)]
    return [*shown, sources.outcome(result, export, "0"), sources.record(result, export, "0")]


def formulas(name: str) -> Iterator[tuple[str, bool]]:
    """Its formulas without macros, and whether each is displayed."""
    parts = texts(name)
    known = meanings(parts)
    for block in (b for text in parts for b in read(text)):
        match block:
            case Equation(tex):
                yield expanded(tex, known), True
            case Paragraph(line) | Note(line) | Head(name=line):
                yield from ((expanded(p.tex, known), False) for p in line if isinstance(p, Math))


@pytest.mark.parametrize("name", BOOK)
def test_every_formula_of_a_claim_says_in_mathml_what_it_says_in_tex(name: str) -> None:
    found = list(formulas(name))
    assert found
    for tex, block in found:
        assert of_mathml(mathml(tex, block)) == of_tex(tex), tex


@pytest.mark.parametrize("name", BOOK)
def test_no_formula_is_overlooked(name: str) -> None:
    """As many formulas are read as stand in the text: pairs of dollars outside of displays, and displayed rows."""
    for text in texts(name):
        blocks = read(text)
        shown = sum(isinstance(b, Equation) for b in blocks)
        tags = text.count("\\tag{")
        plain = sum(text.count(rf"\begin{{{kind}}}") for kind in ("gather*", "equation*"))
        assert shown == tags + plain
    assert sum(1 for _, block in formulas(name) if block) >= len(BOOK[name].parts)


@pytest.mark.parametrize(
    ("sign", "other"), [("−", ""), ("−", "+"), ("≤", "<"), ("≥", "≤"), ("2", "3"), ("∑", ""), ("K", "N")]
)
def test_a_lost_or_changed_sign_would_be_noticed(sign: str, other: str) -> None:
    """The comparison itself: an element with another text says something else."""
    changed = 0
    for tex, block in [*formulas("lyapunov-identity"), *formulas("log-squeeze")]:
        page = fromstring(mathml(tex, block))
        for node in (n for n in page.iter() if n.text == sign):
            node.text = other
            assert of_mathml(tostring(page, encoding="unicode")) != of_tex(tex)
            node.text = sign
            changed += 1
    assert changed


def test_a_changed_place_would_be_noticed() -> None:
    """An index that becomes a power, or a fraction upside down."""
    page = mathml(r"\frac{a_{k}}{b}")
    assert of_mathml(page) == of_tex(r"\frac{a_{k}}{b}")
    assert of_mathml(page.replace("msub", "msup")) != of_tex(r"\frac{a_{k}}{b}")
    assert of_mathml(mathml(r"\frac{b}{a_{k}}")) != of_tex(r"\frac{a_{k}}{b}")
