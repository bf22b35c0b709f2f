r"""What changed from one report to another, the most important first.

Of substance: a claim that is gone or new, another statement under the same id, another verdict, strength, coverage or
expectation, another level of the run, evidence lost or won (as a whole, or of some part), something trusted or used
that was not, another witness. What is worded otherwise (a title, the text of a method, the number of samples, the
steps) is noted, and times, hosts and versions of programs count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from symflow.render.diff_read import COVERAGES, STRENGTHS, Report

KINDS = (
    "verdict turned",
    "statement changed",
    "level changed",
    "verdict weaker",
    "claim gone",
    "evidence lost",
    "strength or coverage less",
    "trusts more",
    "uses changed",
    "expectation changed",
    "witness changed",
    "verdict stronger",
    "evidence won",
    "strength or coverage more",
    "trusts less",
    "claim new",
)
NOTES = ("proof changed", "extent reworded", "prose changed", "evidence reworded")
_KNOWN = {
    "UNDECIDED": 0,
    "SUSPECT": 0,
    "SUPPORTED": 1,
    "CONDITIONAL": 2,
    "PROVED": 3,
    "REFUTED": 3,
    "VACUOUS": 3,
}
_SIDE = {"SUPPORTED": "for", "CONDITIONAL": "for", "PROVED": "for", "REFUTED": "against", "VACUOUS": "empty"}
REPORT = "(the report)"
UNSAID = "not said"
_TOLD = ("method", "cases", "covers")
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the claim, its kind (``KINDS`` are of substance, ``NOTES`` are not), and what was and is said.

    ``id``: that of the claim, or ``REPORT`` for what is said of the run as a whole.
    """

    id: str
    kind: str
    old: str
    new: str

    @property
    def of_substance(self) -> bool:
        """Whether a reader has to know."""
        return self.kind in KINDS

    @property
    def rank(self) -> int:
        """The place of the kind; smaller is more important."""
        return (*KINDS, *NOTES).index(self.kind)

    def __bool__(self) -> NoReturn:
        raise TypeError("a change has no truth value; read of_substance")


def compare(old: Report, new: Report) -> list[Change]:
    """The changes, by importance and then by id."""
    found: list[Change] = []
    if old.level != new.level:
        found.append(Change(REPORT, "level changed", old.level or UNSAID, new.level or UNSAID))
    for name in sorted({*old.records, *new.records}):
        before, after = old.records.get(name), new.records.get(name)
        if before is None and after is not None:
            found.append(Change(name, "claim new", "", str(after["verdict"])))
        elif after is None and before is not None:
            found.append(Change(name, "claim gone", str(before["verdict"]), ""))
        elif before is not None and after is not None:
            found += [Change(name, *told) for told in _changes(before, after)]
    return sorted(found, key=lambda change: (change.rank, change.id))


def _changes(old: Record, new: Record) -> Iterator[tuple[str, str, str]]:
    if old["digest"] != new["digest"]:
        yield "statement changed", old["digest"], new["digest"]
    if old["verdict"] != new["verdict"]:
        yield _direction(old["verdict"], new["verdict"]), old["verdict"], new["verdict"]
    if old["expected"] != new["expected"]:
        yield "expectation changed", old["expected"], new["expected"]
    yield from _extent(old, new)
    yield from _lists("evidence lost", "evidence won", _kinds(old), _kinds(new))
    yield from _established(old, new)
    yield from _lists("trusts less", "trusts more", _trusts(old), _trusts(new))
    if sorted(old["uses"]) != sorted(new["uses"]):
        yield "uses changed", _names(old["uses"]), _names(new["uses"])
    if old["witness"] != new["witness"]:
        yield "witness changed", _point(old["witness"]), _point(new["witness"])
    if _proof(old) != _proof(new):
        yield "proof changed", f"{len(_proof(old))} steps", f"{len(_proof(new))} steps"
    for field in ("title", "source", "chapter"):
        if old[field] != new[field]:
            yield "prose changed", old[field], new[field]
    if _kinds(old) == _kinds(new) and _trusts(old) == _trusts(new) and _details(old) != _details(new):
        yield "evidence reworded", "", ""


def _direction(old: str, new: str) -> str:
    """From a verdict to its opposite, to less, or to more."""
    if "SUSPECT" in (old, new) or (old in _SIDE and new in _SIDE and _SIDE[old] != _SIDE[new]):
        return "verdict turned"
    return "verdict weaker" if _KNOWN[new] < _KNOWN[old] else "verdict stronger"


def _extent(old: Record, new: Record) -> Iterator[tuple[str, str, str]]:
    """Strength and coverage that are shown beside the verdict, and what they cover."""
    pairs = [(r["strength"], r["coverage"]) for r in (old, new)]
    said = [" x ".join(filter(None, pair)) or "none" for pair in pairs]
    if pairs[0] != pairs[1]:
        places = [list(_place(*pair)) for pair in pairs]
        less = any(after > before for before, after in zip(*places, strict=True))
        yield f"strength or coverage {'less' if less else 'more'}", said[0], said[1]
    elif old["covers"] != new["covers"]:
        yield "extent reworded", old["covers"] or "", new["covers"] or ""


def _place(strength: str | None, coverage: str | None) -> Iterator[int]:
    yield STRENGTHS.index(strength) if strength is not None else len(STRENGTHS)
    yield COVERAGES.index(coverage) if coverage is not None else len(COVERAGES)


def _lists(less: str, more: str, old: frozenset[str], new: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """What only one side has, one change for each."""
    yield from ((less, item, "") for item in sorted(old - new))
    yield from ((more, "", item) for item in sorted(new - old))


def _kinds(record: Record) -> frozenset[str]:
    """The kinds of evidence, as ``kernel x universal, TRUE``."""
    return frozenset(map(_kind, record["evidence"]))


def _kind(piece: Record) -> str:
    return f"{piece['strength']} x {piece['coverage']}, {piece['outcome']}"


def _established(old: Record, new: Record) -> Iterator[tuple[str, str, str]]:
    """The parts that evidence of one kind shows on one side only; a kind that is gone is told as a whole."""
    for kind in sorted(_kinds(old) & _kinds(new)):
        before, after = (
            frozenset(f"{kind}: part {p}" for e in r["evidence"] if _kind(e) == kind for p in _parts(e))
            for r in (old, new)
        )
        yield from _lists("evidence lost", "evidence won", before, after)


def _parts(piece: Record) -> list[str]:
    return list(piece.get("established", []))


def _trusts(record: Record) -> frozenset[str]:
    return frozenset(item for e in record["evidence"] for item in e["trusts"])


def _details(record: Record) -> list[list[str]]:
    return [[str(e.get(field)) for field in _TOLD] for e in record["evidence"]]


def _proof(record: Record) -> list[tuple[str, str, str]]:
    return [(str(s.get("label")), str(s.get("kind")), str(s.get("holds"))) for s in record.get("steps", [])]


def _names(uses: list[str]) -> str:
    return ", ".join(sorted(uses)) or "none"


def _point(witness: Record | None) -> str:
    """A witness in few words."""
    if witness is None:
        return "none"
    return ", ".join(
        f"{name} = {witness[name]}" for name in ("part", "K", "values", "choice") if name in witness
    )
