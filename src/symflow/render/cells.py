"""Cells of a notebook: an object's own LaTeX, read back and written as HTML with MathML or as plain LaTeX."""

from __future__ import annotations

from functools import singledispatch

from symflow.ledger.run import Result
from symflow.render.latex.references import Export
from symflow.render.mathml import claims
from symflow.render.mathml.fragments import Page
from symflow.render.outcome import derivation_title
from symflow.render.reading import sources
from symflow.render.reading.macros import meanings
from symflow.render.reading.read import read
from symflow.render.reading.shown import shown, verdict
from symflow.render.reading.tex import tex

IGNORED = "tex2jax_ignore mathjax_ignore"  # formulas are MathML; a dollar or \\( of an author is what it is
STYLE = f"<style>\n{claims.STYLE}</style>"


def html(thing: object) -> str:
    """The object as a fragment of HTML, with the few rules of style that formulas need."""
    return f'<div class="sf-notebook {IGNORED}">{STYLE}\n{_inside(thing)}\n</div>'


def latex(thing: object) -> str:
    """The object as LaTeX without macros of its own."""
    said = shown(thing)
    if isinstance(thing, Result):
        steps = sources.derivation(thing, _alone(thing))
        said += f"\n\\par\n\\textbf{{{derivation_title(thing)}.}}\n{steps}" if steps else ""
    return tex(read(said), meanings([said]))


@singledispatch
def _inside(thing: object) -> str:
    return _page(shown(thing))


@_inside.register
def _(thing: Result) -> str:
    """The verdict and the statement; the steps unfold."""
    head = f"{_page(chr(10).join(verdict(thing)))}\n{claims.statement(thing, (), ids=False)}"
    steps = claims.steps(thing, None, (), ids=False)
    title = f"{derivation_title(thing)}: what was checked, step by step"
    return f"{head}\n<details><summary>{title}</summary>\n{steps}\n</details>" if steps else head


def _page(said: str) -> str:
    return Page(meanings([said]), (), ids=False).html(read(said))


def _alone(result: Result) -> Export:
    return sources.export(result, None, ())
