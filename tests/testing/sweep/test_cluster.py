"""A real local cluster: rows as without Dask, workers that die, and workers of another symflow."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from math import nan
from pathlib import Path
from typing import Any

import psutil
import pytest

from symflow.errors import InputError, LimitReached
from symflow.testing.sweep import cluster
from symflow.testing.sweep import run as running
from symflow.testing.sweep.batch import LONGEST, rows_of
from symflow.testing.sweep.grid import Plan, planned
from symflow.testing.sweep.judge import UNDECIDED, row
from symflow.testing.sweep.run import Progress, Sweep
from symflow.testing.sweep.store import Store

PLAN = planned(
    (("V-falls", "balanced"), ("V-falls", "depth:3"), ("softmax-rows", "-")),
    (3, 4, 8),
    ("1/10", "1"),
    (0, 5),
    15,
    "4",
)


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Two workers of this machine, for all tests."""
    with cluster.client(None, 2) as found:
        cluster.agreed(found, PLAN, "the local cluster")
        yield found


def _swept(client: Any, path: Path, plan: Plan = PLAN, tick: Any = lambda _: None) -> list[Any]:
    with Store(str(path)) as store:
        store.begin(plan)
        done = store.done(plan)
        progress = Progress(len(plan), sum(done), sum(done), {})
        Sweep(plan, store, client, 60, progress, tick, 2).go(done)
        return [each.cells for each in store.rows(plan)]


def test_the_rows_are_those_of_one_process(client: Any, tmp_path: Path) -> None:
    """Byte for byte, whichever worker ran them in whatever order; a file with rows goes on."""
    wanted = [row(PLAN, number, 60).cells for number in range(len(PLAN))]
    assert _swept(client, tmp_path / "whole") == wanted
    with Store(str(tmp_path / "part")) as store:
        store.begin(PLAN)
        store.add([row(PLAN, number, 60) for number in range(0, len(PLAN), 3)])
    assert _swept(client, tmp_path / "part") == wanted


def test_workers_killed(client: Any, tmp_path: Path) -> None:
    """kill -9 of both workers on the way, several times: nothing is lost, and nothing is blamed on a case."""
    plan = replace(PLAN, pairs=(*PLAN.pairs, ("lyapunov-decrease", "balanced")), seeds=(0, 10))
    killed: list[int] = []

    def tick(progress: Progress) -> None:
        if progress.done >= 20 * (len(killed) + 1) and len(killed) < 3:
            for pid in list(client.run(os.getpid).values())[:1]:  # there may be none at this moment
                os.kill(pid, signal.SIGKILL)
                killed.append(progress.done)

    assert _swept(client, tmp_path / "run", plan, tick) == [row(plan, n, 60).cells for n in range(len(plan))]
    assert len(killed) >= 2


def test_a_case_that_kills_its_worker(client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It alone is undecided, and says why; the cases of its batch are not."""

    def deadly(plan: str, numbers: list[int], seconds: float) -> dict[str, Any]:
        import os
        import signal

        from symflow.testing.sweep.batch import run_batch

        if 2 in numbers:
            os.kill(os.getpid(), signal.SIGKILL)
        return run_batch(plan, numbers, seconds)

    plan = replace(PLAN, pairs=PLAN.pairs[:1], K=(4,))
    monkeypatch.setattr(running, "run_batch", deadly)
    monkeypatch.setattr(running, "PATIENCE", 2)
    client.run_on_scheduler(_fewer_failures)
    found = _swept(client, tmp_path / "run", plan)
    wanted = [row(plan, number, 60).cells for number in range(len(plan))]
    assert [n for n in range(len(plan)) if found[n] != wanted[n]] == [2]
    assert found[2][-2:] == (UNDECIDED, "its worker died, alone, in each of 2 rounds")


def _fewer_failures(dask_scheduler: Any) -> None:
    dask_scheduler.allowed_failures = 0


@pytest.mark.parametrize(
    "returned",
    [
        None,
        [],
        {"rows": []},
        {"fingerprint": ["0", "0"], "rows": []},
        {"fingerprint": [PLAN.version, PLAN.source], "rows": [], "worker": ""},
        {"fingerprint": [PLAN.version, PLAN.source], "rows": [[0, "proved", "", "", 0.0]] * 4, "worker": ""},
        {"fingerprint": [PLAN.version, PLAN.source], "rows": [[n, "held", "", "", "x"] for n in range(4)]},
        {"fingerprint": [PLAN.version, PLAN.source], "rows": [[n, "held", "", "", nan] for n in range(4)]},
        {"fingerprint": [PLAN.version, PLAN.source], "rows": [[n, "held"] for n in range(4)]},
    ],
)
def test_a_strange_worker(
    client: Any, tmp_path: Path, returned: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a worker returns is checked: another symflow, other cases or an unknown outcome end the sweep."""
    monkeypatch.setattr(running, "run_batch", lambda *_: returned)
    with pytest.raises(InputError, match=r"^sweep: a worker .* install the same on every machine"):
        _swept(client, tmp_path / "run")
    with Store(str(tmp_path / "run")) as store:
        assert not sum(store.done(store.opened()))


def test_what_a_worker_says_is_one_line() -> None:
    """Whatever could steer a terminal, or is no text at all, is not kept."""
    text = "a\n b \x1b[2J \ud800" + "x" * 1000
    returned = {
        "fingerprint": [PLAN.version, PLAN.source],
        "rows": [[0, UNDECIDED, text, text, 0.0]],
        "worker": text,
    }
    (found,) = rows_of(PLAN, [0], returned)
    for told in (found.reason, found.measured, found.worker):
        assert told.startswith("a b ?[2J ?xxx")
        assert len(told) == LONGEST


def test_another_symflow_on_the_workers(client: Any) -> None:
    """Refused before the first case."""
    with pytest.raises(InputError, match="install the same on every machine"):
        cluster.agreed(client, replace(PLAN, source="0" * 64), "it")


def test_only_this_machine_is_listened_to(client: Any) -> None:
    """No socket of the cluster is open to the network, and there is no dashboard."""
    here = psutil.Process()
    listening = [
        connection.laddr.ip
        for process in (here, *here.children(recursive=True))
        for connection in process.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening
    assert set(listening) == {"127.0.0.1"}


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody there: within seconds, in one line."""
    monkeypatch.setattr(cluster, "CONNECT", 1.0)
    with pytest.raises(LimitReached, match="does not answer"), cluster.client("tcp://127.0.0.1:9", 0):
        pass
    for text in ("127.0.0.1:9", "http://a:1", "tcp://a", "tcp://a:b", "tcp://a:1/x y"):
        with pytest.raises(InputError, match="--scheduler"):
            cluster.address(text)


def test_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder and the processes of a local cluster are gone after it; nothing is written where it was started."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    before = set(psutil.Process().children(recursive=True))
    with cluster.client(None, 1) as found:
        found.wait_for_workers(1, timeout=30)
        assert list((tmp_path / "temporary").iterdir())
    left = [p for p in set(psutil.Process().children(recursive=True)) - before if p.is_running()]
    assert not [p for p in left if "spawn_main" in " ".join(p.cmdline())]
    assert not list((tmp_path / "temporary").iterdir())
    assert [file.name for file in tmp_path.iterdir()] == ["temporary"]
    assert threading.current_thread() is threading.main_thread()
