"""The ledger: what is chosen, in which order, and what comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.ledger import Progress, Result, claims, run, select, verify, with_used

Book = dict[str, Claim]


def test_the_packages_claims_are_sorted_and_closed() -> None:
    """Every claim that is used exists, and no chapter is empty."""
    book = claims()
    assert list(book) == sorted(book)
    assert {c.chapter for c in book.values()} == set(run.CHAPTERS)
    assert sorted(with_used(book, book)) == sorted(book)


def test_selection(book: Book) -> None:
    """Ids, globs, and everything where nothing is named; each once, sorted."""
    assert select([], book) == ["double", "false", "triple", "user"]
    assert select(["u*", "double", "user"], book) == ["double", "user"]


@pytest.mark.parametrize("pattern", ["nothing", "zz*", "", "[", "doubl"])
def test_a_pattern_that_names_nothing_is_refused(book: Book, pattern: str) -> None:
    """With the pattern, in one line."""
    with pytest.raises(InputError, match="no claim has this id") as caught:
        select([pattern], book)
    assert repr(pattern) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_used_claims_come_first(book: Book) -> None:
    """And a circle, or a claim that does not exist, is refused."""
    assert with_used(["user"], book) == ["double", "user"]
    circle = book | {"double": replace(book["double"], uses=("user",))}
    with pytest.raises(InputError, match="in a circle: double -> user -> double"):
        with_used(["double"], circle)
    with pytest.raises(InputError, match="uses 'gone', which is not a claim"):
        with_used(["user"], book | {"user": replace(book["user"], uses=("gone",))})
    with pytest.raises(InputError, match="in a circle"):
        verify(["user"], known=circle)


def test_a_run(book: Book, script: Any) -> None:
    """Verdicts from evidence: proved, refuted, and without a script never PROVED."""
    for name in ("double", "user"):
        script(name)
    by_id = {r.claim.id: r for r in verify(known=book)}
    assert list(by_id) == sorted(by_id)
    assert by_id["double"].verdict == by_id["user"].verdict == "PROVED"
    assert by_id["double"].as_expected
    assert by_id["triple"].verdict in ("SUPPORTED", "UNDECIDED")
    assert "has no proof script" in by_id["triple"].messages
    assert by_id["false"].verdict not in ("PROVED", "CONDITIONAL")
    assert not by_id["false"].as_expected


def test_what_is_used_is_listed_but_was_not_requested(book: Book, script: Any) -> None:
    """And it weakens what rests on it."""
    script("user")
    used, asked = verify(["user"], known=book)
    assert (used.claim.id, used.requested) == ("double", False)
    assert (asked.claim.id, asked.requested, asked.verdict) == ("user", True, "CONDITIONAL")
    assert f"rests on double, which is {used.verdict}" in asked.messages


def test_a_false_claim_is_not_proved_by_a_good_looking_script(book: Book, script: Any) -> None:
    """The step that claims it fails, and is named."""
    script("false")
    (result,) = verify(["false"], known=book)
    assert result.verdict in ("REFUTED", "SUSPECT", "UNDECIDED")
    assert result.examination is not None
    assert result.examination.failed is not None
    assert result.examination.failed.step.label == "collect"


def test_a_limit_of_time_is_said(book: Book, script: Any) -> None:
    """A claim whose check hangs is UNDECIDED; the others are not touched."""
    script("double", "    while True: pass")
    script("triple")
    hung, good = verify(["double", "triple"], timeout=20.0, known=book)
    assert hung.verdict == "UNDECIDED"
    assert hung.messages == ("did not finish within 20 s",)
    assert good.verdict == "PROVED"


def test_progress_is_told(book: Book, script: Any) -> None:
    """Each claim starts once and ends once, and a used claim ends first."""
    told: list[str] = []
    progress = Progress(lambda c: told.append(f"+{c.id}"), lambda r: told.append(f"-{r.claim.id}"))
    verify(["user"], progress=progress, known=book)
    assert sorted(told) == ["+double", "+user", "-double", "-user"]
    assert told.index("-double") < told.index("-user")


def test_an_interrupted_run_keeps_what_was_done(book: Book, script: Any) -> None:
    """Every claim has a result; those that were not examined say why."""
    script("double")
    told: list[str] = []

    def stop(result: Result) -> None:
        told.append(result.claim.id)
        if len(told) == 1:
            raise KeyboardInterrupt

    results = {r.claim.id: r for r in verify(jobs=1, progress=Progress(finished=stop), known=book)}
    assert set(results) == set(book)
    assert results["double"].verdict == "PROVED"
    assert results["triple"].verdict == "UNDECIDED"
    assert results["triple"].messages == ("was interrupted",)
