"""Who takes part, in the order of the tables."""

from __future__ import annotations

from benchmarks.competitors.heyoka_runs import DOUBLE_LOSS, DOUBLE_TEXTBOOK, REAL_LOSS, REAL_TEXTBOOK
from benchmarks.competitors.kind import Competitor
from benchmarks.competitors.odefun import ODEFUN
from benchmarks.competitors.ours import OURS, RIGOROUS
from benchmarks.competitors.scipy_runs import DOP853, LSODA

EVERYBODY: tuple[Competitor, ...] = (
    OURS,
    RIGOROUS,
    ODEFUN,
    REAL_TEXTBOOK,
    REAL_LOSS,
    DOUBLE_TEXTBOOK,
    DOUBLE_LOSS,
    DOP853,
    LSODA,
)
GROWING: tuple[Competitor, ...] = (OURS, REAL_TEXTBOOK, REAL_LOSS)
TITLES = {competitor.name: competitor.title for competitor in EVERYBODY}

__all__ = ["EVERYBODY", "GROWING", "TITLES", "Competitor"]
