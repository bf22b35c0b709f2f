"""Pages of docs/ whose every snippet is run, in the order of the page, in a copy of the tree.

A ``python``, ``latex`` or ``diff`` block has a title, the file that it writes or edits; the ``python`` blocks of a
page without a title are one script, which is run, and whose tests are run. In a ``console`` block the lines "$ ..."
are run; they must end with exit code 0, or with N where a line ends in "# exit N". The other lines must stand in the
output in this order, whatever the spaces; "..." stands for anything. Where a program or package is missing, a line that
ends in "# needs P" is left out, and one that ends in "# exit N without P" must end with exit code N.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "adding-a-theorem",
    "your-own-claim",
    "flow",
    "enclosures",
    "experiments",
    "certify",
    "schemes",
    "lyapunov",
    "latex",
    "notebooks",
    "extending",
    "json",
    "tutorials/author",
    "tutorials/referee",
    "tutorials/tester",
    "testing",
    "certificates",
    "showcase",
    "install",
    "plots",
    "sweep",
    "cache",
    "diff",
    "report",
)
NOT_HERE = {
    "audit": "make verify has every claim of it, and tools/readme.py --check runs its explain",
    "kernel": "make coq, in .ci/run, does what it says, and tests/evidence/kernel the rest",
    "commands": "tests/cli/test_examples.py types every example",
    "trust-model": "docs/certificates.md, here, has the same commands for fewer claims",
    "claims/layer-peeled": "tests/theorems/test_reproduce.py runs the scripts of witnesses",
    "claims/neighbours": "the same",
}
SNIPPET = re.compile(
    r"^```(console|python|bash|sh|shell|pytb?)\b|^ {4}(\$ )?(symflow|python3?|pip|\.venv/bin/\w+) ",
    re.MULTILINE,
)
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+#\s*exit\s+(\d+)(?: without (\S+))?\s*$")
NEEDS = re.compile(r"\s+#\s*needs\s+(\S+)\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of the page."""

    kind: str
    file: str
    text: str


def blocks(page: str) -> list[Block]:
    """The blocks of a page, in order."""
    return [Block(kind, file, text) for kind, file, text in BLOCK.findall(page)]


def commands(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """The commands of a console block, with their exit codes and the lines that follow them."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, *output = part.splitlines()
        found, needed = EXIT.search(line), NEEDS.search(line)
        if needed and lacks(needed[1]):
            continue
        code = int(found[1]) if found else 0
        if found and found[2]:
            code, output = (code, []) if lacks(found[2]) else (0, output)
        yield NEEDS.sub("", EXIT.sub("", line)), code, output


def lacks(part: str) -> bool:
    """Whether a program or package that a line needs is not there."""
    return shutil.which(part) is None and find_spec(part) is None


def missing(wanted: list[str], output: str) -> str:
    """The first wanted line that does not stand in the rest of the output; "" if all do."""
    rest = " ".join(output.split())
    for line in wanted:
        for piece in filter(None, (" ".join(p.split()) for p in line.split("..."))):
            place = rest.find(piece)
            if place < 0:
                return piece
            rest = rest[place + len(piece) :]
    return ""


def with_script(found: list[Block]) -> list[Block]:
    """The blocks, with the python blocks without a title joined to one script, which the next console runs."""
    loose = [place for place, b in enumerate(found) if b.kind == "python" and not b.file]
    if not loose:
        return found
    script = Block("python", "test_page_script.py", "\n".join(found[place].text for place in loose))
    runs = [f"$ python {script.file}\n"]
    runs += [f"$ python -m pytest -q {script.file}\n"] if "def test_" in script.text else []
    later = [place for place, b in enumerate(found) if b.kind == "console" and place > loose[0]]
    at = later[0] if later else len(found)
    before, after = (
        [found[n] for n in places if n not in loose] for places in (range(at), range(at, len(found)))
    )
    return [*before, script, Block("console", "", "".join(runs)), *after]


def edited(text: str, diff: str) -> str:
    """The text with the lines "-" replaced by the lines "+"; they must stand there once."""
    lines = diff.splitlines()
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[0] == sign) for sign in "-+")
    assert text.count(old) == 1, f"stands there {text.count(old)} times: {old}"
    return text.replace(old, new)


def tree(place: Path) -> dict[str, str]:
    """A copy of the package and its proofs, and an environment in which symflow and python are those."""
    for folder in ("src", "proofs"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "bin").mkdir()
    for name, arguments in (("symflow", "-m symflow"), ("python", "")):
        shim = place / "bin" / name
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
    path = os.pathsep.join((str(place / "bin"), os.environ.get("PATH", "")))
    settings = {"PATH": path, "PYTHONPATH": str(place / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    plugin = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "symflow.cli.pytest_plugin"}
    return {**os.environ, **settings, **plugin, "PYTHONIOENCODING": "utf-8"}


def text_of(name: str) -> str:
    """A page."""
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_the_page_runs(name: str, tmp_path: Path) -> None:
    """From the first snippet to the last."""
    environment, ran = tree(tmp_path), 0
    for block in with_script(blocks(text_of(name))):
        if block.kind in {"python", "latex"}:
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
        elif block.kind == "diff":
            file = tmp_path / block.file
            file.write_text(edited(file.read_text(encoding="utf-8"), block.text), encoding="utf-8")
        for command, code, wanted in commands(block.text) if block.kind == "console" else ():
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            said = done.stdout + done.stderr
            assert done.returncode == code, f"{command}: {said}"
            assert missing(wanted, said) == "", f"{command}: {said}"
            ran += 1
    assert ran > 1


@pytest.mark.parametrize("name", PAGES)
def test_every_block_is_understood(name: str) -> None:
    """No snippet is passed over: each is a console block, or a file to write or to edit."""
    page = text_of(name)
    found = blocks(page)
    assert len(found) == page.count("\n```") / 2
    assert {b.kind for b in found} <= {"python", "latex", "diff", "console"}
    assert all(b.file or b.kind in {"console", "python"} for b in found)
    assert not any(b.file for b in found if b.kind == "console")


def test_no_page_with_snippets_is_left_out() -> None:
    """Each is run here, or by something else that is named; README.md by tools/readme.py."""
    docs = ROOT / "docs"
    pages = {path.relative_to(docs).with_suffix("").as_posix(): path for path in docs.rglob("*.md")}
    with_snippets = {name for name, path in pages.items() if SNIPPET.search(path.read_text(encoding="utf-8"))}
    assert with_snippets - set(PAGES) == set(NOT_HERE)
    assert set(PAGES) <= with_snippets
    assert not set(PAGES) & set(NOT_HERE)


@pytest.mark.parametrize(
    "named", re.findall(r"(?:tests|tools|docs)/[\w/]+\.(?:py|md)", " ".join(NOT_HERE.values()))
)
def test_what_runs_the_others_is_there(named: str) -> None:
    assert (ROOT / named).is_file()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["a b", "..."], True),
        (["b c", "a"], False),
        (["x"], False),
        (["a ... c"], True),
        (["c ... a"], False),
    ],
)
def test_lines_are_looked_for_in_order(wanted: list[str], found: bool) -> None:
    """A line that is not there, or that comes too early, is missed."""
    assert (missing(wanted, "a  b\n c\n") == "") is found


def test_an_edit_needs_its_line() -> None:
    """Exactly one place."""
    assert edited("x\ny\n", "-y\n+z\n") == "x\nz\n"
    with pytest.raises(AssertionError):
        edited("y\ny\n", "-y\n+z\n")
