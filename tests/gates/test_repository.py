"""Rules of the whole repository: what no file may contain, and which part may import which.

Every rule is a function from a text or a syntax tree to a list of complaints. It is run on the real files,
where the list must be empty, and on a planted violation, where it must not be.
"""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "symflow"
MODULES = sorted(SOURCE.rglob("*.py"))

LONGEST_FILE = 300
LONGEST_FUNCTION = 60
# Closed tables of mathematical facts, which are read line by line and gain nothing from being split.
TABLES: frozenset[str] = frozenset()

# Written in pieces, so that this file obeys its own rule.
HOSTS = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "io"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("anaconda", "org"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("crates", "io"),
        ("golang", "org"),
        ("rubygems", "org"),
        ("opam", "ocaml", "org"),
        ("ghcr", "io"),
        ("docker", "io"),
    )
]

RUNS_TEXT = {"eval", "exec", "sympify", "parse_expr"}
RUNS_BYTES = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "marshal", "shelve"}

# What each part may import from symflow. The facade (__init__, __main__) may import everything.
BASE = {"display", "errors", "exact", "folders"}
BELOW_LEDGER = BASE | {"checker", "algebra", "numeric", "flow", "claim", "theorems", "evidence"}
MAY_IMPORT: dict[str, set[str]] = {
    "display": set(),
    "errors": set(),
    "folders": set(),
    "checker": set(),
    "exact": {"errors"},
    "algebra": BASE,
    "numeric": BASE,
    "flow": BASE | {"algebra", "numeric"},
    "claim": BASE | {"algebra"},
    "theorems": BASE | {"algebra", "flow", "claim"},
    "evidence": BASE | {"algebra", "numeric", "flow", "claim"},
    "ledger": BELOW_LEDGER,
    "experiment": BASE | {"flow"},
    "lab": BELOW_LEDGER | {"ledger"},
    "render": BELOW_LEDGER | {"ledger", "experiment", "lab"},
    "cli": BELOW_LEDGER | {"ledger", "render", "experiment", "lab", "testing", "the facade"},
    "facade": BELOW_LEDGER | {"ledger", "render", "lab"},
    "testing": BELOW_LEDGER | {"ledger", "render", "the facade"},
}


# --- the rules ---


def names_host(text: str) -> list[str]:
    """No file names a package registry."""
    low = text.lower()
    return [f"names {host}" for host in HOSTS if re.search(rf"(?<![\w-]){re.escape(host)}(?![\w-])", low)]


def bare_asserts(tree: ast.Module) -> list[str]:
    """`assert` disappears under python -O."""
    return [f"line {node.lineno}: assert" for node in ast.walk(tree) if isinstance(node, ast.Assert)]


def runs_input(tree: ast.Module) -> list[str]:
    """No text and no stored bytes are ever run as code."""
    found = []
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Name):
            names = [node.id] if node.id in RUNS_TEXT else []
        elif isinstance(node, ast.Attribute):
            names = [node.attr] if node.attr in {"sympify", "parse_expr"} else []
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if RUNS_BYTES & set(alias.name.split("."))]
        elif isinstance(node, ast.ImportFrom):
            from_bytes = RUNS_BYTES & set((node.module or "").split("."))
            banned = RUNS_TEXT | RUNS_BYTES
            names = [alias.name for alias in node.names if from_bytes or alias.name in banned]
        found += [f"line {getattr(node, 'lineno', 0)}: {name}" for name in names]
    return found


def lacks_docstring(tree: ast.Module) -> list[str]:
    """Every module opens with a docstring."""
    return [] if (ast.get_docstring(tree) or "").strip() else ["no module docstring"]


def too_long(text: str) -> list[str]:
    """A file has one idea, and so has a function."""
    lines = len(text.splitlines())
    found = [f"{lines} lines"] if lines >= LONGEST_FILE else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length >= LONGEST_FUNCTION:
                found.append(f"line {node.lineno}: {node.name} has {length} lines")
    return found


def imported_parts(tree: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """(line, part) for every import from symflow, wherever it stands, in a module of `package`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *base.split(".")]).rstrip(".")
            targets = [f"{base}.{alias.name}" for alias in node.names] if base == "symflow" else [base]
        else:
            continue
        for target in targets:
            first, _, rest = target.partition(".")
            if first == "symflow":
                part = rest.partition(".")[0]
                yield node.lineno, part if part in MAY_IMPORT else "the facade"


def breaks_layers(tree: ast.Module, module: str) -> list[str]:
    """Imports go downwards only. `module` is a dotted name; a package's __init__ ends in `.__init__`."""
    part = module.split(".")[1]
    if part in {"__init__", "__main__"}:
        return []
    if part not in MAY_IMPORT:
        return [f"the part {part} has no floor"]
    allowed = MAY_IMPORT[part] | {part}
    imports = imported_parts(tree, module.rpartition(".")[0])
    return [f"line {line}: {part} imports {other}" for line, other in imports if other not in allowed]


# --- the repository obeys them ---


def repository_files() -> list[Path]:
    """Tracked files and new ones that git does not ignore; in an unpacked archive, every file."""
    listing = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    else:
        paths = [p for p in ROOT.rglob("*") if ".venv" not in p.parts and "__pycache__" not in p.parts]
    return sorted(p for p in paths if p.is_file())


def complaints(rule: Callable[[Path], list[str]], paths: list[Path]) -> list[str]:
    """One line for every place where a file breaks a rule."""
    return [f"{path.relative_to(ROOT)}: {text}" for path in paths for text in rule(path)]


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module_name(path: Path) -> str:
    """The dotted name of a source file."""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)


def test_there_is_something_to_look_at() -> None:
    """The rules below are not met by an empty list of files."""
    assert SOURCE / "errors.py" in MODULES
    assert Path(__file__).resolve() in repository_files()


