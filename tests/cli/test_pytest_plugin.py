"""The plugin of pytest: which files it takes, what a test says, and that it costs other test suites nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from symflow.cli.pytest_plugin import states_claims

SRC = Path(__file__).resolve().parents[2] / "src"
CLAIM = """from symflow import *
x = atom("x")()
D = Domain("Let x be real.", Model((Variable("x"),)))
def proof(claim): return [identity("p", claim["double"], "collect")]
"""
TRUE = 'claim = state("true", D, {"double": eq(x + x, 2 * x)})\n'
FALSE = 'claim = state("false", D, {"double": eq(x + x, 3 * x)})\n'
TWIN = 'twin=("double", eq(x + x, %d * x), instance("none", 2, x=1))'
WITH_TWIN = TRUE.replace("2 * x}", "2 * x}").replace("})", "}, " + TWIN % 3 + ")")


def run(place: Path, *arguments: str) -> tuple[int, str]:
    """pytest in a process of its own, with this plugin and no other."""
    settings = {
        "PYTHONPATH": str(SRC),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_PLUGINS": "symflow.cli.pytest_plugin",
        "PYTEST_ADDOPTS": "",
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(place), *arguments],
        cwd=place,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files of claims, and other files."""
    folder = tmp_path_factory.mktemp("claims")
    files = {
        "true.py": CLAIM + TRUE,
        "false.py": CLAIM + FALSE,
        "both.py": CLAIM + f"claims = [{TRUE.split('=', 1)[1].strip()}, {FALSE.split('=', 1)[1].strip()}]\n",
        "open.py": CLAIM + TRUE + "del proof\n",
        "twin.py": CLAIM + WITH_TWIN,
        "blind.py": CLAIM + WITH_TWIN.replace("3 * x", "2 * x + 0 * x"),
        "broken.py": CLAIM + TRUE + "1 / 0\n",
        "test_ordinary.py": "import symflow\nclaims = [1]\n\ndef test_it():\n    pass\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_one_test_per_claim(place: Path) -> None:
    """One passes and one fails, with the reason and the witness, and without a traceback."""
    code, out = run(place, "-v", "true.py", "both.py::false", "twin.py")
    assert code == 1
    assert "true.py::true PASSED" in out
    assert "twin.py::true PASSED" in out
    assert "both.py::false FAILED" in out
    assert "both.py::true" not in out
    assert "false: REFUTED, expected PROVED" in out
    assert "but the claim says: left == right" in out
    assert "Traceback" not in out
    assert "1 failed, 2 passed" in out


def test_weaker_than_expected(place: Path) -> None:
    """Without a proof, with a twin that no point refutes, and a file that cannot be read."""
    code, out = run(place, "open.py", "blind.py")
    assert code == 1
    assert "true: SUPPORTED, expected PROVED" in out
    assert "next: write a function proof(claim) that returns its steps into the file of the claim" in out
    assert "PROVED as expected, but its false twin is not told apart from it" in out
    assert "the witness of the twin does not refute it" in out
    code, out = run(place, "broken.py")
    assert code == 2
    assert "raised ZeroDivisionError: division by zero (broken.py, line" in out
    assert "Traceback" not in out


def test_which_files_are_taken(place: Path) -> None:
    """Those that are named, or listed in the configuration; ordinary tests stay what they are."""
    code, out = run(place, "--collect-only", "-q")
    assert (code, "test_ordinary.py::test_it" in out, "true" in out) == (0, True, False)
    code, out = run(place, "--collect-only", "-q", "test_ordinary.py", "true.py")
    assert (code, "test_ordinary.py::test_it" in out, "true.py::true" in out) == (0, True, True)
    code, out = run(place, "--collect-only", "-q", "-o", "symflow_claims=tw*.py false.py test_*.py")
    found = sorted(line for line in out.splitlines() if "::" in line)
    assert found == ["false.py::false", "test_ordinary.py::test_it", "twin.py::true"]


def test_other_suites_load_nothing(tmp_path: Path) -> None:
    """The module imports pytest and the standard library, and of symflow nothing but its top."""
    (tmp_path / "test_x.py").write_text(
        "import sys\n\n\ndef test_it():\n"
        "    own = {n for n in sys.modules if n.startswith('symflow.')}\n"
        "    assert own == {'symflow.cli', 'symflow.cli.pytest_plugin'}\n"
        "    assert not {'hypothesis', 'numpy', 'sympy', 'mpmath', 'flint', 'typer'} & set(sys.modules)\n",
        encoding="utf-8",
    )
    code, out = run(tmp_path, "-q")
    assert code == 0, out


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("import symflow\nclaim = 1", True),
        ("from symflow.claim import x\nclaims: list = []", True),
        ("claim = 1", False),
        ("# symflow\nclaim = 1", False),
        ("import symflow\nCLAIM = 1", False),
        ("import symflow\nclaim = 1\ndef test_it(): pass", False),
        ("import symflow\nclaim = 1\nclass TestIt: pass", False),
        ("import symflow\ndef f():\n    claim = 1", False),
        ("import symflow\nclaim = (", False),
        ("import symflow\nclaim = 1\n" + "#" * 2_000_000, False),
    ],
)
def test_files_that_state_claims(text: str, taken: bool, tmp_path: Path) -> None:
    """Seen from the text alone."""
    file = tmp_path / "f.py"
    file.write_text(text, encoding="utf-8")
    assert states_claims(file) is taken


def test_it_is_declared() -> None:
    """In the wheel, pytest finds it by its entry point."""
    project = (SRC.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\nsymflow = "symflow.cli.pytest_plugin"\n' in project
