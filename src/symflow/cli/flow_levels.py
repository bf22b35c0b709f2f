"""``symflow flow --rigorous --first-below V=1/1000``: when V or the loss is at or below a level for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symflow.errors import InputError
from symflow.exact import exact
from symflow.flow.enclose.box import Box
from symflow.flow.enclose.build import enclosed
from symflow.flow.enclose.enclosure import QUANTITIES
from symflow.flow.enclose.statements import FirstTime
from symflow.flow.solve.budget import Budget
from symflow.flow.solve.problem import Problem

Level = tuple[str, str]
NAME = "--first-below"


def read(given: Sequence[str] | None, problem: Problem) -> list[Level]:
    """The quantities and their levels, checked before any work starts."""
    found = [_level(text) for text in given or ()]
    if found and not problem.rigorous:
        raise InputError(f"{NAME}: needs bounds; give --rigorous too")
    if any(quantity == "V" for quantity, _ in found) and not problem.start.balanced:
        raise InputError(f"{NAME}: V may increase where a and b differ; ask for the loss, or give --modes")
    return found


def _level(text: str) -> Level:
    quantity, separator, level = text.partition("=")
    if not separator or quantity not in QUANTITIES:
        raise InputError.about(NAME, text, "write V=1/1000 or loss=1e-6")
    if exact(level, NAME) < 0:
        raise InputError.about(NAME, text, "give a level >= 0")
    return quantity, level.strip()


def first_times(problem: Problem, budget: Budget, levels: Sequence[Level]) -> Iterator[FirstTime]:
    """The statements, one by one."""
    if levels:
        enclosure = enclosed(Box.of(problem.start), problem, budget)
        for quantity, level in levels:
            yield enclosure.first_time(quantity, level)
