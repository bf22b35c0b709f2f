"""The command: counts in a file, going on from there, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symflow.testing.tamper.__main__ import main
from symflow.testing.tamper.record import refused

FEW = ("exp-tangent", "square-root", "three-on-a-line")


@pytest.fixture
def folder(honest: dict[str, bytes], tmp_path: Path) -> Path:
    """A folder of few certificates."""
    out = tmp_path / "certificates"
    out.mkdir()
    for name in FEW:
        (out / f"{name}.json").write_bytes(honest[name])
    return out


def test_counts_and_going_on(folder: Path, tmp_path: Path) -> None:
    """A second run with more edits adds only these; the same command again adds nothing."""
    file = tmp_path / "found.json"
    common = [str(folder), "--json", str(file), "--jobs", "2"]
    assert main([*common, "--edits", "30"]) == 0
    first = json.loads(file.read_text())
    assert main([*common, "--edits", "50"]) == 0
    assert main([*common, "--edits", "50"]) == 0
    second = json.loads(file.read_text())
    assert (first["done"], second["done"]) == (30, 50)
    assert sum(second["modes"].values()) == 50
    assert second["wrong"] == []
    assert second["tried"] >= 4
    assert second["twins"] == {}
    total, no, yes = refused(second)
    assert total == no + yes <= 50


def test_another_seed_needs_another_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file belongs to its seed and certificates."""
    file = tmp_path / "found.json"
    assert main([str(folder), "--json", str(file), "--edits", "1"]) == 0
    assert main([str(folder), "--json", str(file), "--edits", "1", "--seed", "1"]) == 2
    assert "name another" in capsys.readouterr().err


@pytest.mark.parametrize("what", ["no folder", "one certificate", "an edited one"])
def test_bad_usage(what: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit 2."""
    if what == "no folder":
        folder = tmp_path / "nowhere"
    elif what == "one certificate":
        for name in FEW[1:]:
            (folder / f"{name}.json").unlink()
    else:
        raw = (folder / "square-root.json").read_bytes()
        (folder / "square-root.json").write_bytes(raw.replace(b'"PROVED"', b'"REFUTED"'))
    assert main([str(folder), "--json", str(tmp_path / "found.json"), "--edits", "1"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) <= 2
