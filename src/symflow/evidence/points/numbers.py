r"""Evidence from points as numbers, and back: how far an expansion came, how many samples met which part, a witness.

    expansion    cases, and for each part at how many K it was expanded, and why not further
    samples      cases, points drawn, the sizes, how often each part was met, which sequents
    witness      the part that fails, the point, the bits

What was kept in a file anybody may have written, so none of its words is used: the sentences are made anew, by the
code that makes them at the first time, from numbers that are whole, of the right kind, and possible for the claim. A
witness is evaluated again. Whether an expansion or a sample was ever carried out, numbers cannot show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import prod
from typing import Any

from symflow.algebra.rewrite import free_variables
from symflow.algebra.serial import from_json, to_json
from symflow.algebra.statement import Rel
from symflow.claim import strategies
from symflow.claim.claim import Claim, Instance
from symflow.claim.layout import Layout
from symflow.errors import InputError
from symflow.evidence.points import instances, sampled, shrink, witness
from symflow.evidence.result import Evidence, Outcome

LIMIT = "time"
STOPS = (
    "a character that is not +-1",
    "division by 0",
    "a square root of a number that is not small and positive",
    "max is not a rational function",
    "min is not a rational function",
    LIMIT,
    "",
)
_EXPANDED = re.compile(r"identities of parts? (.*) expanded exactly at K = ([\d, ]+) \(.*\)")
_SIZES = re.compile(r"K = ([\d, ]+) \((Walsh|cyclic|plain index sets)\)")
_SCHEMES = {"Walsh": "walsh", "cyclic": "cyclic", "plain index sets": "none"}
_MET, _COUNTS = re.compile(r"(\d+) of (\d+) points met"), "; parts evaluated: "


def numbers(claim: Claim, piece: Evidence, largest: int) -> Any:
    """A piece of evidence as JSON data; InputError if ``evidence`` would not give this very piece back."""
    if piece.refutation is not None:
        found = piece.refutation
        data: Any = ["witness", found.part, to_json(found.instance), found.bits]
    elif (piece.strength, piece.coverage) == ("exact", "instances"):
        data = _expansion(claim, piece)
    elif (piece.strength, piece.coverage) == ("sampled", "instances"):
        data = _samples(claim, piece)
    else:
        raise InputError("evidence of another kind than points")
    if _told(evidence(claim, data, largest)) != _told(piece):
        raise InputError("evidence that cannot be told in numbers")
    return data


def evidence(claim: Claim, data: Any, largest: int) -> Evidence:
    """The evidence that some numbers stand for; InputError, or another error of data, for what is none.

    ``largest``: how many samples were meant.
    """
    kind, *rest = data
    makers = {"witness": _witness, "expansion": _expanded, "samples": _sampled}
    found = makers[kind](claim, rest, largest)
    if found is None:
        raise InputError("numbers of nothing")
    return found


def _told(piece: Evidence) -> tuple[object, ...]:
    said = (piece.strength, piece.coverage, piece.outcome, piece.method, piece.cases, piece.covers)
    return (*said, piece.trusts, piece.established, piece.refutation)


def _require(good: bool) -> None:
    if not good:
        raise InputError("numbers that cannot be")


def _whole(value: Any, least: int, largest: int) -> int:
    _require(type(value) is int and least <= value <= largest)
    return int(value)


# -- a point where a part fails -----------------------------------------------------------------------


def _witness(claim: Claim, data: Sequence[Any], largest: int) -> Evidence:
    part, place, bits = data
    point = from_json(place)
    _require(type(part) is str and isinstance(point, Instance) and type(bits) is int)
    for ladder in (shrink.LADDER, witness.LADDER):
        if bits in ladder:
            found = witness.refute(claim, point, part, ladder)
            if found.refutation is not None and found.refutation.bits == bits:
                return found
    raise InputError("a witness that shows nothing")


# -- expansions ---------------------------------------------------------------------------------------


def _expansion(claim: Claim, piece: Evidence) -> Any:
    """Read off the sentences; whether they were read well is seen by making them again."""
    number = {part.label: 0 for part in _parts(claim)}
    stops = dict.fromkeys(number, "")
    for said in piece.covers.split("; "):
        match = _EXPANDED.fullmatch(said)
        rest = match[1] if match else ""
        for label in number:
            if match and (rest == label or rest.startswith(f"{label}, ")):
                number[label] = len(match[2].split(", "))
                rest = rest[len(label) + 2 :]
            elif said.startswith(f"part {label}: "):
                stops[label] = said.removeprefix(f"part {label}: ")
    whole = len(instances.layouts(claim.domain))
    for label in number:  # a part that came as far as some K is not told why it came no further
        stops[label] = stops[label] or (LIMIT if 0 < number[label] < whole else "")
    return ["expansion", piece.cases, [[number[label], stops[label]] for label in number]]


def _parts(claim: Claim) -> list[instances.Part]:
    return [p for label, _ in claim.parts if (p := instances.part_of(claim, label)).relations]


def _expanded(claim: Claim, data: Sequence[Any], largest: int) -> Evidence | None:
    cases, reached = data
    parts, steps = _parts(claim), instances.layouts(claim.domain)
    missing = {f"{v.name} has no default" for v in claim.domain.model.variables}
    _require(len(reached) == len(parts))
    least, most = 0, 0
    for part, (number, stop) in zip(parts, reached, strict=True):
        done = steps[: _whole(number, 0, len(steps))]
        part.reached, part.stopped = [at.K for at in done], str(stop)
        part.differs = len(done) < len(steps) and stop == instances.DIFFERS.format(K=steps[len(done)].K)
        _require(part.differs or stop in STOPS or stop in missing)
        _require((stop == "") == (len(done) == len(steps)))
        counted = sum(_cases(part, at) for at in done)
        least += counted + part.differs
        most += counted + (_cases(part, steps[len(done)]) if part.differs else 0)
    return instances.worded(claim, parts, _whole(cases, max(1, least), most))


def _cases(part: instances.Part, at: Layout) -> int:
    """How many equations a part is at one K."""
    free = [free_variables(relation.left - relation.right) for relation in part.relations]
    return sum(prod(len(at.elements(var.space)) for var in over) for over in free)


# -- samples ------------------------------------------------------------------------------------------


def _samples(claim: Claim, piece: Evidence) -> Any:
    """Read off the sentences; whether they were read well is seen by making them again."""
    few = _MET.match(piece.covers)
    if few is not None:
        return ["samples", int(few[1]), int(few[2]), [], {}, []]
    head, _, tail = piece.covers.partition(_COUNTS)
    sizes = [[_SCHEMES[name], int(K)] for many, name in _SIZES.findall(head) for K in many.split(", ")]
    counts = {}
    for label, _ in claim.parts:
        met = re.search(rf"(?:^|, ){re.escape(label)} at (\d+)(?=, |; |$)", tail)
        counts.update({label: int(met[1])} if met else {})
    goals = list(claim.goals())
    return ["samples", piece.cases, piece.cases, sizes, counts, [goals.index(m) for m in piece.established]]


def _sampled(claim: Claim, data: Sequence[Any], largest: int) -> Evidence | None:
    cases, drawn, sizes, counts, marks = data
    _whole(cases, 0, largest)
    _whole(drawn, max(1, cases), sampled.TRIES * largest)
    goals = list(claim.goals().items())
    possible = {(at.scheme, at.K) for at in strategies.layouts(claim.domain)}
    met = {label: _whole(count, 1, cases) for label, count in dict(counts).items()}
    shown = [goals[_whole(place, 0, len(goals) - 1)] for place in marks]
    _require(all(isinstance(goal.conclusion, Rel) for _, (_, goal) in shown))
    _require({label for _, (label, _) in shown} == set(met) and len(set(marks)) == len(marks))
    _require(all(type(K) is int for _, K in sizes) and {(s, K) for s, K in sizes} <= possible)
    _require(bool(sizes) == bool(met) == (cases >= sampled.LEAST))
    tally = sampled.Tally(largest, 0.0, cases, drawn)
    tally.sizes, tally.parts = {(s, K) for s, K in sizes}, met
    tally.marks = {mark for mark, _ in shown}
    found = sampled.worded(claim, tally, 0)
    _require(found is not None and found.outcome is not Outcome.FALSE)
    return found
