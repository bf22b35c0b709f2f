"""One claim explained: statement, proof, evidence, what it rests on, its false twin, and what to try next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.result import Evidence, Refutation
from symflow.evidence.verdict import proved
from symflow.ledger.run import Result
from symflow.ledger.twins import TwinReport
from symflow.render.advice import next_thing
from symflow.render.console import one_line, printable
from symflow.render.model import model_lines
from symflow.render.steps import context_lines, shown, under, used_hypotheses
from symflow.render.text import statement_lines

Results = Mapping[str, Result]


def explanation(name: str, results: Results, twin: TwinReport | None) -> list[Text]:
    """The explanation of a claim, from a run in which it and all it rests on were examined."""
    result = results[name]
    claim = result.claim
    lines = [Text(f"{claim.id}: {one_line(claim.title)}", "bold")]
    lines += _plain(
        f"verdict  {result.verdict}"
        + ("" if result.as_expected else f", expected {claim.expected}")
        + (f"; {_axes(result.deciding)}" if result.deciding is not None else ""),
        f"source   {one_line(claim.source)}",
        f"chapter  {claim.chapter}",
        f"digest   {claim.digest}",
    )
    lines += _section("Domain", _domain(result))
    lines += _section("Statement", _statement(claim, result))
    lines += _section("Proof", _proof(result))
    lines += _section(
        "Evidence", [*(line for e in result.evidence for line in _evidence(e)), *_unchecked(result)]
    )
    lines += _section("Rests on", _tree(claim, results))
    lines += _section("Witness", [*_trivial(result), *_witness(claim, result.refutation)])
    lines += _section("False twin", _twin(claim, twin))
    lines += _section("Next", next_thing(result, results))
    return lines


def _plain(*lines: str) -> list[Text]:
    return [Text(line) for line in lines]


def _section(title: str, lines: Iterable[str]) -> list[Text]:
    """A headed block, or nothing if it is empty."""
    body = [Text(f"  {line}".rstrip()) for line in lines]
    return [Text(""), Text(title, "bold"), *body] if body else []


def _axes(evidence: Evidence) -> str:
    return f"{evidence.strength} x {evidence.coverage}"


def _domain(result: Result) -> Iterator[str]:
    claim = result.claim
    steps = result.examination.steps if result.examination is not None else ()
    yield one_line(claim.domain.let)
    yield f"declared: {claim.domain.declared()}"
    for name, statement in claim.domain.hypotheses:
        first, *rest = statement_lines(statement)
        yield f"hypothesis {name}: {first}"
        yield from (f"    {line}" for line in rest)
    yield from (f"    {line}" for line in model_lines(claim, (s.step for s in steps)))


def _statement(claim: Claim, result: Result) -> Iterator[str]:
    established = proved(result.evidence)
    for label, statement in claim.parts:
        goals = {mark for mark, (part, _) in claim.goals().items() if part == label}
        done = len(goals & established)
        mark = "established" if done == len(goals) else f"{done} of {len(goals)} established"
        yield f"({label})  [{mark}]"
        yield from (f"    {line}" for line in statement_lines(statement))


def _proof(result: Result) -> Iterator[str]:
    steps = result.examination.steps if result.examination is not None else ()
    for number, step in enumerate(steps, 1):
        yield from _step(number, step)
    names = used_hypotheses(result)
    if names:
        yield "hypotheses that the proof names: " + ", ".join(names)
    yield from (f"note: {one_line(m)}" for m in result.messages)


def _step(number: int, result: StepResult) -> Iterator[str]:
    step = result.step
    outcome = "holds" if result.holds else f"FAILS: {one_line(result.message)}"
    yield f"{number}. {step.kind}  {step.label}  [{outcome}]"
    if step.reason:
        yield f"     {one_line(step.reason)}"
    yield from (f"     {line}" for line in shown(step))
    yield from (f"     {line}" for line in under(result))
    yield from (f"     {line}" for line in context_lines(step))


def _evidence(evidence: Evidence) -> Iterator[str]:
    cases = "1 case" if evidence.cases == 1 else f"{evidence.cases} cases"
    yield f"{_axes(evidence)}: {evidence.outcome.value}, {cases}; {one_line(evidence.method)}"
    yield f"    covers: {one_line(evidence.covers)}"
    yield from (f"    trusts: {one_line(trust)}" for trust in evidence.trusts)


def _unchecked(result: Result) -> Iterator[str]:
    """That Coq's kernel was not asked, and why."""
    if result.unchecked:
        yield f"not kernel-checked: {one_line(result.unchecked)}"


def _tree(claim: Claim, results: Results, depth: int = 0) -> Iterator[str]:
    """The used claims, indented, and under each the textbook facts that its proof cites."""
    space = "    " * depth
    for name in claim.uses:
        used = results.get(name)
        yield f"{space}{name}: {used.verdict if used is not None else 'not examined'}"
        if used is not None:
            yield from _tree(used.claim, results, depth + 1)
    own = results.get(claim.id)
    trusts = (
        sorted({t for e in own.evidence for t in e.trusts if t.startswith("cited: ")})
        if own is not None
        else []
    )
    yield from (f"{space}{one_line(trust)}" for trust in trusts)
    yield from (f"{space}literature: {key}" for key in claim.cites)


def refutation_lines(found: Refutation) -> Iterator[str]:
    """A point where a part fails, and by how much."""
    point = found.instance
    sizes = f"K = {point.K}" + ("" if point.scheme == "none" else f" ({point.scheme})")
    yield f"part {found.part} fails at {sizes}, n = {point.n}, d = {point.d}:"
    for name, entries in point.values:
        yield f"    {name} = ({', '.join(map(str, entries))})"
    if found.indices:
        yield (
            "    at " + ", ".join(f"{name} = {value}" for name, value in found.indices) + " (counting from 0)"
        )
    what = "the imaginary part of left - right" if found.imaginary else "left - right"
    yield f"    {what} is in [{found.lower}, {found.upper}]"
    yield f"    but the claim says: left {found.relation} right"


def _trivial(result: Result) -> Iterator[str]:
    """The choice that makes a statement vacuous."""
    if result.verdict == "VACUOUS":
        yield "the statement is met by " + ", ".join(f"{name} = 0" for name in result.claim.choice)


def _witness(claim: Claim, found: Refutation | None) -> Iterator[str]:
    if found is not None:
        yield from refutation_lines(found)
    if claim.reproduce.strip():
        yield "reproduce it with plain Python:"
        yield from (f"    {printable(line)}" for line in claim.reproduce.strip().splitlines())


def _twin(claim: Claim, report: TwinReport | None) -> Iterator[str]:
    if claim.twin is None:
        return
    yield f"differs from the claim in part ({claim.twin.part}), which would read"
    yield from (f"    {line}" for line in statement_lines(claim.twin.statement))
    if report is None:
        yield "was not examined in this run"
        return
    failed = report.failed
    if failed is not None:
        yield f"the proof above, run on it, fails at step {failed.step.label!r} ({failed.step.kind}):"
        yield f"    {one_line(failed.message)}"
    elif report.steps:
        yield "ALERT: every step of the proof above holds for it as well" + (
            ", and they prove it" if report.complete else ""
        )
    if report.refutation is not None and report.refutation.refutation is not None:
        yield from refutation_lines(report.refutation.refutation)
    elif report.refutation is not None or not report.messages:
        yield "ALERT: its witness does not refute it"
    yield from (f"note: {one_line(m)}" for m in report.messages)
