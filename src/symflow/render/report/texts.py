"""Formulas and sentences of a page: MathML; where a formula has none, plain text that says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from symflow.algebra.statement import Statement
from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.evidence.proving.exact import StepResult
from symflow.ledger.run import Result
from symflow.render.console import one_line
from symflow.render.latex.equations import Tag, displays
from symflow.render.latex.prose import prose as prose_tex
from symflow.render.latex.prose import sentence
from symflow.render.latex.statements import with_ranges
from symflow.render.mathml import claims
from symflow.render.mathml.fragments import Page
from symflow.render.reading.macros import meanings
from symflow.render.reading.read import read
from symflow.render.reading.sources import look
from symflow.render.report.markup import esc
from symflow.render.steps import context_lines, shown, under
from symflow.render.text import statement_lines

_ROOT = '<mo stretchy="false">√</mo>'
_SPARE = re.compile(r' (?:xmlns="http://www.w3.org/1998/Math/MathML"|display="inline"|alttext="[^"]*")')
_ALONE = re.compile(r"<mrow>(<(mi|mn|mo|mtext)(?: [^>]*)?>[^<]*</\2>)</mrow>")
_ID = re.compile(r' id="[^"]*"')
_LINK = re.compile(r'<a class="sf-ref" href="[^"]*">(.*?)</a>')
Known = Mapping[str, Result]


def statement(result: Result, known: Known) -> str:
    """Let ... be; write ...; assume ...; then: the claim as it was checked. ``known``: the claims of the page."""
    return _or(lambda: claims.statement(result, known.keys()), lambda: _plain_statement(result.claim))


def again(fragment: str) -> str:
    """A fragment that stands on the page a second time: without ids, and without links to what has them."""
    return _LINK.sub(r"\1", _ID.sub("", fragment))


def part(said: Statement, claim: Claim) -> str:
    """One statement about the quantities of a claim."""

    def written() -> str:
        tex = displays([(with_ranges(said, look(claim)), Tag("", 0.0, ""))])
        tex = tex.replace(r"\tag{}\label{}", "")
        return Page(meanings([tex]), ()).html(read(tex))

    return _or(written, lambda: _lines(statement_lines(said)))


def steps(result: Result, known: Known) -> str:
    """The numbered steps with their reasons."""
    return _or(lambda: claims.steps(result, known, known.keys()), lambda: _plain_steps(result))


def title(claim: Claim) -> str:
    """The title of a claim: a capital first, no full stop."""
    names = frozenset(claim.domain.names())
    return _or(
        lambda: claims.line(sentence(one_line(claim.title), names).removesuffix(".")),
        lambda: esc(claim.title),
    )


def prose(text: str, claim: Claim) -> str:
    """A sentence about a claim, its formulas set as formulas."""
    names = frozenset(claim.domain.names())
    return _or(lambda: claims.line(prose_tex(one_line(text), names)), lambda: esc(text))


def _or(written: Callable[[], str], plain: Callable[[], str]) -> str:
    """What is written, or the plain form where a formula has no MathML."""
    try:
        return _lean(written())
    except InputError:
        return plain()


def _lean(fragment: str) -> str:
    """The same formulas in fewer bytes: what HTML takes for granted, and rows of one element, are left out."""
    return _ALONE.sub(r"\1", _SPARE.sub("", fragment)).replace(_ROOT, '<mtext class="root">√</mtext>')


def _plain_statement(claim: Claim) -> str:
    rows = [f"<p>{esc(claim.domain.declared())}</p>"]
    for what, labelled in (("assumed", claim.domain.hypotheses), ("stated", claim.parts)):
        rows += [f"<p>({esc(label)}), {what}:</p>{_lines(statement_lines(said))}" for label, said in labelled]
    return "".join(rows)


def _plain_steps(result: Result) -> str:
    found = result.examination.steps if result.examination is not None else ()
    return "<ol>" + "".join(f"<li>{_plain_step(step)}</li>" for step in found) + "</ol>"


def _plain_step(found: StepResult) -> str:
    step = found.step
    outcome = "holds" if found.holds else f"fails: {esc(found.message)}"
    head = f"<strong>{esc(step.kind)}</strong> {esc(step.label)} ({outcome}). {esc(step.reason)}"
    return head + _lines([*shown(step), *under(found), *context_lines(step)])


def _lines(lines: list[str]) -> str:
    return '<pre tabindex="0"><code>' + "\n".join(escape(line) for line in lines) + "</code></pre>"
