"""A run with every verdict: some claims of the package, their own proofs checked here, and claims made by hand."""

from __future__ import annotations

from dataclasses import replace

from exported import BOOK, checked
from made import CLAIM, STEP, proof, refutation, renamed, result, sample

from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import StepResult
from symflow.ledger import Examination, Result
from symflow.ledger.settled import Settled
from symflow.render.report.pictures import Picture, Pictures

REAL = (
    "hadamard-16",
    "lyapunov-identity",
    "ulpm-eq-9",
    "ulpm-eq-9-as-printed",
    "ulpm-theorem-3-4-as-printed",
    "ulpm-lemma-3-3-limit",
)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&lt;\u202e"


def hostile() -> Claim:
    """A claim whose every text is an attack."""
    return renamed(
        "hostile", title=HOSTILE, source=HOSTILE, reproduce=HOSTILE, domain=replace(CLAIM.domain, let=HOSTILE)
    )


def by_hand() -> list[Result]:
    """One result with each verdict that no real claim of the sample has, and one that lies in every text."""
    open_claim = renamed("made-open", uses=("made-proved",))
    attack = hostile()
    step = StepResult(replace(STEP, reason=HOSTILE), False, HOSTILE, None)
    failing = Result(
        attack, "UNDECIDED", (), Examination((step,), (), (HOSTILE,)), True, 0.5, (HOSTILE,), HOSTILE
    )
    made = renamed("made-proved")
    return [
        result("PROVED", proof(made), claim=made),
        result("CONDITIONAL", proof(open_claim), claim=open_claim, messages=("rests on nothing settled",)),
        result("SUPPORTED", sample(), claim=renamed("made-supported")),
        result("SUSPECT", refutation(), claim=renamed("made-suspect")),
        result("REFUTED", refutation(), claim=renamed("made-refuted", expected="REFUTED")),
        failing,
    ]


def results() -> list[Result]:
    """All of them, and what the real ones rest on."""
    names = {name for own in REAL for name in (own, *_below(own))}
    real = (replace(checked(name), requested=name in REAL) for name in names)
    return sorted([*real, *by_hand()], key=lambda r: r.claim.id)


def _below(name: str) -> set[str]:
    return {other for used in BOOK[name].uses for other in (used, *_below(used))}


def settled() -> Settled:
    """The run, with a digest for most of its certificates."""
    found = results()
    return Settled(
        found, {r.claim.id: f"{len(r.claim.id):064x}" for r in found if r.claim.id != "made-refuted"}
    )


def drawings() -> Pictures:
    """One picture."""
    svg = '<svg viewBox="0 0 9 9"><path d="M0 0h9v9" stroke="currentColor"/></svg>'
    return Pictures((Picture("line", "A <line>", "About lyapunov-identity & <others>", svg),))
