"""Ctrl-C: the first one ends the work, and none ends the writing of what was done."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any


class Interrupts:
    """Within this block an interrupt is raised once, as KeyboardInterrupt, unless it is ignored by then.

    Signals are handled by the main thread; elsewhere nothing is changed.
    """

    def __init__(self) -> None:
        self._ignored = False
        self._former: Any = None

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            self._former = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._former is not None:
            signal.signal(signal.SIGINT, self._former)

    def ignore(self) -> None:
        """From now on nothing is interrupted."""
        self._ignored = True

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if not self._ignored:
            self._ignored = True
            raise KeyboardInterrupt
