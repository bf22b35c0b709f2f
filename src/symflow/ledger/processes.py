r"""Work in separate processes, with a limit of time and memory for each.

A job runs in a process forked from this one; its result comes back through a pipe. A job that runs
over its time is ended together with every process that it started, one that runs out of memory says so,
and an interrupt ends all of them: what was finished by then is kept. A job answers through its pipe only:
what it prints goes nowhere. Its temporary files go into a folder that is removed at the end, however it ended.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any

LONGEST = 40_000_000
MEMORY = 6 * 1024**3
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Job:
    """A named call. ``as_text``: run foreign code, whose answer is one text and is read as JSON only."""

    name: str
    function: Callable[..., object]
    args: tuple[Any, ...]
    as_text: bool = False


@dataclass(slots=True)
class _Running:
    job: Job
    process: ForkProcess
    started: float


Done = Callable[[Job, object, float, str], Sequence[Job] | None]


@contextlib.contextmanager
def _held() -> Iterator[None]:
    """Signals wait: a process that is just being started is neither hit by them nor forgotten."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _scratch() -> Iterator[str]:
    """A folder for the temporary files of jobs, removed with all that is in it; "" where none can be made."""
    with contextlib.ExitStack() as stack:
        try:
            made = tempfile.TemporaryDirectory(prefix="symflow-", ignore_cleanup_errors=True)
        except OSError:
            yield ""
        else:
            yield stack.enter_context(made)


def _apart(pipe: Connection, as_text: bool, scratch: str) -> None:
    """Leave the terminal to the parent, and end one's own jobs when one is ended."""
    os.setpgid(0, 0)
    if scratch:
        os.environ["TMPDIR"] = tempfile.tempdir = scratch
    if as_text:  # foreign code inherits no channel but its own
        os.closerange(3, pipe.fileno())
        os.closerange(pipe.fileno() + 1, 4096)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_own)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nowhere, descriptor)
    sys.stdout = sys.stderr = open(nowhere, "w", encoding="utf-8")  # noqa: SIM115 - until the process ends
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _end_own(number: int, frame: object) -> None:
    for process in multiprocessing.active_children():
        _kill_group(process.pid)
    os._exit(128 + number)


def _kill_group(leader: int | None) -> None:
    """End a process and all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if leader is not None:
            os.killpg(leader, signal.SIGKILL)


def _child(pipe: Connection, job: Job, scratch: str) -> None:
    _apart(pipe, job.as_text, scratch)
    result, trouble = None, ""
    try:
        result = job.function(*job.args)
    except MemoryError:
        trouble = f"ran out of memory (limit {MEMORY // 1024**3} GiB)"
    except RecursionError:
        trouble = "is nested too deeply to be examined"
    except Exception as error:  # noqa: BLE001 - the parent reports whatever went wrong as one line
        trouble = f"raised {type(error).__name__}: {' '.join(str(error).split())[:300]}"
    if job.as_text:
        pipe.send_bytes(json.dumps([result, trouble]).encode())
    else:
        pipe.send((result, trouble))
    pipe.close()


def _answer(pipe: Connection, job: Job) -> tuple[object, str]:
    """What a job sent back; its text is parsed as JSON, never unpickled."""
    if not job.as_text:
        result, trouble = pipe.recv()
        return result, trouble
    result, trouble = json.loads(pipe.recv_bytes(LONGEST))
    return result, str(trouble)[:400]


def _start(job: Job, scratch: str) -> tuple[Connection, _Running]:
    parent, child = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_child, args=(child, job, scratch), daemon=False)
    process.start()
    child.close()
    return parent, _Running(job, process, time.monotonic())


def _end(process: ForkProcess) -> None:
    process.terminate()
    _await(process)
    _kill_group(process.pid)
    if process.is_alive():
        process.kill()
        process.join()


def _await(process: ForkProcess, seconds: float = 1.0) -> None:
    """Wait for the end of a process, but no longer.

    ``join`` with a limit of time goes by a channel to the process, and waits for ever where foreign code has closed it.
    """
    end = time.monotonic() + seconds
    while process.exitcode is None and time.monotonic() < end:
        time.sleep(0.002)


def run_jobs(
    jobs: Sequence[Job], at_once: int, timeout: float, started: Callable[[Job], None], done: Done
) -> str:
    """Run the jobs, ``at_once`` at a time; ``done(job, result, seconds, trouble)`` is told of each.

    What ``done`` returns are further jobs, and they come next. Returns "" or, after an interrupt, a sentence that
    says so.
    """
    with _scratch() as scratch:
        return _run(jobs, at_once, timeout, started, done, scratch)


def _run(
    jobs: Sequence[Job],
    at_once: int,
    timeout: float,
    started: Callable[[Job], None],
    done: Done,
    scratch: str,
) -> str:
    queue, running = list(jobs), dict[Connection, _Running]()
    try:
        while queue or running:
            while queue and len(running) < max(1, at_once):
                with _held():
                    pipe, item = _start(queue.pop(0), scratch)
                    running[pipe] = item
                started(item.job)
            for ready in wait(list(running), timeout=0.1):
                queue[:0] = _finish(running, ready, done)  # type: ignore[arg-type]
            for pipe, item in list(running.items()):
                if time.monotonic() - item.started > timeout:
                    del running[pipe]
                    _end(item.process)
                    queue[:0] = done(item.job, None, timeout, f"did not finish within {timeout:g} s") or ()
    except KeyboardInterrupt:
        return "was interrupted"
    finally:
        for item in running.values():
            _end(item.process)
    return ""


def _finish(running: dict[Connection, _Running], pipe: Connection, done: Done) -> Sequence[Job]:
    item = running.pop(pipe)
    seconds = time.monotonic() - item.started
    try:
        result, trouble = _answer(pipe, item.job)
    except Exception:  # noqa: BLE001 - whatever the job wrote into its pipe is its own fault, not the run's
        result, trouble = None, "ended without a result"
    _await(item.process)
    _end(item.process)
    return done(item.job, result, seconds, trouble) or ()


def run_once(
    function: Callable[..., object], args: tuple[Any, ...], timeout: float, as_text: bool = False
) -> tuple[object, str]:
    """One call in a process of its own: its result, or None and what went wrong."""
    out: list[tuple[object, str]] = []
    job = Job("", function, args, as_text)
    stopped = run_jobs(
        [job], 1, timeout, lambda _: None, lambda _, result, __, trouble: out.append((result, trouble))
    )
    return out[0] if out else (None, stopped)
