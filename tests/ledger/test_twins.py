"""False twins: the true proof fails on them at a named step, and their witness refutes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, instance
from symflow.evidence.result import Outcome
from symflow.ledger.twins import examine_twin

Book = dict[str, Claim]
FIXED = """
    from symflow.evidence.proving.proof import identity
    from symflow.algebra.expr import atom, total
    from symflow.algebra.indexing import OTHERS, indices
    from symflow.algebra.statement import eq

    u = atom("u")
    (g,) = indices("g", OTHERS)

    def proof(claim):
        return [identity("fixed", eq(total(u(g), g), total(u(g), g)), "says nothing about the claim")]
"""


def test_a_claim_without_a_twin(book: Book) -> None:
    """There is nothing to report."""
    assert examine_twin(book["triple"], book) is None


def test_the_proof_fails_and_the_witness_refutes(book: Book, script: Any) -> None:
    """The step is named; the witness encloses a difference that is not zero."""
    script("double")
    report = examine_twin(book["double"], book)
    assert report is not None
    assert report.told_apart
    assert report.failed is not None
    assert (report.failed.step.label, report.part) == ("collect", "double")
    assert report.refutation is not None
    assert report.refutation.outcome is Outcome.FALSE
    assert report.twin.id == "double-false-twin"
    assert report.messages == ()


def test_a_proof_that_says_nothing_is_noticed(book: Book, script: Any) -> None:
    """All its steps hold for the twin too, so that it does not tell the two apart."""
    script("double", FIXED)
    report = examine_twin(book["double"], book)
    assert report is not None
    assert report.failed is None
    assert report.refuted
    assert not report.complete
    assert not report.told_apart


def test_a_twin_that_is_true_is_noticed(book: Book, script: Any) -> None:
    """Its proof goes through, and nothing refutes it."""
    script("double")
    claim = book["double"]
    assert claim.twin is not None
    true_twin = replace(claim.twin, statement=eq(claim["double"].left, claim["double"].left))  # type: ignore[union-attr]
    report = examine_twin(replace(claim, twin=true_twin), book)
    assert report is not None
    assert report.complete
    assert not report.refuted
    assert not report.told_apart


def test_trouble_is_reported(book: Book, script: Any) -> None:
    """No script, a witness outside the domain, a script that hangs."""
    report = examine_twin(book["double"], book)
    assert report is not None
    assert report.messages == ("has no proof script",)
    assert report.refuted
    assert not report.told_apart
    claim = book["double"]
    assert claim.twin is not None
    outside = replace(claim.twin, witness=instance("none", 3, v=(1, 2)))
    report = examine_twin(replace(claim, twin=outside), book)
    assert report is not None
    assert any("the twin's witness cannot be used" in m for m in report.messages)
    script("double", "    while True: pass")
    report = examine_twin(claim, book, timeout=1.0)
    assert report is not None
    assert report.messages == ("the examination of the twin did not finish within 1 s",)
