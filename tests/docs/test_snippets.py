"""Pages of docs/ whose every snippet is run, in the order of the page, in a copy of the tree.

A ``python`` or ``diff`` block has a title, the file that it writes or edits. In a ``console`` block the lines "$ ..."
are run; they must end with exit code 0, or with N where a line ends in "# exit N". The other lines must stand in the
output in this order, whatever the spaces; "..." stands for anything.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
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
)
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+#\s*exit\s+(\d+)\s*$")


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
        found = EXIT.search(line)
        yield EXIT.sub("", line), int(found[1]) if found else 0, output


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
    for block in blocks(text_of(name)):
        if block.kind == "python":
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
    assert ran > 5


@pytest.mark.parametrize("name", PAGES)
def test_every_block_is_understood(name: str) -> None:
    """No snippet is passed over: each is a console block, or a file to write or to edit."""
    page = text_of(name)
    found = blocks(page)
    assert len(found) == page.count("\n```") / 2
    assert {b.kind for b in found} <= {"python", "diff", "console"}
    assert all(bool(b.file) == (b.kind != "console") for b in found)


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
