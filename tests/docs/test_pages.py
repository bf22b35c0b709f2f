"""The hand-written pages agree with the code that they speak of, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from symflow.claim.assumed import ASSUMED, PREDICATES
from symflow.evidence.proving.steps import STEP_KINDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
STEPS = (ROOT / "docs" / "steps.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """A section of docs/steps.md."""
    return STEPS.split(f"\n## {title}\n")[1].split("\n## ")[0]


def first_cells(text: str) -> set[str]:
    """The names in backticks in the first column of a table."""
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`([a-z-]+)`", cell)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    """Links within the repository."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    lost = [link for link in links if link and "://" not in link and not (page.parent / link).exists()]
    assert lost == []


def test_the_kinds_of_step_are_listed() -> None:
    listed = set(re.findall(r"^\| ([A-Z-]+) \|", STEPS, re.MULTILINE))
    assert listed == {kind.kind for kind in STEP_KINDS}


def test_the_citable_facts_are_listed() -> None:
    """All of them, and no others."""
    assert first_cells(section("The textbook facts that may be cited")) == set(ASSUMED)


def test_the_predicates_are_listed() -> None:
    assert first_cells(section("Predicates")) == set(PREDICATES)
