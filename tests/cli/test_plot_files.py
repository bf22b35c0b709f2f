"""``symflow plot`` writes pictures and their data. Needs matplotlib."""

from __future__ import annotations

from pathlib import Path

import pytest

from symflow.cli import main
from symflow.render.plots import draw


@pytest.mark.parametrize(("kind", "head"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_one_picture_with_its_data_and_its_caption(
    kind: str, head: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"b.{kind}"
    options = ["--modes", "1/2,1,0.7", "--t-end", "1e3", "--digits", "6"]
    assert main(["plot", "bound", *options, "-o", str(file)]) == 0
    known = draw("bound", modes=["1/2", "1", "0.7"], t_end="1e3", digits=6)
    assert file.read_bytes() == known.image(kind)
    assert file.read_bytes().startswith(head)
    assert (tmp_path / "b.csv").read_text(encoding="utf-8") == known.csv
    said = capsys.readouterr()
    assert said.err == ""
    last = "What is called proved is not verified here; symflow verify global-convergence does that.\n"
    assert said.out == f"{known.title}: {file}, {tmp_path / 'b.csv'}\n{known.caption}\n{last}"


def test_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Some pictures, each once, and their data; a folder that is new is made."""
    place = tmp_path / "new"
    command = ["plot", "modes", "measures", "modes", "--K", "4", "--seed", "3", "--t-end", "1e4", "--quiet"]
    assert main([*command, "--folder", str(place), "--format", "png"]) == 0
    assert sorted(p.name for p in place.iterdir()) == [
        "measures.csv",
        "measures.png",
        "modes.csv",
        "modes.png",
    ]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["bound"], "give -o F.svg for one picture, or --folder DIR"),
        (["bound", "-o", "x.svg", "--folder", "y"], "give -o F.svg for one picture"),
        (["bound", "rate", "-o", "x.svg"], "name one, or give --folder DIR"),
        (["bound", "-o", "x.gif"], "give a file that ends in .svg, .png, .pdf"),
        (["bound", "-o", "-"], "give a file that ends in .svg, .png, .pdf"),
        (["bound", "-o", "no/x.svg"], "its folder does not exist"),
        (["bound", "--folder", "no/x"], "its parent folder does not exist"),
        (["bound", "--folder", "x", "--format", "gif"], "--format: 'gif' cannot be used"),
        (["bound", "--modes", "1,1,1", "-o", "x.svg"], "all of the start are equal"),
        (["bound", "--modes", "1,x,1", "-o", "x.svg"], "--modes: 'x' cannot be used"),
        (["bound", "--t-end", "3", "-o", "x.svg"], "--t-end: '3' cannot be used"),
    ],
)
def test_nothing_is_written_where_something_is_wrong(
    arguments: list[str], wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["plot", *arguments]) == 2
    said = capsys.readouterr().err
    assert wrong in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_limit_of_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 4, and no half of a picture."""
    command = ["plot", "modes", "late", "--K", "4", "--t-end", "1e200000", "--timeout", "0.001", "--quiet"]
    code = main([*command, "--folder", str(tmp_path)])
    assert code == 4
    assert "the limit of 0.001 s was reached" in capsys.readouterr().err
    assert not (tmp_path / "late.svg").exists()
