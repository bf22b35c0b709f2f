r"""One claim as a theorem of a paper: what is assumed, what is stated, its verdict, and its derivation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symflow.algebra.expr import Expr
from symflow.algebra.statement import Statement
from symflow.algebra.wellformed import check_data, trees
from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.steps import Cover, Witness
from symflow.ledger.run import Result
from symflow.render.latex.blocks import (
    DERIVATION,
    INSTANCE,
    OUTCOME,
    RECORD,
    STATEMENT,
    Block,
    Passage,
    block,
    named,
)
from symflow.render.latex.domains import let, let_more
from symflow.render.latex.equations import Tag, display_lines, name_tag
from symflow.render.latex.escape import escape
from symflow.render.latex.facts import Facts
from symflow.render.latex.look import Look
from symflow.render.latex.models import definitions, motion
from symflow.render.latex.pieces import Piece
from symflow.render.latex.references import Export, hypothesis_label, part_label, theorem_label
from symflow.render.latex.statements import with_ranges
from symflow.render.latex.steps import Derivation
from symflow.render.latex.verdicts import environment, heading, outcome, record_passages, witness_lines
from symflow.render.latex.written_out import written_out
from symflow.render.model import reached, roots
from symflow.render.outcome import derivation_title


def theorem(result: Result, export: Export, version: str) -> str:
    """The claim, its verdict, its derivation, and the small print."""
    return "\n".join(found.tex for found in blocks(result, export, version)) + "\n"


def blocks(result: Result, export: Export, version: str) -> list[Block]:
    """The same in parts with names: statement, outcome, instances that are asked for, derivation, record."""
    claim, steps = result.claim, readable(result)
    check_data((claim.domain.model.definitions, claim.domain.hypotheses, claim.parts))
    flows = reached([*roots(claim), *formulas(steps)], claim.domain.model)[1]
    look = Look({}, dots=len(flows) <= 1, euler="e" not in claim.domain.names())
    name = environment(result)
    head = rf"\begin{{{name}}}[{{{heading(result)}}}]\label{{{theorem_label(claim.id)}}}"
    statement = [Passage("heading", head), *_statement(claim, look), Passage("end", rf"\end{{{name}}}")]
    record = [
        Passage("record", r"\begin{sfrecord}"),
        *record_passages(result, export),
        Passage("end", r"\end{sfrecord}"),
    ]
    found = [
        block(STATEMENT, statement),
        block(OUTCOME, outcome(result, export, version)),
        *(block(INSTANCE, written_out(claim, K, look)) for K in export.sizes),
        block(DERIVATION, _derivation(result, export, look)),
        block(RECORD, record),
    ]
    return [part for part in found if part.passages]


def readable(result: Result) -> tuple[StepResult, ...]:
    """The steps that are well-formed data, so that they can be shown."""
    found = result.examination.steps if result.examination is not None else ()
    return tuple(step for step in found if _well_formed(step))


def _well_formed(result: StepResult) -> bool:
    try:
        check_data(result.step)
    except InputError:
        return False
    return True


def formulas(steps: Sequence[StepResult]) -> list[Expr]:
    """Every formula in some steps."""
    return [e for s in steps for e in trees(s.step)]


def stated(claim: Claim, look: Look) -> Iterator[str]:
    """Let ... be; write ...; assume ...; then."""
    return (passage.tex for passage in _statement(claim, look) if passage.tex)


def _statement(claim: Claim, look: Look) -> Iterator[Passage]:
    """The same, each piece with its name."""
    own = roots(claim)
    yield Passage("domain", let(claim, own))
    names, flows = reached(own, claim.domain.model)
    yield Passage("definitions", definitions(claim.domain.model, names, look))
    yield from (
        Passage(f"flow {flow.name}", motion(flow, look, frozenset(claim.domain.names())))
        for flow in claim.domain.model.flows
        if flow.name in flows
    )
    hypotheses = [(n, _tagged(n, hypothesis_label(claim, n), s, look)) for n, s in claim.domain.hypotheses]
    yield from _listed("Assume", "hypothesis", hypotheses)
    parts = [(name, _tagged(name, part_label(claim, name), s, look)) for name, s in claim.parts]
    yield from _listed("Then", "part", parts)


def _listed(
    word: str, kind: str, equations: Sequence[tuple[str, tuple[Sequence[Piece], Tag]]]
) -> Iterator[Passage]:
    """Equations under a word, each a passage of its own."""
    if equations:
        first, *lines, last = display_lines([equation for _, equation in equations])
        yield named(f"the list after {word!r}", [word, first])
        yield from (Passage(f"{kind} {n}", line) for (n, _), line in zip(equations, lines, strict=True))
        yield Passage(f"the list after {word!r}", last)


def _tagged(name: str, label: str, statement: Statement, look: Look) -> tuple[list[Piece], Tag]:
    """A statement as an equation with a name."""
    tag = name_tag(rf"\sfpart{{{escape(name)}}}", name, label)
    return with_ranges(statement, look, tag.room), tag


def derived(result: Result, export: Export, look: Look) -> Iterator[str]:
    """The steps that were checked, or the witness."""
    return (passage.tex for passage in _derivation(result, export, look) if passage.tex)


def _derivation(result: Result, export: Export, look: Look) -> Iterator[Passage]:
    """The same, each piece with its name."""
    claim, steps = result.claim, readable(result)
    if not steps and result.refutation is None:
        return
    name = derivation_title(result)
    proof = name == "Proof"
    yield Passage("derivation", r"\begin{proof}" if proof else rf"\begin{{sfderivation}}{{{name}}}")
    yield named("notation of the derivation", _model_of_proof(claim, steps, look))
    numbers = {s.step.label: n for n, s in enumerate(steps, 1) if not isinstance(s.step, Witness | Cover)}
    writer = Derivation(
        environment(result), Facts(claim, export, numbers, look), look, frozenset(claim.domain.names())
    )
    yield from (Passage(f"step {n}", writer.paragraph(n, s)) for n, s in enumerate(steps, 1))
    yield named("witness", witness_lines(result))
    yield Passage("end", r"\end{proof}" if proof else r"\end{sfderivation}")


def _model_of_proof(claim: Claim, steps: Sequence[StepResult], look: Look) -> Iterator[str]:
    """The quantities, definitions and flows that the derivation speaks of and the statement does not."""
    model, own = claim.domain.model, roots(claim)
    names, flows = reached(own, model)
    more, moving = reached([*own, *formulas(steps)], model)
    yield from filter(None, [let_more(claim, more - names), definitions(model, more - names, look)])
    yield from (
        motion(flow, look, frozenset(claim.domain.names()))
        for flow in model.flows
        if flow.name in moving - flows
    )
