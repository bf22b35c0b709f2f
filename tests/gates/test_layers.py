"""The import layers hold, and the tool that says so refuses every planted violation.

A copy of the source tree gets one forbidden import at a time; lint-imports must name it and fail.
Needs import-linter, so `make check` runs this file and a bare `make test` leaves it out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "algebra",
    "claim",
    "cli",
    "evidence",
    "experiment",
    "flow",
    "lab",
    "ledger",
    "numeric",
    "render",
    "testing",
    "theorems",
)
FILES = ("display", "errors", "exact", "folders")

# (who imports, what it must not import)
VIOLATIONS = [
    ("errors", "symflow.algebra"),
    ("folders", "symflow.algebra"),
    ("display", "symflow.algebra"),
    ("display", "symflow.render"),
    ("exact", "symflow.algebra"),
    ("algebra", "symflow.flow"),
    ("algebra", "symflow.numeric"),
    ("algebra", "numpy"),
    ("algebra", "hypothesis"),
    ("numeric", "symflow.algebra"),
    ("numeric", "sympy"),
    ("flow", "symflow.claim"),
    ("claim", "symflow.flow"),
    ("claim", "symflow.numeric"),
    ("theorems", "symflow.evidence"),
    ("theorems", "symflow.numeric"),
    ("theorems", "symflow.ledger"),
    ("theorems", "symflow"),
    ("evidence", "symflow.theorems"),
    ("ledger", "symflow.render"),
    ("ledger", "symflow.experiment"),
    ("evidence", "symflow.experiment"),
    ("experiment", "symflow.render"),
    ("lab", "symflow.experiment"),
    ("ledger", "symflow.lab"),
    ("evidence", "symflow.lab"),
    ("render", "symflow.cli"),
    ("render", "symflow"),
    ("render", "symflow.testing"),
    ("testing", "symflow.cli"),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the sources in which every part exists, so that it can be imported."""
    package = tmp_path / "src" / "symflow"
    shutil.copytree(ROOT / "src" / "symflow", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in ("__init__", *FILES):
        if not (package / name).is_dir():
            (package / f"{name}.py").touch()
    for name in PACKAGES:
        if not (package / f"{name}.py").exists():
            (package / name).mkdir(exist_ok=True)
            (package / name / "__init__.py").touch()
    return tmp_path


def plant(tree: Path, part: str, line: str) -> None:
    """Write one import into a part: a new module of a package, or a last line of a file."""
    place = tree / "src" / "symflow" / part
    target = place / "planted.py" if place.is_dir() else place.with_suffix(".py")
    with target.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run lint-imports on the copy, not on the installed package."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src"), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_clean_tree_is_accepted(tree: Path) -> None:
    """Without a violation the contracts are kept: the refusals below are about the planted line."""
    result = lint(tree)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(("part", "target"), VIOLATIONS)
def test_a_planted_violation_is_refused(tree: Path, part: str, target: str) -> None:
    """The refusal names the planted import."""
    plant(tree, part, f"import {target}")
    result = lint(tree)
    importer = f"symflow.{part}.planted" if (tree / "src" / "symflow" / part).is_dir() else f"symflow.{part}"
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{importer} -> {target} (" in result.stdout, result.stdout


def test_a_part_without_a_floor_is_refused(tree: Path) -> None:
    """A new part has to be given its floor in pyproject.toml."""
    (tree / "src" / "symflow" / "planted.py").touch()
    result = lint(tree)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "symflow.planted" in result.stdout
