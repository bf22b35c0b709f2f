"""What the tests of the kernel share: the small claims of the folder above, the library, a coqc where there is one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.build import Built, build
from symflow.evidence.kernel.library import Library, read
from symflow.folders import cache

sys.path.insert(0, str(Path(__file__).parents[1]))
SOURCES = Path(__file__).parents[3] / "proofs" / "coq"
NEEDED = ("claims/lyapunov_decrease", "ExpBounds", "Walsh")


@pytest.fixture(scope="session")
def library() -> Library:
    """The formal library, as data."""
    found = read(SOURCES)
    assert found is not None
    return found


@pytest.fixture(scope="session")
def program() -> coqc.Coqc:
    """The coqc of this machine."""
    found, why = coqc.find()
    if found is None:
        pytest.skip(why)
    return found


@pytest.fixture(scope="session")
def built(library: Library, program: coqc.Coqc) -> Built:
    """The files that the controls need, compiled once and kept."""
    made = build(library, program, NEEDED, cache() / "coq")
    assert made.failed == {}
    return made
