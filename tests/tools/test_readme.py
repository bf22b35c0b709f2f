"""The generator of the README's table, and its check of the README's commands."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "readme.py"
REPORT = {
    "results": [
        {"id": "a", "title": "x | y", "verdict": "PROVED", "strength": "exact", "coverage": "universal"},
        {"id": "b", "title": "open", "verdict": "UNDECIDED", "strength": None, "coverage": None},
    ]
}
README = """# symflow
<!-- claims:begin -->
<!-- claims:end -->
```console
$ git clone somewhere
$ cd symflow
$ make verify
$ exit 0
output
$ exit 3   # exit 3
$ test -d src \\
  -a -d tools
```
```python
$ exit 9
```
"""


@pytest.fixture(scope="module")
def readme() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("readme_tool", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["readme_tool"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def report(tmp_path: Path) -> str:
    """A report of two claims."""
    file = tmp_path / "report.json"
    file.write_text(json.dumps(REPORT), encoding="utf-8")
    return str(file)


def test_the_table(readme: ModuleType) -> None:
    """A bar in a title does not end the cell."""
    assert readme.table(REPORT).splitlines()[2:] == [
        "| `a` | x \\| y | PROVED | exact × universal |",
        "| `b` | open | UNDECIDED | - |",
    ]


def test_commands(readme: ModuleType) -> None:
    """Those of console blocks, with their exit codes, less those that set up."""
    assert [(c.text, c.code) for c in readme.commands(README)] == [
        ("exit 0", 0),
        ("exit 3", 3),
        ("test -d src    -a -d tools", 0),
    ]


def test_fill_then_check(readme: ModuleType, report: str, tmp_path: Path) -> None:
    """A filled README is fresh; one edited letter makes it stale."""
    file = tmp_path / "README.md"
    file.write_text(README, encoding="utf-8")
    given = ["--report", report]
    assert readme.main([*given, "--check"], file) == 1
    assert readme.main(given, file) == 0
    assert readme.main([*given, "--check"], file) == 0
    file.write_text(file.read_text(encoding="utf-8").replace("UNDECIDED", "PROVED"), encoding="utf-8")
    assert readme.main([*given, "--check"], file) == 1


@pytest.mark.parametrize("line", ["$ exit 1", "$ exit 0 # exit 3", "$ no-such-command"])
def test_a_command_that_ends_otherwise(
    readme: ModuleType, report: str, tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, with both exit codes."""
    file = tmp_path / "README.md"
    file.write_text(README + f"```console\n{line}\n```\n", encoding="utf-8")
    assert readme.main(["--report", report], file) == 0
    assert readme.main(["--report", report, "--check"], file) == 1
    assert "exit code" in capsys.readouterr().err


def test_markers_are_needed(readme: ModuleType, report: str, tmp_path: Path) -> None:
    """Once each and in order."""
    file = tmp_path / "README.md"
    for text in ("", readme.BEGIN, f"{readme.END}{readme.BEGIN}", README + readme.BEGIN):
        file.write_text(text, encoding="utf-8")
        assert readme.main(["--report", report], file) == 1
    assert readme.main([], tmp_path / "missing.md") == 1
