"""Certificates are made by the run, are the same in every run, and are what the checker accepts."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from certificates_made import VERSION, by_a_run, from_scripts

from symflow.checker import judge
from symflow.checker import steps as checking
from symflow.checker.judge import answers
from symflow.checker.limits import Rejected
from symflow.claim.claim import Claim
from symflow.evidence.result import Outcome, issue
from symflow.ledger import claims, recheck
from symflow.ledger.certificates import Made, certificate, make, text
from symflow.ledger.run import After, Result, verify

Book = dict[str, Claim]
SMALL = [
    "exp-tangent",
    "max-min-ratio-16",
    "mode-growth-walsh",
    "square-root",
    "unequal-imbalance",
    "walsh-characters",
]


@pytest.fixture
def proved(book: Book, script: Any) -> Book:
    """The book of small claims, of which ``double`` and ``user`` have a proof."""
    script("double")
    script("user")
    return book


def bound(one: Made) -> dict[str, Any]:
    """Everything but what is volatile."""
    data = dict(json.loads(one.text))
    del data["volatile"]
    return data


def checked(made: dict[str, Made]) -> dict[str, Any]:
    """What the checker answers about the files."""
    return dict(answers([(name, one.text.encode()) for name, one in made.items()]))


def test_a_run_makes_one_for_every_claim(proved: Book) -> None:
    """What is used has one too; both are accepted, with the verdict of the run."""
    made, missing = by_a_run(proved, "user")
    assert (set(made), missing) == ({"double", "user"}, {})
    assert {one.state for one in made.values()} == {"accepted"}
    found = checked(made)
    assert {(a.state, a.verdict) for a in found.values()} == {("accepted", "PROVED")}
    data = json.loads(made["user"].text)
    assert data["uses"] == {"double": proved["double"].digest}
    assert data["digest"] == proved["user"].digest
    assert data["volatile"]["symflow"] == VERSION
    assert "seconds" in data["volatile"]
    assert all(float not in map(type, leaves(json.loads(one.text))) for one in made.values())


def leaves(data: Any) -> list[Any]:
    """The numbers and texts of some JSON data."""
    if isinstance(data, dict | list):
        return [leaf for item in (data.values() if isinstance(data, dict) else data) for leaf in leaves(item)]
    return [data]


def test_two_runs_give_the_same_bytes(proved: Book) -> None:
    """But for what is volatile; the text is canonical."""
    first, second = (by_a_run(proved, "user")[0] for _ in range(2))
    for name, one in first.items():
        assert text(bound(one)) == text(bound(second[name]))
        assert one.text == text(json.loads(one.text))


def test_what_is_not_proved_is_not_accepted_as_proved(book: Book, script: Any) -> None:
    """Samples are reported and count for nothing."""
    made, _ = by_a_run(book, "triple")
    data = json.loads(made["triple"].text)
    assert data["verdict"] in ("SUPPORTED", "UNDECIDED")
    assert (data["steps"], data["goals"]) == ([], [])
    assert any(line.startswith("sampled x instances") for line in data["volatile"]["reported"])
    assert made["triple"].state == {"SUPPORTED": "cannot check", "UNDECIDED": "accepted"}[data["verdict"]]
    assert checked(made)["triple"].state == made["triple"].state
    forged = {**bound(made["triple"]), "verdict": "PROVED"}
    del forged["certificate"]
    from symflow.checker.certificate import digest

    forged = {**forged, "certificate": digest(forged), "volatile": {}}
    assert answers([("f", text(forged).encode())])["f"].state == "rejected"


def result(book: Book, name: str) -> Result:
    """The result of one claim."""
    return next(r for r in verify([name], known=book) if r.claim.id == name)


def test_kernel_evidence_is_reported_and_not_bound(proved: Book) -> None:
    """The certificate is the same without it."""
    plain = result(proved, "double")
    piece = issue("kernel", "universal", Outcome.TRUE, "Coq's kernel: 1 of 1 parts", 1, "everything")
    more = replace(plain, evidence=(piece, *plain.evidence))
    one, two = (certificate(r, proved, VERSION)[0] for r in (plain, more))
    assert one["certificate"] == two["certificate"]
    told = "kernel x universal: Coq's kernel: 1 of 1 parts (everything)"
    assert told in two["volatile"]["reported"]
    assert not any(line.startswith("exact x universal") for line in two["volatile"]["reported"])


def test_a_proof_that_the_checker_does_not_follow_is_said(
    proved: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the step; the file holds the steps, so that everybody can see the same."""
    given = result(proved, "double")

    def refuse(self: object, step: object) -> None:
        raise Rejected("no such rule")

    with monkeypatch.context() as patch:
        patch.setattr(checking.Proof, "read", refuse)
        made = make(given, {}, proved, VERSION)
    assert (made.state, made.why) == ("rejected", "step 0 (collect): no such rule")
    assert len(json.loads(made.text)["steps"]) == 1
    assert checked({"double": made})["double"].state == "rejected"
    with pytest.raises(TypeError, match="no truth value"):
        bool(made)


