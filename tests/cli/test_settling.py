"""``settle`` of the command line: the effort is handed on, and what is kept is used unless it must not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from symflow.cli import commands
from symflow.cli.commands import Effort, settle
from symflow.ledger.run import claims

QUIET = Effort("quick", 2, 60.0, True)


def test_what_verify_found_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not with --fresh, however it is said; the same results and certificates each time."""
    monkeypatch.setenv("SYMFLOW_CACHE", str(tmp_path))
    monkeypatch.setattr(commands, "program", lambda: "one program")
    monkeypatch.setattr("symflow.ledger.settled.program", lambda: "one program")
    book = claims()
    assert commands.verify_claims(["square-root"], QUIET, None, "0", book) == 0
    kept = settle(["square-root"], QUIET, book)
    assert kept.reused == {"square-root"}
    fresh = settle(["square-root"], QUIET, book, fresh=True)
    also = settle(["square-root"], Effort("quick", 2, 60.0, True, fresh=True), book)
    assert fresh.reused == also.reused == frozenset()
    assert kept.certificates == fresh.certificates == also.certificates
    assert [r.evidence for r in kept.results] == [r.evidence for r in fresh.results]
