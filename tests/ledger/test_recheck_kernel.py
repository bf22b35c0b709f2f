"""Coq is asked about what a certificate states, not about what its id stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from certificates_made import Made, expected, from_scripts

from symflow.claim.claim import Claim
from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.checked import Checked
from symflow.evidence.result import Outcome, issue
from symflow.ledger import certificates, claims, recheck_kernel
from symflow.ledger.formal import NO_FILE, Formal, prepare
from symflow.ledger.recheck import Recheck, answers
from symflow.ledger.recheck_kernel import ask
from symflow.ledger.run import Result

Files = dict[str, bytes]


def files(made: dict[str, Made]) -> Files:
    """The certificates as files."""
    return {f"{name}.json": one.text.encode() for name, one in made.items()}


def rechecked(raw: Files) -> tuple[Recheck, ...]:
    return answers(list(raw.items()))


@pytest.fixture(scope="module")
def pair() -> Files:
    """A claim and one that it uses."""
    return files(from_scripts(claims(), ["mode-growth-walsh", "walsh-characters"]))


READY = Formal(object(), "", frozenset({"mode-growth-walsh", "walsh-characters"}))  # type: ignore[arg-type]


def test_the_claim_is_that_of_the_file(pair: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its book holds what it uses, from the files too; every part that is established counts."""

    def check(claim: Claim, book: dict[str, Claim], built: object, seconds: float) -> Checked:
        assert claim.title == ""
        assert claim.digest == claims()[claim.id].digest
        assert {name: book[name].digest for name in claim.uses} == {n: claims()[n].digest for n in claim.uses}
        return Checked(
            issue("kernel", "universal", Outcome.TRUE, "Coq", 1, "all", ("Coq",), tuple(claim.goals())), ()
        )

    monkeypatch.setattr(recheck_kernel, "kernel_check", check)
    told: list[str] = []
    found, stopped = ask(rechecked(pair), pair, READY, told=told.append)
    assert (stopped, sorted(told)) == ("", ["mode-growth-walsh", "walsh-characters"])
    assert all(k.complete and k.messages == () for k in found.values())
    with pytest.raises(TypeError, match="no truth value"):
        bool(found["walsh-characters.json"])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Checked(None, ("not kernel-checked: no",)), "not kernel-checked: no"),
        (None, "raised RuntimeError: coq"),
    ],
)
def test_what_is_not_established_does_not_count(
    pair: Files, monkeypatch: pytest.MonkeyPatch, answer: Checked | None, said: str
) -> None:
    """Nor does an answer that does not come."""

    def check(*_: Any) -> Checked:
        if answer is None:
            raise RuntimeError("coq")
        return answer

    monkeypatch.setattr(recheck_kernel, "kernel_check", check)
    found, _ = ask(rechecked(pair), pair, READY)
    assert {(k.complete, k.checked, k.messages) for k in found.values()} == {(False, (), (said,))}


def test_rejected_files_are_not_asked_about(pair: Files) -> None:
    """Nor files about which the library has nothing: it is said."""
    broken = {**pair, "walsh-characters.json": b"{}"}
    found, _ = ask(rechecked(broken), broken, READY)
    assert found == {}
    found, _ = ask(rechecked(pair), pair, Formal(None, NO_FILE))
    assert {(k.asked, k.complete, k.messages) for k in found.values()} == {
        (False, False, (f"not kernel-checked: {NO_FILE}",))
    }


def test_a_theorem_about_something_else_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """A good certificate that calls itself like a claim of the library: Coq refuses it. This needs coqc."""
    if coqc.find()[0] is None:
        pytest.skip("coqc was not found")
    book = claims()
    result: list[Result] = []
    make = certificates.make

    def kept(r: Result, *rest: Any) -> Made:
        result.append(r)
        return make(r, *rest)

    monkeypatch.setattr("certificates_made.make", kept)
    expected("exp-chord", book)
    other = replace(result[0], claim=replace(result[0].claim, id="chebyshev"))
    true = expected("chebyshev", book)
    monkeypatch.setattr("symflow.ledger.recheck.known_names", dict)
    formal = prepare(["chebyshev"], 2, lambda *_: None)
    for made, complete in ((make(other, {}, book, "0"), False), (true, True)):
        raw = {"c.json": made.text.encode()}
        (one,) = rechecked(raw)
        assert (one.id, one.state) == ("chebyshev", "accepted")
        kernel = ask([one], raw, formal)[0]["c.json"]
        assert (kernel.asked, kernel.complete) == (True, complete)
        assert bool(kernel.messages) is not complete
        assert complete or kernel.checked == ()
