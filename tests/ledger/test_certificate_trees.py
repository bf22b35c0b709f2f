"""A claim comes back from the statement of its certificate, by digest and never by id."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.ledger import claims
from symflow.ledger.certificate_trees import claim_of, plain, statement


def stated(claim: Claim) -> dict[str, Any]:
    """What of a certificate is read here."""
    uses = dict.fromkeys(claim.uses, "")
    return {"id": claim.id, "statement": statement(claim), "digest": claim.digest, "uses": uses}


def test_every_claim_comes_back() -> None:
    """With its domain, parts, and what it uses; prose does not."""
    for claim in claims().values():
        back = claim_of(stated(claim))
        assert (back.digest, back.parts, back.uses) == (claim.digest, claim.parts, tuple(sorted(claim.uses)))
        assert back.domain_data == claim.domain_data
        assert (back.title, back.domain.let) == ("", "")


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data.update(digest="0" * 64),
        lambda data: data.update(statement=plain((1, 2))),
        lambda data: data.update(statement=[]),
        lambda data: data.update(statement=None),
        lambda data: data["statement"].pop(),
        lambda data: data.update(id="Not An Id"),
    ],
)
def test_another_statement_is_refused(edit: Any) -> None:
    """In one line."""
    data = copy.deepcopy(stated(claims()["chebyshev"]))
    edit(data)
    with pytest.raises(InputError):
        claim_of(data)
