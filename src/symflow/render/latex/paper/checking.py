r"""The whole check: read a paper, find its claims, compare them with what is verified; the table and JSON of that."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from symflow.errors import InputError
from symflow.ledger.run import Result
from symflow.render.latex.paper.changes import without_own
from symflow.render.latex.paper.comparing import (
    AGREES,
    DIFFERS,
    NOT_VERIFIED,
    SAYS,
    Difference,
    Finding,
    compare,
)
from symflow.render.latex.paper.notation import Notation, notation
from symflow.render.latex.paper.places import Place, places, stray
from symflow.render.latex.paper.reading import Paper, read
from symflow.render.latex.paper.remains import left_behind
from symflow.render.latex.paper.surroundings import unknown_packages
from symflow.render.outcome import held_back

SCHEMA = "symflow.paper/1"
MOST_STRAY = 20
UNCHECKED = (
    'What "agrees" means: the source text of the claims is what is verified, token by token. The words around the '
    "claims, what other packages do, and the printed page are not examined."
)
UNLABELLED = "(no label)"


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper that was read: its claims where they stand, and what it defines."""

    paper: Paper
    places: tuple[Place, ...]
    notation: Notation
    stray: tuple[tuple[str, str], ...] = ()

    @property
    def ids(self) -> list[str]:
        """The ids of the claims, each once."""
        return list(dict.fromkeys(place.id for place in self.places))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a paper says of each of its claims."""

    paper: str
    findings: tuple[Finding, ...]
    notation: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """0: every claim agrees; 1: one does not; 4: a limit was reached."""
        says = {finding.says for finding in self.findings}
        if says - {AGREES, NOT_VERIFIED}:
            return 1
        return 4 if NOT_VERIFIED in says else 0


def opened(path: str) -> Opened:
    """Read a paper; InputError where no claim of an export stands in it."""
    paper = read(path)
    tokens = without_own(paper.tokens)
    found = places(tokens)
    if not found:
        raise InputError.about("--check", path, r"no claim of symflow stands in it (no \label{sf:...})")
    beside = [f"{t.where}: {what}" for t, what in left_behind(paper.beside)]
    troubles = [*paper.troubles, *beside]
    return Opened(
        paper,
        tuple(found),
        notation(tokens, found, troubles, paper.packages),
        tuple(stray(tokens, found)[:MOST_STRAY]),
    )


def check(found: Opened, results: Sequence[Result], certificates: Mapping[str, str], version: str) -> Checked:
    """Compare each claim of the paper with what is verified."""
    known = {r.claim.id: r for r in results}
    held = frozenset(held_back(results))
    findings = [compare(place, known, certificates, version, found.notation, held) for place in found.places]
    findings += [
        Finding(UNLABELLED, DIFFERS, where, [Difference("no label", said, "nothing of this kind", where)])
        for said, where in found.stray
    ]
    others = unknown_packages(found.paper.packages)
    notes = [f"packages that are taken as they are: {', '.join(others)}"] if others else []
    return Checked(
        found.paper.name, tuple(findings), tuple(sorted(found.notation.told.items())), tuple(notes)
    )


def lines(checked: Checked) -> Iterator[str]:
    """The table for a reader; what a terminal would obey, in a paper or in the name of its file, is shown as a ?."""
    for line in _table(checked):
        yield "".join(c if c.isprintable() else "?" for c in line)


def _table(checked: Checked) -> Iterator[str]:
    wide = max(len(f.id) for f in checked.findings)
    for finding in checked.findings:
        yield f"{finding.id:<{wide}}  {finding.says:<{max(map(len, SAYS))}}  {finding.where}"
        yield from (f"    {difference}" for difference in finding.differences)
        yield from (f"    {reason}" for reason in finding.reasons)
        if finding.missing:
            yield f"    not in the paper: {', '.join(dict.fromkeys(finding.missing))}"
    yield from (f"notation of the paper: {name} is {said}" for name, said in checked.notation)
    yield from checked.notes
    said = [finding.says for finding in checked.findings]
    counts = ", ".join(f"{said.count(word)} {word}" for word in SAYS if word in said)
    yield f"{checked.paper}: {len(said)} claim{'s' * (len(said) != 1)}: {counts}"
    yield UNCHECKED


def text(checked: Checked, version: str) -> str:
    """The same as JSON."""
    data = {
        "schema": SCHEMA,
        "version": version,
        "paper": checked.paper,
        "claims": [asdict(finding) for finding in checked.findings],
        "notation": [{"macro": name, "meaning": said} for name, said in checked.notation],
        "notes": list(checked.notes),
        "unchecked": UNCHECKED,
    }
    return json.dumps(data, indent=1, ensure_ascii=True) + "\n"
