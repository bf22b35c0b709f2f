"""docs/soundness.md and docs/soundness.json: the published run found nothing wrong, and the page says what it found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symflow.errors import InputError
from symflow.testing.tamper import survivors
from symflow.testing.tamper.page import BEGIN, rewritten
from symflow.testing.tamper.record import refused

DOCS = Path(__file__).resolve().parents[2] / "docs"
RECORD = json.loads((DOCS / "soundness.json").read_text(encoding="utf-8"))
PAGE = (DOCS / "soundness.md").read_text(encoding="utf-8")
CLASSES = {value for name, value in vars(survivors).items() if name.isupper() and isinstance(value, str)}


def test_nothing_is_wrong_in_the_published_run() -> None:
    """Thousands of edits refused, no false survivor, no false twin accepted."""
    total, no, yes = refused(RECORD)
    assert no >= 2000
    assert yes == sum(RECORD["survivors"].values())
    assert RECORD["wrong"] == []
    assert RECORD["twins"] == {}
    assert sum(RECORD["modes"].values()) == RECORD["done"] >= total


def test_the_page_has_the_counts_of_the_file() -> None:
    """Written anew, the page stays as it is."""
    assert rewritten(PAGE, RECORD) == PAGE


def test_every_class_of_survivors_is_explained() -> None:
    """In the table of classes."""
    assert set(RECORD["survivors"]) <= CLASSES
    for name in CLASSES - {"same proof"}:
        assert f"| {name} |" in PAGE


def test_a_page_without_its_place_is_refused() -> None:
    """One line, not a page without counts."""
    with pytest.raises(InputError):
        rewritten(PAGE.replace(BEGIN, ""), RECORD)
