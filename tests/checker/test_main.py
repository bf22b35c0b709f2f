"""The folder as a program of its own: as a module, as a folder, copied away and renamed, with Python alone."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from toy_trees import certificate, identity, space

from symflow.checker import judge

PACKAGE = Path(judge.__file__).parent


@pytest.fixture
def elsewhere(tmp_path):
    """A folder that holds the checker under another name, and one certificate."""
    shutil.copytree(PACKAGE, tmp_path / "referee", ignore=shutil.ignore_patterns("__pycache__"))
    data = certificate(
        space("x; y", None), {"a": "x + y == y + x"}, [identity("one", "x + y == y + x")], ["one"]
    )
    (tmp_path / "one.json").write_text(json.dumps(data))
    return tmp_path


def run(folder, *arguments):
    """What the program prints, and its exit code."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("how", [["-I", "-S", "referee"], ["-S", "-m", "referee"]])
def test_copied_and_renamed(elsewhere, how):
    """As a folder and as a module, without site packages."""
    (elsewhere / "json.py").write_text("raise SystemExit('a neighbour was imported')") if how[
        0
    ] == "-I" else None
    found = run(elsewhere, *how, "one.json")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.endswith("1 certificates: 1 accepted, 0 rejected, 0 cannot check\n")
    assert run(elsewhere, *how).returncode == 2
    (elsewhere / "two.json").write_text("{}")
    assert run(elsewhere, *how, "one.json", "two.json").returncode == 1


def test_nothing_else_is_imported(elsewhere):
    """No module of symflow, and nothing that is installed."""
    script = (
        "import sys; sys.path.insert(0, '.'); import referee.judge; "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('symflow', 'sympy', 'numpy', 'flint', 'mpmath')))"
    )
    assert run(elsewhere, "-I", "-c", script).stdout == "[]\n"


def test_importing_the_program_runs_nothing():
    """Only the program itself ends with an exit code."""
    assert importlib.import_module("symflow.checker.__main__").main is judge.main


def test_an_interrupt_is_one_line(elsewhere):
    """Ctrl-C says that nothing is settled; no traceback."""
    program = (
        "import runpy, sys, pathlib\n"
        "def stop(self): raise KeyboardInterrupt\n"
        "pathlib.Path.read_bytes = pathlib.Path.is_dir = stop\n"
        "sys.argv = ['referee', 'one.json']\n"
        "runpy.run_path('referee', run_name='__main__')\n"
    )
    done = run(elsewhere, "-I", "-S", "-c", program)
    assert done.returncode == 4
    assert done.stderr == "interrupted: nothing is said about any certificate\n"
