r"""Claims as the trees that a certificate holds, and back.

The way back goes through the digest: a claim that is built from a certificate's statement has the digest that the
certificate names, or it is refused. Nothing is looked up by id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from symflow.algebra.serial import from_json, to_json
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.errors import InputError


def plain(value: object) -> Any:
    """A tree as plain JSON data."""
    return json.loads(json.dumps(to_json(value)))


def statement(claim: Claim) -> list[Any]:
    """Domain and parts (and what is chosen) as JSON; its canonical text has the digest ``claim.digest``."""
    said: tuple[object, ...] = (claim.domain_data, tuple((label, s) for label, s in claim.parts))
    return list(plain((*said, tuple(sorted(claim.choice))) if claim.choice else said))


def claim_of(certificate: Mapping[str, Any]) -> Claim:
    """The claim that a certificate states, from its statement alone; InputError if it states none.

    The sentence "Let ...", the title and the source are prose and are left empty.
    """
    read = from_json(certificate["statement"])
    try:
        domain, parts, *choice = read
        model, group, order, least, hypotheses = domain
        claim = Claim(
            id=certificate["id"],
            chapter="",
            title="",
            source="",
            domain=Domain("", model, group, order, least, hypotheses),
            parts=parts,
            uses=tuple(sorted(certificate["uses"])),
            choice=choice[0] if choice else (),
        )
        digest = claim.digest
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(f"statement: it is not that of a claim ({error})") from None
    if digest != certificate["digest"]:
        raise InputError("statement: the claim that it is read as has another digest")
    return claim
