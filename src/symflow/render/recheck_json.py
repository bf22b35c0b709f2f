"""Certificates that were checked again, as data: the record of ``check --json``, schema ``symflow.check/1``.

What the checker answered stands there as it answered; evidence that it did not look at is listed under "not_rechecked"
and counted nowhere. "kernel" is null unless Coq was asked for.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from typing import Any

from symflow.ledger.recheck import STATES, Recheck
from symflow.ledger.recheck_kernel import Kernel

SCHEMA = "symflow.check/1"
Record = dict[str, Any]


def record(
    rechecks: Sequence[Recheck],
    kernel: Mapping[str, Kernel] | None,
    coqc: str | None,
    version: str,
    seconds: float,
) -> Record:
    """The record of a run; ``kernel``: what Coq says by file, ``coqc``: its version."""
    states = [r.state for r in rechecks]
    asked = None if kernel is None else {"coqc": coqc, "complete": sum(k.complete for k in kernel.values())}
    return {
        "schema": SCHEMA,
        "version": version,
        "counts": {state.replace(" ", "_"): states.count(state) for state in STATES},
        "kernel": asked,
        "results": [_answer(r, None if kernel is None else kernel.get(r.file)) for r in rechecks],
        "volatile": {
            "seconds": round(seconds, 3),
            "host": platform.node(),
            "python": platform.python_version(),
        },
    }


def _answer(found: Recheck, kernel: Kernel | None) -> Record:
    return {
        "id": found.id,
        "file": found.file,
        "state": found.state,
        "why": found.why or None,
        "verdict": found.verdict or None,
        "digest": found.digest or None,
        "certificate": found.certificate or None,
        "known": found.known,
        "statement": list(found.statement),
        "parts": found.parts,
        "steps": found.steps,
        "facts": list(found.facts),
        "not_rechecked": list(found.not_rechecked),
        "kernel": None if kernel is None else _kernel(kernel),
    }


def _kernel(kernel: Kernel) -> Record:
    return {
        "complete": kernel.complete,
        "in_the_library": kernel.asked,
        "parts": list(kernel.checked),
        "messages": list(kernel.messages),
        "enclosures": kernel.enclosures,
        "trusts": list(kernel.trusts),
    }
