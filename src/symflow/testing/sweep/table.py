"""The table of a sweep, in one form: what two runs of the same sweep must share byte for byte.

Lines "# ..." say the plan; then a line of names and a line for each case, cells separated by tabs, in the order of the
keys. Times, workers and measurements are not in it. The digest is the SHA-256 of these lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from symflow.testing.sweep.grid import Plan, canonical
from symflow.testing.sweep.judge import OUTCOMES, Row
from symflow.testing.sweep.store import CELLS, Store

SCHEMA = "symflow.sweep/1"


class Digest:
    """Counts and digests the lines that pass."""

    def __init__(self) -> None:
        self._seen, self.rows = sha256(), 0

    def through(self, lines: Iterable[str]) -> Iterator[str]:
        """The same lines."""
        for line in lines:
            self._seen.update(line.encode())
            self.rows += not line.startswith(("#", "key\t"))
            yield line

    @property
    def text(self) -> str:
        """The SHA-256 of what passed."""
        return self._seen.hexdigest()


def lines(store: Store, plan: Plan) -> Iterator[str]:
    """The table, a line at a time."""
    yield f"# symflow sweep, version {plan.version}, {len(plan)} cases\n"
    yield f"# plan {plan.text()}\n"
    yield "\t".join(CELLS) + "\n"
    for row in store.rows(plan, "key"):
        yield "\t".join(map(str, row.cells)) + "\n"


def digest(store: Store, plan: Plan) -> str:
    """The digest of the table."""
    seen = Digest()
    for _ in seen.through(lines(store, plan)):
        pass
    return seen.text


def counts(store: Store) -> dict[str, int]:
    """How many cases came out how."""
    found = dict.fromkeys(OUTCOMES, 0)
    for _, _, outcome, count in store.counts():
        found[outcome] = found.get(outcome, 0) + count
    return found


def by_pair(store: Store, plan: Plan) -> dict[tuple[str, str], dict[str, int]]:
    """How many cases of each law and flow of a plan came out how."""
    found: dict[tuple[str, str], dict[str, int]] = {pair: {} for pair in plan.pairs}
    for law, flow, outcome, count in store.counts():
        found[law, flow][outcome] = count
    return found


def pieces(store: Store, plan: Plan, seconds: float, left: list[str]) -> Iterator[str]:
    """The whole as JSON, in pieces: plan, counts, digest, failures, every case, and what is volatile."""
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "version": plan.version,
        "plan": json.loads(plan.text()),
        "not_asked": left,
        "counts": counts(store),
        "missing": len(plan) - sum(counts(store).values()),
        "digest": digest(store, plan),
        "failures": {name: json.loads(content) for name, (_, content) in store.failures().items()},
    }
    yield json.dumps(head, indent=1)[:-2] + ',\n "cases": ['
    for place, row in enumerate(store.rows(plan, "key")):
        yield (",\n  " if place else "\n  ") + canonical(dict(zip(CELLS, row.cells, strict=True)))
    yield "\n ],\n" + f' "volatile": {json.dumps({"seconds": round(seconds, 3)})}\n}}\n'


def columns(rows: Iterable[Row]) -> dict[str, list[Any]]:
    """Rows as columns, the volatile ones last."""
    found: dict[str, list[Any]] = {name: [] for name in (*CELLS, "measured", "seconds", "worker")}
    for row in rows:
        values = (*row.cells, row.measured, row.seconds, row.worker)
        for column, value in zip(found.values(), values, strict=True):
            column.append(value)
    return found
