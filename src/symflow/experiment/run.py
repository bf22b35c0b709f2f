"""Running an experiment from point to point; what is done is kept, and goes on where it was left.

An experiment is pure: the next state, as named arrays, is a function of the state before it. So a run that was stopped
and goes on gives the same bits as one that was not stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symflow.experiment.model import Array

Arrays: TypeAlias = Mapping[str, NDArray[Any]]
Progress: TypeAlias = Callable[[float, str], None]
PAUSE = 10.0  # seconds between two savings


@dataclass(frozen=True, slots=True)
class Trial:
    """One start: its seed, its scale as it was given, and the step at which it left float64, if it did."""

    seed: int
    scale: str
    lost_at: int | None = None


class Experiment(Protocol):
    """What is run."""

    @property
    def name(self) -> str:
        """As in ``symflow experiment NAME``."""

    @property
    def settings(self) -> Mapping[str, object]:
        """Everything that the numbers depend on."""

    @property
    def axis(self) -> str:
        """What the points count."""

    @property
    def points(self) -> Sequence[float]:
        """Where it is measured."""

    @property
    def log_times(self) -> Sequence[float]:
        """log t of the points."""

    @property
    def windows(self) -> Sequence[tuple[float, float]]:
        """The intervals of log t in which exponents are fitted."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the numbers."""

    def trials(self, arrays: Arrays) -> Sequence[Trial]:
        """Every start, and what became of it."""

    def fraction(self, arrays: Arrays) -> float:
        """How much of the way is done."""

    def start(self) -> Arrays:
        """The state before the first point."""

    def advance(self, arrays: Arrays, place: int) -> tuple[Arrays, bool]:
        """A later state, not after a point, and whether it is at that point: in seconds, so that little is lost."""

    def measure(self, arrays: Arrays) -> Array:
        """The numbers of a state, one row for each start."""


@dataclass(frozen=True, slots=True)
class Course:
    """How far a run has come: its state, and the numbers at the points that are done, (done, starts, numbers)."""

    arrays: Arrays
    rows: Array

    @property
    def done(self) -> int:
        """How many points are done."""
        return len(self.rows)


class Keeper(Protocol):
    """Where courses are kept."""

    def load(self, experiment: Experiment) -> Course | None:
        """The course that was kept, if any."""

    def save(self, experiment: Experiment, course: Course) -> None:
        """Keep a course, whole or not at all."""


@dataclass(slots=True)
class Runner:
    """One run; `course` is whole at every moment, so that an interrupt can come at any."""

    experiment: Experiment
    keeper: Keeper | None = None
    progress: Progress = lambda fraction, text: None
    course: Course | None = None

    def go(self) -> Course:
        """Run to the end; an interrupt leaves `course`, which has been kept."""
        keeper, count = self.keeper, len(self.experiment.points)
        self.course = keeper.load(self.experiment) if keeper is not None else None
        saved = time.monotonic()
        try:
            course = self.course or _begun(self.experiment)
            while course.done < count:
                course = _onward(self.experiment, course)
                self.course = course
                self.progress(self.experiment.fraction(course.arrays), f"{course.done} of {count} points")
                if keeper is not None and time.monotonic() - saved > PAUSE:
                    keeper.save(self.experiment, course)
                    saved = time.monotonic()
            return course
        finally:
            if keeper is not None and self.course is not None:
                keeper.save(self.experiment, self.course)


def _begun(experiment: Experiment) -> Course:
    """Nothing is done."""
    arrays = experiment.start()
    return Course(arrays, np.empty((0, len(experiment.trials(arrays)), len(experiment.columns))))


def _onward(experiment: Experiment, course: Course) -> Course:
    """A part of the way, and the numbers of the next point if it is reached."""
    arrays, there = experiment.advance(course.arrays, course.done)
    if not there:
        return replace(course, arrays=arrays)
    return Course(arrays, np.concatenate([course.rows, experiment.measure(arrays)[None]]))
