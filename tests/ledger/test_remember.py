"""Earlier examinations: used again where nothing has changed, and never believed without the checker."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from symflow.claim.claim import Claim
from symflow.ledger import cache, remember
from symflow.ledger.certificates import make
from symflow.ledger.examination import Examination, examine
from symflow.ledger.remember import Recalled
from symflow.ledger.settled import Settled, settle
from symflow.render import report_json

Book = dict[str, Claim]
DECIDED = ("double", "user", "false")
WITNESS = """
    from symflow.claim.claim import instance
    from symflow.evidence.proving.proof import witness

    def proof(claim):
        return [witness("fails", "false", instance("none", 3, u=(1, 2)), "3 is not 6")]
"""


@pytest.fixture(autouse=True)
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: Book, script: Any) -> Path:
    """A cache of its own, and the tiny book as if it were the package's: two proofs, one refutation, one open claim."""
    monkeypatch.setenv("SYMFLOW_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(remember, "registered", lambda: book)
    monkeypatch.setattr("symflow.ledger.settled.program", lambda: "this program")
    for name in ("double", "user"):
        script(name)
    script("false", WITNESS)
    return tmp_path / "cache" / "verdicts"


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From then on an examination is an error."""

    def never(*given: object) -> Examination:
        raise RuntimeError("examined")

    return lambda: monkeypatch.setattr(remember, "examine", never)


def settled(book: Book, *names: str, **options: Any) -> Settled:
    """Claims of the tiny book settled; those that are decided, if none is named."""
    return settle(names or DECIDED, known=book, **options)


def told(found: Settled) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """All that is written about results, without times."""
    return [report_json.record(r) for r in found.results], dict(found.certificates)


def test_the_second_run_examines_nothing_that_is_decided(book: Book, idle: Callable[[], None]) -> None:
    """And says the same, byte for byte, certificates included; it says what it did not examine."""
    first = settled(book, fresh=True)
    assert first.reused == frozenset()
    second = settled(book)
    assert second.reused == {"double", "user", "false"}
    assert told(first) == told(second)
    assert set(first.certificates) >= {"double", "user", "false"}
    idle()
    third = {r.claim.id: r for r in settled(book, "*").results}
    assert third["double"].verdict == third["user"].verdict == "PROVED"
    assert third["false"].verdict == "REFUTED"
    assert third["triple"].verdict == "UNDECIDED"
    assert "raised RuntimeError: examined" in third["triple"].messages


def test_fresh_examines_everything(book: Book, idle: Callable[[], None]) -> None:
    """Whatever is kept."""
    settled(book)
    idle()
    found = settled(book, fresh=True)
    assert found.reused == frozenset()
    assert {r.verdict for r in found.results} == {"UNDECIDED"}


def test_only_what_is_decided_is_kept(book: Book, ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is open, hurried, had a message, was no claim of the package, or has no program to name."""
    settled(book, "*")
    assert {p.name for p in ready.iterdir()} == {f"{n}.quick.json" for n in ("double", "user", "false")}
    real = examine
    for name, altered in (
        ("hurried", lambda found: replace(found, hurried=True)),
        ("messages", lambda found: replace(found, messages=("the proof script did not finish within 30 s",))),
    ):
        for file in ready.iterdir():
            file.unlink()
        monkeypatch.setattr(remember, "examine", lambda *given, altered=altered: altered(real(*given)))
        settled(book)
        assert list(ready.iterdir()) == [], name
    monkeypatch.setattr(remember, "examine", real)
    settled({name: replace(claim) for name, claim in book.items()})
    assert list(ready.iterdir()) == []
    monkeypatch.setattr("symflow.ledger.settled.program", lambda: None)
    settled(book)
    assert list(ready.iterdir()) == []


def test_a_changed_proof_is_examined(book: Book, script: Any) -> None:
    """A proof that no longer proves is not covered by what it proved before."""
    settled(book)
    script("double", "def proof(claim):\n    return []\n")
    found = settled(book)
    assert found.reused == {"user", "false"}
    by_id = {r.claim.id: r for r in found.results}
    assert by_id["double"].verdict != "PROVED"
    assert by_id["user"].verdict == "CONDITIONAL"
    assert "double" not in found.certificates
    assert "user" not in found.certificates


def entry(ready: Path, name: str) -> dict[str, Any]:
    """A kept entry."""
    return dict(json.loads((ready / f"{name}.quick.json").read_text(encoding="ascii")))


def forge(name: str, key: str, body: Any) -> None:
    """An entry whose digest is right, whatever it says."""
    assert cache.save(name, "quick", key, body)


def test_a_forged_proof_is_not_believed(book: Book, ready: Path) -> None:
    """The proof of another claim, sealed in a well-formed entry of a false one: no proof is found, it is examined."""
    settled(book)
    kept, model = entry(ready, "false"), entry(ready, "double")
    lie = {"steps": model["body"]["steps"], "beside": []}
    assert lie["steps"] != kept["body"]["steps"]
    forge("false", kept["key"], lie)
    found = settled(book)
    assert "false" not in found.reused
    assert {r.claim.id: r.verdict for r in found.results}["false"] == "REFUTED"


def test_no_word_of_the_evidence_is_believed(book: Book, ready: Path) -> None:
    """Only numbers are read: extent, method and what is trusted are those of a fresh run, whatever is written."""
    first = settled(book, "double", fresh=True)
    kept = entry(ready, "double")
    words = {
        "covers": "everything, without exception",
        "trusts": [],
        "method": "a greater kernel",
        "cases": 999_999,
    }
    forge("double", kept["key"], kept["body"] | {"evidence": [words], "messages": ["certain"], **words})
    found = settled(book, "double")
    assert found.reused == {"double"}
    assert told(found) == told(first)
    assert found.results[0].examination is not None
    for step, other in zip(
        found.results[0].examination.steps, first.results[0].examination.steps, strict=True
    ):
        assert step == other
    body = entry(ready, "double")["body"]
    for place, piece in enumerate(body["beside"]):
        lie = json.loads(json.dumps(body))
        lie["beside"][place][1] = 999_999
        forge("double", kept["key"], lie)
        assert settled(book, "double").reused == frozenset(), piece[0]


def test_a_forged_step_is_not_believed(book: Book, ready: Path) -> None:
    """A step that says something else than was proved is shown nowhere."""
    settled(book, "double")
    kept = entry(ready, "double")
    text = json.dumps(kept["body"])
    assert text.count('"2"') > 0
    forge("double", kept["key"], json.loads(text.replace('"2"', '"3"')))
    found = settled(book, "double")
    assert "double" not in found.reused
    assert {r.claim.id: r.verdict for r in found.results}["double"] == "PROVED"


def test_a_step_that_fails_is_not_shown(book: Book, ready: Path) -> None:
    """A further step that does not hold: the checker would not see it, and the entry is none."""
    settled(book, "double")
    kept = entry(ready, "double")
    text = json.dumps(kept["body"]["steps"][0])
    wrong = json.loads(text.replace('"2"', '"3"', 1))
    forge("double", kept["key"], kept["body"] | {"steps": [*kept["body"]["steps"], wrong]})
    assert settled(book, "double").reused == frozenset()


def test_a_forged_witness_is_not_believed(book: Book, ready: Path) -> None:
    """A true claim, refuted by an entry."""
    settled(book)
    lie = entry(ready, "false")["body"]
    text = json.dumps(lie).replace(book["false"].digest, book["double"].digest).replace('"false"', '"double"')
    forge("double", entry(ready, "double")["key"], json.loads(text))
    found = settled(book)
    assert "double" not in found.reused
    assert {r.claim.id: r.verdict for r in found.results}["double"] == "PROVED"


@pytest.mark.parametrize(
    "body", [{}, [], "text", 7, {"steps": 1, "beside": []}, {"steps": []}, {"steps": [], "beside": []}]
)
def test_an_entry_that_is_none(body: Any, book: Book, ready: Path) -> None:
    """It is examined."""
    settled(book, "double")
    forge("double", entry(ready, "double")["key"], body)
    assert settled(book, "double").reused == frozenset()


def test_the_certificate_is_made_of_what_is_shown(book: Book, script: Any) -> None:
    """It is that of a fresh run, and made anew where what the claim uses is not PROVED."""
    settled(book, "user")
    found = {r.claim.id: r for r in settled(book, "user").results}["user"]
    assert isinstance(found.examination, Recalled)
    fresh = make(found, {"double": "PROVED"}, book, "")
    assert json.loads(found.examination.made.text)["certificate"] == json.loads(fresh.text)["certificate"]
    assert remember.certified(found, {"double": "PROVED"}, book) is found.examination.made
    other = remember.certified(replace(found, verdict="CONDITIONAL"), {"double": "UNDECIDED"}, book)
    assert json.loads(other.text)["verdict"] == "CONDITIONAL"


def test_what_cannot_be_kept_stands_all_the_same(
    book: Book, ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of keeping is no fault of the run."""

    def deep(*given: object) -> None:
        raise RecursionError

    monkeypatch.setattr(remember.cache_form, "written", deep)
    assert [r.verdict for r in settled(book, "double").results] == ["PROVED"]
    assert not ready.exists()
