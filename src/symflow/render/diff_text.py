r"""A comparison of two reports, as lines and as data (schema symflow.diff/1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from symflow.render.diff import KINDS, Change
from symflow.render.diff_read import Report

SCHEMA = "symflow.diff/1"
LONGEST = 160


def lines(old: Report, new: Report, changes: Sequence[Change]) -> Iterator[str]:
    """The changes, grouped by kind, and a last line that counts."""
    for kind, group in groupby(changes, key=lambda change: change.kind):
        yield kind if kind in KINDS else f"{kind} (a note)"
        yield from (f"  {shown(c.id)}{_said(c)}" for c in group)
        yield ""
    both = len(set(old.records) & set(new.records))
    gone, fresh = len(old.records) - both, len(new.records) - both
    told = f"{both} claims in both reports, {gone} only in the old one, {fresh} only in the new one"
    substance = sum(c.of_substance for c in changes)
    notes = len(changes) - substance
    result = f"{substance} of substance changed" if substance else "nothing of substance changed"
    yield f"{told}: {result}" + (f"; notes: {notes}" if notes else "")
    if old.version != new.version:
        yield f"written by symflow {shown(old.version)} and {shown(new.version)}"


def record(old: Report, new: Report, changes: Sequence[Change]) -> dict[str, Any]:
    """The comparison as data."""
    return {
        "schema": SCHEMA,
        "old": {"version": old.version, "claims": len(old.records)},
        "new": {"version": new.version, "claims": len(new.records)},
        "of_substance": sum(c.of_substance for c in changes),
        "changes": [
            {"id": c.id, "kind": c.kind, "of_substance": c.of_substance, "old": c.old, "new": c.new}
            for c in changes
        ],
    }


def shown(text: str) -> str:
    """Foreign text on one line: what could steer a terminal is written as its code, what is long is cut."""
    plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[: LONGEST + 1])
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 3] + "..."


def _said(change: Change) -> str:
    old, new = shown(change.old), shown(change.new)
    if old and new:
        return f": {old} -> {new}"
    return f": {old or new}" if old or new else ""