def test_what_takes_too_long_or_fails_is_missing(proved: Book) -> None:
    """The results are there all the same, and each certificate that is missing says why."""
    missing: dict[str, str] = {}
    works: dict[str, Callable[..., object]] = {"hangs": lambda *_: time.sleep(60), "raises": lambda *_: 1 / 0}
    for work in works.values():
        after = After(work, lambda r, outcome, trouble: missing.update({r.claim.id: f"{outcome}: {trouble}"}))
        (done,) = verify(["double"], timeout=6.0, known=proved, after=after)
        assert done.verdict == "PROVED"
        assert missing.pop("double").startswith(
            ("None: did not finish within 6 s", "None: raised ZeroDivisionError")
        )


def test_an_interrupt_keeps_the_certificates_that_are_done(proved: Book) -> None:
    """The others are missing, and it is said."""
    done: list[str] = []
    missing: dict[str, str] = {}

    def told(r: Result, outcome: object, trouble: str) -> None:
        if outcome is None:
            missing[r.claim.id] = trouble
            return
        done.append(r.claim.id)
        raise KeyboardInterrupt

    verify(["user"], jobs=1, known=proved, after=After(lambda *_: 1, told))
    assert done == ["double"]
    assert missing == {"user": "was interrupted"}


def test_small_claims_of_the_package() -> None:
    """Proved, refuted, and resting on another."""
    made = from_scripts(claims(), SMALL)
    assert {(name, one.state, one.why) for name, one in made.items()} == {(n, "accepted", "") for n in SMALL}
    found = checked(made)
    assert {found[name].verdict for name in SMALL} == {"PROVED", "REFUTED"}


def test_none_is_made_for_a_claim_that_uses_a_refuted_one(proved: Book) -> None:
    """Anything follows from a refuted claim, so the checker accepts no certificate of what uses it: no defect."""
    made = make(result(proved, "user"), {"double": "REFUTED"}, proved, VERSION)
    assert (made.state, made.text, made.why) == ("not made", "", "it uses double, which is refuted")
    assert make(result(proved, "user"), {"double": "PROVED"}, proved, VERSION).state == "accepted"


def test_an_id_of_the_package_is_bound_to_its_statement(
    proved: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As it is where the certificate is checked again; a run and ``symflow check`` say the same."""
    given, names = result(proved, "double"), tmp_path / "names.json"
    monkeypatch.setattr(judge, "NAMES", names)
    names.write_text(json.dumps({"double": "0" * 64}), encoding="utf-8")
    made = make(given, {}, proved, VERSION)
    assert (made.state, made.why) == ("rejected", "statement: it is not the one that is known as double")
    (again,) = recheck.answers([("double", made.text.encode())])
    assert (again.state, again.why) == (made.state, made.why)
    names.write_text(json.dumps({"double": proved["double"].digest}), encoding="utf-8")
    assert make(given, {}, proved, VERSION).state == "accepted"
