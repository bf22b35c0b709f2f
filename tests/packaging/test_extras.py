"""Without its extras the core works; what needs one says so in one line, before any work, with exit code 3.

The packages of the extras are made to be missing, whether they are here or not.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGE = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
ABSENT = (
    "matplotlib",
    "torch",
    "dask",
    "distributed",
    "pyarrow",
    "ipykernel",
    "nbclient",
    "IPython",
    "heyoka",
    "scipy",
)
RUN = f"""
import sys
for name in {ABSENT!r}:
    sys.modules[name] = None  # importing it fails, as if it were not installed
from symflow.cli import main
sys.exit(main(sys.argv[1:]))
"""
NEEDING = {
    "flow --plot": (["flow", "--modes", "1,2,3", "--plot", "f.svg"], "matplotlib", "plot"),
    "experiment --plot": (["experiment", "fig2", "--seeds", "1", "--plot", "f.svg"], "matplotlib", "plot"),
    "experiment train": (["experiment", "train", "--small"], "torch", "train"),
    "plot": (["plot", "modes", "-o", "f.svg"], "matplotlib", "plot"),
    "sweep": (["sweep", "--K", "4", "-o", "run.sqlite"], "d(?:ask|istributed)", "sweep"),
}
WITHOUT = {
    "list": ["list", "--chapter", "calculus"],
    "verify": ["verify", "exp-tangent"],
    "flow": ["flow", "--modes", "1,2,3", "--t-end", "1", "--samples", "3"],
    "plot --list": ["plot", "--list"],
    "doctor": ["doctor"],
    "report": ["report", "exp-tangent", "-o", "report.html"],
    "experiment": ["experiment", "fig2", "--seeds", "1", "--scales", "1", "--steps", "20"],
    "completion": ["completion", "bash"],
}


def run(arguments: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    """A command on a machine without the extras."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *arguments], cwd=place, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("case", NEEDING)
def test_what_needs_an_extra_names_it(case: str, tmp_path: Path) -> None:
    """In one line, and nothing is written."""
    arguments, package, extra = NEEDING[case]
    done = run(arguments, tmp_path)
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert re.search(rf"\b{package}\b", done.stderr)
    assert f"symflow[{extra}]" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("case", WITHOUT)
def test_the_core_needs_none(case: str, tmp_path: Path) -> None:
    """Exit code 0, and no word about what is not needed."""
    done = run(WITHOUT[case], tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_a_report_says_that_its_pictures_are_left_out(tmp_path: Path) -> None:
    """They are an ornament there: the page is written without them, and says so."""
    done = run(["report", "exp-tangent", "--pictures", "-o", "report.html"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "matplotlib" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_every_extra_is_documented() -> None:
    """In the table of docs/install.md, and no other."""
    rows = [line for line in PAGE.partition("## Extras")[2].partition("\n## ")[0].splitlines() if "|" in line]
    named = {name for row in rows[2:] for name in re.findall(r"`([a-z]+)`", row.split("|")[1])}
    assert named == set(PROJECT["optional-dependencies"])


def test_the_trust_model_says_what_each_package_is_for() -> None:
    """Every package that the wheel or one of its extras asks for."""
    page = (ROOT / "docs" / "trust-model.md").read_text(encoding="utf-8")
    table = page.partition("## What each dependency is for")[2].partition("\n## ")[0]
    first = " ".join(row.split("|")[1] for row in table.splitlines() if "|" in row)
    asked = [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]
    names = {re.split(r"[<>=~\[; ]", package.lower())[0] for package in asked}
    assert names - set(re.findall(r"[a-z0-9-]+", first.lower())) == set()


def test_only_versions_that_are_tried_are_declared() -> None:
    """The page says what was tried with each; the tour of tools/wheel.py takes its versions from the same list."""
    declared = {c.rpartition(" ")[2] for c in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", c)}
    table = PAGE.partition("| Python | tried |")[2].partition("\n\n")[0]
    assert {
        v
        for row in table.splitlines()
        if row.count("|") > 2
        for v in re.findall(r"3\.\d+", row.split("|")[1])
    } == declared
    assert PROJECT["requires-python"] == f">={min(declared)}"
