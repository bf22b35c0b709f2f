"""The cluster: one of this machine, which ends with the sweep, or one that runs already at an address.

Statement.  A local cluster listens on 127.0.0.1 only, has no dashboard, and keeps its files in a temporary folder. On a
cluster of one's own nothing is started or stopped. Either way every worker must have the symflow of the client, its
version and its sources, and is asked before the first case. The tasks travel as Dask sends them: scheduler, workers
and client trust one another like programs of one user, so a cluster must be one that only its user can reach.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import re
import signal
import sys
import tempfile
import warnings
from collections.abc import Iterator
from typing import Any

from symflow.errors import InputError, LimitReached, MissingPart
from symflow.testing.sweep.batch import identify
from symflow.testing.sweep.grid import Plan

ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/@]+:\d{1,5}", re.ASCII)
CONNECT, FIRST_WORKER, ANSWER = 10.0, 30.0, 60.0
FAILURES = 3  # so many workers may die under a task of the local cluster before Dask gives the task back
QUIET = ("distributed", "tornado", "asyncio", "bokeh")


def require() -> None:
    """Refuse a sweep before any work is done, if Dask is not there."""
    try:
        import distributed  # noqa: F401 - only whether it is there
    except ImportError:
        raise MissingPart("sweep: dask and distributed are missing; pip install 'symflow[sweep]'") from None


def address(text: str) -> str:
    """The address of a scheduler."""
    if not ADDRESS.fullmatch(text):
        raise InputError.about("--scheduler", text, "give an address such as tcp://127.0.0.1:8786")
    return text


@contextlib.contextmanager
def client(scheduler: str | None, workers: int) -> Iterator[Any]:
    """A client of a cluster that runs, or of one that is started here and stopped at the end."""
    require()
    import dask
    import distributed

    for name in [*QUIET, *logging.root.manager.loggerDict]:
        if name.startswith(QUIET):
            logging.getLogger(name).setLevel(logging.CRITICAL)
    settings = {
        "distributed.scheduler.allowed-failures": FAILURES,
        "distributed.diagnostics.nvml": False,
        "distributed.logging.distributed": "critical",
        "distributed.comm.timeouts.connect": "10s",
    }
    with dask.config.set(settings), warnings.catch_warnings(), contextlib.ExitStack() as stack:
        warnings.simplefilter("ignore")
        if scheduler is None:
            folder = stack.enter_context(_folder())
            stack.enter_context(dask.config.set({"temporary-directory": folder}))
            found = _local(distributed, workers, folder)
            stack.callback(_closed, found)
            yield stack.enter_context(_connected(distributed, found))
        else:
            yield stack.enter_context(_connected(distributed, scheduler))


def _local(distributed: Any, workers: int, folder: str) -> Any:
    try:
        return distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            worker_dashboard_address=None,
            local_directory=folder,
            silence_logs=logging.CRITICAL,
            preload=["symflow.testing.sweep.worker"],
        )
    except (OSError, RuntimeError, TimeoutError) as error:
        raise LimitReached(f"sweep: the local cluster did not start: {error}") from None


@contextlib.contextmanager
def _connected(distributed: Any, target: Any) -> Iterator[Any]:
    name = target if isinstance(target, str) else "the local cluster"
    try:
        found = distributed.Client(target, timeout=CONNECT, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - whatever speaks there may be no scheduler of Dask
        trouble = _refused(name, error)
        with _unheard():  # the half-made client is closed here, and not at the end of the program
            error.__traceback__ = None
            gc.collect()
        raise trouble from None
    try:
        yield found
    finally:
        with contextlib.suppress(Exception):
            found.close(timeout=5)


def _refused(name: str, error: Exception) -> InputError | LimitReached:
    """Why there is no client."""
    kind = type(error).__name__
    if isinstance(error, OSError | TimeoutError):
        return LimitReached(f"--scheduler: {name} does not answer ({kind}); start one with: dask scheduler")
    return InputError.about("--scheduler", name, f"what answers there is no Dask scheduler ({kind})")


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """What objects of Dask raise while they are deleted is not shown."""
    former, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = former


def agreed(found: Any, plan: Plan, name: str) -> None:
    """Refuse workers that have another symflow than the client, or none."""
    try:
        found.wait_for_workers(1, timeout=FIRST_WORKER)
    except TimeoutError:
        raise LimitReached(f"{name}: it has no worker; start one with: dask worker ADDRESS") from None
    try:
        marks = found.run(identify, on_error="return")
    except Exception as error:  # noqa: BLE001 - whatever the cluster raises
        raise LimitReached(f"{name}: the workers do not answer ({type(error).__name__})") from None
    for worker, mark in sorted(marks.items()):
        if isinstance(mark, BaseException):
            raise MissingPart(
                f"{name}: the worker {worker} cannot import symflow; install the same version there"
            )
        if tuple(mark) != (plan.version, plan.source):
            raise other(f"the worker {worker} has symflow {mark[0]}, sources {mark[1][:12]}", plan)


def other(what: str, plan: Plan) -> InputError:
    """The refusal of another symflow."""
    own = f"symflow {plan.version}, sources {plan.source[:12]}"
    return InputError(
        f"sweep: {what}, and this is {own}; install the same on every machine and start its workers again"
    )


def _closed(cluster: Any) -> None:
    """Stop a local cluster; processes that do not end in time are ended."""
    pids = [nanny.pid for nanny in cluster.workers.values() if getattr(nanny, "pid", None)]
    with contextlib.suppress(Exception):
        cluster.close(timeout=10)
    for pid in pids:
        with contextlib.suppress(OSError):
            os.kill(pid, 0)
            os.kill(pid, signal.SIGKILL)


@contextlib.contextmanager
def _folder() -> Iterator[str]:
    """A folder for the files of a local cluster, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="symflow-sweep-", ignore_cleanup_errors=True) as name:
        yield name
