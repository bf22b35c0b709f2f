"""Plans: cases by number, keys, the plan as text, and axes that are refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from symflow.errors import InputError
from symflow.testing.sweep.grid import Plan, canonical, planned, read
from symflow.testing.sweep.read import grid

PLAN = planned((("V-falls", "balanced"), ("softmax-value", "-")), (4, 5), ("1/1000", "10"), (3, 6), 15, "4")


def test_every_case_once() -> None:
    """len(plan) different cases with different keys, and each axis is gone through."""
    places = [PLAN.place(number) for number in range(len(PLAN))]
    assert len(PLAN) == 24 == len(set(places)) == len({PLAN.key(number) for number in range(24)})
    assert {place.seed for place in places} == {3, 4, 5}
    assert {(place.law, place.flow) for place in places} == set(PLAN.pairs)
    assert {place.family for place in places} == {"walsh", "cyclic"}


@pytest.mark.parametrize(
    "change", [{"digits": 16}, {"end": "5"}, {"version": "0"}, {"source": "0"}, {"seeds": (4, 7)}]
)
def test_a_key_is_of_everything(change: dict[str, object]) -> None:
    """Another setting, version or source gives another key."""
    assert replace(PLAN, **change).key(0) != PLAN.key(0)  # type: ignore[arg-type]


def test_a_plan_is_its_text() -> None:
    """Read back whole; anything else is refused."""
    assert read(PLAN.text()) == PLAN
    content = json.loads(PLAN.text())
    for text in (
        "",
        "[]",
        "{}",
        PLAN.text() + " ",
        json.dumps({**content, "K": [4, "x"]}),
        json.dumps(content),
        "[" * 100_000,
        canonical({**content, "scales": ["1e1000000000"]}),
        canonical({**content, "end": "1e1000000000"}),
        canonical({**content, "end": 4}),
        canonical({**content, "seeds": [0, float("inf")]}),
        canonical({**content, "seeds": [0, 10**40]}),
        canonical({**content, "pairs": [["V-falls\x1b[2J", "balanced"]]}),
    ):
        with pytest.raises(ValueError, match=r"."):
            read(text)


def _plan(**axes: object) -> Plan:
    usual: dict[str, object] = {
        "laws": "V-falls",
        "enclosing": False,
        "K": "4",
        "scale": "1",
        "seeds": "0:2",
        "flow": "balanced",
        "digits": 15,
        "end": "4",
    }
    return grid(**{**usual, **axes})[0]  # type: ignore[arg-type]


def test_axes() -> None:
    """Laws with the flows that they speak of; one form for each number."""
    plan, left = grid("V-falls,softmax-r*", True, "4", "0.5", "7", "balanced,depth:3", 15, "1e1")
    assert ("V-falls", "depth:3") in plan.pairs
    assert ("softmax-rows", "-") in plan.pairs
    assert ("enclosed-V", "balanced") in plan.pairs
    assert "enclosed-V does not speak of depth:3" in left
    assert (plan.scales, plan.seeds, plan.end) == (("1/2",), (7, 8), "10")
    assert not any(law.startswith("enclosed") for law, _ in _plan(laws="*").pairs)
    assert [law for law, _ in _plan(laws=None, enclosing=True).pairs] == [
        "enclosed-V",
        "enclosed-loss",
        "enclosed-modes",
    ]


@pytest.mark.parametrize(
    ("axis", "text"),
    [
        *(("K", text) for text in ("", "1", "4,4", "x", "257", "4,", "٤")),
        *(("seeds", text) for text in ("", "5:5", ":", "a:b", "-1:3", "0:2000000000")),
        *(("scale", text) for text in ("0", "-1", "1e9", "nan", "1,1.0", "0.1.1")),
        *(("flow", text) for text in ("", "foo", "depth:1", "balanced,balanced", "depth:3,depth:3.0")),
        *(("laws", text) for text in ("", "nope", "V-falls,nope")),
        *(("end", text) for text in ("0", "-1", "1e9", "x")),
    ],
)
def test_axes_that_are_refused(axis: str, text: str) -> None:
    """One line that names the axis."""
    with pytest.raises(InputError, match=r"^--"):
        _plan(**{axis: text})


def test_too_many_cases() -> None:
    """More than ten million are refused; ten million cost nothing to plan."""
    assert len(_plan(seeds="0:10000000")) == 10**7
    with pytest.raises(InputError, match="10000001 cases"):
        _plan(seeds="0:10000001")
