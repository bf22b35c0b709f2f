"""The comparison names its sources: every row, every number, and links to arXiv and doi only."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "comparison.md").read_text(encoding="utf-8")
BODY, _, SOURCES = PAGE.partition("## Sources")
ROWS = [line for line in BODY.splitlines() if line.startswith("| ") and not line.startswith("| tool ")]


def numbers(text: str) -> set[int]:
    """The sources that a text names."""
    return {int(n) for group in re.findall(r"\[(\d+(?:, \d+)*)\](?!\()", text) for n in group.split(", ")}


def test_every_row_has_a_source() -> None:
    """But that of symflow itself."""
    assert len(ROWS) >= 11
    for row in ROWS[:-1]:
        assert numbers(row.split("|")[1]), row
    assert ROWS[-1].startswith("| symflow |")


def test_sources_and_their_numbers_fit() -> None:
    """None is missing, none is named in vain."""
    listed = {int(n) for n in re.findall(r"^(\d+)\. ", SOURCES, re.MULTILINE)}
    assert listed == set(range(1, len(listed) + 1))
    assert numbers(BODY) == listed


def test_links_go_to_arxiv_and_doi() -> None:
    """Or to pages of these docs."""
    for link in re.findall(r"https?://[^\s>)]+", PAGE):
        assert re.match(r"https://(arxiv\.org/abs|doi\.org)/", link), link


def test_it_says_what_is_not_known() -> None:
    """An unknown is a word, not an empty cell."""
    assert "not known to us" in BODY
    assert all(cell.strip() for row in ROWS for cell in row.split("|")[1:-1])
