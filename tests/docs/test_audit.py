"""The page of the audit names every claim of its chapter, and no other verdict than the expected one."""

from __future__ import annotations

import re
from pathlib import Path

from symflow.ledger import claims

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
BOOK = {name: claim for name, claim in claims().items() if claim.chapter == "layer-peeled"}
ITEMS = [
    "def-2-1",
    "nc4",
    "flow",
    "lemma-3-1",
    "remark-3-1",
    "theorem-3-1",
    "theorem-3-2",
    "lemma-3-2",
    "lemma-3-3",
    "eq-8",
    "eq-9",
    "eq-11",
    "theorem-3-3",
    "remark-3-2",
    "theorem-3-4",
    "remark-3-3",
    "rates",
]


def test_every_item_has_its_claim() -> None:
    """The statements of [J], and no as-printed form that is expected to hold."""
    assert {f"ulpm-{item}" for item in ITEMS} <= set(BOOK)
    printed = {name: claim.expected for name, claim in BOOK.items() if name.endswith("-as-printed")}
    assert len(printed) >= 12
    assert set(printed.values()) == {"REFUTED", "VACUOUS"}


def test_every_claim_is_named() -> None:
    """In backticks, so that a reader can look it up."""
    named = set(re.findall(r"`([a-z0-9-]+)`", PAGE))
    assert set(BOOK) - named == set()
    mentioned = {name for name in named if name.startswith("ulpm-")}
    assert mentioned <= set(BOOK)


def test_open_claims_are_called_open() -> None:
    """Each claim that is not settled stands in a line of the table that says so."""
    undecided = [name for name, claim in BOOK.items() if claim.expected == "UNDECIDED"]
    rows = [line for line in PAGE.splitlines() if line.startswith("|")]
    assert all(any(f"`{name}`" in row and "**open**" in row for row in rows) for name in undecided)
