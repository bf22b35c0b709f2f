r"""An examination as JSON and back: the steps of the proof, and in numbers what was found beside it.

    {"steps": [tree of a step ...], "beside": [numbers ...]}

Anybody may have written what is read back, so nothing is taken from it that can be found again. The steps are checked
by the prover as those of a script are: what they establish, their number and kinds, what the proof covers and trusts,
witnesses and boxes come from that. What points have shown is worded anew from numbers (``evidence.points.numbers``).
"""

from __future__ import annotations

from typing import Any

from symflow.algebra.serial import from_json, to_json
from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.evidence.points.numbers import evidence, numbers
from symflow.evidence.proving.steps import STEP_KINDS, Cover, Step, Witness
from symflow.evidence.result import Evidence
from symflow.ledger.examination import LEVELS, Examination, check_steps, inside

MOST = 4  # an expansion, samples, the point of the false twin, a search
FAULTS = (InputError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def written(claim: Claim, level: str, found: Examination) -> dict[str, Any]:
    """An examination as JSON data; InputError if ``read`` would not find all of it again."""
    steps = [s.step for s in found.steps]
    apart = sum(isinstance(step, Witness | Cover) for step in steps)
    proof = any((e.strength, e.coverage) == ("exact", "universal") for e in found.evidence)
    beside = found.evidence[apart + proof + bool(claim.domain.hypotheses) :]
    return {
        "steps": [to_json(step) for step in steps],
        "beside": [numbers(claim, piece, LEVELS[level].cases) for piece in beside],
    }


def read(claim: Claim, book: dict[str, Claim], level: str, data: Any) -> Examination:
    """The examination that ``written`` wrote, found again as far as that can be; InputError for anything else."""
    try:
        steps = [_step(item) for item in _list(data["steps"])]
        beside = [evidence(claim, item, LEVELS[level].cases) for item in _list(data["beside"])]
        _require(_once(beside))
        results, proof, messages = check_steps(claim, book, steps)
        found = inside(claim, messages)
    except FAULTS as error:  # of the prover too, which expects steps that a script has made
        raise InputError(f"no examination: {error}") from None
    return Examination(tuple(results), (*proof, *found, *beside), tuple(messages))


def _step(data: Any) -> Step:
    step: Step = from_json(data)
    _require(isinstance(step, STEP_KINDS))
    return step


def _list(value: Any) -> list[Any]:
    _require(type(value) is list)
    return list(value)


def _once(beside: list[Evidence]) -> bool:
    """Whether there is at most one piece of each kind, and not too many witnesses."""
    kinds = [e.strength for e in beside if e.refutation is None]
    return len(kinds) == len(set(kinds)) and len(list(beside)) <= MOST


def _require(good: bool) -> None:
    if not good:
        raise InputError("no examination: an entry is of the wrong kind")
