"""py.typed keeps its word: a program that uses the public interface passes mypy --strict, name by name.

Needs mypy, so that a bare ``make test`` leaves it out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import symflow

ROOT = Path(__file__).resolve().parents[2]
CONSUMER = Path(__file__).with_name("consumer.py")
WANTED = re.compile(r"reveal_type\(.*# type is (.*)$")
FOUND = re.compile(r'^(.*?):(\d+): note: Revealed type is "(.*)"$')
MISUSED = """\
import symflow
symflow.verify("chebyshev", jobs="two")
symflow.integrate([1, 2, 3], digits="many")
symflow.nothing_of_that_name
"""


def mypy(*files: Path) -> tuple[list[str], dict[tuple[str, int], str]]:
    """The errors of mypy --strict in these files alone, and what it reveals, by file and line."""
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports", "silent", "--config-file", ""]
    command += ["--cache-dir", str(ROOT / ".mypy_cache" / "consumer"), "--no-pretty", "--hide-error-context"]
    environment = {**os.environ, "MYPYPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    done = subprocess.run(
        [*command, *map(str, files)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    found = {(Path(m[1]).name, int(m[2])): m[3] for line in lines if (m := FOUND.match(line))}
    return [line for line in lines if ": error: " in line], {
        place: plain(told) for place, told in found.items()
    }


def plain(told: str) -> str:
    """A type without the modules that every reader knows; versions of mypy differ in these."""
    return re.sub(r"\b(?:builtins|typing)\.", "", told)


def test_a_consumer_is_typed(tmp_path: Path) -> None:
    """No error in the program, the types that it expects, and a type that says something for every public name."""
    every = tmp_path / "every.py"
    names = list(symflow.__all__)
    shown = [f"reveal_type(symflow.{name})" for name in names]
    every.write_text("\n".join(["import symflow", *shown, ""]), encoding="utf-8")
    errors, found = mypy(CONSUMER, every)
    assert errors == []
    wanted = {
        (CONSUMER.name, place): plain(match[1])
        for place, line in enumerate(CONSUMER.read_text(encoding="utf-8").splitlines(), 1)
        if (match := WANTED.search(line))
    }
    assert len(wanted) == 6
    assert {place: found.get(place) for place in wanted} == wanted
    types = {name: found[every.name, place] for place, name in enumerate(names, 2)}
    assert len(types) > 80
    assert {name: told for name, told in types.items() if told in {"Any", "object"}} == {}


def test_misuse_is_found(tmp_path: Path) -> None:
    """Else the check above could not fail."""
    file = tmp_path / "misused.py"
    file.write_text(MISUSED, encoding="utf-8")
    errors, _ = mypy(file)
    places = [int(line.split(":")[1]) for line in errors]
    assert places == [2, 3, 4]


def test_the_consumer_runs() -> None:
    """What is typed is also there."""
    done = subprocess.run(
        [sys.executable, str(CONSUMER)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "True {'exp-tangent': 'PROVED'} 3" in done.stdout
    assert "PROVED twice 1" in done.stdout
    assert "0.5 cannot be used" in done.stdout


@pytest.mark.parametrize("name", ["__version__", "__all__"])
def test_what_is_not_in_the_list(name: str) -> None:
    """The version and the list itself."""
    assert getattr(symflow, name)
