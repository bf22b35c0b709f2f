"""The gallery, docs/gallery: pictures as SVG, the data of each as CSV beside it, and the page that shows them.

    python tools/gallery.py [NAME ...]     compute, draw and write (all pictures, or some)
    python tools/gallery.py --redraw       draw again from the data that are stored; compute nothing
    python tools/gallery.py --check        change nothing; compute again and compare

The check compares the data to the digits that are printed, and sees that each picture was drawn from the data beside
it and that the page is fresh. It does not compare pictures, which differ from one matplotlib to another.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from pages.prose import signs  # noqa: E402 - the tools stand beside this file
from pictures import (  # noqa: E402 - the tools stand beside this file
    band,
    bound,
    counterexamples,
    depth,
    fig2,
    late,
    many,
    modes,
    nearby,
    portrait,
    rate,
    ray,
    tree,
    waiting,
)
from pictures.picture import Picture  # noqa: E402
from pictures.table import difference  # noqa: E402

from symflow.errors import SymflowError  # noqa: E402
from symflow.render.plots.look import look, mark_of, svg  # noqa: E402
from symflow.render.plots.table import Table, parsed  # noqa: E402

FOLDER = ROOT / "docs" / "gallery"
PICTURES: tuple[Picture, ...] = tuple(
    module.PICTURE
    for module in (
        modes,
        portrait,
        bound,
        band,
        ray,
        rate,
        waiting,
        nearby,
        counterexamples,
        depth,
        tree,
        many,
        fig2,
        late,
    )
)
HEAD = """\
<!-- Written by tools/gallery.py; edits are lost. -->

# Gallery

Each picture is drawn from the CSV file beside it, and `python tools/gallery.py --check` computes the numbers
again. What is proved is said with the id of its claim ([all claims](../claims/README.md)); all else was
measured."""


def page(pictures: Sequence[Picture]) -> str:
    """The page that shows the pictures."""
    blocks = [HEAD]
    for picture in pictures:
        script = f"tools/pictures/{picture.draw.__module__.rpartition('.')[2]}.py"
        image = f"![{picture.alt}]({picture.name}.svg)"
        files = f"Data: [{picture.name}.csv]({picture.name}.csv). Script: [{script}](../../{script})."
        blocks += [f"## {picture.title}", image, signs(picture.text), files]
    return "\n\n".join(blocks) + "\n"


def write(picture: Picture, folder: Path) -> None:
    """Compute and draw one picture."""
    table = picture.data()
    (folder / f"{picture.name}.csv").write_text(table.text(), encoding="utf-8")
    redraw(picture, folder)


def redraw(picture: Picture, folder: Path) -> None:
    """Draw one picture from the data beside it."""
    table = stored(picture, folder)
    with look():
        drawn = svg(picture.draw(table), picture.title, table.mark)
    (folder / f"{picture.name}.svg").write_text(drawn, encoding="utf-8")


def wrong(picture: Picture, folder: Path) -> str:
    """What is wrong with a stored picture; "" if nothing is."""
    trouble = unfit(picture, folder)
    if trouble:
        return trouble
    found = difference(stored(picture, folder), picture.data())
    return f"{picture.name}.csv: {found}" if found else ""


def stored(picture: Picture, folder: Path) -> Table:
    """The data beside a picture."""
    return parsed((folder / f"{picture.name}.csv").read_text(encoding="utf-8"))


def unfit(picture: Picture, folder: Path) -> str:
    """Whether the files are there and belong together, without computing anything."""
    try:
        mark = mark_of((folder / f"{picture.name}.svg").read_text(encoding="utf-8"))
        fits = mark == stored(picture, folder).mark
    except (OSError, ValueError) as error:
        return f"{picture.name}: cannot be read: {error}"
    return "" if fits else f"{picture.name}.svg: was not drawn from {picture.name}.csv"


def around(pictures: Sequence[Picture], folder: Path) -> list[str]:
    """What is wrong with the page, and files that belong to no picture."""
    known = {"README.md", *(f"{p.name}.{kind}" for p in pictures for kind in ("csv", "svg"))}
    extra = sorted(path.name for path in folder.iterdir() if path.name not in known)
    try:
        fresh = (folder / "README.md").read_text(encoding="utf-8") == page(pictures)
    except OSError:
        fresh = False
    troubles = [f"{name}: belongs to no picture" for name in extra]
    return troubles if fresh else [*troubles, "README.md: is stale"]


def main(
    arguments: list[str] | None = None, folder: Path = FOLDER, known: Sequence[Picture] = PICTURES
) -> int:
    """Write or check the gallery: 0 if all is well, 1 if something is wrong, 3 if matplotlib is missing."""
    parser = argparse.ArgumentParser(description="Write docs/gallery, or check it.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these pictures")
    parser.add_argument("--check", action="store_true", help="change nothing; compute again and compare")
    parser.add_argument("--redraw", action="store_true", help="draw again from the stored data")
    options = parser.parse_args(arguments)
    chosen = [p for p in known if p.name in options.names or not options.names]
    if len(chosen) < len(options.names):
        parser.error(f"the pictures are {', '.join(p.name for p in known)}")
    try:
        return (
            _checked(known, folder)
            if options.check
            else _written(chosen, known, folder, redraw if options.redraw else write)
        )
    except (OSError, SymflowError) as error:
        print(f"tools/gallery.py: {error}", file=sys.stderr)
        return 1


def _written(
    chosen: Sequence[Picture],
    known: Sequence[Picture],
    folder: Path,
    work: Callable[[Picture, Path], None],
) -> int:
    if find_spec("matplotlib") is None:
        print("tools/gallery.py: matplotlib is missing; pip install 'symflow[plot]'", file=sys.stderr)
        return 3
    folder.mkdir(parents=True, exist_ok=True)
    for picture in chosen:
        work(picture, folder)
        print(f"docs/gallery: wrote {picture.name}")
    (folder / "README.md").write_text(page(known), encoding="utf-8")
    return 0


def _checked(known: Sequence[Picture], folder: Path) -> int:
    troubles = [text for text in (wrong(picture, folder) for picture in known) if text]
    troubles += around(known, folder)
    for text in troubles:
        print(f"tools/gallery.py: {text}; run python tools/gallery.py", file=sys.stderr)
    if not troubles:
        print(f"docs/gallery: {len(known)} pictures with the data computed again; {_drawn(known, folder)}")
    return int(bool(troubles))


def _drawn(known: Sequence[Picture], folder: Path) -> str:
    """Draws each picture from the data beside it, where that can be done, and says what was not checked."""
    if find_spec("matplotlib") is None:
        return "not checked: that they can be drawn, for matplotlib is missing"
    with look():
        for picture in known:
            svg(picture.draw(stored(picture, folder)), picture.title, "")
    return "they can be drawn; not checked: that they look the same"


if __name__ == "__main__":
    sys.exit(main())
