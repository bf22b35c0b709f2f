"""The loop: batches go out, rows come back and are committed, and nothing is asked twice.

Statement.  At most a few batches for each thread of the cluster are under way, whatever the size of the plan. A batch
whose workers died is asked again in halves. A single case whose workers died is asked again at the end, when nothing
else is under way; it is given up, as undecided, after ``PATIENCE`` more times that Dask gave it up. Lost batches are
asked again, and a local cluster gets new workers for those that it lost for good. The loop ends early, with what is
done kept, when it is interrupted, when the scheduler is gone, or when no worker is there for two minutes.
"""

from __future__ import annotations

import contextlib
import queue
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from symflow.errors import LimitReached, MissingPart
from symflow.testing.sweep.batch import Stranger, rows_of, run_batch
from symflow.testing.sweep.cluster import other
from symflow.testing.sweep.grid import Plan
from symflow.testing.sweep.judge import UNDECIDED, Row
from symflow.testing.sweep.store import Store

BATCH, ABOUT = 40, 0.8  # cases of a batch at most, and the seconds that it should take
AHEAD = 3
PATIENCE = 5
GONE, IDLE, LOOK, PAUSE = 20.0, 120.0, 2.0, 0.2
Tick = Callable[["Progress"], None]


@dataclass(slots=True)
class Progress:
    """How far a sweep is: cases with a row, of how many, and since when; `outcomes` of this run and those before."""

    total: int
    done: int
    before: int
    outcomes: dict[str, int]
    started: float = field(default_factory=time.monotonic)
    workers: int = 0

    @property
    def rate(self) -> float:
        """Cases a second in this run."""
        return (self.done - self.before) / max(1e-9, time.monotonic() - self.started)

    @property
    def left(self) -> float | None:
        """Seconds that are left at this rate."""
        return (self.total - self.done) / self.rate if self.done > self.before else None


