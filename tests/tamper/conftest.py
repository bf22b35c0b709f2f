"""Honest certificates of some claims, made from their proof scripts: many small ones, a few large ones."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "ledger"), str(HERE.parent / "checker")]

from certificates_made import from_scripts  # noqa: E402

from symflow.ledger.run import claims, with_used  # noqa: E402
from symflow.testing.tamper.corpus import Corpus  # noqa: E402
from symflow.testing.tamper.run import honest_answers  # noqa: E402

CHOSEN = (
    "chebyshev", "collapse-ray", "ei-clock", "equal-rows", "exp-chord", "exp-tangent", "gradient",
    "lyapunov-decrease", "max-min-ratio-16", "max-min-ratio-4", "paley-12", "ray-linearised",
    "mode-growth", "reduced-flow", "square-root", "tanh-chord", "three-on-a-line",
    "ulpm-def-2-1-as-printed", "ulpm-eq-9-as-printed", "ulpm-lemma-3-3-limit",
    "ulpm-theorem-3-4-as-printed", "unequal-imbalance", "walsh-characters",
)  # fmt: skip


@pytest.fixture(scope="session")
def honest() -> dict[str, bytes]:
    """The bytes of the certificates, by id."""
    book = claims()
    made = from_scripts(book, with_used(CHOSEN, book))
    assert {one.state for one in made.values()} == {"accepted"}
    return {name: one.text.encode() for name, one in sorted(made.items())}


@pytest.fixture(scope="session")
def corpus(honest: dict[str, bytes]) -> Corpus:
    """Their edits."""
    return Corpus(honest)


@pytest.fixture(scope="session")
def examined(honest: dict[str, bytes]) -> dict:
    """What the checker finds of the honest ones."""
    found, refused = honest_answers(honest, 300.0)
    assert refused == []
    return found
