"""Ctrl-C within a block: once, and not while it is ignored; then everything is as before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from symflow.cli.interrupts import Interrupts


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_interrupt_is_raised_and_no_other() -> None:
    """The second one falls into the writing of what was done."""
    before = signal.getsignal(signal.SIGINT)
    with Interrupts():
        with pytest.raises(KeyboardInterrupt):
            press()
        press()
    assert signal.getsignal(signal.SIGINT) is before


def test_none_is_raised_while_they_are_ignored() -> None:
    """And the handler from before is back afterwards, whatever ends the block."""
    before = signal.getsignal(signal.SIGINT)
    with Interrupts() as interrupts:
        interrupts.ignore()
        press()
    assert signal.getsignal(signal.SIGINT) is before


def test_outside_of_the_main_thread_nothing_is_changed() -> None:
    """Signals are not handled there."""
    before, seen = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with Interrupts():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]


# In place of a part that takes long to load: it says that it is being loaded, and never ends.
SLOW = "import sys, time\nprint('loading', flush=True)\ntime.sleep(600)\n"
COMMAND = "import sys; from symflow.cli import main; sys.exit(main())"


@pytest.mark.parametrize("start", [["-m", "symflow"], ["-c", COMMAND]], ids=["module", "command"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_while_parts_are_loaded_is_one_line(
    start: list[str], number: signal.Signals, tmp_path: Path
) -> None:
    """The modules that the commands are made of are still being imported: nothing is there yet to handle it."""
    (tmp_path / "typer.py").write_text(SLOW, encoding="utf-8")
    paths = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(
        [sys.executable, *start, "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "loading\n"
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (4, "", "symflow: interrupted before there was a result\n")


def test_an_interrupt_where_nobody_can_be_told(tmp_path: Path) -> None:
    """Standard error is closed."""
    (tmp_path / "typer.py").write_text(SLOW, encoding="utf-8")
    paths = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(
        ["/bin/sh", "-c", f"exec {sys.executable} -m symflow list 2>&-"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "loading\n"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 4
