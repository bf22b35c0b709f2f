"""The parts of the LaTeX export that other formats read: statement, verdict, steps, record of one claim."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from symflow.algebra.statement import All, Hypothesis, Statement
from symflow.claim.claim import Claim
from symflow.ledger.run import Result, claims
from symflow.render.latex.blocks import OUTCOME, RECORD
from symflow.render.latex.equations import inline
from symflow.render.latex.look import Look, free_of_e
from symflow.render.latex.references import Export
from symflow.render.latex.statements import names_in, statement_piece
from symflow.render.latex.theorems import blocks, derived, formulas, readable, stated
from symflow.render.latex.verdicts import heading
from symflow.render.model import reached, roots

_ENVIRONMENTS = (r"\begin{proof}", r"\end{proof}", r"\begin{sfderivation}", r"\end{sfderivation}")


def look(found: Claim | Result) -> Look:
    """A dot for the rate of change where the statement and the steps speak of one flow only."""
    claim = found.claim if isinstance(found, Result) else found
    steps = formulas(readable(found)) if isinstance(found, Result) else []
    dots = len(reached([*roots(claim), *steps], claim.domain.model)[1]) <= 1
    return Look({}, dots=dots, euler="e" not in claim.domain.names())


def statement(found: Claim | Result) -> str:
    """Let ... be; write ...; assume ...; then."""
    claim = found.claim if isinstance(found, Result) else found
    return "\n".join(stated(claim, look(found)))


def title(result: Result) -> str:
    """Its title in a line; whatever is not proved says so first."""
    return heading(result)


def inline_tex(said: Statement) -> str:
    """A statement in a line of text, as TeX."""
    return inline(statement_piece(said, Look(names_in(said), display=False, euler=free_of_e([said]))))


def derivation(result: Result, export: Export) -> str:
    """The steps, or the witness; "" if there is neither."""
    lines = "\n".join(derived(result, export, look(result))).splitlines()
    return "\n".join(line for line in lines if not line.startswith(_ENVIRONMENTS))


def outcome(result: Result, export: Export, version: str) -> str:
    """The verdict, its evidence and digests, and what is left open."""
    return _block(OUTCOME, result, export, version)


def record(result: Result, export: Export, version: str) -> str:
    """What the evidence covers and trusts, what the claim rests on, its author's words, its source."""
    return _block(RECORD, result, export, version)


def export(result: Result, known: Mapping[str, Result] | None, here: Collection[str] | None) -> Export:
    """What the steps of a result may refer to. Without ``known``, the package's claims, not examined."""
    book = {result.claim.id: result, **(known if known is not None else _unexamined(result.claim))}
    return Export(tuple(r for name, r in book.items() if here is None or name in here), book)


def _block(kind: str, result: Result, export: Export, version: str) -> str:
    return "\n".join(found.tex for found in blocks(result, export, version) if found.kind == kind)


def _unexamined(claim: Claim) -> dict[str, Result]:
    book = claims()
    used = [book[name] for name in claim.uses if name in book]
    return {c.id: Result(c, "not examined", (), None, False, 0.0, ()) for c in used}


def as_statement(hypothesis: Hypothesis) -> Statement:
    """A hypothesis as the statement that it is."""
    return All(hypothesis.vars, hypothesis.relation) if hypothesis.vars else hypothesis.relation
