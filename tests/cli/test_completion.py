"""Shell completion: the printed lines make bash complete commands, options and claim ids, and write nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from symflow import claims
from symflow.cli import completion, main
from symflow.cli.app import COMMANDS

BASH = """
{script}
COMP_WORDS=({words}); COMP_CWORD={place}
_symflow_completion "{program}" "{current}" ""
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program symflow that runs this tree."""
    file = tmp_path / "bin" / "symflow"
    file.parent.mkdir()
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m symflow "$@"\n', encoding="utf-8")
    file.chmod(0o755)
    return file


def printed(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What ``symflow completion`` prints."""
    assert main(["completion", shell]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def pressed(program: Path, script: str, words: list[str]) -> list[str]:
    """What bash offers for the last of the words, and that nothing else is said and nothing written."""
    place = program.parent.parent / "empty"
    place.mkdir(exist_ok=True)
    text = BASH.format(
        script=script,
        words=" ".join(f"'{word}'" for word in words),
        place=len(words) - 1,
        program=program,
        current=words[-1],
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", text],
        cwd=place,
        env={**os.environ, "HOME": str(place)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert list(place.iterdir()) == []
    return done.stdout.split()


def test_bash_completes(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Commands, options, ids, values; silence where there is nothing, a wrong command included."""
    script = printed("bash", capsys)
    assert pressed(program, script, ["symflow", "ver"]) == ["verify"]
    assert set(pressed(program, script, ["symflow", ""])) == set(COMMANDS)
    assert "--certificates" in pressed(program, script, ["symflow", "verify", "--"])
    assert pressed(program, script, ["symflow", "verify", "chebyshev", "lyapunov-"]) == [
        name for name in completion.known_ids() if name.startswith("lyapunov-")
    ]
    assert pressed(program, script, ["symflow", "explain", "ulpm-lemma-3-3-l"]) == ["ulpm-lemma-3-3-limit"]
    assert pressed(program, script, ["symflow", "latex", "cheb"]) == ["chebyshev"]
    assert pressed(program, script, ["symflow", "verify", "--level", ""]) == ["quick", "full"]
    assert pressed(program, script, ["symflow", "experiment", ""]) == ["fig2", "late", "train"]
    assert pressed(program, script, ["symflow", "completion", "f"]) == ["fish"]
    assert pressed(program, script, ["symflow", "report", "cheb"]) == ["chebyshev"]
    assert pressed(program, script, ["symflow", "experiment", "nonsense", ""])  # and no error is shown
    for nothing in (["nonsense", "a"], ["verify", "my_cl"]):
        assert pressed(program, script, ["symflow", *nothing]) == []


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_every_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines that the shell itself can read, where it is here; they ask symflow for the words."""
    script = printed(shell, capsys)
    assert f"{completion.VARIABLE}=complete_{shell}" in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize(
    ("shell", "asked"),
    [
        ("zsh", {"_TYPER_COMPLETE_ARGS": "symflow explain max-min-ratio-1"}),
        (
            "fish",
            {
                "_TYPER_COMPLETE_ARGS": "symflow explain max-min-ratio-1",
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            },
        ),
    ],
)
def test_what_zsh_and_fish_ask_is_answered(program: Path, shell: str, asked: dict[str, str]) -> None:
    """Whether the shell is here or not."""
    environment = {**os.environ, completion.VARIABLE: f"complete_{shell}", **asked}
    done = subprocess.run([program], env=environment, capture_output=True, text=True, check=True)
    assert "max-min-ratio-16" in done.stdout
    assert "max-min-ratio-4" not in done.stdout
    assert done.stderr == ""


def test_the_ids_are_those_of_the_claims() -> None:
    """Found without loading the claims, and yet all of them."""
    assert completion.known_ids() == sorted(claims())


def test_a_key_press_loads_no_computer_algebra() -> None:
    """Nor arrays, nor pictures, nor a cluster."""
    heavy = ("sympy", "numpy", "mpmath", "hypothesis", "matplotlib", "dask", "distributed", "torch")
    code = (
        "import sys; from symflow.cli import main\n"
        "try: main([])\n"
        f"finally: print([name for name in {heavy!r} if name in sys.modules])"
    )
    asked = {completion.VARIABLE: "complete_bash", "COMP_WORDS": "symflow\nverify\nche", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **asked}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["chebyshev", "[]"]


def test_an_unknown_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """In one line."""
    assert main(["completion", "tcsh"]) == 2
    assert "shell: 'tcsh' cannot be used; give one of bash, zsh, fish" in capsys.readouterr().err
