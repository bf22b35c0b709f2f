"""Loaded by every worker of a local cluster while it starts: Ctrl-C is for the client, which then stops its workers."""

from __future__ import annotations

import signal


def dask_setup(worker: object) -> None:
    """Ignore Ctrl-C; called by Dask in the main thread of the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
