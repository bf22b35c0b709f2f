"""``make coq``: what it says where something is missing or wrong, and how it reads coqchk's summary."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts import script

from symflow.claim.claim import Claim
from symflow.evidence.kernel.library import Library

coq = script("coq")
SUMMARY = """CONTEXT SUMMARY
===============

* Theory: Set is predicative

* Axioms:
    Coq.Reals.ClassicalDedekindReals.sig_not_dec
    Coq.Logic.Classical_Prop.classic

* Constants/Inductives relying on type-in-type: <none>

* Constants/Inductives relying on unsafe (co)fixpoints: <none>

* Inductives whose positivity is assumed: <none>
"""


def test_a_summary_without_fault() -> None:
    """Axioms of Coq's own library only; which of them a theorem needs is told elsewhere."""
    assert coq.strange(SUMMARY) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Coq.Logic.Classical_Prop.classic", "Symflow.Sums.cheat", "the axiom Symflow.Sums.cheat"),
        ("type-in-type: <none>", "type-in-type: Symflow.a", "Symflow.a"),
        ("(co)fixpoints: <none>", "(co)fixpoints:\n    Symflow.f", "Symflow.f"),
        (SUMMARY, "", "no summary"),
    ],
)
def test_a_fault_is_found(old: str, new: str, found: str) -> None:
    """An axiom of the library itself, or a check that was left out."""
    assert any(found in line for line in coq.strange(SUMMARY.replace(old, new)))


def test_without_coqc(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3, and one line that says how to get it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert coq.main([]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "apt-get install coq" in captured.err


def test_a_library_that_is_wrong_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, with the file and the reason, and no table that looks like success."""
    found, why = coq.coqc.find()
    if found is None:
        pytest.skip(why)
    monkeypatch.setattr(coq, "PLACE", tmp_path / "coq")
    monkeypatch.setattr(coq, "read", lambda folder: Library((("A", "Lemma a : False. Admitted."),)))
    assert coq.main([]) == 1
    captured = capsys.readouterr()
    assert captured.err == "make coq: proofs/coq/A.v contains Admitted\n"
    assert "Every goal is closed" not in captured.out


def test_a_file_about_no_claim_is_not_passed(tmp_path: Path) -> None:
    """Nor is a claim of which something stays open."""
    built = coq.Built(coq.coqc.Coqc("coqc", "8.16.1"), Library((("claims/nothing", ""),)), tmp_path)
    no_claims: dict[str, Claim] = {}
    ((_, trouble),) = coq.closed(no_claims, built, tmp_path, 1)
    assert trouble == "there is no claim of this name"
