"""Where a run is kept: one file of plain arrays (npz) in a folder, replaced as a whole; nothing in it is ever run."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symflow.errors import InputError
from symflow.experiment.run import Course, Experiment

FORMAT = "symflow.experiment.state/1"
STATE, SETTINGS, ROWS = "state.", "settings", "rows"


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder that ``--state`` names."""

    path: str

    def file(self, experiment: Experiment) -> str:
        """The file of an experiment."""
        return os.path.join(self.path, f"{experiment.name}.npz")

    def load(self, experiment: Experiment) -> Course | None:
        """What was kept, if it belongs to the same settings."""
        path = self.file(experiment)
        if not os.path.lexists(path):
            return None
        try:
            with np.load(path, allow_pickle=False) as kept:
                found = {name: kept[name] for name in kept.files}
            settings = str(found[SETTINGS])
            course = _course(found)
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            advice = "it is no state of an experiment; remove it, or name another folder"
            raise InputError.about("--state", path, advice) from None
        if settings != _settings(experiment):
            advice = "it was made with other options; repeat those, or name another folder"
            raise InputError.about("--state", path, advice)
        return course

    def save(self, experiment: Experiment, course: Course) -> None:
        """A new file beside the old one, which it then replaces."""
        path = self.file(experiment)
        arrays: dict[str, NDArray[Any]] = {f"{STATE}{name}": value for name, value in course.arrays.items()}
        arrays |= {ROWS: course.rows, SETTINGS: np.array(_settings(experiment))}
        draft = ""
        try:
            descriptor, draft = tempfile.mkstemp(prefix=".symflow-", dir=self.path)
            with os.fdopen(descriptor, "wb") as file:
                np.savez(file, allow_pickle=False, **arrays)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, path)
        except OSError as error:
            raise InputError.about("--state", path, f"writing failed: {error.strerror}") from None
        finally:
            if draft and os.path.lexists(draft):
                os.unlink(draft)


def folder(path: str | None) -> Folder | None:
    """The folder, made if it is not there, and tested: one that cannot be written is refused before the work."""
    if path is None:
        return None
    try:
        os.makedirs(path, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(prefix=".symflow-", dir=path)
        os.close(descriptor)
        os.unlink(draft)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError.about("--state", path, f"{reason}; give a folder that can be written") from None
    return Folder(path)


def _course(found: dict[str, NDArray[Any]]) -> Course:
    arrays = {name.removeprefix(STATE): value for name, value in found.items() if name.startswith(STATE)}
    rows = found[ROWS]
    if not arrays or rows.ndim != 3 or rows.dtype != np.float64:
        raise ValueError("the arrays of a run are missing")
    return Course(arrays, rows)


def _settings(experiment: Experiment) -> str:
    return json.dumps(
        {"format": FORMAT, "experiment": experiment.name, **experiment.settings}, sort_keys=True
    )
