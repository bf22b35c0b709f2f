"""The command line: ``symflow list | verify | explain | flow | ...``.

Loading what the commands are made of takes a moment; an interrupt in it ends the program with one line too.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Sequence

__all__ = ["main"]

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LEFT = b"symflow: interrupted before there was a result\n"


def main(given: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    loaded = f"{__name__}.app" in sys.modules
    if not loaded and threading.current_thread() is threading.main_thread():
        for name in ENDING:
            signal.signal(name, _leave)
    from symflow.cli.app import main as run  # which handles the signals from here on

    return run(given)


def _leave(number: int, frame: object) -> None:
    """End at once: modules are half loaded, and nothing is lost yet."""
    with contextlib.suppress(OSError):
        os.write(2, LEFT)
    os._exit(4)
