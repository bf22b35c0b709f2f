"""``symflow diff``: exit codes, files, and that it compares what verify wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symflow.cli import main


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """Two runs of the same claims, and a copy of a run in which a verdict was edited."""
    place = tmp_path_factory.mktemp("reports")
    names = ["one", "two", "edited"]
    one, two, edited = (str(place / f"{name}.json") for name in names)
    for file in (one, two):
        assert main(["verify", "square-root", "exp-tangent", "--json", file, "--quiet"]) == 0
    data = json.loads(Path(one).read_text(encoding="utf-8"))
    data["results"][0]["verdict"] = "UNDECIDED"
    Path(edited).write_text(json.dumps(data), encoding="utf-8")
    return one, two, edited


def test_two_runs_differ_in_nothing(
    reports: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """0, and one line."""
    one, two, _ = reports
    assert main(["diff", one, two]) == 0
    assert capsys.readouterr().out.endswith("nothing of substance changed\n")
    assert main(["diff", one, two, "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_an_input_is_not_overwritten(
    reports: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """2, and the report is there as before."""
    one, two, _ = reports
    before = Path(one).read_bytes()
    assert main(["diff", one, two, "--json", one]) == 2
    assert "cannot share a file with OLD.json" in capsys.readouterr().err
    assert Path(one).read_bytes() == before


def test_an_edited_verdict_is_seen(
    reports: tuple[str, str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """1, with the claim and both verdicts, as text and as data."""
    one, _, edited = reports
    file = tmp_path / "changes.json"
    assert main(["diff", one, edited, "--json", str(file)]) == 1
    assert "verdict weaker\n  exp-tangent: PROVED -> UNDECIDED\n" in capsys.readouterr().out
    assert json.loads(file.read_text(encoding="utf-8"))["of_substance"] == 1
    assert main(["diff", one, edited, "--json", "-"]) == 1
    both = capsys.readouterr()
    assert json.loads(both.out)["changes"][0]["id"] == "exp-tangent"
    assert "verdict weaker" in both.err


def test_what_is_no_report(
    reports: tuple[str, str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """2 and one line that names the file; an output that cannot be written is refused before."""
    bad = tmp_path / "bad\x1b[31m.json"
    bad.write_text("{", encoding="utf-8")
    for file in (str(bad), str(tmp_path), str(tmp_path / "gone"), "", "a\0b"):
        for pair in ((reports[0], file), (file, reports[0])):
            assert main(["diff", *pair]) == 2
            err = capsys.readouterr().err
            assert err.count("\n") == 1
            assert "\x1b" not in err
            assert ("NEW.json" if pair[1] == file else "OLD.json") in err
    assert main(["diff", reports[0], str(bad), "--json", str(tmp_path / "no" / "where")]) == 2
    assert "--json" in capsys.readouterr().err
