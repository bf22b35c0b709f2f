"""The table of docs/experiments.md is that of the stored runs, and the check notices another."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from scripts import ROOT, script

PAGE = ROOT / "docs" / "experiments.md"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The script as a module."""
    return script("experiments")


def test_the_table_is_fresh(tool: ModuleType) -> None:
    assert tool.main(["--check"]) == 0


def test_the_table_has_every_window_and_metric(tool: ModuleType) -> None:
    """Ten rows of six cells: p, its deviation and its range."""
    rows = tool.table()[2:]
    cell = re.compile(r"(\*\*)?-?\d+\.\d\d ± \d+\.\d\d(\*\*)? \(-?\d+\.\d\d to -?\d+\.\d\d\)")
    assert len(rows) == 10
    assert [len(cell.findall(row)) for row in rows] == [6] * 10


def test_a_stale_table_is_noticed_and_written_anew(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    number = re.search(r"\d\.\d\d ±", text)
    assert number is not None
    copy = tmp_path / "page.md"
    copy.write_text(text.replace(number[0], "9.99 ±", 1), encoding="utf-8")
    assert tool.main(["--check"], copy) == 1
    assert "stale" in capsys.readouterr().err
    assert tool.main([], copy) == 0
    assert copy.read_text(encoding="utf-8") == text
