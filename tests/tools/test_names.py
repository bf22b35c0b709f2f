"""The files beside the checker that tools write are fresh, and a stale one is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts import script


@pytest.mark.parametrize("name", ["names", "schema"])
def test_the_file_is_fresh(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert script(name).main(["--check"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["names", "schema"])
def test_a_stale_file_is_found_and_written_anew(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    """Missing, edited, written."""
    tool, file = script(name), tmp_path / "f.json"
    assert tool.main(["--check"], file) == 1
    file.write_text("{}", encoding="utf-8")
    assert tool.main(["--check"], file) == 1
    assert f"is stale; run python tools/{name}.py" in capsys.readouterr().err
    assert tool.main([], file) == 0
    assert tool.main(["--check"], file) == 0
    assert file.read_text(encoding="utf-8") == tool.FILE.read_text(encoding="utf-8")
