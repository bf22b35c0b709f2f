r"""A second opinion: whether the prover, whose code is not the checker's, finds an accepted certificate proved too."""

from __future__ import annotations

import json

from symflow.algebra.serial import from_json
from symflow.errors import SymflowError
from symflow.evidence.proving.steps import Step
from symflow.evidence.verdict import proved
from symflow.ledger.certificate_trees import claim_of
from symflow.ledger.examination import check_steps
from symflow.ledger.run import claims

AGREES = "agrees"


def second(raw: bytes) -> str:
    """ "agrees", or what the prover has against the steps of a certificate."""
    data = json.loads(raw)
    try:
        claim, book = claim_of(data), claims()
        steps: list[Step] = [from_json([*step, "edited"]) for step in data["steps"]]
        foreign = [
            name for name, digest in data["uses"].items() if name not in book or book[name].digest != digest
        ]
        if foreign:
            return f"it uses {foreign[0]}, which the prover does not know"
        _, evidence, messages = check_steps(claim, book, steps)
        complete = set(claim.goals()) <= proved(evidence)
    except (SymflowError, TypeError, ValueError, KeyError) as error:
        return f"it cannot be read: {error}"
    return AGREES if complete and not messages else f"not proved: {'; '.join(messages)}"
