"""docs/certificates.md lists every field, verdict, answer and textbook fact that the checker knows, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from symflow.checker.certificate import BOUND, SCHEMA, VERDICTS
from symflow.checker.citations import FACTS
from symflow.ledger.recheck import STATES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "certificates.md").read_text(encoding="utf-8")


def first_cells(title: str) -> list[str]:
    """The first column of the first table of a section."""
    section = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return [cell.strip("` ") for cell in re.findall(r"^\|([^|]+)\|", section, re.MULTILINE)][2:]


def test_every_field_is_listed() -> None:
    """In the order in which they are bound."""
    assert first_cells("What is in a file") == ["schema", *BOUND, "certificate", "volatile"]
    assert f"`{SCHEMA}`" in PAGE
    assert all(verdict in PAGE for verdict in VERDICTS)


def test_every_answer_is_listed() -> None:
    assert tuple(first_cells("To check them")) == STATES


def test_every_textbook_fact_is_listed() -> None:
    """``characters`` is built into the normal form."""
    assert set(first_cells("Textbook facts")) == {*FACTS, "characters"}
