r"""Work in separate processes, with a limit of time and memory for each.

A job runs in a process forked from this one; its result comes back through a pipe. A job that runs
over its time is ended, one that runs out of memory says so, and an interrupt ends all of them: what
was finished by then is kept.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any

MEMORY = 6 * 1024**3
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Job:
    """A named call."""

    name: str
    function: Callable[..., object]
    args: tuple[Any, ...]


@dataclass(slots=True)
class _Running:
    job: Job
    process: ForkProcess
    started: float


Done = Callable[[Job, object, float, str], None]


def _child(pipe: Connection, function: Callable[..., object], args: tuple[Any, ...]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        pipe.send((function(*args), ""))
    except MemoryError:
        pipe.send((None, f"ran out of memory (limit {MEMORY // 1024**3} GiB)"))
    except RecursionError:
        pipe.send((None, "is nested too deeply to be examined"))
    except Exception as error:  # noqa: BLE001 - the parent reports whatever went wrong as one line
        pipe.send((None, f"raised {type(error).__name__}: {' '.join(str(error).split())[:300]}"))
    finally:
        pipe.close()


def _start(job: Job) -> tuple[Connection, _Running]:
    parent, child = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_child, args=(child, job.function, job.args), daemon=False)
    process.start()
    child.close()
    return parent, _Running(job, process, time.monotonic())


def _end(process: ForkProcess) -> None:
    process.terminate()
    process.join(1.0)
    if process.is_alive():
        process.kill()
        process.join()


def run_jobs(
    jobs: Sequence[Job], at_once: int, timeout: float, started: Callable[[Job], None], done: Done
) -> str:
    """Run the jobs, ``at_once`` at a time; ``done(job, result, seconds, trouble)`` is told of each.

    Returns "" or, after an interrupt, a sentence that says so.
    """
    queue, running = list(jobs), dict[Connection, _Running]()
    try:
        while queue or running:
            while queue and len(running) < max(1, at_once):
                pipe, item = _start(queue.pop(0))
                running[pipe] = item
                started(item.job)
            for ready in wait(list(running), timeout=0.1):
                _finish(running, ready, done)  # type: ignore[arg-type]
            for pipe, item in list(running.items()):
                if time.monotonic() - item.started > timeout:
                    del running[pipe]
                    _end(item.process)
                    done(item.job, None, timeout, f"did not finish within {timeout:g} s")
    except KeyboardInterrupt:
        return "was interrupted"
    finally:
        for item in running.values():
            _end(item.process)
    return ""


def _finish(running: dict[Connection, _Running], pipe: Connection, done: Done) -> None:
    item = running.pop(pipe)
    seconds = time.monotonic() - item.started
    try:
        result, trouble = pipe.recv()
    except (EOFError, OSError):
        result, trouble = None, "ended without a result"
    item.process.join(1.0)
    _end(item.process)
    done(item.job, result, seconds, trouble)


def run_once(function: Callable[..., object], args: tuple[Any, ...], timeout: float) -> tuple[object, str]:
    """One call in a process of its own: its result, or None and what went wrong."""
    out: list[tuple[object, str]] = []
    job = Job("", function, args)
    stopped = run_jobs(
        [job], 1, timeout, lambda _: None, lambda _, result, __, trouble: out.append((result, trouble))
    )
    return out[0] if out else (None, stopped)
