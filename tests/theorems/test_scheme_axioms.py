"""Each axiom of a scheme, and each identity of its table, is needed: without it some proof fails."""

from __future__ import annotations

import runpy
from dataclasses import replace
from functools import cache

import pytest

from symflow.claim.claim import Claim
from symflow.evidence.proving.steps import Step
from symflow.ledger import claims, proof_path
from symflow.ledger.examination import check_steps

BOOK = claims()
AXIOMS = dict(BOOK["scheme-eigenvalues"].domain.hypotheses)
TABLE = dict(BOOK["scheme-identity"].domain.hypotheses)


@cache
def steps(name: str) -> tuple[Step, ...]:
    return tuple(runpy.run_path(str(proof_path(name)), run_name="symflow_proof")["proof"](BOOK[name]))


def without(claim: Claim, hypothesis: str) -> Claim:
    """The claim on a larger domain."""
    kept = tuple((name, said) for name, said in claim.domain.hypotheses if name != hypothesis)
    return replace(claim, domain=replace(claim.domain, hypotheses=kept))


def fails(name: str, hypothesis: str) -> bool:
    """Whether the proof of a claim fails where one hypothesis is left out."""
    results, _, _ = check_steps(without(BOOK[name], hypothesis), BOOK, list(steps(name)))
    return not all(r.holds for r in results)


@pytest.mark.parametrize("axiom", AXIOMS)
def test_no_axiom_of_a_scheme_is_idle(axiom: str) -> None:
    """The proof about its eigenvalues uses every one."""
    assert fails("scheme-eigenvalues", axiom)


@pytest.mark.parametrize("identity", TABLE)
def test_no_identity_of_the_table_is_idle(identity: str) -> None:
    """The proof of the Lyapunov identity uses every one."""
    assert fails("scheme-identity", identity)


def test_the_proofs_hold_as_they_are() -> None:
    """Nothing fails with all hypotheses in place: the tests above can fail."""
    assert not fails("scheme-identity", "none of them")


def test_the_frame_must_be_orthonormal() -> None:
    """Without it W H is no combination of the idempotents."""
    assert fails("scheme-diagonal", "orthonormal")


def test_a_fact_of_a_smaller_domain_is_not_lent() -> None:
    """What is proved with an axiom is refused to a claim that does not assume it."""
    results, _, _ = check_steps(
        without(BOOK["scheme-diagonal"], "symmetric"), BOOK, list(steps("scheme-diagonal"))
    )
    failed = [r for r in results if not r.holds]
    assert len(failed) == 1
    assert "scheme-eigenvalues:dual" in failed[0].message
