"""``settle`` of the command line: the effort is handed on, what is kept is used unless it must not be, and no run that
was interrupted takes the place of one that was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from symflow.cli import commands, latex_command, report_command
from symflow.cli.commands import Effort, settle
from symflow.cli.latex_command import Page
from symflow.cli.output import Target
from symflow.ledger.run import Result, claims
from symflow.ledger.settled import Settled

QUIET = Effort("quick", 2, 60.0, True)


def test_what_verify_found_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not with --fresh; the same results and certificates each time."""
    monkeypatch.setenv("SYMFLOW_CACHE", str(tmp_path))
    monkeypatch.setattr(commands, "program", lambda: "one program")
    monkeypatch.setattr("symflow.ledger.settled.program", lambda: "one program")
    book = claims()
    assert commands.verify_claims(["square-root"], QUIET, None, "0", book) == 0
    kept = settle(["square-root"], QUIET, book)
    assert kept.reused == {"square-root"}
    fresh = settle(["square-root"], Effort("quick", 2, 60.0, True, fresh=True), book)
    assert fresh.reused == frozenset()
    assert kept.certificates == fresh.certificates
    assert [r.evidence for r in kept.results] == [r.evidence for r in fresh.results]


@pytest.mark.parametrize("command", ["latex", "report"])
def test_an_interrupted_run_replaces_nothing(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an earlier run wrote stays, and that is said; where nothing was, what is known is written. Exit code 4."""
    claim = claims()["square-root"]
    cut = Result(claim, "UNDECIDED", (), None, True, 0.0, ("was interrupted",))
    monkeypatch.setattr("symflow.cli.settling.settle", lambda *given: Settled([cut], {}))
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("finished")

    def write(file: Path) -> int:
        target = Target("--output", str(file))
        if command == "latex":
            return latex_command.write(["square-root"], QUIET, Page(target), "0", claims())
        return report_command.write(["square-root"], QUIET, target, "0", False, claims())

    assert write(old) == 4
    assert old.read_text() == "finished"
    assert capsys.readouterr().err == f"symflow: interrupted; {old} is left as it was\n"
    assert write(new) == 4
    assert "UNDECIDED" in new.read_text()
    assert capsys.readouterr().err == ""
