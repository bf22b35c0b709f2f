"""Results with the digests of their certificates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from symflow.claim.claim import Claim
from symflow.ledger.certificates import make
from symflow.ledger.run import Progress
from symflow.ledger.settled import Settled, settle

Book = dict[str, Claim]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv("SYMFLOW_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_proof_has_the_digest_of_its_certificate(book: Book, script: Any) -> None:
    """The one that verify --certificates would write; each is told of."""
    told: list[str] = []
    for name in ("double", "user"):
        script(name)
    found = settle(["user"], known=book, told=lambda: told.append("one"))
    assert [r.claim.id for r in found.results] == ["double", "user"]
    assert len(told) == 2
    for result in found.results:
        made = make(result, dict.fromkeys(result.claim.uses, "PROVED"), book, "1.2.3")
        assert found.certificates[result.claim.id] == json.loads(made.text)["certificate"]


def test_what_rests_on_nothing_accepted_has_none(book: Book, script: Any) -> None:
    """A certificate counts only together with those of all that the claim uses: else nobody can check it."""
    script("user")
    found = settle(["user"], known=book)
    by_id = {r.claim.id: r.verdict for r in found.results}
    assert by_id["double"] != "PROVED"
    assert by_id["user"] == "CONDITIONAL"
    assert "user" not in found.certificates or "double" in found.certificates


def test_claims_of_other_books_are_not_kept(book: Book, script: Any, place: Path) -> None:
    """Nothing is kept of claims that are not the package's own."""
    script("double")
    found = settle(["double"], known=book)
    assert found.results[0].verdict == "PROVED"
    assert not (place / "verdicts").exists()
    assert settle(["double"], known=book).reused == frozenset()


def test_an_interrupted_run_certifies_nothing_more(book: Book, script: Any) -> None:
    """What was not examined says so, and has no certificate."""
    script("double")

    def stop(claim: Claim) -> None:
        raise KeyboardInterrupt

    found = settle(["double"], known=book, progress=Progress(started=stop))
    assert found.results[0].verdict == "UNDECIDED"
    assert found.results[0].messages[0] == "was interrupted"
    assert found.certificates == {}


def test_there_is_no_truth_value() -> None:
    """One answer for many claims would be none."""
    with pytest.raises(TypeError, match="no truth value"):
        bool(Settled([], {}))
