r"""Edits of the fields of a certificate: digests, text, uses, steps, goals, facts, witness, boxes, verdict, keys.

An edit is a triple (field, what it does, the new value of the field); ``ABSENT`` leaves the field out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any

from symflow.checker.certificate import BOUND, VERDICTS
from symflow.testing.tamper.leaves import Change, retyped, spelled

Certificate = dict[str, Any]
Books = Mapping[str, Certificate]
FieldEdit = tuple[str, str, Any]
ABSENT = object()
FACTS = ("characters", "mean-value", "danskin", "riemann-hypothesis")


def field_edits(data: Certificate, others: Books, rng: Random) -> Iterator[FieldEdit]:
    """Every edit of a field as a whole; ``others``: honest certificates, by id."""
    other = others[rng.choice(sorted(name for name in others if name != data["id"]))]
    for field in ("schema", *BOUND, "certificate", "volatile"):
        yield (field, "left out", ABSENT)
        if field != "volatile":
            for name, new in retyped(data[field]):
                yield (field, name, new)
            if other[field] != data[field]:
                yield (field, "that of another certificate", other[field])
    for key in ("Verdict", "proof", "trusted", "id\u200b", "\ud800", "x\nPROVED", ""):
        yield (key, "an unknown key", "PROVED")
    for field in ("schema", "id", "verdict", "digest", "certificate"):
        for name, new in spelled(data[field], rng):
            yield (field, name, new)
    for field in ("digest", "certificate"):
        yield from ((field, name, new) for name, new in _hexadecimal(data[field], rng))
    yield ("schema", "a later version", "symflow.certificate/2")
    yield ("id", "a path", "../" + data["id"])
    yield ("verdict", "an unknown one", "QED")
    for verdict in VERDICTS:
        if verdict != data["verdict"]:
            yield ("verdict", "another", verdict)
    for field, changes in (
        ("text", _text(data["text"], rng)),
        ("uses", _uses(data, other, rng)),
        ("steps", _steps(data["steps"], other, rng)),
        ("goals", _goals(data, rng)),
        ("facts", _facts(data["facts"])),
        ("witness", _witness(data, rng)),
        ("covers", _covers(data["covers"], rng)),
    ):
        yield from ((field, name, new) for name, new in changes)


def _hexadecimal(text: str, rng: Random) -> Iterator[Change]:
    n = rng.randrange(len(text))
    yield ("one digit", text[:n] + f"{(int(text[n], 16) + 1) % 16:x}" + text[n + 1 :])
    yield ("zeros", "0" * 64)
    yield ("half", text[:32])


def _text(lines: list[str], rng: Random) -> Iterator[Change]:
    n = rng.randrange(len(lines))

    def at(new: Any) -> list[Any]:
        return [*lines[:n], new, *lines[n + 1 :]]

    for name, new in spelled(lines[n], rng):
        yield (f"line: {name}", at(new))
    for name, new in retyped(lines[n]):
        yield (f"line: {name}", at(new))
    for old, new in (("==", "<="), (">=", ">"), ("+", "-"), ("real", "positive"), ("K", "N"), ("2", "3")):
        if old in lines[n]:
            yield ("line: another sign or word", at(lines[n].replace(old, new, 1)))
    yield ("a line left out", lines[:n] + lines[n + 1 :])
    yield ("a line doubled", lines[: n + 1] + lines[n:])
    yield ("a line added", [*lines, "therefore: 0 == 1"])
    yield ("turned round", lines[::-1])
    yield ("one text", "\n".join(lines))
    yield ("empty", [])


def _uses(data: Certificate, other: Certificate, rng: Random) -> Iterator[Change]:
    uses = data["uses"]
    yield ("an unneeded one added", {**uses, other["id"]: other["digest"]})
    yield ("itself added", {**uses, data["id"]: data["digest"]})
    yield ("an unknown one added", {**uses, "riemann": "0" * 64})
    yield ("a number for a digest", {**uses, other["id"]: 7})
    if uses:
        name = rng.choice(sorted(uses))
        rest = {key: mark for key, mark in uses.items() if key != name}
        yield ("one left out", rest)
        yield ("emptied", {})
        yield ("one renamed", {**rest, name + "x": uses[name]})
        yield ("digest of another", {**uses, name: other["digest"]})
        yield ("another under its name and digest", {**rest, other["id"]: uses[name]})
        yield ("own digest under its name", {**uses, name: data["digest"]})
        for what, new in _hexadecimal(uses[name], rng):
            yield (f"digest: {what}", {**uses, name: new})
        yield ("digest in capitals", {**uses, name: uses[name].upper()})


def _steps(steps: list[Any], other: Certificate, rng: Random) -> Iterator[Change]:
    if other["steps"]:
        yield ("one of another certificate added", [*steps, rng.choice(other["steps"])])
        yield ("one of another certificate first", [rng.choice(other["steps"]), *steps])
    yield ("a text added", [*steps, "trust me"])
    if not steps:
        return
    n, m = rng.randrange(len(steps)), rng.randrange(len(steps))
    yield ("one left out", steps[:n] + steps[n + 1 :])
    yield ("the last left out", steps[:-1])
    yield ("the first left out", steps[1:])
    yield ("one doubled", steps[: n + 1] + steps[n:])
    yield ("one doubled under a new label", [*steps, [steps[n][0], "again", *steps[n][2:]]])
    yield ("all left out", [])
    yield ("turned round", steps[::-1])
    yield ("one moved to the end", [*steps[:n], *steps[n + 1 :], steps[n]])
    yield ("one moved to the start", [steps[n], *steps[:n], *steps[n + 1 :]])
    if n != m:
        now = list(steps)
        now[n], now[m] = now[m], now[n]
        yield ("two swapped", now)
        yield ("two labels swapped", _relabelled(steps, n, m))
        yield (
            "conclusion of another step",
            [*steps[:n], [*steps[n][:2], steps[m][2], *steps[n][3:]], *steps[n + 1 :]],
        )


def _relabelled(steps: list[Any], n: int, m: int) -> list[Any]:
    out = [list(step) for step in steps]
    out[n][1], out[m][1] = out[m][1], out[n][1]
    return out


def _goals(data: Certificate, rng: Random) -> Iterator[Change]:
    goals = data["goals"]
    labels = [step[1] for step in data["steps"]]
    hypotheses = [item[1] for item in data["statement"][1][5][1:]]
    yield ("one added", [*goals, labels[0] if labels else "x"])
    if not goals:
        return
    n = rng.randrange(len(goals))
    for name, new in (
        ("another step", rng.choice(labels)),
        ("a label unknown", "nowhere"),
        ("null", None),
        ("a list", [goals[n]]),
        *(("a hypothesis", label) for label in hypotheses[:1]),
        *((f"a fact of {use}", f"{use}:x") for use in sorted(data["uses"])[:1]),
        *spelled(str(goals[n]), rng),
    ):
        if new != goals[n]:
            yield (f"one: {name}", [*goals[:n], new, *goals[n + 1 :]])
    yield ("one left out", goals[:n] + goals[n + 1 :])
    yield ("emptied", [])
    if len(set(goals)) > 1:
        yield ("turned round", goals[::-1])
        yield ("moved on by one", [*goals[1:], goals[0]])


def _facts(facts: list[str]) -> Iterator[Change]:
    for name in FACTS:
        if name not in facts:
            yield ("one added", sorted([*facts, name]))
    if facts:
        yield ("one left out", facts[1:])
        yield ("one doubled", facts + facts[-1:])
    if len(facts) > 1:
        yield ("turned round", facts[::-1])


def _witness(data: Certificate, rng: Random) -> Iterator[Change]:
    witness = data["witness"]
    if witness is None:
        return
    for key in witness:
        yield (f"{key} left out", {k: v for k, v in witness.items() if k != key})
        for name, new in retyped(witness[key]):
            yield (f"{key}: {name}", {**witness, key: new})
    yield ("a key added", {**witness, "certain": True})
    for relation in ("==", "<=", ">=", "<", ">"):
        if relation != witness["relation"]:
            yield ("relation: another", {**witness, "relation": relation})
    low, high = witness["difference"]
    for name, ends in (
        ("turned round", [high, low]),
        ("one end", [low, low + "0"]),
        ("0", ["0", "0"]),
        ("wider", [low, "9e99"]),
        ("negated", ["-" + low, "-" + high]),
    ):
        if ends != witness["difference"]:
            yield (f"difference: {name}", {**witness, "difference": ends})
    for label in [item[1] for item in data["statement"][2][1:]] + ["nowhere"]:
        if label != witness["part"]:
            yield ("part: another", {**witness, "part": label})


def _covers(covers: list[Any], rng: Random) -> Iterator[Change]:
    if not covers:
        yield (
            "an empty one added",
            [{"part": "x", "variable": "x", "K": 4, "lower": [""], "upper": [""], "boxes": []}],
        )
        return
    cover, boxes = covers[0], covers[0]["boxes"]
    n = rng.randrange(len(boxes))
    side = rng.randrange(1, len(boxes[n]))
    low, high = boxes[n][side][1:]
    whole = ["", *(["", *ends] for ends in zip(cover["lower"][1:], cover["upper"][1:], strict=True))]

    def with_side(a: Any, b: Any) -> list[Any]:
        return [*boxes[:n], [*boxes[n][:side], ["", a, b], *boxes[n][side + 1 :]], *boxes[n + 1 :]]

    for name, new in (
        ("dropped", boxes[:n] + boxes[n + 1 :]),
        ("doubled", [*boxes, boxes[n]]),
        ("shrunk", with_side(low, _between(low, high))),
        ("grown", with_side(low, ["q", "5"])),
        ("moved", with_side(high, ["q", "5"])),
        ("emptied", []),
        ("turned inside out", with_side(high, low)),
        ("only the whole", [whole]),
    ):
        yield (f"box {name}", [{**cover, "boxes": new}])
    for key in cover:
        yield (f"{key} left out", [{k: v for k, v in cover.items() if k != key}])
        for name, new in retyped(cover[key]):
            yield (f"{key}: {name}", [{**cover, key: new}])
    yield ("K: another", [{**cover, "K": 2 * cover["K"]}])
    yield ("variable: another", [{**cover, "variable": "x"}])
    yield ("all left out", [])
    yield ("doubled", [cover, cover])


def _between(low: list[str], high: list[str]) -> list[str]:
    return ["q", str((Fraction(low[1]) + Fraction(high[1])) / 2)]
