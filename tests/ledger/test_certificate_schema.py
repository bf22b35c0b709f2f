"""The JSON Schema that is shipped: real certificates fit, and what is not well-formed does not."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from certificates_made import from_scripts
from json_schema import errors

import symflow.checker
from symflow.checker.certificate import BOUND, SCHEMA
from symflow.ledger import claims

FILE = Path(symflow.checker.__file__).with_name("certificate.schema.json")
FORM = json.loads(FILE.read_text(encoding="utf-8"))
# A proof, a refutation with its witness, a point, boxes of a cover, facts that are used.
KINDS = ["collapse-ray", "mode-growth", "unequal-imbalance", "squared-loss"]


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    """Certificates of several kinds."""
    return {name: json.loads(made.text) for name, made in from_scripts(claims(), KINDS).items()}


def test_it_is_versioned_and_names_every_field() -> None:
    """The version is that of the checker."""
    assert FORM["properties"]["schema"] == {
        "description": FORM["properties"]["schema"]["description"],
        "const": SCHEMA,
    }
    assert FORM["$id"] == f"urn:{SCHEMA.replace('/', ':')}"
    assert set(FORM["required"]) == {"schema", *BOUND, "certificate", "volatile"} == set(FORM["properties"])


def test_real_certificates_fit(real: dict[str, Any]) -> None:
    """One of each kind."""
    assert {name: errors(FORM, data)[:1] for name, data in real.items()} == {name: [] for name in KINDS}
    assert any(data["covers"] for data in real.values())
    assert any(data["witness"] for data in real.values())
    assert any(data["point"] for data in real.values())


EDITS = {
    "a field is missing": lambda d: d.pop("text"),
    "a field too many": lambda d: d.update(more=1),
    "another version": lambda d: d.update(schema="symflow.certificate/2"),
    "a float": lambda d: d["statement"][1].__setitem__(4, 2.5),
    "a digest": lambda d: d.update(digest="0"),
    "a verdict": lambda d: d.update(verdict="TRUE"),
    "an unknown kind": lambda d: d["statement"][2][1][2].__setitem__(0, "Axiom"),
    "a relation": lambda d: d["statement"][2][1][2].__setitem__(1, "!="),
    "a step": lambda d: d["steps"].append(["Trust", "me"]),
    "a number with a space": lambda d: d["steps"][0].__setitem__(2, ["q", " 1"]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_not_well_formed_does_not_fit(real: dict[str, Any], edit: str) -> None:
    """One edit of a certificate that fits."""
    data = copy.deepcopy(real["collapse-ray"])
    EDITS[edit](data)
    assert errors(FORM, data)
