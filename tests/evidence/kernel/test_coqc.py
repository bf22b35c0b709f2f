"""A program that is ended is ended with all that it started, and none is started and forgotten."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from symflow.evidence.kernel import build as building
from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.build import build
from symflow.evidence.kernel.coqc import Coqc
from symflow.evidence.kernel.library import Library
from symflow.ledger.processes import run_once

TWO = Library((("A", "Definition a := 0.\n"), ("B", "Definition b := 0.\n")))
# A coqc that starts another program and waits for it, as a script of the user's may.
WRAPPER = "#!/bin/sh\nsleep 600 &\necho $! > {place}.new\nmv {place}.new {place}\nwait\n"


@pytest.fixture
def wrapper(tmp_path: Path) -> Path:
    """Such a script; the process that it starts writes its number into the file beside it."""
    script = tmp_path / "coqc"
    script.write_text(WRAPPER.format(place=tmp_path / "started"), encoding="ascii")
    script.chmod(0o755)
    return script


def started(script: Path) -> int:
    """The number of the process that the script has started, once it has."""
    until, file = time.monotonic() + 60, script.parent / "started"
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.02)
    return int(file.read_text(encoding="ascii"))


def runs(number: int) -> bool:
    """Whether a process still runs, a moment later at the most."""
    for _ in range(250):
        shown = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False
        )
        if shown.stdout.strip()[:1] in ("", "Z"):
            return False
        time.sleep(0.02)
    return True


def test_an_interrupt_of_the_build_leaves_nothing(wrapper: Path, tmp_path: Path) -> None:
    """Not the script's own program either."""
    found: list[int] = []

    def stop(done: int, of: int, name: str) -> None:
        if name == "B":
            found.append(started(wrapper))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(TWO, Coqc(str(wrapper), "8.16.1"), ["A", "B"], tmp_path / "built", 2, stop)
    assert not runs(found[0])


def test_a_file_that_takes_too_long_leaves_nothing(
    wrapper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a build, which has its own limit for a file."""
    asked = building._ended

    def ended(run: building._Run) -> bool:
        found.append(started(wrapper))
        monkeypatch.setattr(building, "SECONDS", 0.0)
        return asked(run)

    found: list[int] = []
    monkeypatch.setattr(building, "_ended", ended)
    made = build(TWO, Coqc(str(wrapper), "8.16.1"), ["A"], tmp_path / "built", 1)
    assert "did not finish within" in made.failed["A"]
    assert not runs(found[0])


def test_a_run_that_takes_too_long_leaves_nothing(wrapper: Path, tmp_path: Path) -> None:
    """Where the program is run to its end."""
    ran = coqc.run([str(wrapper)], tmp_path, 1.0)
    assert ran.limit == "did not finish within 1 s"
    assert not runs(started(wrapper))


def test_what_a_job_starts_ends_with_the_job(wrapper: Path, tmp_path: Path) -> None:
    """It stays in the group of the job."""
    _, trouble = run_once(coqc.run, ([str(wrapper)], tmp_path, 600.0), 2.0)
    assert trouble == "did not finish within 2 s"
    assert not runs(started(wrapper))


def test_a_signal_waits_while_a_program_is_started() -> None:
    """It is acted on as soon as the program is known; the handlers are as before."""
    seen: list[str] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: seen.append("interrupted"))
    try:
        with coqc.held():
            os.kill(os.getpid(), signal.SIGINT)
            seen.append("started")
        assert seen == ["started", "interrupted"]
        os.kill(os.getpid(), signal.SIGINT)
        assert len(seen) == 3
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with coqc.held():
            os.kill(os.getpid(), signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
