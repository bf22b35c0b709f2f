"""The register of claims: every statement of the package, by id.

A theorem file calls ``register`` once. The register is filled by importing the theorem modules; it
keeps claims only, never proofs or verdicts.
"""

from __future__ import annotations

from symflow.claim.claim import Claim
from symflow.errors import InputError

_CLAIMS: dict[str, Claim] = {}


def register(claim: Claim) -> Claim:
    """Add a claim; an id that is taken is refused."""
    if claim.id in _CLAIMS:
        raise InputError(f"claim {claim.id}: the id is taken; ids are permanent, choose another")
    _CLAIMS[claim.id] = claim
    return claim


def registered() -> dict[str, Claim]:
    """All claims by id, sorted."""
    return dict(sorted(_CLAIMS.items()))
