"""What ``symflow sweep`` does: take the file, start or join a cluster, run what is missing, shrink, show, write."""

from __future__ import annotations

import os
import shlex
import sys
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from symflow.cli.output import Folder, Target
from symflow.errors import LimitReached, SymflowError
from symflow.render.console import Paper, complain, one_line, paper
from symflow.testing.report import aligned
from symflow.testing.sweep import cluster, export, table
from symflow.testing.sweep.grid import NO_FLOW, Plan
from symflow.testing.sweep.judge import BROKEN, OUTCOMES, UNDECIDED
from symflow.testing.sweep.run import Progress as Reached
from symflow.testing.sweep.run import Sweep
from symflow.testing.sweep.shrink import shrunk
from symflow.testing.sweep.store import Store

REFRESH = 0.25


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is written at the end."""

    json: Target | None = None
    picture: Target | None = None
    kind: str = ""
    parquet: Target | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A sweep as it was asked for."""

    path: str
    plan: Plan
    left: list[str]
    scheduler: str | None
    workers: int
    seconds: float
    outputs: Outputs
    quiet: bool = False


def show_table(path: str) -> int:
    """``symflow sweep --table``: the table on standard output, its SHA-256 last."""
    with Store(path, "--table", create=False) as store:
        plan = store.opened()
        seen = table.Digest()
        sys.stdout.writelines(seen.through(table.lines(store, plan)))
        sys.stdout.write(f"# {seen.rows} of {len(plan)} cases, SHA-256 {seen.text}\n")
        sys.stdout.flush()
        return 0 if seen.rows == len(plan) else LimitReached.exit_code


def run(asked: Asked) -> int:
    """``symflow sweep``: 0, 1 if a law is broken, 4 if a case is undecided or something ended the run."""
    started = time.monotonic()
    with Store(asked.path) as store:
        store.begin(asked.plan)
        done = store.done(asked.plan)
        store.failures()  # what was changed is refused before the work, and not after it
        ended = _run_missing(asked, store, done)
        if ended is None:
            ended = _shrink(asked, store)
        counts = table.counts(store)
        standard = asked.outputs.json is not None and asked.outputs.json.standard
        try:
            _write(asked, store, time.monotonic() - started)
        finally:
            _show(paper(error=standard, quiet=asked.quiet), asked, store)
    if ended is not None:
        complain(one_line(ended))
    if counts[BROKEN]:
        return 1
    return LimitReached.exit_code if ended is not None or counts[UNDECIDED] else 0


def _run_missing(asked: Asked, store: Store, done: bytearray) -> str | None:
    """Run the cases without a row; why that ended early, or None."""
    there = sum(done)
    if there == len(asked.plan):
        return None
    progress = Reached(len(asked.plan), there, there, table.counts(store))
    place = asked.scheduler or "the local cluster"
    try:
        with Meter(paper(error=True, quiet=asked.quiet)) as meter, _cluster(asked) as client:
            cluster.agreed(client, asked.plan, place)
            progress.started = time.monotonic()
            Sweep(asked.plan, store, client, asked.seconds, progress, meter.show, asked.workers).go(done)
    except KeyboardInterrupt:
        return f"interrupted: {_have(asked, store)}; the same command goes on"
    except LimitReached as limit:
        if not progress.done:
            raise
        return f"{limit} ({_have(asked, store)})"
    return None


def _have(asked: Asked, store: Store) -> str:
    return f"{sum(table.counts(store).values())} of {len(asked.plan)} cases are in {asked.path}"


def _cluster(asked: Asked) -> AbstractContextManager[Any]:
    return cluster.client(asked.scheduler, asked.workers)


def _shrink(asked: Asked, store: Store) -> str | None:
    """For each law and flow, its first broken case made small, kept in the file and beside it."""
    known, trouble = {key for key, _ in store.failures().values()}, None
    try:
        for row in store.first_broken(asked.plan):
            if row.key in known:
                continue
            try:
                small = shrunk(row.place)
            except SymflowError as error:  # the others are shrunk all the same
                trouble = str(error)
                continue
            store.keep(small.name, row.key, small.content)
        folder = Folder("-o", folder_of(asked.path))
        for name, (_, content) in store.failures().items():
            folder.write(name, content)
    except KeyboardInterrupt:
        return "interrupted: every case is done, but not every broken one is shrunk; the same command goes on"
    except SymflowError as error:
        return str(error)
    return trouble


def folder_of(path: str) -> str:
    """Where the broken cases of a sweep are: beside its file."""
    return f"{os.path.realpath(path)}.failures"


def _write(asked: Asked, store: Store, seconds: float) -> None:
    """Write what was asked for."""
    outputs = asked.outputs
    if outputs.json is not None:
        outputs.json.write(table.pieces(store, asked.plan, seconds, asked.left))
    if outputs.picture is not None:
        outputs.picture.write(export.picture(store, asked.plan, outputs.kind))
    if outputs.parquet is not None:
        outputs.parquet.write(export.parquet(store, asked.plan))


def _show(out: Paper, asked: Asked, store: Store) -> None:
    """The table of counts, the broken cases with how to try them again, and the digest."""
    if out.quiet:
        return
    found = table.by_pair(store, asked.plan)
    each = len(asked.plan) // len(found)
    rows: list[tuple[str, ...]] = [("law", "flow", "cases", *OUTCOMES, "not run")]
    for (law, flow), counts in found.items():
        cells = [str(counts.get(outcome, 0)) for outcome in OUTCOMES]
        rows.append(
            (law, flow if flow != NO_FLOW else "", str(each), *cells, str(each - sum(counts.values())))
        )
    out.lines(aligned(rows))
    for name in store.failures():
        out.lines([f"broken: symflow replay {shlex.quote(os.path.join(folder_of(asked.path), name))}"])
    out.lines(f"not tried: {text}" for text in asked.left)
    total = sum(table.counts(store).values())
    out.lines([f"{total} of {len(asked.plan)} cases, SHA-256 of the table {table.digest(store, asked.plan)}"])


class Meter:
    """The progress on a terminal: done, rate, what came out, and the time that is left. Silent elsewhere."""

    def __init__(self, console: Paper) -> None:
        shown = console.is_interactive and not console.quiet
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = (
            Progress(
                *columns,
                console=console,
                auto_refresh=False,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            if shown
            else None
        )
        self._last = 0.0

    def __enter__(self) -> Meter:
        if self._bar is not None:
            self._bar.start()
            self._bar.add_task("starting the cluster", total=None)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, reached: Reached) -> None:
        """Draw it anew, a few times a second."""
        now = time.monotonic()
        if self._bar is None or now - self._last < REFRESH:
            return
        self._last = now
        task = self._bar.task_ids[0]
        self._bar.update(
            task, completed=reached.done, total=reached.total, description=described(reached), refresh=True
        )


def described(reached: Reached) -> str:
    """The progress in words."""
    left = "" if reached.left is None else f", {_clock(reached.left)} left"
    some = ", ".join(f"{count} {name}" for name, count in reached.outcomes.items() if count)
    return f"{reached.workers} workers, {reached.rate:.1f}/s{left}; {some}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
