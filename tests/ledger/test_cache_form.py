"""Examinations as JSON: what is read back is what was written, found again; whatever is none is refused."""

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
    """Steps, facts, evidence and witness, the same; none of the words is in the data."""
    for name in ("double", "false", "triple"):
        path = script(name, WITNESS) if name == "false" else script(name) if name == "double" else None
        found = examine(book[name], book, path, "quick")
        data = json.loads(json.dumps(cache_form.written(book[name], "quick", found)))
        again = cache_form.read(book[name], book, "quick", data)
        assert again.steps == found.steps
        assert again.evidence == found.evidence
        said = json.dumps(data)
        assert not any(e.method in said or e.covers in said for e in found.evidence)


WRONG = {
    "a kind that there is not": lambda d: d["beside"][0].__setitem__(0, "certainty"),
    "a proof": lambda d: d["beside"].append(["exact", "universal", 5]),
    "no case": lambda d: d["beside"][0].__setitem__(1, 0),
    "cases that are true": lambda d: d["beside"][0].__setitem__(1, True),
    "more cases than there are": lambda d: d["beside"][0].__setitem__(1, 999_999),
    "an expansion twice": lambda d: d["beside"].insert(0, d["beside"][0]),
    "further than an expansion goes": lambda d: d["beside"][0][2][0].__setitem__(0, 99),
    "a word of one's own": lambda d: d["beside"][0][2][0].__setitem__(slice(0, 2), [1, "for every K"]),
    "a K that is not drawn": lambda d: d["beside"][1][3].append(["none", 1000]),
    "more samples than are drawn": lambda d: d["beside"][1].__setitem__(1, 26),
    "samples of a part that there is not": lambda d: d["beside"][1].__setitem__(4, {"all": 25}),
    "a sequent that there is not": lambda d: d["beside"][1].__setitem__(5, [7]),
    "a witness that is none": lambda d: d["beside"].append(["witness", "double", ["Var"], 192]),
    "a step of an unknown kind": lambda d: d["steps"].__setitem__(0, ["Magic", "x"]),
    "a step that is an expression": lambda d: d["steps"].__setitem__(0, ["q", "1"]),
    "a word for an index, inside a step": lambda d: d["steps"][0][2][2][1][1][1][2].__setitem__(1, "x"),
    "steps that are a word": lambda d: d.update(steps="none"),
    "nothing beside": lambda d: d.pop("beside"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_form_that_is_none(wrong: str, book: Book, script: Any) -> None:
    """In one error."""
    claim = book["double"]
    data = cache_form.written(claim, "quick", examine(claim, book, script("double"), "quick"))
    data = json.loads(json.dumps(data))
    assert [piece[0] for piece in data["beside"]] == ["expansion", "samples"]
    assert cache_form.read(claim, book, "quick", data).evidence
    WRONG[wrong](data)
    with pytest.raises(InputError, match="no examination"):
        cache_form.read(claim, book, "quick", data)


def test_a_witness_is_evaluated_again(book: Book) -> None:
    """One at a point where nothing fails is none; one where something does is enclosed anew."""
    claim = replace(book["false"])
    point = instance("none", 3, u=(1, 2))
    label = claim.parts[0][0]
    data = ["witness", label, cache_form.to_json(point), 192]
    found = cache_form.read(claim, book, "quick", {"steps": [], "beside": [data]})
    assert [e.covers for e in found.evidence] == [f"part {label} fails at one point with K = 3, n = 1, d = 1"]
    true = book["double"]
    data[1] = true.parts[0][0]
    with pytest.raises(InputError, match="no examination"):
        cache_form.read(true, book, "quick", {"steps": [], "beside": [data]})


def test_an_instance_is_exact() -> None:
    """Numbers come back as they were."""
    point = instance("none", 3, u=(1, 2))
    assert cache_form.from_json(json.loads(json.dumps(cache_form.to_json(point)))) == point
