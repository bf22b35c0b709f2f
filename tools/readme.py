"""The README: its table of claims comes from a run of ``symflow verify``, and its commands are run.

    python tools/readme.py                 fill the table between the markers
    python tools/readme.py --check         fail if the table is stale, or a command does not end as it should
    python tools/readme.py --report F      take the verdicts from the report F of an earlier run

The table says "kernel" where Coq checked a claim, so that it is filled where there is a coqc; on a machine without one
a check reads "kernel" as the "exact" that such a run gives.

A command is a line ``$ ...`` of a ``console`` block. It must end with exit code 0, or with N where the line
ends in ``# exit N``. Commands that set the project up (make, git clone, cd, pip install) are not run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- claims:begin -->", "<!-- claims:end -->"
SKIPPED = ("make", "git clone", "cd", "pip install")
SECONDS = 1800
_BLOCK = re.compile(r"^```console[^\n]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"\s+#\s*exit\s+(\d+)\s*$")


class Stale(Exception):
    """The README is not what it should be; the message is one line."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the README and the exit code that it must have."""

    text: str
    code: int = 0


def table(report: dict[str, Any]) -> str:
    """The table of claims in Markdown."""
    lines = ["| claim | statement | verdict | evidence |", "|---|---|---|---|"]
    for record in report["results"]:
        evidence = "-" if record["strength"] is None else f"{record['strength']} × {record['coverage']}"
        cells = (f"`{record['id']}`", record["title"], record["verdict"], evidence)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def filled(readme: str, content: str) -> str:
    """The README with the content between its markers."""
    if readme.count(BEGIN) != 1 or readme.count(END) != 1 or readme.index(END) < readme.index(BEGIN):
        raise Stale(f"README.md: write {BEGIN} and {END} once each, in this order, where the table belongs")
    before, rest = readme.split(BEGIN)
    return f"{before}{BEGIN}\n{content}\n{END}{rest.split(END)[1]}"


def commands(readme: str) -> Iterator[Command]:
    """The commands of the console blocks that are to be run; a trailing backslash joins lines."""
    for block in _BLOCK.findall(readme):
        for line in block.replace("\\\n", " ").splitlines():
            if not line.startswith("$ "):
                continue
            text = line[2:].strip()
            found = _EXIT.search(text)
            bare = text[: found.start()] if found else text
            if bare and not any(bare == word or bare.startswith(f"{word} ") for word in SKIPPED):
                yield Command(bare, int(found[1]) if found else 0)


def environment(scratch: Path) -> dict[str, str]:
    """An environment in which ``symflow`` and ``python`` are those of this tree and interpreter."""
    bin_ = scratch / "bin"
    bin_.mkdir(exist_ok=True)
    for name, arguments in (("symflow", "-m symflow"), ("python", "")):
        shim = bin_ / name
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
    path = os.pathsep.join((str(bin_), str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}


def run(command: Command, scratch: Path) -> str:
    """Run a command in a folder that mirrors the root; "" if it ends as it should, else what happened."""
    place = scratch / "root"
    if not place.exists():
        (place / ".venv").mkdir(parents=True)
        (place / ".venv" / "bin").symlink_to(scratch / "bin")
        for entry in ROOT.iterdir():
            if entry.name != ".venv":
                (place / entry.name).symlink_to(entry)
    try:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command.text],
            cwd=place,
            env=environment(scratch),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{command.text}: did not end within {SECONDS} s"
    if done.returncode == command.code:
        return ""
    said = (done.stderr.strip() or done.stdout.strip() or "(no output)").splitlines()[-1]
    return f"{command.text}: exit code {done.returncode}, not {command.code}: {said}"


def verified(scratch: Path) -> dict[str, Any]:
    """The report of a fresh run."""
    file = scratch / "report.json"
    done = subprocess.run(
        [sys.executable, "-m", "symflow", "verify", "--quiet", "--json", str(file)],
        env=environment(scratch),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1) or not file.exists():
        raise Stale(f"symflow verify ended with exit code {done.returncode}: {done.stderr.strip()[-300:]}")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _as_here(readme: str) -> str:
    """The README as a run on this machine would fill it."""
    return (
        readme if shutil.which("coqc") else readme.replace("| kernel × universal |", "| exact × universal |")
    )


def check(readme: str, report: dict[str, Any], scratch: Path) -> None:
    """Fail unless the table is fresh and every command ends as it should."""
    if _as_here(filled(readme, table(report))) != _as_here(readme):
        raise Stale("README.md: the table of claims is stale; run python tools/readme.py")
    todo = list(dict.fromkeys(commands(readme)))
    failures = [text for text in (run(command, scratch) for command in todo) if text]
    if failures:
        raise Stale("README.md: " + "; ".join(failures))
    print(f"README.md: the table is fresh, {len(todo)} commands end as they should")


def main(arguments: list[str] | None = None, file: Path = ROOT / "README.md") -> int:
    """Fill or check the README; 0 if all is well, 1 if it is stale or a command fails."""
    parser = argparse.ArgumentParser(description="Fill the README's table of claims, or check the README.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if something is stale")
    parser.add_argument(
        "--report", type=Path, help="a report of symflow verify --json, instead of a fresh run"
    )
    options = parser.parse_args(arguments)
    try:
        readme = file.read_text(encoding="utf-8")
        filled(readme, "")
        with tempfile.TemporaryDirectory() as folder:
            scratch = Path(folder)
            given = options.report
            report = json.loads(given.read_text(encoding="utf-8")) if given else verified(scratch)
            if options.check:
                check(readme, report, scratch)
            else:
                file.write_text(filled(readme, table(report)), encoding="utf-8")
    except (OSError, Stale, ValueError, KeyError) as error:
        print(f"tools/readme.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
