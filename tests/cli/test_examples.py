"""Every command has examples in its help, and every example does what the help says, typed into a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer

from symflow.cli import main
from symflow.cli.app import COMMANDS, app
from symflow.cli.examples import EXAMPLES, WIDEST, Example, epilog, helpful

BREAK_A_LAW = """
import numpy as np
from symflow.testing import check
check({"softmax": lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0)}, "softmax-value", families=["walsh"])
"""


def named(command: Any, name: str = "") -> Iterator[str]:
    """The names of all commands, those of experiments included."""
    for word, sub in getattr(command, "commands", {}).items():
        own = f"{name} {word}".strip()
        yield own
        yield from named(sub, own)


def is_here(need: str) -> bool:
    """Whether a package or program is installed."""
    return not need or find_spec(need) is not None or shutil.which(need) is not None


def shell(line: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Type a line."""
    shim = place.parent / "bin" / "symflow"
    if not shim.exists():
        shim.parent.mkdir()
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m symflow "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
    path = os.pathsep.join((str(shim.parent), os.environ["PATH"]))
    return subprocess.run(
        ["bash", "-c", line],
        cwd=place,
        env={**os.environ, "PATH": path, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_command_has_examples() -> None:
    """Two to four each, and none for a command that is not there."""
    assert set(named(typer.main.get_command(app))) == set(EXAMPLES)
    assert set(COMMANDS) == {name.split()[0] for name in EXAMPLES}
    for name, examples in EXAMPLES.items():
        assert 2 <= len(examples) <= 4, name
        assert any(example.line.startswith(f"symflow {name}") or name == "completion" for example in examples)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_help_shows_them(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the options, whole, in 80 columns and without colours."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    assert main([*name.split(), "--help"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80
    _, found, rest = out.partition("\n Examples")
    assert found
    shown = [line.strip() for line in rest.splitlines()]
    for example in EXAMPLES[name]:
        assert len(example.line) <= WIDEST
        assert f"$ {example.line}" in shown
        assert any(line.startswith(example.why) for line in shown)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_work(name: str, tmp_path: Path) -> None:
    """In their order, in an empty folder; without a part that one needs, that is said."""
    place = tmp_path / "place"
    place.mkdir()
    if name == "replay":
        subprocess.run([sys.executable, "-c", BREAK_A_LAW], cwd=place, check=True)
    for example in EXAMPLES[name]:
        if example.needs == "torch" and is_here("torch"):
            continue  # minutes, and pictures to learn from: tests/experiment/test_network.py trains
        done = shell(example.line, place)
        wanted = example.code if is_here(example.needs) else 3
        assert done.returncode == wanted, f"{example.line}: {done.stdout}{done.stderr}"
        if wanted == 3:
            assert example.needs in done.stderr
            assert len(done.stderr.splitlines()) == 1


def test_what_is_in_brackets_stays(capsys: pytest.CaptureFixture[str]) -> None:
    """The pages of help take [words] for styles; here they are text."""
    assert main(["lyapunov", "--help"]) == 0
    assert "sorted(s)[i]" in capsys.readouterr().out
    assert main(["verify", "--help"]) == 0
    assert "[default:" in capsys.readouterr().out.partition("Claims examined")[2].partition("--timeout")[0]


def test_without_examples_there_is_no_heading() -> None:
    """And a command that has an epilog keeps it."""
    assert epilog("nothing-of-that-name") == ""
    command = typer.main.get_command(app)
    command.epilog = "its own [i]"
    assert helpful(helpful(command, "list"), "list").epilog == r"its own \[i]"
    assert Example("symflow list", "x").code == 0
