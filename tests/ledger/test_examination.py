"""An examination says whether a clock may have cut it short."""

from __future__ import annotations

from typing import Any

import pytest

from symflow.claim.claim import Claim
from symflow.ledger import examination
from symflow.ledger.examination import examine

Book = dict[str, Claim]


@pytest.mark.parametrize(("expanding", "sampling", "hurried"), [(1, 1, False), (16, 1, True), (1, 31, True)])
def test_what_took_long_is_hurried(
    expanding: float,
    sampling: float,
    hurried: bool,
    book: Book,
    script: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Five times the time meant for the expansion, or half a minute of samples."""
    path = script("double")
    clock = [0.0]

    def taking(seconds: float) -> Any:
        def work(*given: object, **options: object) -> None:
            clock[0] += seconds

        return work

    monkeypatch.setattr(examination, "monotonic", lambda: clock[0])
    monkeypatch.setattr(examination, "expand", taking(expanding))
    monkeypatch.setattr(examination, "sample", taking(sampling))
    assert examine(book["double"], book, path, "quick").hurried is hurried
