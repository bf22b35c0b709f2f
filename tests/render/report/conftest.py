"""Lets the tests of this folder import helpers, and gives them one page with every verdict."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "latex"))
sys.path.insert(0, str(Path(__file__).parent))

from reading import Page
from sample import drawings, settled

from symflow.render.report.page import page


@pytest.fixture(scope="session")
def text() -> str:
    """The page of a run with every verdict, with pictures."""
    return page(settled(), "0.0.test", drawings())


@pytest.fixture(scope="session")
def read(text: str) -> Page:
    """The same, as a reader of HTML sees it."""
    return Page.of(text)
