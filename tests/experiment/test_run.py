"""A run that was stopped anywhere goes on to the same bits, and a file that is no state is refused."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from symflow.errors import InputError
from symflow.experiment import run, state
from symflow.experiment.descent import Descent
from symflow.experiment.late import Late
from symflow.experiment.model import Sizes
from symflow.experiment.result import result
from symflow.experiment.run import Arrays, Course, Experiment, Runner

SIZES = Sizes(3, 2, 4)
STARTS = [(0, "0.1"), (1, "1")]
CASES: dict[str, Experiment] = {
    "mean": Descent(STARTS, 400, "mean", SIZES),
    "sum": Descent(STARTS, 400, "sum", SIZES),
    "late": Late(STARTS, "20", SIZES),
}


@dataclass
class Stops:
    """Stands in for `advance`: an interrupt after some calls."""

    left: int
    advance: object = field(repr=False)

    def __call__(self, experiment: Experiment, arrays: Arrays, place: int) -> tuple[Arrays, bool]:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        return self.advance(experiment, arrays, place)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("after", [0, 1, 7, 30])
def test_an_interrupted_run_goes_on_to_the_same_bits(
    case: str, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chunks are made short, so that most stops are between two points."""
    monkeypatch.setattr("symflow.experiment.descent.AT_ONCE", 7)
    monkeypatch.setattr("symflow.experiment.late.AT_ONCE", 0.3)
    experiment, folder = CASES[case], state.Folder(str(tmp_path))
    whole = Runner(experiment).go()
    with monkeypatch.context() as patch:
        stops = Stops(after, type(experiment).advance)
        patch.setattr(type(experiment), "advance", lambda self, arrays, place: stops(self, arrays, place))
        with pytest.raises(KeyboardInterrupt):
            Runner(experiment, folder).go()
    kept = folder.load(experiment)
    assert (kept is None) == (after == 0)
    resumed = Runner(experiment, folder).go()
    assert resumed.rows.tobytes() == whole.rows.tobytes()
    assert {name: a.tobytes() for name, a in resumed.arrays.items()} == {
        name: a.tobytes() for name, a in whole.arrays.items()
    }


def test_a_finished_run_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    experiment, folder = CASES["mean"], state.Folder(str(tmp_path))
    whole = Runner(experiment, folder).go()
    monkeypatch.setattr(Descent, "advance", lambda self, arrays, place: pytest.fail("was done again"))
    assert Runner(experiment, folder).go().rows.tobytes() == whole.rows.tobytes()


def test_it_is_kept_from_time_to_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends the process: with no pause between savings there is one for each part of the way."""
    monkeypatch.setattr(run, "PAUSE", -1.0)
    saved: list[int] = []

    class Counted(state.Folder):
        def save(self, experiment: Experiment, course: Course) -> None:
            saved.append(course.done)

    experiment = CASES["mean"]
    Runner(experiment, Counted(str(tmp_path))).go()
    count = len(experiment.points)
    assert saved == [*range(1, count + 1), count]


def test_part_of_a_run_has_no_fits() -> None:
    experiment = CASES["mean"]
    whole = Runner(experiment).go()
    part = Course(whole.arrays, whole.rows[:-1])
    assert result(experiment, whole).fits != []
    assert result(experiment, part).fits == []
    assert not result(experiment, part).complete


# --- the file ---


def kept(folder: Path) -> state.Folder:
    """A folder with a state."""
    found = state.Folder(str(folder))
    found.save(CASES["mean"], Course(CASES["mean"].start(), np.empty((0, 2, 7))))
    return found


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 100, b"\x93NUMPY\x01\x00v\x00"])
def test_a_file_that_is_no_state_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "fig2.npz").write_bytes(content)
    with pytest.raises(InputError, match=r"--state: .*it is no state of an experiment"):
        state.Folder(str(tmp_path)).load(CASES["mean"])


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    file = tmp_path / "fig2.npz"
    content = file.read_bytes()
    for size in range(0, len(content), 97):
        file.write_bytes(content[:size])
        with pytest.raises(InputError, match="no state"):
            folder.load(CASES["mean"])


def test_objects_in_a_file_are_refused(tmp_path: Path) -> None:
    """They would have to be unpickled."""
    np.savez(tmp_path / "fig2.npz", settings=np.array([{}], dtype=object), rows=np.zeros((0, 1, 7)))
    with pytest.raises(InputError, match="no state"):
        state.Folder(str(tmp_path)).load(CASES["mean"])


def test_a_state_of_other_options_is_refused(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    for other in (
        CASES["sum"],
        Descent(STARTS, 401, "mean", SIZES),
        Descent([(0, "0.1")], 400, "mean", SIZES),
    ):
        with pytest.raises(InputError, match="it was made with other options"):
            folder.load(other)
    assert folder.load(CASES["late"]) is None


def test_a_failed_save_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = kept(tmp_path)
    before = (tmp_path / "fig2.npz").read_bytes()

    def full(*arguments: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(state.np, "savez", full)
    with pytest.raises(InputError, match="writing failed: No space left"):
        folder.save(CASES["mean"], Course(CASES["mean"].start(), np.empty((0, 2, 7))))
    assert (tmp_path / "fig2.npz").read_bytes() == before
    assert os.listdir(tmp_path) == ["fig2.npz"]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"--state: .*give a folder that can be written"):
        state.folder(str(tmp_path / "file" / "x"))
    assert state.folder(None) is None
    assert state.folder(str(tmp_path / "a" / "b")) == state.Folder(str(tmp_path / "a" / "b"))
    assert os.listdir(tmp_path / "a" / "b") == []
