"""Lets the tests of this folder import its small language of formulas, and keeps the numbers of factors.

The judge forgets all factors before each certificate; the domains of these tests are made once and go on using theirs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from symflow.checker import factors

sys.path.insert(0, str(Path(__file__).parent))

TABLES = (factors.FACTORS, factors.VARS, factors.HEIGHT)
KEPT: tuple[list[object], ...] = ([], [], [])
# Their tests make all that they need themselves, ask the judge, and may leave very many factors behind.
FORGETFUL = ("test_bounded_work", "test_certificate", "test_forged", "test_forged_fields", "test_judge")


def _put_back() -> None:
    """The factors as they were kept."""
    for table, kept in zip(TABLES, KEPT, strict=True):
        table[:] = kept
    factors._numbers.clear()
    factors._numbers.update({what: n for n, what in enumerate(KEPT[0])})


def _keep() -> None:
    """Remember the factors that are new, or put back those that were forgotten."""
    first = KEPT[0][:1]
    if first and (len(TABLES[0]) < len(KEPT[0]) or TABLES[0][0] is not first[0]):
        _put_back()
    for table, kept in zip(TABLES, KEPT, strict=True):
        kept += table[len(kept) :]


def pytest_collection_finish(session: pytest.Session) -> None:
    """The domains are made while the tests are collected."""
    _keep()


@pytest.fixture(autouse=True)
def _the_same_factors(request: pytest.FixtureRequest):
    """Before a test as after the one before it."""
    forgetful = request.module.__name__.rpartition(".")[2] in FORGETFUL
    if not forgetful:
        _keep()
    yield
    if not forgetful:
        _keep()
    elif len(TABLES[0]) != len(KEPT[0]) or TABLES[0][:1] != KEPT[0][:1]:
        _put_back()
