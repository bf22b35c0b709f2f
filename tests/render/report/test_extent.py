"""How far a verdict reaches: read off the domain and the evidence, and never further."""

from __future__ import annotations

import pytest
from made import proof, refutation, renamed, result, sample
from sample import checked

from symflow.ledger import Result, claims
from symflow.render.report.extent import (
    EVERY,
    FIXED,
    LIMITED,
    NO_SIZE,
    OPEN,
    PARTLY,
    POINT,
    Extent,
    extent,
    reach,
    sizes_of,
)

CLAIMS = claims()


@pytest.mark.parametrize("name", CLAIMS)
def test_a_fixed_order_is_never_called_every(name: str) -> None:
    """And a domain without a fixed order never loses its K."""
    claim = CLAIMS[name]
    kind, words = reach(claim)
    if claim.domain.order is not None:
        assert (kind, words) == (FIXED, f"K = {claim.domain.order} only")
    elif kind == NO_SIZE:
        assert claim.domain.group is None
        assert not sizes_of(claim)
    else:
        assert kind in (EVERY, LIMITED)
        assert words.startswith("every ")
        assert (
            f"≥ {claim.domain.least}" in words
            or "K" not in sizes_of(claim)
            or claim.domain.group == "recursive"
        )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lyapunov-decrease", "every K ≥ 2"),
        ("gradient", "every K ≥ 2, every n, d ≥ 1"),
        ("walsh-characters", "every K = 2ᵐ"),
        ("max-min-ratio-8", "K = 8 only"),
        ("extreme-pair", "every K = 2ᵐ ≥ 2 with K ≤ 8"),
        ("ulpm-theorem-3-2-narrow", "every K ≥ 2, every n, d ≥ 1 with d < K − 1"),
        ("exp-tangent", "all values stated"),
    ],
)
def test_some_by_name(name: str, words: str) -> None:
    """As their statements say."""
    assert reach(CLAIMS[name])[1] == words


def test_a_condition_on_K_is_not_every_K() -> None:
    """K <= 8 in the statement limits it as much as a fixed order does; d < K - 1 leaves every K."""
    assert reach(CLAIMS["extreme-pair"])[0] == LIMITED
    assert "about other K" in extent(checked("extreme-pair"), checked("extreme-pair").deciding).long
    assert reach(CLAIMS["ulpm-theorem-3-2-narrow"])[0] == EVERY


def far(found: Result) -> Extent:
    """How far the verdict of a result reaches."""
    return extent(found, found.deciding)


def test_what_is_not_proved_reaches_nowhere() -> None:
    """Instances, points and nothing are said to be that."""
    claim = renamed("a")
    assert far(result("SUPPORTED", sample(), claim=claim)).kind == PARTLY
    assert far(result("UNDECIDED", sample(), claim=claim)).kind == PARTLY
    assert far(result("UNDECIDED", claim=claim)).kind == OPEN
    assert far(result("REFUTED", refutation(), claim=claim)).kind == POINT
    assert far(result("CONDITIONAL", proof(claim), claim=claim)).kind == PARTLY
    assert "not proved" in far(result("CONDITIONAL", proof(claim), claim=claim)).long
    assert far(checked("ulpm-lemma-3-3-limit")).kind in (OPEN, PARTLY)
    assert "say nothing" in far(checked("ulpm-theorem-3-4-as-printed")).long
