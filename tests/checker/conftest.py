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


def _keep() -> None:
    """Remember the factors that are new, or put back those that were forgotten."""
    first = KEPT[0][:1]
    if first and (len(TABLES[0]) < len(KEPT[0]) or TABLES[0][0] is not first[0]):
        for table, kept in zip(TABLES, KEPT, strict=True):
            table[:] = kept
        factors._numbers.clear()
        factors._numbers.update({what: n for n, what in enumerate(KEPT[0])})
    for table, kept in zip(TABLES, KEPT, strict=True):
        kept += table[len(kept) :]


def pytest_collection_finish(session: pytest.Session) -> None:
    """The domains are made while the tests are collected."""
    _keep()


@pytest.fixture(autouse=True)
def _the_same_factors():
    """Before a test as after the one before it."""
    _keep()
    yield
    _keep()
