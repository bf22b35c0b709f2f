"""The theory pages, docs/claims: every claim as it is stated, and its proof script in outline.

    python tools/theory.py             write docs/claims
    python tools/theory.py --check     change nothing; fail if a page is stale

A page is made from the registered claims and from the steps that their scripts write. Nothing is verified here, so a
page speaks of the verdict that is expected, never of one that was reached. Statements are numbered within their chapter
in the order in which docs/theory.md first names them; numbers.md lists them by number.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from pages.index import graph, table  # noqa: E402 - the tools stand beside this file
from pages.numbers import by_number, numbered  # noqa: E402
from pages.section import section  # noqa: E402
from pages.sources import Source, sources  # noqa: E402

from symflow.errors import SymflowError  # noqa: E402
from symflow.ledger.run import CHAPTERS  # noqa: E402

FOLDER = ROOT / "docs" / "claims"
ORDER = ROOT / "docs" / "theory.md"
CAUTION = (
    "This page shows statements and scripts; it verifies nothing. The verdict comes from `symflow verify`, and "
    "`symflow explain ID` shows each step as the object that was checked. *Expected* is what the author of a claim "
    "expects. Sentences are their authors'; what is checked are the formulas. In a script, a part of the claim "
    "stands in bold at the last step that states it."
)
ARROWS = (
    "An arrow leads from a claim to one that uses it; it is left out where a longer way leads there. Claims that "
    "neither use another nor are used are not shown. Blue: expected PROVED; orange: REFUTED; yellow: UNDECIDED."
)
WRITTEN = "<!-- Written by tools/theory.py from the claims; edits are lost. -->"


def pages(book: Mapping[str, Source], guide: str) -> dict[str, str]:
    """The text of every page by its file name; claims stand in the order in which the guide first names them."""
    order = sorted(book.values(), key=lambda source: (_first(source.claim.id, guide), source.claim.id))
    places = {name: f"{source.claim.chapter}.md#{name}" for name, source in book.items()}
    numbers = numbered([source.claim for source in order])
    out = {"README.md": _index(order, book, places, numbers)}
    out["numbers.md"] = f"{WRITTEN}\n\n{by_number([source.claim for source in order], numbers, places)}\n"
    for chapter in CHAPTERS:
        chosen = [source for source in order if source.claim.chapter == chapter]
        head = [WRITTEN, f"# Claims of the chapter {chapter}", f"{CAUTION} [All claims](README.md)"]
        sections = [section(source, places, numbers) for source in chosen]
        out[f"{chapter}.md"] = "\n\n".join([*head, *sections]) + "\n"
    return out


def _first(name: str, guide: str) -> int:
    """Where the guide first names a claim; behind everything else if it does not."""
    place = guide.find(f"`{name}`")
    return place if place >= 0 else len(guide)


def _index(
    order: list[Source], book: Mapping[str, Source], places: Mapping[str, str], numbers: Mapping[str, str]
) -> str:
    steps = sum(len(source.steps) for source in order)
    return (
        "\n\n".join(
            [
                WRITTEN,
                "# The claims",
                (
                    f"{len(order)} claims, {steps} steps. They stand in the order of [theory in brief](../theory.md); "
                    "[by number](numbers.md), chapter by chapter."
                ),
                CAUTION,
                table(order, places, numbers),
                "## What rests on what",
                ARROWS,
                graph(book),
            ]
        )
        + "\n"
    )


def stale(texts: Mapping[str, str], folder: Path) -> list[str]:
    """The pages that are missing, superfluous, or not what they should be."""
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return sorted(name for name in {*found, *texts} if found.get(name) != texts.get(name))


def main(arguments: list[str] | None = None, folder: Path = FOLDER) -> int:
    """Write or check the pages; 0 if all is well, 1 if a page is stale or a script fails."""
    parser = argparse.ArgumentParser(description="Write docs/claims from the claims, or check it.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is stale")
    options = parser.parse_args(arguments)
    try:
        texts = pages(sources(), ORDER.read_text(encoding="utf-8"))
        if not options.check:
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in texts.items():
                (folder / name).write_text(text, encoding="utf-8")
            for name in stale(texts, folder):
                (folder / name).unlink()
        wrong = stale(texts, folder)
    except (OSError, LookupError, SymflowError) as error:
        print(f"tools/theory.py: {error}", file=sys.stderr)
        return 1
    if wrong:
        print(f"tools/theory.py: stale: {', '.join(wrong)}; run python tools/theory.py", file=sys.stderr)
        return 1
    print(f"docs/claims: {len(texts)} pages are fresh")
    return 0


if __name__ == "__main__":
    sys.exit(main())
