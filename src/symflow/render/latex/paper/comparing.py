r"""Claim by claim: what a paper says, against a fresh export of the same claim.

The tokens of both are compared, block by block. Where only digests, versions or evidence differ the paper is stale;
where anything else differs, its first place is shown. "Agrees" is said only where nothing makes it doubtful that what
was compared is what is typeset.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from symflow.ledger.run import Result
from symflow.render.latex.blocks import (
    DERIVATION,
    INSTANCE,
    MOST_K,
    MOST_SIZES,
    OUTCOME,
    STATEMENT,
    Block,
)
from symflow.render.latex.paper.lexing import lex, shown, texts
from symflow.render.latex.paper.notation import Notation
from symflow.render.latex.paper.places import Found, Place
from symflow.render.latex.references import Export, slug
from symflow.render.latex.theorems import blocks

AGREES, DIFFERS, STALE, UNKNOWN = "agrees", "differs", "stale", "unknown"
CANNOT_TELL, NOT_VERIFIED = "cannot tell", "not verified anew"
SAYS = (AGREES, DIFFERS, STALE, UNKNOWN, CANNOT_TELL, NOT_VERIFIED)
AGING = ("evidence", "version", "statement digest", "certificate digest", "what it rests on")
CONTEXT, LONG, MOST = 14, 2000, 4000
_REFERENCE = re.compile(r"\\(?:eq)?ref\{sf:([A-Za-z0-9.-]+)")


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage that the paper has otherwise."""

    passage: str
    paper: str
    verified: str
    where: str

    def __str__(self) -> str:
        """In one line."""
        return (
            f"{self.passage}: the paper has  {self.paper}  but verified is  {self.verified}  ({self.where})"
        )


@dataclass(slots=True)
class Finding:
    """What is found about one claim of the paper."""

    id: str
    says: str
    where: str
    differences: list[Difference] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def compare(
    place: Place,
    results: Mapping[str, Result],
    certificates: Mapping[str, str],
    version: str,
    notation: Notation,
    held: frozenset[str],
) -> Finding:
    """One claim of the paper."""
    found = Finding(place.id, UNKNOWN, place.where)
    result = results.get(place.id)
    if result is None:
        found.reasons = ["there is no claim of this id (one of your own is known if its file is named)"]
        return found
    found.reasons = [*place.doubts, *notation.doubts(place)]
    sizes = _sizes(place)
    fresh = blocks(result, _export(place, result, results, certificates), version)
    given = {(b.kind, b.K): b for b in reversed(place.blocks)}
    waiting = iter(sizes)
    found.reasons += [
        f"its instance ({b.where}) is not at a K from 2 to {MOST_K}, or they are more than {MOST_SIZES}"
        for b in place.blocks
        if b.kind == INSTANCE and b.K not in sizes
    ]
    for block in fresh:
        own = given.get((block.kind, next(waiting) if block.kind == INSTANCE else 0))
        if own is None:
            found.missing.append(block.kind)
        else:
            found.differences += differences(own, block)
    if result.verdict != "PROVED":
        found.differences += [
            Difference(kind, "nothing", f"a claim that is {result.verdict}", place.where)
            for kind in found.missing
            if kind in (OUTCOME, DERIVATION)
        ]
    found.differences += [
        Difference(f"text between {passage}", said, "nothing", where)
        for passage, said, where in place.between
    ]
    known = {b.kind for b in fresh}
    found.differences += [
        Difference(b.kind, shown(texts(b.tokens)), "nothing", b.where)
        for b in place.blocks
        if b.kind not in known and b.kind != INSTANCE
    ]
    found.says = _says(found, place.id in held)
    if place.id in held:
        found.reasons.insert(0, "a limit was reached before it was verified again")
    return found


def _says(found: Finding, held: bool) -> str:
    if held:
        return NOT_VERIFIED
    if any(d.passage not in AGING for d in found.differences):
        return DIFFERS
    if found.reasons or STATEMENT in found.missing:
        return CANNOT_TELL
    return STALE if found.differences else AGREES


def _export(
    place: Place, result: Result, results: Mapping[str, Result], certificates: Mapping[str, str]
) -> Export:
    """An export that refers to the same claims by number as the paper does."""
    text = "".join(t.text for b in place.blocks for t in b.tokens)
    named = set(_REFERENCE.findall(text))
    shown_too = tuple(r for name, r in results.items() if slug(name) in named or name == result.claim.id)
    sizes = _sizes(place)
    return Export(shown_too, results, certificates, sizes)


def _sizes(place: Place) -> tuple[int, ...]:
    """The K of its instances that are written out anew: those of the command line, and few of them."""
    return tuple(sorted({b.K for b in place.blocks if b.kind == INSTANCE and 2 <= b.K <= MOST_K}))[
        :MOST_SIZES
    ]


def differences(own: Found, block: Block) -> list[Difference]:
    """Where the paper's block is not the fresh one, passage by passage."""
    fresh = [(token.text, passage.name) for passage in block.passages for token in lex(passage.tex)]
    new, old = _uncounted([text for text, _ in fresh]), _uncounted(texts(own.tokens))
    if new == old:
        return []
    start = next(
        (i for i, (a, b) in enumerate(zip(new, old, strict=False)) if a != b), min(len(new), len(old))
    )
    end = 0
    while end < min(len(new), len(old)) - start and new[-1 - end] == old[-1 - end]:
        end += 1
    left, right = new[start : len(new) - end], old[start : len(old) - end]
    if max(len(left), len(right)) > MOST:
        name = fresh[min(start, len(fresh) - 1)][1]
        return [_difference(name, own, old, new, start, start + 1, start, start + 1)]
    middle = SequenceMatcher(None, left, right, autojunk=max(len(left), len(right)) > LONG)
    out: dict[str, Difference] = {}
    for kind, i1, i2, j1, j2 in middle.get_opcodes():
        if kind == "equal":
            continue
        first, last = start + i1, start + max(i2, i1 + 1)
        for name in dict.fromkeys(name for _, name in fresh[min(first, len(fresh) - 1) : last]):
            out.setdefault(name, _difference(name, own, old, new, start + j1, start + j2, first, start + i2))
    return list(out.values())


def _uncounted(tokens: Sequence[str]) -> list[str]:
    """The tokens without the numbers of cases in the evidence, which depend on how fast the machine is."""
    after = [*tokens[1:], ""]
    return [
        "N" if t.isascii() and t.isdecimal() and b in ("case", "cases") else "cases" if t == "case" else t
        for t, b in zip(tokens, after, strict=True)
    ]


def _difference(
    name: str, own: Found, old: Sequence[str], new: Sequence[str], j1: int, j2: int, i1: int, i2: int
) -> Difference:
    """The two readings with a few tokens around them."""
    before = 4
    paper = shown(old[max(0, j1 - before) : max(j2, j1 + 1) + CONTEXT])
    verified = shown(new[max(0, i1 - before) : max(i2, i1 + 1) + CONTEXT])
    return Difference(name, paper, verified, own.tokens[min(j1, len(own.tokens) - 1)].where)
