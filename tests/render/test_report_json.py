"""The report as data: the agreed fields, exact numbers as strings, and nothing volatile outside its place."""

from __future__ import annotations

import json
from typing import Any

from made import CLAIM, proof, refutation, renamed, result, sample

from symflow.render.report_json import listing, report, text

FIELDS = {
    "id", "chapter", "title", "source", "digest", "verdict", "expected", "strength", "coverage",
    "covers", "uses", "requested", "evidence", "witness",
}  # fmt: skip
AXES = {"strength", "coverage", "outcome", "method", "cases", "trusts", "established"}


def numbers(data: Any) -> list[float]:
    """Every float in a report."""
    if isinstance(data, dict):
        return [x for value in data.values() for x in numbers(value)]
    if isinstance(data, list):
        return [x for value in data for x in numbers(value)]
    return [data] if isinstance(data, float) else []


def test_the_agreed_fields() -> None:
    """Names as users rely on them."""
    data = report([result("PROVED", proof(), sample())], "1.2", 3.5)
    assert list(data) == ["schema", "version", "level", "results", "volatile"]
    assert (data["schema"], data["version"]) == ("symflow.report/1", "1.2")
    assert {"seconds", "host", "python", "versions"} <= set(data["volatile"])
    (record,) = data["results"]
    assert set(record) >= FIELDS
    assert all(set(piece) >= AXES for piece in record["evidence"])
    assert (record["strength"], record["coverage"], record["covers"]) == (
        "exact",
        "universal",
        CLAIM.domain.let,
    )
    assert record["witness"] is None
    assert record["digest"] == CLAIM.digest


def test_a_witness_is_exact() -> None:
    """Fractions are strings, and the enclosure is a pair of decimal strings."""
    (record,) = report([result("REFUTED", refutation())], "1", 0.0)["results"]
    assert record["witness"] == {
        "part": "double",
        "scheme": "none",
        "K": 3,
        "n": 1,
        "d": 1,
        "values": {"u": ["1", "-1/3"]},
        "indices": {"g": 1},
        "indices_count_from": 0,
        "relation": "==",
        "enclosure": ["0.10", "0.11"],
        "bits": 192,
    }
    assert record["as_expected"] is False


def test_an_undecided_claim_has_nulls() -> None:
    """No strength and no coverage without evidence."""
    lone = result("UNDECIDED", examined=False, messages=("did not\nfinish\x1b[31m within 1 s",))
    (record,) = report([lone], "1", 0.0)["results"]
    assert (record["strength"], record["coverage"], record["covers"], record["steps"]) == (
        None,
        None,
        None,
        [],
    )
    assert record["messages"] == ["did not finish [31m within 1 s"]


def test_same_bytes_apart_from_volatile() -> None:
    """Whatever the order and the time of the run; records are sorted by id."""
    first, second = result(claim=renamed("a")), result(claim=renamed("b"))
    one, two = report([first, second], "1", 1.0), report([second, first], "1", 9.0)
    assert [r["id"] for r in one["results"]] == ["a", "b"]
    del one["volatile"], two["volatile"]
    assert text(one) == text(two)
    assert numbers(one) == []
    assert json.loads(text(one)) == one


def test_a_listing() -> None:
    """Claims without a run."""
    data = listing([renamed("b"), renamed("a")], "1")
    assert data["schema"] == "symflow.list/1"
    assert [c["id"] for c in data["claims"]] == ["a", "b"]
    assert {"chapter", "title", "source", "expected", "digest"} <= set(data["claims"][0])
