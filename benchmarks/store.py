"""The files: data.json, the pictures drawn from it, and the page; and whether they still belong together."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from benchmarks.capd import section
from benchmarks.outcome import Data, read
from benchmarks.page import page
from benchmarks.pictures import PICTURES, drawn
from symflow.render.plots.look import mark_of

THEORY = Path(__file__).resolve().parents[1] / "docs" / "theory.md"


def write_data(data: Data, folder: Path) -> None:
    """The data alone."""
    (folder / "benchmarks").mkdir(parents=True, exist_ok=True)
    (folder / "benchmarks" / "data.json").write_text(data.text(), encoding="utf-8")


def write(data: Data, folder: Path) -> None:
    """Data, page and, where matplotlib is installed, pictures."""
    write_data(data, folder)
    (folder / "benchmarks.md").write_text(page_in(folder, data), encoding="utf-8")
    if find_spec("matplotlib") is not None:
        for picture in PICTURES:
            path = folder / "benchmarks" / f"{picture.name}.svg"
            path.write_text(drawn(picture, data), encoding="utf-8")


def page_in(folder: Path, data: Data) -> str:
    """The page, as it stands in a folder."""
    return page(data, Path(os.path.relpath(THEORY, folder)).as_posix(), section(folder))


def stale(folder: Path) -> list[str]:
    """What does not belong to the data."""
    troubles = []
    try:
        data = read((folder / "benchmarks" / "data.json").read_text(encoding="utf-8"))
        if (folder / "benchmarks.md").read_text(encoding="utf-8") != page_in(folder, data):
            troubles.append("benchmarks.md is stale")
        for picture in PICTURES:
            text = (folder / "benchmarks" / f"{picture.name}.svg").read_text(encoding="utf-8")
            if mark_of(text) != data.mark:
                troubles.append(f"{picture.name}.svg was not drawn from data.json")
    except (OSError, ValueError) as error:
        return [f"cannot be read: {error}"]
    return troubles
