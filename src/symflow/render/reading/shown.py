r"""One object of symflow as LaTeX of the export: what a notebook shows of a formula, a step, a flow, evidence.

Nothing here says more than the object does: a claim is a statement, a step is not yet checked, and only a result has a
verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatch

from symflow.algebra.expr import Expr
from symflow.algebra.quantities import Flow, Model
from symflow.algebra.rewrite import free_variables
from symflow.algebra.statement import All, And, Iff, Implies, Pred, Rel, Statement
from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.steps import (
    Cases,
    Cite,
    Cover,
    Derive,
    Identity,
    Induct,
    Sign,
    Step,
    Strict,
    Witness,
    ZeroSet,
)
from symflow.evidence.result import Evidence
from symflow.ledger.run import Result
from symflow.render.latex.equations import Tag, display, inline
from symflow.render.latex.escape import escape
from symflow.render.latex.facts import listed
from symflow.render.latex.formula import formula
from symflow.render.latex.look import Look, free_of_e
from symflow.render.latex.models import definitions, motion
from symflow.render.latex.prose import prose, sentence
from symflow.render.latex.references import code
from symflow.render.latex.statements import with_ranges
from symflow.render.latex.symbols import macro
from symflow.render.names import names_of
from symflow.render.reading import sources
from symflow.render.reading.titles import MEANING

NO_TAG = Tag("", 0.0, "")
NAMED = Look({}, dots=False)


@singledispatch
def shown(thing: object) -> str:
    """The object as LaTeX of the export."""
    return escape(repr(thing))


@shown.register
def _(thing: Expr) -> str:
    names = names_of(free_variables(thing))
    return _displayed(display([formula(thing, _named(thing).naming(names))], NO_TAG))


@shown.register(Rel)
@shown.register(Pred)
@shown.register(And)
@shown.register(Implies)
@shown.register(Iff)
@shown.register(All)
def _(thing: Statement) -> str:
    return _said(thing, _named(thing))


@shown.register
def _(thing: Flow) -> str:
    return motion(thing, _named(thing), frozenset())


@shown.register
def _(thing: Model) -> str:
    free = ", ".join(f"${macro(v.name)}$" for v in thing.variables)
    names = {v.name for v in thing.variables} | {d.name for d in thing.definitions}
    look = replace(NAMED, euler="e" not in names)
    flows = [motion(flow, replace(look, dots=len(thing.flows) == 1), frozenset()) for flow in thing.flows]
    lines = [f"Free quantities: {free}." if free else ""]
    lines += [definitions(thing, {d.name for d in thing.definitions}, replace(look, dots=len(flows) <= 1))]
    return "\n".join(line for line in [*lines, *flows] if line)


@shown.register
def _(thing: Claim) -> str:
    names = frozenset(thing.domain.names())
    head = rf"\textbf{{{prose(thing.title, names)}}} ({code(thing.id)}). A statement; \emph{{verify}} gives a verdict."
    return f"{head}\n\\par\n{sources.statement(thing)}"


@shown.register(Identity)
@shown.register(Derive)
@shown.register(Sign)
@shown.register(Strict)
@shown.register(ZeroSet)
@shown.register(Induct)
@shown.register(Cases)
@shown.register(Witness)
@shown.register(Cover)
@shown.register(Cite)
def _(thing: Step) -> str:
    return "\n".join([*_step(thing), r"(A step as it is written; whether it holds is not said here.)"])


@shown.register
def _(thing: StepResult) -> str:
    lines = list(_step(thing.step))
    if thing.fact is not None and thing.fact.hypotheses:
        assumed = [sources.inline_tex(sources.as_statement(h)) for h in thing.fact.hypotheses]
        lines.append(f"Assumed: {listed(assumed)}.")
    verdict = "This step holds." if thing.holds else f"This step does not hold: {escape(thing.message)}."
    return "\n".join([*lines, rf"\textbf{{{verdict}}}"])


@shown.register
def _(thing: Evidence) -> str:
    cases = "1 case" if thing.cases == 1 else f"{thing.cases} cases"
    trusts = "; ".join(prose(t) for t in thing.trusts) or "nothing more"
    return (
        rf"\textbf{{{thing.outcome.value}}}, {thing.strength} $\times$ {thing.coverage}: "
        f"{prose(thing.method)}, {cases}. "
        f"Covers: {prose(thing.covers)}. Trusts: {trusts}."
    )


@shown.register
def _(thing: Result) -> str:
    return "\n".join([*verdict(thing), r"\par", sources.statement(thing)])


def verdict(result: Result) -> Iterator[str]:
    """Title, verdict with strength and coverage, what that means, what is missing, and what the evidence covers."""
    claim, deciding = result.claim, result.deciding
    names = frozenset(claim.domain.names())
    axes = f", {deciding.strength} $\\times$ {deciding.coverage}" if deciding is not None else ""
    expected = "" if result.as_expected else f" (its author expects {escape(claim.expected)})"
    yield rf"\textbf{{{prose(claim.title, names)}}} ({code(claim.id)})"
    yield r"\par"
    yield rf"\sfverdict{{{escape(result.verdict)}}}{axes}{expected}. {MEANING.get(result.verdict, '')}"
    yield from (sentence(message[:1].upper() + message[1:]) for message in result.messages)
    if deciding is not None:
        trusts = "; ".join(prose(t) for t in deciding.trusts) or "nothing more"
        yield f"Covers: {prose(deciding.covers)}. Trusts: {trusts}."


def _step(step: Step) -> Iterator[str]:
    """Kind, label, reason, and what the step is about."""
    yield rf"\textsc{{{step.kind.lower()}}} ({prose(step.label)}). {sentence(step.reason)}"
    match step:
        case Witness():
            values = "; ".join(f"${macro(n)}=({','.join(map(str, v))})$" for n, v in step.instance.values)
            yield f"Part {escape(step.part)} at $K={step.instance.K}$: {values}."
        case Cover():
            ends = zip(step.lower, step.upper, strict=True)
            box = ",\\ ".join(f"[{a},{b}]" for a, b in ends)
            yield f"Part {escape(step.part)} at $K={step.K}$ for ${macro(step.variable)}$ in ${box}$."
        case ZeroSet():
            yield shown(Implies(step.vanishing, step.conclusion))
        case Cite():
            yield shown(step.conclusion)
        case Sign():
            look = _named(step.relation, step.by)
            yield _said(step.relation, look)
            flat = look.flat().naming(names_of(free_variables(step.by)))
            yield f"since their difference is {inline(formula(step.by, flat))}."
        case _:
            yield shown(step.relation)


def _named(*things: object) -> Look:
    """How formulas stand together that no claim holds."""
    return replace(NAMED, euler=free_of_e(things))


def _said(said: Statement, look: Look) -> str:
    """A statement as an equation of its own."""
    members = said.parts if isinstance(said, And) else (said,)
    return _displayed(display([p for m in members for p in with_ranges(m, look)], NO_TAG))


def _displayed(tex: str) -> str:
    """The equation without its empty tag."""
    return tex.replace(r"\begin{equation}\tag{}\label{}", r"\begin{equation*}").replace(
        r"\end{equation}", r"\end{equation*}"
    )
