"""The reference pages, docs/api.md and docs/commands.md, from what the package exports and from its command line.

    python tools/reference.py             write the pages
    python tools/reference.py --check     change nothing; fail if a page is stale

A public name without a docstring, or without a place in the table of topics, is an error.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from pages.api import api  # noqa: E402 - the tools stand beside this file
from pages.commands import commands  # noqa: E402

FOLDER = ROOT / "docs"
WRITTEN = "<!-- Written by tools/reference.py; edits are lost. -->"


def pages() -> dict[str, str]:
    """The text of every page by its file name."""
    made = {"api.md": api(), "commands.md": commands()}
    return {name: f"{WRITTEN}\n\n{text.rstrip()}\n" for name, text in made.items()}


def stale(texts: dict[str, str], folder: Path) -> list[str]:
    """The pages that are missing, or not what they should be."""
    kept = {name: folder / name for name in texts}
    return [n for n, path in kept.items() if not path.is_file() or path.read_text("utf-8") != texts[n]]


def main(arguments: list[str] | None = None, folder: Path = FOLDER) -> int:
    """Write or check the pages; 0 if all is well, 1 if a page is stale or cannot be made."""
    parser = argparse.ArgumentParser(description="Write the reference pages, or check them.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is stale")
    options = parser.parse_args(arguments)
    try:
        texts = pages()
        if not options.check:
            for name, text in texts.items():
                (folder / name).write_text(text, encoding="utf-8")
        wrong = stale(texts, folder)
    except (OSError, LookupError) as error:
        print(f"tools/reference.py: {error}", file=sys.stderr)
        return 1
    if wrong:
        print(
            f"tools/reference.py: stale: {', '.join(wrong)}; run python tools/reference.py", file=sys.stderr
        )
        return 1
    print(f"docs: {len(texts)} reference pages are fresh")
    return 0


if __name__ == "__main__":
    sys.exit(main())
