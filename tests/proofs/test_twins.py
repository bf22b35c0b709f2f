"""False twins: one token apart, refuted by a witness, and told apart by the true claim's own proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from own_proofs import BOOK, PROVED, REFUTED, steps_for

from symflow.algebra.expr import Neg
from symflow.algebra.serial import to_json
from symflow.algebra.statement import eq, ge, le
from symflow.evidence.points.witness import refute
from symflow.evidence.result import Outcome
from symflow.evidence.verdict import compute
from symflow.flow.notation import K, N, sbar
from symflow.ledger.examination import check_steps


def tokens(value: Any) -> Iterator[str]:
    """The leaves of a statement's JSON: node kinds (a minus sign is the token Neg), names and numbers."""
    if isinstance(value, list):
        for part in value:
            yield from tokens(part)
    else:
        yield str(value)


def distance(first: Sequence[str], second: Sequence[str]) -> int:
    """Levenshtein's distance: how many tokens are put in, left out or replaced."""
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        corner, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (a != b))
    return row[-1]


def between(first: Any, second: Any) -> int:
    """How many tokens two statements are apart."""
    return distance(list(tokens(to_json(first))), list(tokens(to_json(second))))


def test_a_flipped_sign_a_turned_relation_and_another_letter_are_one_token() -> None:
    """What counts as one token, and what does not."""
    assert between(eq(sbar, K), eq(sbar, Neg(K))) == 1
    assert between(le(sbar, K), ge(sbar, K)) == 1
    assert between(eq(sbar, K), eq(sbar, N)) == 1
    assert between(eq(sbar, 2), eq(sbar, 3)) == 1
    assert between(eq(sbar, K), eq(sbar, K)) == 0
    assert between(eq(sbar, K), eq(K, sbar)) > 1
    assert between(eq(sbar, K), eq(sbar, Neg(N))) == 2
    assert distance([], ["Neg"]) == 1


@pytest.mark.parametrize("name", PROVED)
def test_every_claim_expected_proved_has_a_twin_one_token_away(name: str) -> None:
    """The twin edits one token of one part and leaves the rest of the claim as it is."""
    claim = BOOK[name]
    assert claim.twin is not None
    original = dict(claim.parts)[claim.twin.part]
    assert between(original, claim.twin.statement) == 1
    twin = claim.false_twin()
    assert twin is not None
    assert twin.domain == claim.domain
    assert twin.uses == claim.uses
    assert twin.expected == "REFUTED"
    changed = [a for (a, s), (b, t) in zip(claim.parts, twin.parts, strict=True) if (a, s) != (b, t)]
    assert changed == [claim.twin.part]
    assert twin.digest != claim.digest


@pytest.mark.parametrize("name", REFUTED)
def test_a_refuted_claim_needs_no_twin(name: str) -> None:
    """It is false itself."""
    assert BOOK[name].twin is None


@pytest.mark.parametrize("name", PROVED)
def test_the_proof_fails_on_the_twin_and_the_witness_refutes_it(name: str) -> None:
    """A named step fails; the witness gives FALSE; from all the evidence together the verdict is REFUTED."""
    claim = BOOK[name]
    twin = claim.false_twin()
    assert twin is not None
    assert claim.twin is not None
    steps = steps_for(name, twin)
    results, evidence, _ = check_steps(twin, BOOK, [s for s in steps if s.kind not in ("WITNESS", "COVER")])
    failed = [r for r in results if not r.holds]
    assert len(failed) == 1
    assert failed[0].step.label
    assert failed[0].message
    edited = {mark for mark, (label, _) in twin.goals().items() if label == claim.twin.part}
    untouched = set(claim.goals())
    shown = {d for e in evidence for d in e.established}
    assert not (edited - untouched) & shown
    found = refute(twin, claim.twin.witness, claim.twin.part)
    assert found.outcome is Outcome.FALSE
    assert found.strength in ("exact", "ball")
    used = dict.fromkeys(twin.uses, "PROVED")
    assert compute(twin, [*evidence, found], used) == "REFUTED"
    assert compute(twin, evidence, used) not in ("PROVED", "CONDITIONAL")


@pytest.mark.parametrize("name", PROVED)
def test_the_witness_does_not_refute_the_true_claim(name: str) -> None:
    """At the same point the true statement does not fail."""
    claim = BOOK[name]
    assert claim.twin is not None
    found = refute(claim, claim.twin.witness, claim.twin.part, bits=(128,))
    assert found.outcome is Outcome.UNKNOWN
