"""Proof steps as text: what each shows, and what it leans on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from symflow.algebra.expr import Num
from symflow.algebra.indexing import index_text
from symflow.algebra.statement import All
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.steps import Cases, Cite, Context, Cover, Step, Strict, Use, Witness, ZeroSet
from symflow.ledger.run import Result
from symflow.render.text import formula, relation, statement_lines

_MADE_UP = re.compile(r"~[0-9]+")
ONE = Num(Fraction(1))


def shown(step: Step) -> list[str]:
    """What a step establishes, as lines."""
    match step:
        case ZeroSet():
            return [f"{relation(step.vanishing)}  implies  {relation(step.conclusion)}"]
        case Cite():
            return statement_lines(step.conclusion)
        case Witness():
            point = step.instance
            return [f"part {step.part} fails at K = {point.K}, n = {point.n}, d = {point.d}"]
        case Cover():
            return [f"part {step.part} on a box of {step.variable} at K = {step.K} ({step.scheme})"]
        case _:
            return [relation(step.relation)]


def under(result: StepResult) -> Iterator[str]:
    """The hypotheses that what a step establishes carries."""
    if result.fact is None:
        return
    vanishing = result.step.vanishing if isinstance(result.step, ZeroSet) else None
    lines: dict[str, None] = {}
    for h in result.fact.hypotheses:
        if h.relation != vanishing:
            lines["; ".join(statement_lines(All(h.vars, h.relation) if h.vars else h.relation))] = None
    yield from (f"under  {_MADE_UP.sub('', line)}" for line in lines)


def context_lines(step: Step) -> Iterator[str]:
    """What a step leans on: formulas, opened definitions, earlier facts, assumptions."""
    by = getattr(step, "by", None)
    if by is not None:
        yield f"by  {formula(by)}"
    match step:
        case Cite():
            yield f"by the textbook fact {step.fact}, from {', '.join(step.premises) or 'nothing'}"
        case Strict():
            yield f"from {step.weak} and {step.contradiction}"
        case Cases():
            yield f"from {step.zero} and {step.other}"
    context = getattr(step, "context", None)
    if isinstance(context, Context):
        if context.unfold:
            yield f"opens {', '.join(context.unfold)}"
        yield from (f"uses  {_use(item)}" for item in context.using)
        for label, statement in context.assume:
            yield f"assumes {label}: {'; '.join(statement_lines(statement))}"
    yield from (f"uses  {_use(item)}" for item in getattr(step, "facts", ()))


def _use(item: Use) -> str:
    text = item.fact
    if item.at:
        text += " at " + ", ".join(f"{var.name} = {index_text(index)}" for var, index in item.at)
    if item.let:
        text += " with " + ", ".join(f"{name} = {formula(value)}" for name, value in item.let)
    if item.times != ONE:
        text += f", times {formula(item.times)}"
    if item.over:
        text += f", summed over {', '.join(var.name for var in item.over)}"
    return text


def references(step: Step) -> set[str]:
    """The labels of facts that a step names."""
    names = {item.fact for item in getattr(step, "facts", ())}
    context = getattr(step, "context", None)
    if isinstance(context, Context):
        names |= {*context.unfold, *(item.fact for item in context.using)}
    match step:
        case Cite():
            names.update(step.premises)
        case Strict():
            names |= {step.weak, step.contradiction}
        case Cases():
            names |= {step.zero, step.other}
    return names


def used_hypotheses(result: Result) -> list[str]:
    """The hypotheses of the domain that some step of the proof names."""
    steps = result.examination.steps if result.examination is not None else ()
    named = {label for s in steps for label in references(s.step)}
    own = [name for name, _ in result.claim.domain.hypotheses]
    return [name for name in own if any(label.partition(".")[0] == name for label in named)]
