"""A refuted claim comes with about ten lines of plain Python that print a number inside the enclosure."""

from __future__ import annotations

import runpy
import subprocess
import sys
from fractions import Fraction

import pytest

from symflow.evidence.points.witness import refute
from symflow.evidence.proving.steps import Witness
from symflow.ledger import claims, proof_path

BOOK = claims()
REFUTED = sorted(name for name, claim in BOOK.items() if claim.expected == "REFUTED")


def test_some_claims_are_refuted():
    """The neighbours that are false, and what [J] prints and does not mean."""
    neighbours = {"depth-3", "hadamard-16", "max-min-ratio-16", "paley-12", "unequal-imbalance"}
    neighbours |= {"depth-4", "gradient-descent-any-step"}
    assert {name for name in REFUTED if not name.startswith("ulpm-")} == neighbours
    assert all(name.endswith("-as-printed") for name in set(REFUTED) - neighbours)
    assert len(REFUTED) >= 14


@pytest.mark.parametrize("name", REFUTED)
def test_ten_lines_of_python_reproduce_the_enclosed_value(name):
    """The script imports the standard library only and agrees with the enclosure of the proof's witness."""
    claim = BOOK[name]
    assert len(claim.reproduce.splitlines()) <= 10
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", claim.reproduce],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    proof = runpy.run_path(str(proof_path(name)), run_name="symflow_proof")["proof"]
    (step,) = [s for s in proof(claim) if isinstance(s, Witness)]
    found = refute(claim, step.instance, step.part).refutation
    assert found is not None
    low, high = Fraction(found.lower), Fraction(found.upper)
    assert (low > 0) == (high > 0)
    assert abs(Fraction(done.stdout.strip()) - (low + high) / 2) < Fraction(1, 10**9)


@pytest.mark.parametrize("name", REFUTED)
def test_witnesses_are_small(name):
    """Every entry is a whole number up to 12, or a fraction of two; a step of descent, eta, may be up to 100."""
    proof = runpy.run_path(str(proof_path(name)), run_name="symflow_proof")["proof"]
    (step,) = [s for s in proof(BOOK[name]) if isinstance(s, Witness)]
    entries = [v for name, values in step.instance.values for v in values if name != "eta"]
    assert all(v.denominator <= 12 and abs(v.numerator) <= 12 for v in entries)
    assert all(v <= 100 for name, values in step.instance.values for v in values if name == "eta")
