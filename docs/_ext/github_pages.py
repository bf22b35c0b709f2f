r"""Reads what GitHub reads and MyST does not.

1. Formulas in a line stand between dollar signs and backticks:

       a rate of $`2s_k(1-\pi_k)`$        becomes        a rate of {math}`2s_k(1-\pi_k)`

   Fenced blocks and code in a line stay as they are. Displayed formulas are known to MyST.
2. A page that holds the comment <!-- shows: ../README.md --> is, on the site, that file, with its links as seen from
   here; and a link to the file leads to the page.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

FENCE = re.compile(r"^(?P<marks>`{3,}|~{3,}).*?^(?P=marks)[ \t]*$", re.MULTILINE | re.DOTALL)
FORMULA = re.compile(r"(?<!`)\$`([^`\n]+)`\$")
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s#]+)")
SHOWS = re.compile(r"<!-- shows: (\S+) -->")


def translated(text: str) -> str:
    """The page with every formula in a line as a role of MyST."""
    return _outside_fences(text, lambda part: FORMULA.sub(r"{math}`\1`", part))


def moved(text: str, old: Path, new: Path) -> str:
    """A page of the folder ``old`` as it reads in the folder ``new``: the same files, by other relative links."""

    def there(found: re.Match[str]) -> str:
        return Path(os.path.relpath(old / found[1], new)).as_posix()

    return _outside_fences(text, lambda part: LINK.sub(there, part))


def _outside_fences(text: str, change: Any) -> str:
    out, end = [], 0
    for fence in FENCE.finditer(text):
        out += [change(text[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join([*out, change(text[end:])])


def stand_ins(folder: Path) -> dict[Path, Path]:
    """For a file outside docs/, the page that shows it."""
    found = {}
    for page in folder.rglob("*.md"):
        shows = SHOWS.search(page.read_text(encoding="utf-8"))
        if shows:
            found[(page.parent / shows[1]).resolve()] = page.resolve()
    return found


def _read(app: Sphinx, name: str, source: list[str]) -> None:
    folder = (Path(app.srcdir) / name).parent.resolve()
    shows = SHOWS.search(source[0])
    if shows:
        file = (folder / shows[1]).resolve()
        app.env.note_dependency(str(file))
        source[0] = moved(file.read_text(encoding="utf-8"), file.parent, folder)
    pages: dict[Path, Path] = app.config.symflow_stand_ins

    def page(found: re.Match[str]) -> str:
        target = pages.get((folder / found[1]).resolve())
        return Path(os.path.relpath(target, folder)).as_posix() if target else found[1]

    source[0] = translated(_outside_fences(source[0], lambda part: LINK.sub(page, part)))


def _begin(app: Sphinx) -> None:
    app.config.symflow_stand_ins = stand_ins(Path(app.srcdir))


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers with Sphinx."""
    app.connect("builder-inited", _begin)
    app.connect("source-read", _read)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
