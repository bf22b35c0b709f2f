"""Two reports compared: every change of substance is found, and nothing volatile counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from symflow.claim.claim import VERDICTS
from symflow.evidence.result import COVERAGES, STRENGTHS
from symflow.numeric.outcome import Outcome
from symflow.render import diff_read, diff_text, report_json
from symflow.render.diff import KINDS, NOTES, Change, compare
from symflow.render.diff_read import Report, parse

Record = dict[str, Any]
EXACT = {
    "strength": "exact",
    "coverage": "universal",
    "outcome": "TRUE",
    "method": "7 steps",
    "cases": 7,
    "covers": "every K",
    "trusts": ["symflow: normal form", "cited: characters"],
    "established": ["a", "b"],
}
KERNEL = EXACT | {"strength": "kernel", "method": "Coq's kernel", "trusts": ["Coq 8.16.1: its kernel"]}


def claim(name: str, **more: Any) -> Record:
    """A record as verify --json writes it."""
    return {
        "id": name,
        "chapter": "test",
        "title": f"about {name}",
        "source": "school",
        "digest": "d" * 64,
        "expected": "PROVED",
        "uses": ["basis"],
        "verdict": "PROVED",
        "as_expected": True,
        "requested": True,
        "strength": "kernel",
        "coverage": "universal",
        "covers": "every K",
        "evidence": [deepcopy(KERNEL), deepcopy(EXACT)],
        "witness": None,
        "steps": [{"label": "one", "kind": "IDENTITY", "holds": True, "message": ""}],
        "messages": [],
    } | more


def report(
    *records: Record, version: str = "0.1.0", volatile: Any = None, level: str | None = "quick"
) -> Report:
    """A report that has gone through a file."""
    data = {"schema": "symflow.report/1", "version": version, "results": list(records)}
    data |= {"level": level} if level is not None else {}
    return parse(json.dumps(data | {"volatile": volatile or {"seconds": 1.25}}).encode())


def kinds(old: Record, new: Record) -> list[str]:
    """The kinds of change between two records."""
    return [c.kind for c in compare(report(old), report(new))]


def test_the_words_are_those_of_the_reports() -> None:
    """The reader knows every verdict, strength, coverage and outcome, and the schema."""
    assert set(diff_read.VERDICTS) == set(VERDICTS)
    assert (diff_read.STRENGTHS, diff_read.COVERAGES) == (STRENGTHS, COVERAGES)
    assert set(diff_read.OUTCOMES) == {o.value for o in Outcome}
    assert diff_read.SCHEMA == report_json.SCHEMA


def test_nothing_changed() -> None:
    """Times, hosts, versions of programs, the order of records and what was asked for are no change."""
    old = report(claim("a"), claim("b"), volatile={"host": "here"})
    new = report(claim("b", requested=False), claim("a", messages=["note"]), volatile={"host": "there"})
    assert compare(old, new) == []
    lines = list(diff_text.lines(old, new, []))
    assert lines == [
        "2 claims in both reports, 0 only in the old one, 0 only in the new one: nothing of substance changed"
    ]


CHANGES: dict[str, tuple[Record, list[str]]] = {
    "digest": ({"digest": "e" * 64}, ["statement changed"]),
    "expected": ({"expected": "UNDECIDED"}, ["expectation changed"]),
    "refuted": ({"verdict": "REFUTED"}, ["verdict turned"]),
    "suspect": ({"verdict": "SUSPECT"}, ["verdict turned"]),
    "vacuous": ({"verdict": "VACUOUS"}, ["verdict turned"]),
    "conditional": ({"verdict": "CONDITIONAL"}, ["verdict weaker"]),
    "undecided": ({"verdict": "UNDECIDED"}, ["verdict weaker"]),
    "strength": ({"strength": "ball"}, ["strength or coverage less"]),
    "coverage": ({"coverage": "boxes"}, ["strength or coverage less"]),
    "none": ({"strength": None, "coverage": None}, ["strength or coverage less"]),
    "covers": ({"covers": "K = 4"}, ["extent reworded"]),
    "uses": ({"uses": ["basis", "more"]}, ["uses changed"]),
    "witness": ({"witness": {"part": "p", "K": 4}}, ["witness changed"]),
    "steps": ({"steps": []}, ["proof changed"]),
    "title": ({"title": "other"}, ["prose changed"]),
    "method": ({"evidence": [KERNEL, EXACT | {"method": "8 steps"}]}, ["evidence reworded"]),
    "no kernel": ({"evidence": [EXACT]}, ["evidence lost", "trusts less"]),
    "a part less": ({"evidence": [KERNEL, EXACT | {"established": ["a"]}]}, ["evidence lost"]),
    "no part": ({"evidence": [KERNEL | {"established": []}, EXACT]}, ["evidence lost", "evidence lost"]),
    "other parts": (
        {"evidence": [KERNEL, EXACT | {"established": ["a", "c"]}]},
        ["evidence lost", "evidence won"],
    ),
    "trusts": (
        {"evidence": [KERNEL, EXACT | {"trusts": [*EXACT["trusts"], "an axiom"]}]},
        ["trusts more"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_found(change: str) -> None:
    """Under its name, alone; a note is no change of substance."""
    edit, wanted = CHANGES[change]
    assert kinds(claim("a"), claim("a", **edit)) == wanted
    found = compare(report(claim("a")), report(claim("a", **edit)))
    assert [c.of_substance for c in found] == [kind in KINDS for kind in wanted]


def test_the_way_back() -> None:
    """What is less in one direction is more in the other; a turn is one both ways."""
    opposite = {
        "verdict weaker": "verdict stronger",
        "strength or coverage less": "strength or coverage more",
        "evidence lost": "evidence won",
        "trusts less": "trusts more",
        "trusts more": "trusts less",
        "evidence won": "evidence lost",
    }
    for edit, wanted in CHANGES.values():
        back = kinds(claim("a", **edit), claim("a"))
        assert sorted(back) == sorted(opposite.get(kind, kind) for kind in wanted)


def test_every_pair_of_verdicts() -> None:
    """A verdict that changes is always of substance, and the way back is the opposite."""
    opposite = {"verdict turned": "verdict turned", "verdict weaker": "verdict stronger"}
    for one in VERDICTS:
        for other in VERDICTS:
            there, back = (
                kinds(claim("a", verdict=v), claim("a", verdict=w)) for v, w in ((one, other), (other, one))
            )
            if one == other:
                assert there == []
            else:
                (there_kind,), (back_kind,) = there, back
                assert opposite.get(there_kind, there_kind) == back_kind or opposite[back_kind] == there_kind


def test_lists_that_are_gone_are_evidence_lost() -> None:
    """And told part by part, with the kind."""
    bare = [{k: v for k, v in piece.items() if k != "established"} for piece in (KERNEL, EXACT)]
    found = compare(report(claim("a")), report(claim("a", evidence=bare)))
    assert [(c.kind, c.old) for c in found] == [
        ("evidence lost", f"{strength} x universal, TRUE: part {part}")
        for strength in ("exact", "kernel")
        for part in ("a", "b")
    ]


@pytest.mark.parametrize(("level", "said"), [("full", "full"), (None, "not said")])
def test_another_level_is_of_substance(level: str | None, said: str) -> None:
    """Both are told; the same level is none."""
    old, new = report(claim("a")), report(claim("a"), level=level)
    found = compare(old, new)
    assert [(c.kind, c.old, c.new, c.of_substance) for c in found] == [("level changed", "quick", said, True)]
    assert list(diff_text.lines(old, new, found))[:2] == ["level changed", f"  (the report): quick -> {said}"]


def test_claims_that_come_and_go() -> None:
    """And the order: the most important first, then by id."""
    old = report(claim("b"), claim("gone"), claim("c"), claim("a"))
    new = report(claim("b", verdict="REFUTED"), claim("new"), claim("c", title="t"), claim("a", uses=[]))
    found = [(c.kind, c.id) for c in compare(old, new)]
    assert found == [
        ("verdict turned", "b"),
        ("claim gone", "gone"),
        ("uses changed", "a"),
        ("claim new", "new"),
        ("prose changed", "c"),
    ]
    assert (
        "3 claims in both reports, 1 only in the old one, 1 only in the new one: 4 of substance"
        in list(diff_text.lines(old, new, compare(old, new)))[-1]
    )


def test_as_data() -> None:
    """The changes with both sides; nothing volatile, so the same reports give the same bytes."""
    old, new = report(claim("a")), report(claim("a", verdict="UNDECIDED"), version="0.2.0")
    data = diff_text.record(old, new, compare(old, new))
    assert data["schema"] == "symflow.diff/1"
    assert data["old"] == {"version": "0.1.0", "claims": 1}
    assert data["of_substance"] == 1
    assert data["changes"] == [
        {"id": "a", "kind": "verdict weaker", "of_substance": True, "old": "PROVED", "new": "UNDECIDED"}
    ]
    assert "written by symflow 0.1.0 and 0.2.0" in list(diff_text.lines(old, new, []))


def test_foreign_text_steers_no_terminal() -> None:
    """Escapes, line breaks and directions are shown as codes, and what is long is cut."""
    evil = "\x1b[2Jx\r\ny\u202e\x07" + "z" * 1000
    new = claim("a", title=evil, uses=[evil], evidence=[KERNEL, EXACT | {"trusts": [evil]}])
    old, new_report = report(claim("a")), report(new, version=evil)
    text = list(diff_text.lines(old, new_report, compare(old, new_report)))
    assert any("\\x1b[2Jx\\r\\ny\\u202e\\x07" in line for line in text)
    assert all(line.isprintable() for line in text)
    assert max(map(len, text)) < 2 * diff_text.LONGEST + 40


def test_a_change_has_no_truth_value() -> None:
    """It must be asked what it is."""
    with pytest.raises(TypeError, match="of_substance"):
        bool(Change("a", KINDS[0], "", ""))
    assert set(KINDS).isdisjoint(NOTES)


def altered(edit: Callable[[Record], object]) -> bytes:
    """A report with one thing wrong."""
    data = {
        "schema": "symflow.report/1",
        "version": "0.1.0",
        "results": [claim("a"), claim("b")],
        "volatile": {},
    }
    edit(data)
    return json.dumps(data).encode()


BAD: dict[str, bytes] = {
    "not JSON": b"{",
    "not text": b"\xff\xfe",
    "a list": b"[]",
    "another schema": altered(lambda d: d.update(schema="symflow.report/2")),
    "no schema": altered(lambda d: d.pop("schema")),
    "no version": altered(lambda d: d.pop("version")),
    "results are no list": altered(lambda d: d.update(results={})),
    "a result is no object": altered(lambda d: d["results"].append(3)),
    "an id twice": altered(lambda d: d["results"].append(claim("a"))),
    "no id": altered(lambda d: d["results"][0].pop("id")),
    "an id that is none": altered(lambda d: d["results"][0].update(id="a\x1b[31m")),
    "a verdict that is none": altered(lambda d: d["results"][0].update(verdict="FINE")),
    "a strength that is a list": altered(lambda d: d["results"][0].update(strength=[])),
    "uses with a number": altered(lambda d: d["results"][0].update(uses=[1])),
    "evidence that is text": altered(lambda d: d["results"][0].update(evidence="yes")),
    "evidence without trusts": altered(lambda d: d["results"][0]["evidence"][0].pop("trusts")),
    "an outcome that is an object": altered(lambda d: d["results"][0]["evidence"][0].update(outcome={})),
    "established, as a number": altered(lambda d: d["results"][0]["evidence"][0].update(established=1)),
    "a level that is a list": altered(lambda d: d.update(level=[])),
    "steps of numbers": altered(lambda d: d["results"][0].update(steps=[1])),
    "a witness that is text": altered(lambda d: d["results"][0].update(witness="x")),
    "a key twice": b'{"schema": "symflow.report/1", "schema": "symflow.report/1"}',
    "a number that is none": altered(lambda d: d.update(volatile=float("nan"))),
    "an enormous number": b'{"schema": ' + b"9" * 10_000 + b"}",
    "nested too deeply": b"[" * 500_000,
    "too large": b" " * (diff_read.LARGEST + 1),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_report(what: str) -> None:
    """Refused in one short line that can be printed."""
    with pytest.raises(diff_read.InputError) as caught:
        parse(BAD[what])
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("field", claim("a"))
def test_a_field_is_missing(field: str) -> None:
    """Refused if it is compared; nothing else is asked for."""
    text = altered(lambda d: d["results"][0].pop(field))
    if field in ("as_expected", "requested", "steps", "messages"):
        compare(parse(text), report(claim("a"), claim("b")))
    else:
        with pytest.raises(diff_read.InputError):
            parse(text)
