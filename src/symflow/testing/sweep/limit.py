"""A limit of time for one case, in whatever thread it runs.

A worker of Dask runs its tasks in a thread, where no alarm rings. So a timer has TimeUp raised in that thread, at the
next instruction of Python: a call into a library is not cut short, but no case makes long ones.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TimeUp(BaseException):
    """The time of a case is over; no `except Exception` keeps it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TimeUp in this thread after so many seconds, unless the block has ended by then."""
    thread, lock = threading.get_ident(), threading.Lock()
    over: list[str] = []

    def ring() -> None:
        with lock:
            if not over:
                over.append("rung")
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TimeUp))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            if not over:
                over.append("ended")
            else:  # an exception that was asked for and has not come yet must not hit what follows
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), None)
