"""The answers about a candidate as data: schema ``symflow.lyapunov/1``.

Exact numbers are strings, enclosures are pairs [lo, hi] of decimal strings, rounded outwards. ``reproduce`` is a
script of plain Python that evaluates the derivative at the witness anew.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from typing import Any

from symflow.lab.answer import Answer
from symflow.render.parts import NEEDED, version_of

SCHEMA = "symflow.lyapunov/1"
Record = dict[str, Any]


def record(answers: Sequence[Answer], version: str, seconds: float) -> Record:
    """The record of ``lyapunov --json``: one result for each K, in the order asked for."""
    return {
        "schema": SCHEMA,
        "version": version,
        "results": [result(answer) for answer in answers],
        "volatile": {
            "seconds": round(seconds, 3),
            "host": platform.node(),
            "python": platform.python_version(),
            "versions": {name: version_of(name) for name in NEEDED},
        },
    }


def result(answer: Answer) -> Record:
    """One answer."""
    seen = answer.witness
    return {
        "candidate": answer.candidate,
        "K": answer.K,
        "flow": answer.flow,
        "verdict": answer.verdict,
        "strength": answer.strength,
        "coverage": answer.coverage,
        "covers": answer.covers,
        "left": answer.left,
        "strict": answer.strict,
        "nonnegative": answer.nonnegative,
        "witness": None
        if seen is None
        else {
            "modes": list(seen.modes),
            "derivative": list(seen.derivative),
            "parameters": dict(seen.parameters),
        },
        "rule": answer.rule,
        "tried": list(answer.tried),
        "trusts": [] if answer.evidence is None else list(answer.evidence.trusts),
        "reproduce": answer.reproduce,
    }
