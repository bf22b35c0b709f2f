"""``symflow report``: the file, exit codes, and what is refused before any work starts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import symflow
from symflow import __version__
from symflow.cli import commands, main
from symflow.ledger import run

SMALL = "exp-tangent"
HOSTILE = """from symflow import eq, expr, modes_on, notation as _, state
claim = state(
    "attack", modes_on("cyclic", 5), {"same": eq(_.sbar, 2 * _.sbar)}, expected="REFUTED",
    title="</title><script>alert(1)</script>", source='"><img src=x onerror=alert(2)>',
)
"""


def _never(*given: object, **options: object) -> None:
    raise RuntimeError("work started")


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is refused is refused before claims are read."""
    monkeypatch.setattr(commands, "settle", _never)
    monkeypatch.setattr(run, "claims", _never)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line with which a command line is refused."""
    assert main(["report", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_a_page_in_a_file_and_the_same_on_standard_output(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Whole, with the version and the verdict, and the same bytes again."""
    file = tmp_path / "report.html"
    assert main(["report", SMALL, "-o", str(file), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.endswith("</html>\n")
    assert f"verified by symflow {__version__}" in text
    assert f'id="claim-{SMALL}"' in text
    assert 'id="pictures"' not in text
    assert main(["report", SMALL, "--quiet"]) == 0
    assert capsys.readouterr().out == text
    assert symflow.report(SMALL).replace("(not installed)", __version__) == text


def test_a_file_of_claims_is_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A refuted claim: written all the same, with exit code 0; its title is text."""
    mine, page = tmp_path / "my_claim.py", tmp_path / "mine.html"
    mine.write_text(HOSTILE, encoding="utf-8")
    assert main(["report", str(mine), "-o", str(page), "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    text = page.read_text(encoding="utf-8")
    assert 'class="badge v-refuted"' in text
    assert text.count("<script>") == 1
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)" in text.replace("</mi>", "")


def test_a_limit_of_time_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Exit code 4, and the page says what is missing and shows nothing as proved."""
    file = tmp_path / "r.html"
    assert (
        main(["report", "second-variation", "--timeout", "0.001", "--fresh", "-o", str(file), "--quiet"]) == 4
    )
    text = file.read_text(encoding="utf-8")
    assert "Not as expected" in text
    assert 'class="badge v-proved"' not in text.partition('id="claims"')[2]


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "report.py"], "name of a Python file"),
        (["-o", "nowhere/report.html"], "its folder does not exist"),
        (["-o", ""], "an empty name"),
        (["--jobs", "0"], "--jobs: '0'"),
        (["--timeout", "never"], "--timeout: 'never'"),
        ([""], "give an id or a glob"),
    ],
)
def test_what_cannot_be_used(
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line, before any work."""
    monkeypatch.chdir(tmp_path)
    assert said in refused(capsys, *arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_work")
def test_a_terminal_is_not_flooded(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without -o a page goes to a file or a pipe, never onto a terminal."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "give -o F.html" in refused(capsys, SMALL)
