"""The committed run of the campaign is whole."""

from __future__ import annotations

import json
from pathlib import Path

from symflow.testing import containment

RESULT = Path(__file__).resolve().parents[3] / "docs" / "containment.json"


def test_the_committed_run() -> None:
    """10,000 cases, no miss, and as the page says, none unfinished."""
    record = json.loads(RESULT.read_text(encoding="utf-8"))
    assert (record["schema"], record["digits"]) == (
        containment.SCHEMA,
        [containment.DIGITS, containment.FINE],
    )
    assert record["done"] >= containment.CASES == 10_000
    assert record["missed"] == record["unfinished"] == []
