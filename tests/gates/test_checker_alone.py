"""The checker stands alone: the standard library, its own folder, nothing else; and the wheel has all of it."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT / "src" / "symflow" / "checker"
MODULES = sorted(CHECKER.rglob("*.py"))
DATA = ("certificate.schema.json", "names.json")
sys.path.insert(0, str(ROOT / "tests" / "ledger"))
# Reaches out of the folder without an import statement, or runs text.
FORBIDDEN = {"__import__", "importlib", "eval", "exec", "compile", "pickle", "subprocess", "socket", "ctypes"}


def foreign(text: str) -> list[str]:
    """Imports of anything but the standard library and the own folder, and ways around an import."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if not node.level else [".."] if node.level > 1 else []
        else:
            continue
        roots = [name.partition(".")[0] for name in names]
        found += [r for r in roots if r not in sys.stdlib_module_names or r in FORBIDDEN]
    words = {n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)}
    return found + sorted(words & FORBIDDEN)


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.stem)
def test_it_imports_the_standard_library_only(module: Path) -> None:
    """And its own modules, relatively: the folder may be copied and renamed."""
    allowed = {"importlib"} if module.name == "__main__.py" else set()  # it makes a package of its own folder
    assert set(foreign(module.read_text(encoding="utf-8"))) <= allowed


@pytest.mark.parametrize(
    "line",
    [
        "import symflow",
        "from symflow.algebra import expr",
        "import sympy.core",
        "from flint import arb",
        "def f():\n    import numpy",
        "from .. import errors",
        "from ..exact import exact",
        "import importlib",
        "__import__('symflow')",
        "exec('import symflow')",
    ],
)
def test_a_planted_import_is_found(line: str) -> None:
    assert foreign(line)
    assert not foreign(
        "import json\nfrom fractions import Fraction\nfrom . import points\nfrom .trees import free"
    )


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder that has nothing but the checker, under another name."""
    shutil.copytree(CHECKER, tmp_path / "referee", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The copy, with Python only: no site-packages, no environment, no installed symflow."""
    command = [sys.executable, "-I", "-S", "referee", *arguments]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


def test_it_runs_from_a_folder_of_its_own(away: Path) -> None:
    """Accepts a certificate, and rejects it with another verdict."""
    from certificates_made import expected

    from symflow.ledger import claims

    made = expected("exp-tangent", claims())
    file = away / "one.json"
    file.write_text(made.text, encoding="utf-8")
    good = run(away, "one.json")
    assert (good.returncode, good.stderr) == (0, ""), good.stdout
    assert "1 certificates: 1 accepted, 0 rejected, 0 cannot check" in good.stdout
    file.write_text(json.dumps({**json.loads(made.text), "verdict": "REFUTED"}), encoding="utf-8")
    bad = run(away, "one.json")
    assert (bad.returncode, bad.stderr) == (1, "")
    assert run(away).returncode == run(away, "no-such-file").returncode == 2


def test_as_a_module(away: Path) -> None:
    """``python -m``, as the page says."""
    done = subprocess.run(
        [sys.executable, "-S", "-m", "referee"], cwd=away, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "give certificates" in done.stderr


def test_the_wheel_has_all_of_it() -> None:
    """The data beside the modules too."""
    builders = pytest.importorskip("hatchling.builders.wheel")
    files = {f.distribution_path for f in builders.WheelBuilder(str(ROOT)).recurse_included_files()}
    wanted = {f"symflow/checker/{p.relative_to(CHECKER).as_posix()}" for p in MODULES}
    assert wanted | {f"symflow/checker/{name}" for name in DATA} <= files
