"""No proof may rest on the statement that it proves: the sign table and the citable facts contain no claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symflow.algebra.expr import Ddt, half_tanh
from symflow.algebra.signs import SIGN_TABLE, SignEntry
from symflow.claim.assumed import ASSUMED, Assumed
from symflow.evidence.proving.gate import MOST_FACTS, complaints
from symflow.flow.notation import V, sbar
from symflow.ledger import claims

BOOK = claims()
FALLING = BOOK["lyapunov-decrease"]


def entry(name: str, expand) -> SignEntry:
    """A planted sign entry."""
    return replace(SIGN_TABLE["square"], name=name, expand=expand)


def test_the_real_tables_contain_no_claim() -> None:
    """Every registered claim, every sign entry, every citable fact."""
    assert complaints(BOOK.values()) == []


def test_there_are_few_citable_facts() -> None:
    """A closed list that a reader can read."""
    assert 0 < len(ASSUMED) <= MOST_FACTS == 12


@pytest.mark.parametrize(
    ("claim", "part", "planted"),
    [
        ("lyapunov-decrease", "decrease", entry("falling", lambda a, _: -Ddt(V, "modes"))),
        ("lyapunov-decrease", "decrease", entry("falling", lambda a, _: -Ddt(a[0], "modes"))),
        ("lyapunov-zero", "nonnegative", entry("identity", lambda a, _: a[0])),
        (
            "lyapunov-zero",
            "nonnegative",
            entry("opened", lambda a, _: BOOK["lyapunov-zero"].domain.model.definition("V").body),
        ),
        ("order-parameter", "rise", entry("rising", lambda a, _: Ddt(sbar, "modes"))),
        ("chebyshev", "psi", entry("psi", lambda a, _: half_tanh(a[0]))),
        ("mirror-flow", "convex", entry("bent", lambda a, _: Ddt(Ddt(a[0], "line"), "line"))),
        (
            "max-min-ratio-4",
            "decrease",
            entry("ratio", lambda a, _: -BOOK["max-min-ratio-4"]["decrease"].left),
        ),
    ],
)
def test_a_planted_sign_entry_is_refused(claim: str, part: str, planted: SignEntry) -> None:
    """With no arguments, at an atom of the statement, or with the definitions opened."""
    found = complaints([BOOK[claim]], {**SIGN_TABLE, planted.name: planted})
    assert f"sign entry {planted.name!r} is part {part!r} of {claim}" in found


def test_a_planted_fact_that_needs_no_premises_is_refused() -> None:
    """It allows V' <= 0 from nothing."""
    allowed = FALLING["decrease"]

    def check(premises, conclusion, model):
        return () if conclusion == allowed else "only V' <= 0"

    planted = Assumed("monotone", "V decreases", "rudin1976", check)
    found = complaints([FALLING], SIGN_TABLE, {**ASSUMED, "monotone": planted})
    assert found == ["citable fact 'monotone' allows part 'decrease' of lyapunov-decrease without premises"]


@pytest.mark.parametrize("source", ["[G]", "[J] section 3", "", "garrod2025hadamard"])
def test_a_fact_from_a_verified_paper_is_refused(source: str) -> None:
    """Textbooks only."""
    planted = Assumed("paper", "V decreases", source, lambda premises, conclusion, model: "never")
    assert len(complaints([], SIGN_TABLE, {"paper": planted})) == 1


def test_a_long_list_is_refused() -> None:
    """Thirteen facts are too many."""
    many = {str(i): replace(ASSUMED["mean-value"], name=str(i)) for i in range(MOST_FACTS + 1)}
    assert complaints([], SIGN_TABLE, many) == [f"{MOST_FACTS + 1} facts may be cited; at most {MOST_FACTS}"]


def test_no_fact_allows_anything_without_premises() -> None:
    """Not even a conclusion that no claim states."""
    for claim in BOOK.values():
        for _, sequent in claim.sequents():
            for fact in ASSUMED.values():
                assert isinstance(fact.check((), sequent.conclusion, claim.domain.model), str)
