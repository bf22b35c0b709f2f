"""A tiny book of claims, and a folder of proof scripts that a test writes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from symflow.algebra.expr import atom, total
from symflow.algebra.indexing import OTHERS, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.ledger import examination, scripts

sys.path.insert(0, str(Path(__file__).parent))

u = atom("u")
(g,) = indices("g", OTHERS)
TOTAL = total(u(g), g)
DOMAIN = Domain("Let u_1, ..., u_N be real.", Model((Variable("u", (OTHERS,)),)))
DOUBLE = Claim(
    id="double",
    chapter="test",
    title="twice a sum",
    source="school",
    domain=DOMAIN,
    parts=(("double", eq(TOTAL + TOTAL, 2 * TOTAL)),),
    twin=Twin("double", eq(TOTAL + TOTAL, 3 * TOTAL), instance("none", 3, u=(1, 2))),
)
TRIPLE = replace(
    DOUBLE, id="triple", title="three times", parts=(("triple", eq(TOTAL + 2 * TOTAL, 3 * TOTAL)),), twin=None
)
USER = replace(
    DOUBLE,
    id="user",
    title="uses double",
    parts=(("user", eq(TOTAL + TOTAL, 2 * TOTAL)),),
    uses=("double",),
    twin=None,
)
FALSE = replace(DOUBLE, id="false", title="is false", parts=(("false", eq(TOTAL, 2 * TOTAL)),), twin=None)

GOOD = """
    from symflow.evidence.proving.proof import identity

    def proof(claim):
        part = next(iter(dict(claim.parts)))
        return [identity("collect", claim[part], "collect terms")]
"""
Scripts = Callable[..., Path]


@pytest.fixture
def book() -> dict[str, Claim]:
    """Four claims by id; ``user`` rests on ``double``, ``false`` is false."""
    return {c.id: c for c in (DOUBLE, FALSE, TRIPLE, USER)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which proof scripts are looked for; little effort is spent beside them."""
    place = tmp_path / "proofs"
    place.mkdir()
    monkeypatch.setattr(scripts, "FOLDERS", (place,))
    monkeypatch.setitem(
        examination.LEVELS, "quick", replace(examination.LEVELS["quick"], cases=5, search=0.3)
    )
    return place


@pytest.fixture
def script(folder: Path) -> Scripts:
    """Write the proof script of a claim: ``script("double", text)``; without text, one that works."""

    def write(name: str, text: str = GOOD) -> Path:
        path = folder / f"{name}.py"
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return write
