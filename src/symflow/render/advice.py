"""For a claim that is not settled: the next thing to try."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symflow.evidence.verdict import proved
from symflow.ledger.run import Result
from symflow.render.console import one_line
from symflow.render.outcome import LIMITS

UNPROVED = "defines no function proof(claim)"
SETTLED = ("PROVED", "REFUTED", "VACUOUS")


def next_thing(result: Result, results: Mapping[str, Result]) -> Iterator[str]:
    """What to try next; nothing for a claim that is settled as expected."""
    claim = result.claim
    if result.verdict in SETTLED:
        if not result.as_expected:
            yield (
                f"the verdict is {result.verdict}, not {claim.expected}: look at the evidence above, then "
                "change `expected` (for a claim of symflow with a line in CHANGELOG.md) or the statement"
            )
        return
    if result.verdict == "SUSPECT":
        yield "a counterexample is not confirmed, or evidence disagrees: enclose it with a WITNESS step"
        return
    limits = [m for m in result.messages if any(limit in m for limit in LIMITS)]
    if limits:
        yield f"a limit was reached ({one_line(limits[0])}): raise --timeout, or lower --jobs"
    if result.verdict == "CONDITIONAL":
        for name in claim.uses:
            used = results.get(name)
            if used is None or used.verdict != "PROVED":
                yield f"its own proof is complete; settle {name} first: symflow explain {name}"
        return
    yield from _proof(result)


def _proof(result: Result) -> Iterator[str]:
    """What the proof lacks."""
    examination = result.examination
    if "has no proof script" in result.messages:
        yield f"write proofs/{result.claim.id}.py with a function proof(claim) that returns its steps"
        return
    if any(UNPROVED in message for message in result.messages):
        yield "write a function proof(claim) that returns its steps into the file of the claim"
        return
    if examination is None:
        return
    failed = examination.failed
    if failed is not None:
        yield (
            f"step {failed.step.label!r} ({failed.step.kind}) fails: {one_line(failed.message)}; repair it, "
            "or, if the statement is false, give exact values as a WITNESS step"
        )
        return
    missing = missing_parts(result)
    if missing:
        yield f"no step establishes part {', '.join(missing)}: add one whose relation is that part's"


def missing_parts(result: Result) -> list[str]:
    """The parts of a claim with a sequent that nothing establishes."""
    shown = proved(result.evidence)
    return list(dict.fromkeys(part for mark, (part, _) in result.claim.goals().items() if mark not in shown))
