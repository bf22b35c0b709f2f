"""What runs on a worker: a few cases of a plan, one after the other, and their outcomes as plain texts.

A worker with several threads runs one case at a time, because the precision of ball arithmetic is that of the whole
process. What a worker returns is not believed: the client checks that every row is of the batch and of the plan.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Sequence
from functools import lru_cache
from math import isfinite
from typing import Any

from symflow.testing.sweep.grid import Plan, read
from symflow.testing.sweep.judge import OUTCOMES, Row, row
from symflow.testing.sweep.source import fingerprint

_ONE_AT_A_TIME = threading.Lock()
LONGEST = 400


class Stranger(Exception):
    """A worker returned something that is not the result of its batch."""


@lru_cache(maxsize=4)
def _plan(text: str) -> Plan:
    return read(text)


def run_batch(plan: str, numbers: Sequence[int], seconds: float) -> dict[str, Any]:
    """The outcomes of these cases; nothing is run by another symflow than the one that planned them."""
    asked, worker = _plan(plan), f"{socket.gethostname()}:{os.getpid()}"
    if (asked.version, asked.source) != fingerprint():
        return {"fingerprint": list(fingerprint()), "rows": []}
    with _ONE_AT_A_TIME:
        found = [row(asked, number, seconds) for number in numbers]
    rows = [[r.number, r.outcome, r.reason, r.measured, r.seconds] for r in found]
    return {"fingerprint": list(fingerprint()), "worker": worker, "rows": rows}


def identify() -> list[str]:
    """The version and the sources of the symflow of a worker."""
    return list(fingerprint())


def rows_of(plan: Plan, numbers: Sequence[int], returned: Any) -> list[Row]:
    """The rows of a batch, made anew from its plan and what the worker returned; Stranger if it does not fit."""
    try:
        given, worker, mark = returned["rows"], returned.get("worker", ""), tuple(returned["fingerprint"])
        if mark != (plan.version, plan.source):
            raise Stranger(f"a worker has symflow {mark[0]}, sources {mark[1][:12]}")
        if [cells[0] for cells in given] != list(numbers):
            raise Stranger("a worker returned other cases than those of its batch")
        return [_row(plan, worker, *cells) for cells in given]
    except (LookupError, TypeError, AttributeError, ValueError):
        raise Stranger("a worker returned what is no result") from None


def _row(plan: Plan, worker: str, number: int, outcome: str, reason: str, measured: str, spent: float) -> Row:
    texts = (outcome, reason, measured, worker)
    if outcome not in OUTCOMES or not all(type(text) is str for text in texts):
        raise Stranger("a worker returned an outcome that there is not")
    if type(spent) is not float or not isfinite(spent):
        raise Stranger("a worker returned a time that is none")
    place, (why, told, who) = plan.place(number), map(_line, (reason, measured, worker))
    return Row(number, plan.key(number), place, outcome, why, told, spent, who)


def _line(text: str) -> str:
    """A text as one line, not too long, in which nothing could steer a terminal."""
    plain = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    return plain[:LONGEST]
