r"""The verdict of a claim in words: how strong, on which domain, what is left open, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symflow.evidence.proving.steps import Witness
from symflow.evidence.result import Evidence, Outcome
from symflow.evidence.verdict import proved
from symflow.ledger.run import Result
from symflow.render.advice import missing_parts, next_thing
from symflow.render.latex.blocks import Passage, named
from symflow.render.latex.escape import escape
from symflow.render.latex.facts import listed
from symflow.render.latex.literature import cited, with_papers
from symflow.render.latex.prose import prose, sentence
from symflow.render.latex.references import Export, claim_reference, code, full_reference, noun, own_part
from symflow.render.latex.witnesses import failure, point
from symflow.render.outcome import beside

ENVIRONMENTS = {"Theorem": "sftheorem", "Claim": "sfclaim", "Conjecture": "sfconjecture"}
QUALITY = {"exact": "exactly", "ball": "with enclosures", "kernel": "by a proof assistant"}


def environment(result: Result) -> str:
    """The environment in which a claim is stated: a theorem only where it is proved."""
    return ENVIRONMENTS[noun(result)]


def heading(result: Result) -> str:
    """The title; whatever is not proved says so first."""
    names = frozenset(result.claim.domain.names())
    title = prose(result.claim.title, names)
    return title if result.verdict == "PROVED" else f"{result.verdict.lower()}: {title}"


def outcome(result: Result, export: Export, version: str) -> Iterator[Passage]:
    """The verdict, its evidence with the digests in a footnote, what it covers, and what is left open."""
    deciding = result.deciding
    expected = "" if result.as_expected else f" (its author expects {result.claim.expected})"
    axes = f", {deciding.strength} $\\times$ {deciding.coverage}" if deciding is not None else ""
    yield Passage("verdict", rf"\begin{{sfoutcome}}\sfverdict{{{result.verdict}}}%")
    yield Passage("evidence", f"{axes}{expected}.%")
    yield from _footnote(result, export, version)
    yield named("words of the verdict", _open(result, export))
    yield named("evidence", _advice(result, export))
    yield Passage("end", r"\end{sfoutcome}")


def _footnote(result: Result, export: Export, version: str) -> Iterator[Passage]:
    """Id, program, evidence, and the digests of the statement and of its certificate."""
    claim = result.claim
    evidence = "; ".join(_evidence(e) for e in result.evidence) or "none"
    yield Passage("id", rf"\sfnote{{Claim {code(claim.id)},")
    yield Passage("version", f"checked by symflow {escape(version)}.")
    yield Passage("evidence", f"Evidence: {evidence}.")
    yield Passage("statement digest", f"Digest of the statement: {code(claim.digest)}.")
    yield Passage("certificate digest", f"{_certificate(claim.id, export)}}}")


def _certificate(name: str, export: Export) -> str:
    """The digest of the certificate, or why there is none."""
    if export.certificates is None:
        return "No certificate was made."
    found = export.certificates.get(name)
    return "No certificate is accepted." if found is None else f"Digest of the certificate: {code(found)}."


def _open(result: Result, export: Export) -> Iterator[str]:
    """What the verdict does not say."""
    match result.verdict:
        case "PROVED":
            yield "Every part is established on the whole domain that is stated; nothing is said beyond it."
            yield from _note(result)
        case "CONDITIONAL":
            open_still = [u for u in result.claim.uses if _verdict(u, export) != "PROVED"]
            rests = listed(
                [f"{claim_reference(u, export)}, which is {_verdict(u, export)}" for u in open_still]
            )
            yield from [*_note(result)] or ["Its own derivation is complete."]
            yield f"Open: it rests on {rests}."
        case "REFUTED":
            yield "It fails at the point below; nothing is said about other points."
        case "SUSPECT":
            yield "A counterexample is not confirmed, or pieces of evidence disagree: nothing is settled."
        case "VACUOUS":
            chosen = ", ".join(f"{code(name)} = 0" for name in result.claim.choice)
            yield f"It only says that something exists, and {chosen} satisfies it: it says nothing."
        case _:
            yield from _missing(result)


def _note(result: Result) -> Iterator[str]:
    """That the claim's own derivation fails, and what the verdict rests on instead."""
    said = beside(result)
    if said:
        yield f"{escape(said[:1].upper() + said[1:])}."


def _missing(result: Result) -> Iterator[str]:
    """For a claim that is not settled: which parts are open."""
    open_parts = missing_parts(result)
    shown = proved(result.evidence)
    settled = [part for part, _ in result.claim.parts if part not in open_parts]
    whole = [
        part for part in settled if all(m in shown for m, (p, _) in result.claim.goals().items() if p == part)
    ]
    yield "This is not proved."
    yield from (f"Established on the whole domain: {_parts(result, whole)}." for _ in whole[:1])
    yield from (f"Not established: {_parts(result, open_parts)}." for _ in open_parts[:1])


def _advice(result: Result, export: Export) -> Iterator[str]:
    """For a claim that is not settled: what else is known, and what is missing."""
    if result.verdict in ("PROVED", "CONDITIONAL", "REFUTED", "SUSPECT", "VACUOUS"):
        return
    for evidence in result.evidence:
        if evidence.outcome is Outcome.TRUE and evidence.coverage != "universal":
            yield f"Other evidence covers only: {prose(evidence.covers)}."
    advice = list(dict.fromkeys([*result.messages, *next_thing(result, export.known)]))
    if advice:
        yield "What is missing: " + " ".join(f"{escape(line[:1].upper() + line[1:])}." for line in advice)


def _parts(result: Result, names: Sequence[str]) -> str:
    return listed([own_part(result.claim, name) for name in names])


def _verdict(name: str, export: Export) -> str:
    found = export.known.get(name)
    return found.verdict if found is not None else "not examined"


def witness_lines(result: Result) -> list[str]:
    """The witness of a refuted claim."""
    found = result.refutation
    if found is None:
        return []
    steps = result.examination.steps if result.examination is not None else ()
    shown = any(isinstance(s.step, Witness) and s.step.instance == found.instance for s in steps)
    return [*([] if shown else point(found.instance, result.claim)), *failure(found, result.claim)]


def record_passages(result: Result, export: Export) -> Iterator[Passage]:
    """The small print: what the evidence covers and trusts, what the claim rests on, its author's words, its source."""
    claim = result.claim
    deciding = result.deciding
    if deciding is not None:
        trusts = "; ".join(prose(t) for t in deciding.trusts)
        yield Passage("evidence", f"Covers: {prose(deciding.covers)}. Trusts: {trusts}.")
    if claim.uses:
        rests = listed([full_reference(u, export) for u in claim.uses])
        yield Passage("what it rests on", f"Rests on {rests}.")
    words = sentence(claim.domain.let, frozenset(claim.domain.names()))
    yield Passage("words of its author", f"Its author's words for the domain: {words}")
    literature = "".join(f" {cited(key)}" for key in claim.cites)
    yield Passage("source", f"Source: {with_papers(prose(claim.source))}{literature}.")


def _evidence(evidence: Evidence) -> str:
    cases = "1 case" if evidence.cases == 1 else f"{evidence.cases} cases"
    return f"{evidence.strength} $\\times$ {evidence.coverage} {evidence.outcome.value}, {cases}"
