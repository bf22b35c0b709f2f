"""What an experiment found: its curves, its starts and its fits, for the table, the JSON file and the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from symflow.experiment.fit import Fit, fits
from symflow.experiment.metrics import METRICS
from symflow.experiment.model import Array
from symflow.experiment.run import Course, Experiment, Trial


@dataclass(frozen=True, slots=True)
class Result:
    """`values` are (points, trials, numbers), numbers in the order of `columns`; not `complete` after an interrupt."""

    name: str
    settings: Mapping[str, object]
    axis: str
    columns: Sequence[str]
    points: Sequence[float]
    log_times: Sequence[float]
    trials: Sequence[Trial]
    values: Array
    fits: Sequence[Fit]
    complete: bool
    notes: Sequence[str] = ()


def result(experiment: Experiment, course: Course, notes: Sequence[str] = ()) -> Result:
    """The result as far as the course has come; exponents are fitted only to a whole course."""
    done, trials = course.done, experiment.trials(course.arrays)
    log_times, complete = list(experiment.log_times)[:done], done == len(experiment.points)
    found: list[Fit] = []
    if complete:
        metrics = course.rows[:, :, : len(METRICS)]
        scales = [trial.scale for trial in trials]
        names = experiment.columns[: len(METRICS)]
        found = fits(names, scales, np.array(log_times), metrics, experiment.windows)
    return Result(
        experiment.name,
        experiment.settings,
        experiment.axis,
        experiment.columns,
        list(experiment.points)[:done],
        log_times,
        trials,
        course.rows,
        found,
        complete,
        notes,
    )