@dataclass(slots=True)
class Sweep:
    """One run of a plan on a cluster, into a store."""

    plan: Plan
    store: Store
    client: Any
    seconds: float
    progress: Progress
    tick: Tick
    processes: int = 0
    _missing: Iterator[int] = field(init=False)
    _again: deque[list[int]] = field(default_factory=deque)
    _suspects: deque[int] = field(default_factory=deque)
    _deaths: dict[int, int] = field(default_factory=dict)
    _asked: dict[str, tuple[Any, list[int]]] = field(default_factory=dict)
    _back: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    _size: int = 4
    _sent: int = 0
    _alive: float = 0.0
    _manned: float = 0.0
    _looked: float = 0.0
    _threads: int = 1

    def go(self, done: bytearray) -> None:
        """Run every case without a row; LimitReached where the cluster is gone."""
        try:
            self._go(done)
        except Exception as error:
            if type(error).__module__.partition(".")[0] not in ("distributed", "tornado"):
                raise
            raise LimitReached(
                f"sweep: the cluster is gone ({type(error).__name__}); what is done is kept, "
                "repeat the command to go on"
            ) from None

    def _go(self, done: bytearray) -> None:
        self._missing = (number for number, there in enumerate(done) if not there)
        self._alive = self._manned = time.monotonic()
        text = self.plan.text()
        try:
            while True:
                self._look()
                self._fill(text)
                if not self._asked:
                    return
                self._wait()
                self.tick(self.progress)
        finally:
            for future, _ in self._asked.values():
                with contextlib.suppress(Exception):
                    future.cancel()

    def _fill(self, text: str) -> None:
        """Send batches until enough are under way; a suspect only when nothing else is."""
        while len(self._asked) < AHEAD * self._threads + 1:
            numbers = self._again.popleft() if self._again else self._next()
            if not numbers:
                break
            self._send(text, numbers)
        if not self._asked and self._suspects:
            self._send(text, [self._suspects.popleft()])

    def _send(self, text: str, numbers: list[int]) -> None:
        self._sent += 1
        name = f"symflow-sweep-{self.plan.digest[:8]}-{self._sent}-{time.monotonic_ns()}"
        future = self.client.submit(run_batch, text, numbers, self.seconds, key=name, pure=False)
        self._asked[name] = (future, numbers)
        future.add_done_callback(lambda done: self._back.put(done.key))

    def _next(self) -> list[int]:
        """The next cases."""
        found = []
        for number in self._missing:
            found.append(number)
            if len(found) >= self._size:
                break
        return found

    def _wait(self) -> None:
        """Take what came back, if something does within a moment."""
        with contextlib.suppress(queue.Empty):
            self._take(self._back.get(timeout=PAUSE))
            while not self._back.empty():
                self._take(self._back.get())

    def _take(self, name: str) -> None:
        """One batch: its rows, or what is to be done again."""
        if name not in self._asked:
            return
        future, numbers = self._asked.pop(name)
        if future.status == "error":
            self._failed(future.exception(timeout=30), numbers)
        elif future.status != "finished":
            self._again.append(numbers)
        else:
            try:
                returned = future.result(timeout=30)
            except Exception as error:  # noqa: BLE001 - whatever Dask raises: the result is lost, or its worker is
                self._failed(error, numbers)
            else:
                self._keep(numbers, returned)
        with contextlib.suppress(Exception):
            future.release()

    def _keep(self, numbers: list[int], returned: Any) -> None:
        try:
            rows = rows_of(self.plan, numbers, returned)
        except Stranger as stranger:
            raise other(str(stranger), self.plan) from None
        self._commit(rows)
        spent = sum(row.seconds for row in rows) / len(rows)
        self._size = max(1, min(BATCH, 2 * self._size, int(ABOUT / max(spent, 1e-6))))

    def _commit(self, rows: list[Row]) -> None:
        self.store.add(rows)
        self.progress.done += len(rows)
        for row in rows:
            self.progress.outcomes[row.outcome] = self.progress.outcomes.get(row.outcome, 0) + 1

    def _failed(self, error: BaseException | None, numbers: list[int]) -> None:
        """Ask again, in halves where workers died; give up a case that kills every worker."""
        kind = type(error).__name__
        if kind in (
            "KilledWorker",
            "TimeoutError",
            "CancelledError",
            "FutureCancelledError",
            "CommClosedError",
        ):
            if kind == "KilledWorker" and len(numbers) == 1:
                self._died(numbers[0])
            elif kind == "KilledWorker":
                half = len(numbers) // 2
                self._again.extend((numbers[:half], numbers[half:]))
            else:
                self._again.append(numbers)
        elif isinstance(error, ImportError):
            raise MissingPart(
                f"sweep: a worker cannot import symflow ({error}); install the same version there"
            )
        elif isinstance(error, OSError):
            self._again.append(numbers)
        else:
            raise LimitReached(f"sweep: a worker failed: {kind}: {error}; what is done is kept")

    def _died(self, number: int) -> None:
        """A case whose worker died: only what happens while it runs alone counts against it."""
        deaths = self._deaths.get(number, -1) + 1
        self._deaths[number] = deaths
        if deaths < PATIENCE:
            self._suspects.append(number)
            return
        reason = f"its worker died, alone, in each of {deaths} rounds"
        key, place = self.plan.key(number), self.plan.place(number)
        self._commit([Row(number, key, place, UNDECIDED, reason)])

    def _look(self) -> None:
        """Whether the scheduler is there; and workers, every two seconds."""
        now = time.monotonic()
        if self.client.status == "running":
            self._alive = now
        elif now - self._alive > GONE or self.client.status in ("closed", "closing"):
            raise LimitReached(
                "sweep: the scheduler is gone; what is done is kept, repeat the command to go on"
            )
        if now - self._looked < LOOK:
            return
        self._looked = now
        for name, (future, _) in self._asked.items():  # in case one ended unheard
            if future.status != "pending":
                self._back.put(name)
        try:
            found = self.client.scheduler_info(n_workers=-1).get("workers", {})
        except (OSError, TimeoutError, RuntimeError):
            return  # it may be gone; the status tells
        self.progress.workers = len(found)
        self._threads = max(1, sum(int(worker.get("nthreads", 1)) for worker in found.values()))
        cluster = getattr(self.client, "cluster", None)
        if cluster is not None and len(found) < self.processes:
            cluster.scale(self.processes)
        if found:
            self._manned = now
        elif now - self._manned > IDLE:
            raise LimitReached(
                f"sweep: there was no worker for {IDLE:g} s; what is done is kept, repeat the command to go on"
            )
