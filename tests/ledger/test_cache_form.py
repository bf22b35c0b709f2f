"""Examinations as JSON: what is read back is what was written, and whatever is none is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from symflow.claim.claim import Claim, instance
from symflow.errors import InputError
from symflow.ledger import cache_form
from symflow.ledger.examination import examine

Book = dict[str, Claim]
WITNESS = """
    from symflow.claim.claim import instance
    from symflow.evidence.proving.proof import witness

    def proof(claim):
        return [witness("fails", "false", instance("none", 3, u=(1, 2)), "3 is not 6")]
"""


def test_a_form_that_is_read_back(book: Book, script: Any) -> None:
    """Steps, facts, evidence, witness and messages, the same; each wrong type is refused."""
    for name in ("double", "false", "triple"):
        path = script(name) if name == "double" else None
        found = examine(book[name], book, path, "quick")
        data = json.loads(json.dumps(cache_form.written(found)))
        assert cache_form.read(data) == found
    found = examine(replace(book["false"]), book, script("false", WITNESS), "quick")
    data = cache_form.written(found)
    assert cache_form.read(json.loads(json.dumps(data))) == found


WRONG = {
    "kernel": lambda d: d["evidence"][0].update(strength="kernel"),
    "a strength that there is not": lambda d: d["evidence"][0].update(strength="certain"),
    "an outcome that there is not": lambda d: d["evidence"][0].update(outcome="YES"),
    "no case": lambda d: d["evidence"][0].update(cases=0),
    "cases that are true": lambda d: d["evidence"][0].update(cases=True),
    "a trust that is no text": lambda d: d["evidence"][0].update(trusts=[1]),
    "a refutation without a witness": lambda d: d["evidence"][0].update(outcome="FALSE"),
    "a witness that is none": lambda d: d["evidence"][0].update(refutation=["Var"]),
    "a step of an unknown kind": lambda d: d["steps"][0].__setitem__(0, ["Magic", "x"]),
    "a step that is an expression": lambda d: d["steps"][0].__setitem__(0, ["q", "1"]),
    "holds, as a word": lambda d: d["steps"][0].__setitem__(1, "yes"),
    "a message that is a number": lambda d: d["messages"].append(3),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_form_that_is_none(wrong: str, book: Book, script: Any) -> None:
    """In one error."""
    data = cache_form.written(examine(book["double"], book, script("double"), "quick"))
    assert cache_form.read(data)
    WRONG[wrong](data)
    with pytest.raises(InputError, match="no examination"):
        cache_form.read(data)


def test_an_instance_is_exact() -> None:
    """Numbers come back as they were."""
    point = instance("none", 3, u=(1, 2))
    assert cache_form.from_json(json.loads(json.dumps(cache_form.to_json(point)))) == point
