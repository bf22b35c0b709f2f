"""The page about claims, for Python: verify some claims and write them as one HTML text."""

from __future__ import annotations

from collections.abc import Sequence

from symflow.claim.claim import Claim
from symflow.ledger.settled import settle
from symflow.render.parts import version_of
from symflow.render.report.page import page
from symflow.render.report.pictures import drawn


def report(
    patterns: Sequence[str] | str = (),
    pictures: bool = False,
    jobs: int = 2,
    timeout: float = 120.0,
    known: dict[str, Claim] | None = None,
) -> str:
    """Claims with verdicts, evidence and what rests on what, as one HTML page that needs no network.

    The claims that the patterns name are verified first (level "quick"), with what they rest on. ``pictures``: draw
    the pictures of symflow.render.plots as well; where matplotlib is missing, the page says so.
    """
    settled = settle(patterns, "quick", jobs, timeout, known=known)
    return page(settled, version_of("symflow") or "(not installed)", drawn() if pictures else None)
