"""Build the wheel and the source archive, and look inside: what must travel is there, and nothing else."""

from __future__ import annotations

import fnmatch
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from email.parser import Parser
from pathlib import Path

from wheels.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
UNWANTED = (
    "*__pycache__*",
    "*.pyc",
    "*.vo*",
    "*.glob",
    "*.aux",
    "*.log",
    "*.egg-info*",
    "*.venv/*",
    "build/*",
    "out/*",
    "*_cache/*",
)
NOT_IN_THE_WHEEL = (*UNWANTED, "tests/*", "docs/*", "tools/*", "benchmarks/*", "*/test_*.py", "*conftest.py")
IN_THE_ARCHIVE = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", "PKG-INFO")


def build(place: Path, source: Path = ROOT) -> tuple[Path, Path]:
    """The source archive of a tree, and the wheel that is built from that archive."""
    run_build([str(source), "--outdir", str(place)])
    (archive,), (wheel,) = place.glob("*.tar.gz"), place.glob("*.whl")
    return archive, wheel


def run_build(arguments: Iterable[str]) -> None:
    """``python -m build`` with what is installed here; it needs no network."""
    command = [sys.executable, "-m", "build", "--no-isolation", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "nothing was said").splitlines()[-1]
        raise Trouble(f"build: exit code {done.returncode}: {said}")


def same_wheel(wheel: Path, other: Path) -> None:
    """Two wheels hold the same files, byte for byte."""
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(other) as two:
        ours, theirs = set(one.namelist()), set(two.namelist())
        if ours != theirs:
            raise Trouble(f"the wheels of tree and archive differ: {', '.join(sorted(ours ^ theirs)[:5])}")
        changed = [name for name in sorted(ours) if one.read(name) != two.read(name)]
    if changed:
        raise Trouble(f"the wheels of tree and archive differ in {', '.join(changed[:5])}")


def travelling(source: Path = ROOT) -> dict[str, Path]:
    """What must be in the wheel: every file of the package and the proofs that is not built or ignored."""
    found = {}
    for folder, name in (("src/symflow", "symflow"), ("proofs", "symflow/_proofs")):
        for path in sorted((source / folder).rglob("*")):
            inside = path.relative_to(source / folder).as_posix()
            if path.is_file() and not unwanted(inside, UNWANTED):
                found[f"{name}/{inside}"] = path
    return found


def unwanted(name: str, patterns: Iterable[str]) -> bool:
    """Whether a file should not be there."""
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def look_into_the_wheel(wheel: Path, source: Path = ROOT) -> int:
    """All of the package, the proofs and the Coq library, as they stand in the tree; no tests, no caches."""
    wanted = travelling(source)
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
        missing = sorted(set(wanted) - names)
        if missing:
            raise Trouble(f"the wheel lacks {', '.join(missing[:5])}")
        other = [name for name in sorted(wanted) if file.read(name) != wanted[name].read_bytes()]
        extra = sorted(n for n in names - set(wanted) if not n.split("/")[0].endswith(".dist-info"))
        info = next(n for n in names if n.endswith(".dist-info/METADATA"))
        metadata = file.read(info).decode()
        entry = file.read(info.replace("METADATA", "entry_points.txt")).decode()
    if other:
        raise Trouble(f"the wheel has another {', '.join(other[:5])} than the tree")
    if extra or [n for n in names if unwanted(n, NOT_IN_THE_WHEEL)]:
        raise Trouble(f"the wheel has what no tree has: {', '.join(extra[:5])}")
    if "symflow/py.typed" not in names or not any(n.endswith(".v") for n in names):
        raise Trouble("the wheel lacks py.typed or the Coq library")
    if not any(n.endswith("licenses/LICENSE") for n in names) or "symflow = symflow.cli:main" not in entry:
        raise Trouble("the wheel lacks its licence or its command")
    _described(metadata, source)
    return len(names)


def _described(text: str, source: Path) -> None:
    """The wheel says which Python it needs and has the extras of pyproject.toml."""
    project = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = Parser().parsestr(text)
    extras = set(found.get_all("Provides-Extra", []))
    if extras != set(project["optional-dependencies"]):
        raise Trouble(f"the wheel has the extras {', '.join(sorted(extras))}")
    if found["Requires-Python"] != project["requires-python"] or "symflow verify" not in str(
        found.get_payload()
    ):
        raise Trouble("the wheel lacks the Python it needs, or the README")


def look_into_the_archive(archive: Path, source: Path = ROOT) -> int:
    """The source archive has all that builds and tests the package, and nothing built."""
    with tarfile.open(archive) as file:
        names = {name.partition("/")[2] for name in file.getnames()}
    bad = sorted(name for name in names if unwanted(name, UNWANTED))
    if bad:
        raise Trouble(f"the source archive holds {', '.join(bad[:5])}")
    tests = {f"tests/{p.relative_to(source / 'tests').as_posix()}" for p in (source / "tests").rglob("*.py")}
    docs = {f"docs/{p.relative_to(source / 'docs').as_posix()}" for p in (source / "docs").rglob("*.md")}
    missing = sorted((tests | docs | set(IN_THE_ARCHIVE)) - names)
    if missing:
        raise Trouble(f"the source archive lacks {', '.join(missing[:5])}")
    return len(names)


def built(place: Path, source: Path = ROOT) -> Path:
    """Build both, compare, look inside; the wheel."""
    archive, wheel = build(place / "dist", source)
    run_build([str(source), "--wheel", "--outdir", str(place / "direct")])
    (direct,) = (place / "direct").glob("*.whl")
    same_wheel(wheel, direct)
    shutil.rmtree(place / "direct")
    print(
        f"wheel:   {wheel.name}, {look_into_the_wheel(wheel, source)} files; the same from tree and archive"
    )
    print(f"archive: {archive.name}, {look_into_the_archive(archive, source)} entries")
    return wheel
