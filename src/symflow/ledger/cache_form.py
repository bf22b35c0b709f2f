r"""An examination as JSON and back: the steps that were checked, the evidence, the witness, the messages.

What is read back was written by a process of this user, but nothing makes sure of that: kinds and types are checked
node by node, and evidence is issued anew, so that a verdict is computed from it as from any other. Who may write the
cache could still write evidence that was never found; see ``symflow.ledger.remember`` for what is done about that.
"""

from __future__ import annotations

from typing import Any

from symflow.algebra.serial import from_json, to_json
from symflow.algebra.statement import Sequent
from symflow.claim.claim import Instance
from symflow.errors import InputError
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.steps import STEP_KINDS
from symflow.evidence.result import Evidence, Outcome, Refutation, issue
from symflow.ledger.examination import Examination

FAULTS = (InputError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def written(found: Examination) -> dict[str, Any]:
    """An examination as JSON data."""
    return {
        "steps": [[to_json(s.step), s.holds, s.message, to_json(s.fact)] for s in found.steps],
        "evidence": [_evidence(e) for e in found.evidence],
        "messages": list(found.messages),
    }


def read(data: Any) -> Examination:
    """The examination that ``written`` wrote; InputError for anything else."""
    try:
        steps, evidence, messages = (list(data[name]) for name in ("steps", "evidence", "messages"))
        return Examination(
            tuple(map(_step, steps)), tuple(map(_issued, evidence)), tuple(map(_text, messages))
        )
    except FAULTS as error:
        raise InputError(f"no examination: {error}") from None


def _step(data: Any) -> StepResult:
    step, holds, message, fact = data
    shown, known = from_json(step), from_json(fact)
    _require(isinstance(shown, STEP_KINDS) and type(holds) is bool and isinstance(known, Sequent | None))
    return StepResult(shown, holds, _text(message), known)


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {
        "strength": piece.strength,
        "coverage": piece.coverage,
        "outcome": piece.outcome.value,
        "method": piece.method,
        "cases": piece.cases,
        "covers": piece.covers,
        "trusts": list(piece.trusts),
        "established": list(piece.established),
        "refutation": _refutation(piece.refutation) if piece.refutation is not None else None,
    }


def _refutation(found: Refutation) -> dict[str, Any]:
    return {
        "part": found.part,
        "instance": to_json(found.instance),
        "indices": [list(pair) for pair in found.indices],
        "relation": found.relation,
        "lower": found.lower,
        "upper": found.upper,
        "bits": found.bits,
        "imaginary": found.imaginary,
    }


def _issued(data: Any) -> Evidence:
    """Evidence from data. What the kernel says is never read from here."""
    _require(data["strength"] != "kernel" and type(data["cases"]) is int)
    return issue(
        _text(data["strength"]),
        _text(data["coverage"]),
        Outcome(data["outcome"]),
        _text(data["method"]),
        data["cases"],
        _text(data["covers"]),
        tuple(map(_text, data["trusts"])),
        tuple(map(_text, data["established"])),
        _refuting(data["refutation"]) if data["refutation"] is not None else None,
    )


def _refuting(data: Any) -> Refutation:
    point, indices = from_json(data["instance"]), data["indices"]
    _require(isinstance(point, Instance) and type(data["bits"]) is int and type(data["imaginary"]) is bool)
    _require(all(type(n) is int for _, n in indices))
    return Refutation(
        _text(data["part"]),
        point,
        tuple((_text(name), n) for name, n in indices),
        _text(data["relation"]),
        _text(data["lower"]),
        _text(data["upper"]),
        data["bits"],
        data["imaginary"],
    )


def _text(value: Any) -> str:
    _require(type(value) is str)
    return str(value)


def _require(good: bool) -> None:
    if not good:
        raise TypeError("an entry is of the wrong kind")
