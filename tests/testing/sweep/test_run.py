"""The loop against a cluster that misbehaves by plan: late, lost, cancelled, killed; the table is always the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from symflow.errors import LimitReached
from symflow.testing.sweep import run as running
from symflow.testing.sweep.batch import run_batch
from symflow.testing.sweep.grid import Plan, planned
from symflow.testing.sweep.judge import UNDECIDED, row
from symflow.testing.sweep.run import AHEAD, PATIENCE, Progress, Sweep
from symflow.testing.sweep.store import Store

PLAN = planned((("V-falls", "depth:3"), ("V-falls", "balanced")), (3, 4), ("1",), (0, 40), 15, "4")
WANTED = [row(PLAN, number, 60).cells for number in range(len(PLAN))]
THREADS = 2


class KilledWorker(Exception):
    """As Dask calls it."""


class Future:
    """A task whose end the cluster decides."""

    def __init__(self, key: str, work: Callable[[], Any], numbers: list[int]) -> None:
        self.key, self.status, self.work, self.numbers = key, "pending", work, numbers
        self.error: Exception | None = None
        self.calls: list[Callable[[Future], None]] = []

    def add_done_callback(self, call: Callable[[Future], None]) -> None:
        self.calls.append(call)

    def end(self, status: str, error: Exception | None = None) -> None:
        self.status, self.error = status, error
        for call in self.calls:
            call(self)

    def exception(self, timeout: float) -> Exception | None:
        return self.error

    def result(self, timeout: float) -> Any:
        if self.error is not None:
            raise self.error
        return self.work()

    def release(self) -> None:
        self.work = lambda: None

    cancel = release


class Cluster:
    """What the loop uses of a client of Dask; `poison`: cases that kill their worker; `seed`: of all else."""

    cluster = None
    status = "running"

    def __init__(self, seed: int, poison: frozenset[int] = frozenset()) -> None:
        self.dice, self.poison, self.open, self.most = Random(seed), poison, [], 0
        self.workers, self.sent = THREADS, 0

    def submit(
        self, call: Any, plan: str, numbers: list[int], seconds: float, key: str, pure: bool
    ) -> Future:
        future = Future(key, lambda: run_batch(plan, numbers, seconds), numbers)
        self.sent += 1
        self.open.append(future)
        self.most = max(self.most, len(self.open))
        return future

    def scheduler_info(self, n_workers: int) -> dict[str, Any]:
        return {"workers": {str(i): {"nthreads": 1} for i in range(self.workers)}}

    def tick(self, _: object = None) -> None:
        """Some tasks end, in any order."""
        self.dice.shuffle(self.open)
        for _ in range(self.dice.randint(1, 4)):
            if self.open:
                self._end(self.open.pop())

    def _end(self, future: Future) -> None:
        chance = self.dice.random()
        if self.poison & set(future.numbers) or chance < 0.08:
            future.end("error", KilledWorker())
        elif chance < 0.16:
            future.end(self.dice.choice(["lost", "cancelled"]))
        elif chance < 0.22:
            future.end("finished", TimeoutError())
        else:
            future.end("finished")


def _sweep(cluster: Cluster, path: Path, plan: Plan = PLAN, tick: Any = None) -> list[Any]:
    with Store(str(path)) as store:
        store.begin(plan)
        done = store.done(plan)
        progress = Progress(len(plan), sum(done), sum(done), {})
        loop = Sweep(plan, store, cluster, 60, progress, tick or cluster.tick)
        loop.go(done)
        assert progress.done == len(plan) == sum(progress.outcomes.values()) + progress.before
        return [each.cells for each in store.rows(plan)]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PAUSE", 0.001)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens(seed: int, tmp_path: Path) -> None:
    """The table is that of one process, and few tasks are under way at any time."""
    cluster = Cluster(seed)
    assert _sweep(cluster, tmp_path / "run") == WANTED
    assert cluster.most <= AHEAD * THREADS + 1


@pytest.mark.parametrize("seed", range(3))
def test_deadly_cases(seed: int, tmp_path: Path) -> None:
    """They are given up, and nothing else is, though workers die under other cases too."""
    found = _sweep(Cluster(seed, frozenset({3, 77})), tmp_path / "run")
    assert [n for n in range(len(PLAN)) if found[n] != WANTED[n]] == [3, 77]
    assert {found[n][-2] for n in (3, 77)} == {UNDECIDED}
    assert found[3][-1] == f"its worker died, alone, in each of {PATIENCE} rounds"


def test_killed_anywhere(tmp_path: Path) -> None:
    """The client ends at any point, and again; the last run has the whole table, and asks for nothing twice."""
    asked: list[int] = []
    for seed in range(40):
        cluster = Cluster(seed)

        def tick(progress: Progress, cluster: Cluster = cluster) -> None:
            cluster.tick()
            if progress.done - progress.before > 12:
                raise SystemExit

        try:
            found = _sweep(cluster, tmp_path / "run", tick=tick)
        except SystemExit:
            asked.append(cluster.sent)
            continue
        assert found == WANTED
        break
    assert len(asked) >= 4
    idle = Cluster(0)
    assert _sweep(idle, tmp_path / "run") == WANTED
    assert idle.sent == 0


def test_a_future_that_ends_unheard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its batch is taken all the same."""
    monkeypatch.setattr(running, "LOOK", 0.0)
    monkeypatch.setattr(Future, "add_done_callback", lambda self, call: None)
    assert _sweep(Cluster(0), tmp_path / "run") == WANTED


def test_nobody_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker for too long; the scheduler gone: what is done is kept."""
    monkeypatch.setattr(running, "IDLE", 0.05)
    monkeypatch.setattr(running, "LOOK", 0.0)
    cluster = Cluster(0)
    cluster.workers = 0
    with pytest.raises(LimitReached, match="no worker"):
        _sweep(cluster, tmp_path / "run", tick=lambda _: None)
    monkeypatch.setattr(running, "GONE", 0.05)
    cluster = Cluster(0)

    def tick(progress: Progress) -> None:
        if progress.done > 20:
            cluster.status = "connecting"
        else:
            cluster.tick()

    with pytest.raises(LimitReached, match="the scheduler is gone"):
        _sweep(cluster, tmp_path / "run", tick=tick)
    with Store(str(tmp_path / "run")) as store:
        assert sum(store.done(store.opened())) > 20
