"""How claims, formulas, steps, flows and verdicts look in a notebook: HTML with MathML, and LaTeX beside it.

Both are written from the same words. A result says its verdict in words, with strength and coverage; its steps unfold.
What cannot be written, such as a quantity with the name "a b", is left to its ``repr``.
Importing this module is what makes ``symflow.display`` answer; what writes a cell is imported when one is asked for.
"""

from __future__ import annotations

from importlib import import_module

from symflow import display
from symflow.algebra.expr import Expr
from symflow.algebra.quantities import Flow, Model
from symflow.algebra.statement import All, And, Iff, Implies, Pred, Rel
from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.evidence.proving import steps
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.result import Evidence
from symflow.ledger.run import Result

STATEMENTS = (Rel, Pred, And, Implies, Iff, All)
STEPS = (
    steps.Identity,
    steps.Derive,
    steps.Sign,
    steps.Strict,
    steps.ZeroSet,
    steps.Induct,
    steps.Cases,
    steps.Witness,
    steps.Cover,
    steps.Cite,
)
KINDS: tuple[type, ...] = (Expr, *STATEMENTS, Flow, Model, Claim, *STEPS, StepResult, Evidence, Result)
CELLS = "symflow.render.cells"


def as_html(thing: object) -> str | None:
    """A cell of a notebook as HTML; None where that cannot be written."""
    return _cell("html", thing)


def as_latex(thing: object) -> str | None:
    """A cell of a notebook as LaTeX; None where that cannot be written."""
    return _cell("latex", thing)


def _cell(form: str, thing: object) -> str | None:
    try:
        return str(getattr(import_module(CELLS), form)(thing))
    except InputError:
        return None


for kind in KINDS:
    display.html.register(kind, as_html)
    display.latex.register(kind, as_latex)
