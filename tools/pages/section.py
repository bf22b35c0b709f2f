"""The section of one claim: what it says, on what domain, what it rests on, its script in outline, its false twin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pages.difference import in_words
from pages.mathematics import Scene
from pages.prose import markdown, paragraphs, sentence
from pages.sources import Source
from symflow.claim.claim import Claim, Instance
from symflow.evidence.proving.steps import Cite, Cover, Step, Witness
from symflow.render.latex.literature import WORKS

LONGEST_LIST = 40
UP = "../.."


def section(source: Source, places: Mapping[str, str], numbers: Mapping[str, str]) -> str:
    """The whole section; ``places``: the link of every claim, ``numbers``: its number."""
    claim = source.claim
    blocks = [
        f"## {claim.id}",
        f"**Statement {numbers[claim.id]}.** **{sentence(claim.title)}**",
        _head(source),
        *paragraphs(source.mathematics),
        *_statement(Scene.of(claim)),
        *_rests(source, places, numbers),
        *_outline(source),
        *_twin(claim),
    ]
    return "\n\n".join(blocks)


def _head(source: Source) -> str:
    """What is expected, where it comes from, and where it is written."""
    files = f"[statement]({UP}/{source.file})" + (
        f", [script]({UP}/{source.script})" if source.script else ""
    )
    claim = source.claim
    return f"Expected: **{claim.expected}**. Source: {markdown(claim.source)}. Files: {files}."


def _statement(scene: Scene) -> Iterator[str]:
    """Let ... be; write ...; assume ...; then."""
    claim = scene.claim
    yield "### Statement" + _of(claim)
    yield f"*In words:* {sentence(claim.domain.let)}"
    yield f"*Declared:* {scene.declared() or 'nothing: the statement needs no quantity.'}"
    yield from filter(None, [scene.definitions()])
    for flow in scene.flows:
        yield f"Along the flow *{flow.name}*" + (f" ({markdown(flow.title)}):" if flow.title else ":")
        yield scene.motion(flow)
    if claim.domain.hypotheses:
        yield "Assume"
        for name, hypothesis in claim.domain.hypotheses:
            yield f"**({name})**\n\n{scene.statement(hypothesis)}"
    yield "Then"
    for name, part in claim.parts:
        yield f"**({name})**\n\n{scene.statement(part)}"


def _of(claim: Claim) -> str:
    """A mark that makes the headings of a page different."""
    return f" of {claim.id}"


def _rests(source: Source, places: Mapping[str, str], numbers: Mapping[str, str]) -> Iterator[str]:
    """The claims that are used, and the textbook facts that are cited."""
    claim = source.claim
    if claim.uses:
        links = ", ".join(f"{numbers[name]} [{name}]({places[name]})" for name in claim.uses)
        yield f"*Rests on:* {links}."
    facts = [f"{fact.name} ({markdown(fact.sentence)}; {WORKS[fact.cites].short})" for fact in source.cited]
    if facts:
        yield f"*Textbook facts:* {'; '.join(facts)}."


def _outline(source: Source) -> Iterator[str]:
    """The steps of the script: kind, label and reason, and the parts whose relation a step has."""
    yield "### Script" + _of(source.claim)
    if not source.script:
        yield "There is none: no proof is known here. What is missing, the sentences above say."
        return
    ends = concluding(source)
    rows = [
        f"| {number} | {step.kind} | {_label(step, ends.get(number, []))} | {markdown(_reason(step))} |"
        for number, step in enumerate(source.steps, 1)
    ]
    yield "\n".join(["| | kind | step | because |", "|---|---|---|---|", *rows])
    for step in source.steps:
        if isinstance(step, Witness):
            yield f"The witness, at which part ({step.part}) is said to fail: {point(step.instance)}."
    if source.claim.reproduce.strip():
        yield "The same number in plain Python:"
        yield f"```python\n{source.claim.reproduce.strip()}\n```"


def _label(step: Step, parts: Sequence[str]) -> str:
    """The label; in bold the parts of the claim that end with this step."""
    marked = ", ".join(f"**({part})**" for part in parts)
    return marked if step.label in parts else f"{markdown(step.label)} {marked}".strip()


def concluding(source: Source) -> dict[int, list[str]]:
    """For the number of a step, the parts of the claim that end with it.

    That is the last step whose conclusion is the part's; exact values and boxes count where there is no such step.
    """
    found: dict[int, list[str]] = {}
    for part, goal in source.claim.sequents():
        steps = list(enumerate(source.steps, 1))
        shown = [n for n, step in steps if stated(step) == goal.conclusion]
        beside = [n for n, step in steps if isinstance(step, Witness | Cover) and step.part == part]
        for number in shown[-1:] or beside:
            if part not in found.setdefault(number, []):
                found[number].append(part)
    return found


def stated(step: Step) -> object:
    """The relation or sentence that a step is about."""
    return getattr(step, "conclusion", getattr(step, "relation", None))


def _reason(step: Step) -> str:
    """The reason; a citation names its textbook fact."""
    return f"{step.reason} [{step.fact}]" if isinstance(step, Cite) else step.reason


def _twin(claim: Claim) -> Iterator[str]:
    """The false neighbour: what is different, and where it fails."""
    twin = claim.twin
    if twin is None:
        return
    scene = Scene.of(claim)
    different = in_words(dict(claim.parts)[twin.part], twin.statement, scene)
    yield "### False twin" + _of(claim)
    yield f"Part ({twin.part})" + (f" with {different}:" if different else " as follows:")
    yield scene.statement(twin.statement)
    yield (
        f"Its witness: {point(twin.witness)}. The tests evaluate it there, and run the script above on it: some step "
        "must fail."
    )


def point(instance: Instance) -> str:
    """An exact point of a domain in words."""
    family = "" if instance.scheme == "none" else f" ({instance.scheme})"
    sizes = [f"K = {instance.K}{family}"]
    sizes += [f"{name} = {size}" for name, size in (("n", instance.n), ("d", instance.d)) if size != 1]
    values = [_value(name, [str(e) for e in entries]) for name, entries in instance.values]
    at = [f"{name} = {value} (counted from 0)" for name, value in instance.indices]
    return ", ".join([*sizes, *values, *at])


def _value(name: str, entries: list[str]) -> str:
    if len(entries) == 1:
        return f"{markdown(name)} = {entries[0]}"
    if len(entries) > LONGEST_LIST:
        return f"{markdown(name)} with the {len(entries)} entries of the script"
    return f"{markdown(name)} = ({', '.join(entries)})"
