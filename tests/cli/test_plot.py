"""``symflow plot``: what needs no matplotlib, and what is refused; pictures themselves are in test_plot_files.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from symflow.cli import main
from symflow.render.plots import NAMES


def refused(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int) -> str:
    """The one line of a refusal."""
    assert main(["plot", *arguments]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_the_list(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Names, options and claims; matplotlib is not needed."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert main(["plot", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[::2]] == list(NAMES)
    assert "(no options); claims: imbalance-conserved" in lines[-1]


def test_without_matplotlib(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Exit code 3, one line, nothing written."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    said = refused(capsys, ["bound", "-o", str(tmp_path / "b.svg")], 3)
    assert said == "symflow: plot: matplotlib is missing; pip install 'symflow[plot]'\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["nope", "-o", "x.svg"], "the pictures are modes, late"),
        (["fig2", "--K", "4", "-o", "x.svg"], "--K: is no option of the picture fig2"),
        (["--K", "4", "--folder", "x"], "--K: is no option of the picture portrait"),
        (["bound", "--K", "x", "-o", "x.svg"], "--K: 'x' cannot be used"),
        (["bound", "--K", "1", "-o", "x.svg"], "--K: '1' cannot be used"),
        (["bound", "--modes", " ", "-o", "x.svg"], "--modes: ' ' cannot be used"),
        (["bound", "--digits", "0", "-o", "x.svg"], "--digits: '0' cannot be used"),
        (["bound", "--timeout", "0", "-o", "x.svg"], "--timeout: '0' cannot be used"),
        (["bound", "--seed", "-1", "-o", "x.svg"], "--seed: '-1' cannot be used"),
    ],
)
def test_bad_arguments(capsys: pytest.CaptureFixture[str], arguments: list[str], wrong: str) -> None:
    assert wrong in refused(capsys, arguments, 2)
