"""Jobs in processes of their own: limits, ends, and what becomes of their output."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from symflow.ledger import processes
from symflow.ledger.processes import Job, run_jobs, run_once

Outcomes = dict[str, tuple[object, str]]


def run_all(jobs: list[Job], at_once: int = 2, timeout: float = 20.0) -> Outcomes:
    """The result and the trouble of each job."""
    out: Outcomes = {}
    stopped = run_jobs(
        jobs,
        at_once,
        timeout,
        lambda job: None,
        lambda job, result, seconds, trouble: out.__setitem__(job.name, (result, trouble)),
    )
    assert stopped == ""
    return out


def pause(seconds: float) -> str:
    time.sleep(seconds)
    return "rested"


def spin() -> None:
    while True:
        pass


def leave_a_child(place: str) -> None:
    """Start a job of one's own that writes its id and never ends."""
    run_once(spin_and_tell, (place,), 1000.0)


def spin_and_tell(place: str) -> None:
    Path(place).write_text(str(os.getpid()), encoding="utf-8")
    spin()


def talk() -> str:
    print("loud", flush=True)
    sys.stderr.write("louder")
    sys.stderr.flush()
    return "done"


def fail() -> None:
    raise ValueError("two\nlines")


def exhaust() -> int:
    return len(bytearray(10**13))


def recurse() -> None:
    recurse()


def leave() -> None:
    sys.exit(3)


def alive(process: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


def test_results_come_back() -> None:
    """Each under its own name, however many run at once."""
    jobs = [Job(str(i), divmod, (i, 3)) for i in range(5)]
    assert run_all(jobs) == {str(i): (divmod(i, 3), "") for i in range(5)}


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (fail, "raised ValueError: two lines"),
        (exhaust, "ran out of memory (limit 6 GiB)"),
        (recurse, "is nested too deeply to be examined"),
        (leave, "ended without a result"),
    ],
)
def test_trouble_is_said_in_one_line(function: object, said: str) -> None:
    """And it does not touch the other jobs."""
    out = run_all([Job("bad", function, ()), Job("good", divmod, (7, 3))])  # type: ignore[arg-type]
    assert out == {"bad": (None, said), "good": ((2, 1), "")}


def test_a_job_over_its_time_is_ended() -> None:
    """The others are not held up."""
    began = time.monotonic()
    out = run_all([Job("slow", spin, ()), Job("quick", pause, (0.1,))], timeout=1.0)
    assert out == {"slow": (None, "did not finish within 1 s"), "quick": ("rested", "")}
    assert time.monotonic() - began < 10


def test_a_job_takes_its_own_jobs_with_it(tmp_path: Path) -> None:
    """A process that a job started does not outlive the job."""
    place = tmp_path / "id"
    assert run_once(leave_a_child, (str(place),), 1.5) == (None, "did not finish within 1.5 s")
    child = int(place.read_text(encoding="utf-8"))
    for _ in range(40):
        if not alive(child):
            break
        time.sleep(0.05)
    survived = alive(child)
    if survived:
        os.kill(child, 9)
    assert not survived


def test_a_job_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """It answers through its pipe only, so that a report on standard output stays a report."""
    assert run_once(talk, (), 20.0) == ("done", "")
    assert tuple(capfd.readouterr()) == ("", "")


def test_an_interrupt_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was finished is kept, and the rest is said to be interrupted."""
    kept: list[str] = []

    def done(job: Job, result: object, seconds: float, trouble: str) -> None:
        kept.append(job.name)
        raise KeyboardInterrupt

    jobs = [Job("quick", pause, (0.0,)), Job("slow", spin, ())]
    assert run_jobs(jobs, 2, 20.0, lambda job: None, done) == "was interrupted"
    assert kept == ["quick"]
    monkeypatch.setattr(processes, "wait", _interrupt)
    assert run_once(spin, (), 20.0) == (None, "was interrupted")


def _interrupt(*given: object, **options: object) -> None:
    raise KeyboardInterrupt


def _litter(seconds: float) -> str:
    """Leave temporary files, one of them made by a process of its own, and go on for a while."""
    place = tempfile.mkdtemp()
    Path(place, "file").write_text("left", encoding="utf-8")
    run_once(lambda: tempfile.mkdtemp(), (), 5.0)
    subprocess.run(["mktemp", "-d"], check=True, stdout=subprocess.DEVNULL)
    time.sleep(seconds)
    return place


def test_temporary_files_go_with_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it ended by itself or was ended; what the parent uses is left as it was."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for seconds, wanted in ((0.0, ""), (60.0, "did not finish within 3 s")):
        place, trouble = run_once(_litter, (seconds,), 3.0)
        assert trouble == wanted
        assert not wanted or place is None
        assert wanted or str(place).startswith(str(tmp_path))
        assert list(tmp_path.iterdir()) == []
    assert tempfile.tempdir == str(tmp_path)


def test_jobs_without_a_place_for_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """They run; only what needs such files fails."""

    def nowhere(**options: object) -> None:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", nowhere)
    assert run_once(lambda: 3, (), 10.0) == (3, "")
