"""symflow itself, by the call that a user makes; the second one with guaranteed enclosures."""

from __future__ import annotations

from collections.abc import Sequence

import symflow
from benchmarks.competitors.kind import Competitor, Late, Run, Unable
from benchmarks.problem import Problem
from symflow import MissingPart, SymflowError, Unfinished


def end_of(
    problem: Problem, modes: Sequence[object], seconds: float, rigorous: bool = False
) -> Sequence[str]:
    """The modes at the end."""
    try:
        found = symflow.integrate(
            modes,
            t_end=problem.end,
            digits=problem.digits,
            samples=2,
            rigorous=rigorous,
            timeout=2 * seconds,  # by the clock on the wall; the budget is of the processor's
        )
    except Unfinished as limit:
        raise Late(f"over {seconds:g} s") from limit
    except MissingPart as missing:
        raise Unable("not built yet") from missing
    except SymflowError as refused:
        raise Unable(str(refused)) from refused
    return found.modes[-1]


def prepare(problem: Problem, seconds: float) -> Run:
    """One run."""
    return Run(lambda: end_of(problem, problem.modes, seconds))


def prepare_rigorous(problem: Problem, seconds: float) -> Run:
    """Digits that are enclosed."""
    return Run(lambda: end_of(problem, problem.modes, seconds, rigorous=True))


def ray_end(problem: Problem, start: object, seconds: float) -> str:
    """The first mode at the end, from equal modes."""
    return end_of(problem, [start] * (problem.K - 1), seconds)[0]


OURS = Competitor("ours", "symflow", prepare)
RIGOROUS = Competitor("rigorous", "symflow, rigorous", prepare_rigorous)