def test_no_file_names_a_registry() -> None:
    """The locks pin versions; where packages come from is the business of the machine."""
    files = repository_files()
    assert complaints(lambda p: names_host(p.read_bytes().decode("utf-8", "ignore")), files) == []


def test_no_bare_assert() -> None:
    """A check that matters raises."""
    assert complaints(lambda p: bare_asserts(parsed(p)), MODULES) == []


def test_nothing_runs_input() -> None:
    """A user's text is parsed, never run."""
    assert complaints(lambda p: runs_input(parsed(p)), MODULES) == []


def test_every_module_has_a_docstring() -> None:
    """The package, the proofs, the generators and the benchmarks."""
    others = [sorted((ROOT / folder).rglob("*.py")) for folder in ("proofs", "tools", "benchmarks")]
    assert complaints(lambda p: lacks_docstring(parsed(p)), list(chain(MODULES, *others))) == []


def test_files_and_functions_are_short() -> None:
    """Only the listed tables may be longer."""
    short = [p for p in MODULES if p.relative_to(SOURCE).as_posix() not in TABLES]
    assert complaints(lambda p: too_long(p.read_text(encoding="utf-8")), short) == []


def test_layers() -> None:
    """The same floors as in pyproject.toml, read a second time without import-linter."""
    assert complaints(lambda p: breaks_layers(parsed(p), module_name(p)), MODULES) == []


def test_proofs_import_the_facade_only() -> None:
    """A proof reads like the paper: `import symflow`, and nothing from its inside."""

    def inside(path: Path) -> list[str]:
        return [
            f"line {line}: {part}" for line, part in imported_parts(parsed(path), "") if part in MAY_IMPORT
        ]

    assert complaints(inside, sorted((ROOT / "proofs").rglob("*.py"))) == []


def test_locks_pin_everything() -> None:
    """Each line is one exact version, and each dependency of the project is among them."""
    pinned: set[str] = set()
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        for line in lock.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r ")):
                match = re.fullmatch(r"([A-Za-z0-9._-]+)==[0-9][A-Za-z0-9.+!]*", line)
                assert match, f"{lock.name}: {line}"
                pinned.add(re.sub(r"[-_.]+", "-", match[1]).lower())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[<>=!~ ]", line)[0] for line in wanted} <= pinned


# --- and the rules refuse what they should ---


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_is_found(host: str) -> None:
    """In an address, and in capitals."""
    assert names_host(f"--index-url https://files.{host.upper()}/simple")
    assert not names_host("a lock file pins versions")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (bare_asserts, "def f():\n    assert True"),
        (runs_input, "eval('1')"),
        (runs_input, "f = exec"),
        (runs_input, "import sympy\nsympy.sympify(text)"),
        (runs_input, "from sympy import sympify as s"),
        (runs_input, "from sympy.parsing.sympy_parser import parse_expr"),
        (runs_input, "import pickle as p"),
        (runs_input, "from multiprocessing.reduction import pickle"),
        (lacks_docstring, "x = 1"),
        (lacks_docstring, "'''   '''"),
    ],
)
def test_a_planted_text_is_refused(rule: Callable[[ast.Module], list[str]], text: str) -> None:
    """One violation in a module that is otherwise empty."""
    assert rule(ast.parse(text))
    assert not rule(ast.parse("'''An ordinary module.'''\nx = re.compile('a')"))


def test_long_code_is_refused() -> None:
    """At the limit, and not one line below it."""
    assert too_long("\n" * LONGEST_FILE)
    assert not too_long("\n" * (LONGEST_FILE - 1))
    assert too_long("def f():\n" + "    x = 1\n" * (LONGEST_FUNCTION - 1))
    assert not too_long("def f():\n" + "    x = 1\n" * (LONGEST_FUNCTION - 2))


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("symflow.theorems.chebyshev", "import symflow.evidence.ball"),
        ("symflow.theorems.chebyshev", "from ..evidence import ball"),
        ("symflow.theorems.__init__", "from ..evidence import ball"),
        ("symflow.theorems.chebyshev", "from symflow import evidence"),
        ("symflow.theorems.chebyshev", "from symflow import Claim"),
        ("symflow.theorems.chebyshev", "def f():\n    import symflow.numeric"),
        ("symflow.evidence.proving.exact", "from symflow.theorems import hadamard"),
        ("symflow.algebra.expr", "import symflow.flow"),
        ("symflow.algebra.expr", "from symflow.numeric import ball"),
        ("symflow.claim.domain", "from .. import flow"),
        ("symflow.checker.__main__", "from symflow.errors import InputError"),
        ("symflow.render.html", "import symflow.cli"),
        ("symflow.render.html", "import symflow"),
        ("symflow.ledger.run", "from symflow.experiment import fit"),
        ("symflow.experiment.fit", "from symflow.evidence import result"),
        ("symflow.extra", "x = 1"),
    ],
)
def test_a_planted_import_is_refused(module: str, line: str) -> None:
    """Absolute, relative and hidden in a function."""
    assert breaks_layers(ast.parse(line), module)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("symflow.theorems.chebyshev", "from ..flow import ray"),
        ("symflow.theorems.hadamard.chebyshev", "from ...claim import Claim"),
        ("symflow.checker.__main__", "from . import steps"),
        ("symflow.checker.__main__", "from .steps import run"),
        ("symflow.cli", "from symflow import errors, __version__"),
        ("symflow.__init__", "from symflow.cli import main"),
        ("symflow.algebra.expr", "import sympy"),
    ],
)
def test_an_allowed_import_is_accepted(module: str, line: str) -> None:
    """The same forms, downwards."""
    assert breaks_layers(ast.parse(line), module) == []
