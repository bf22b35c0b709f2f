"""The drill: a sweep whose client and workers are killed again and again must end with the table of a quiet one.

    python -m symflow.testing.sweep.drill [--cluster local|hand] [--cases 10000] [--folder F] [--json F]

First the sweep runs undisturbed. Then it runs into another file while ``kill -9`` hits, at fixed parts of the way, a
worker or the client in turn; a killed client is started again. With ``--cluster hand`` a ``dask scheduler`` and a
``dask worker`` are started as a user would, and the worker with its nanny is killed and started again too. At the end
the two tables are compared byte by byte. Exit code 0: the same, 1: not, 4: a run did not come to its end. Linux only
(/proc).
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from symflow.render.console import paper

GRID = ("--laws", "V-falls,softmax-value,gradient-weights,collapse-ray", "--flow", "balanced,depth:3")
AXES = ("--K", "3,4,5,8,16", "--scale", "1e-3,1/10,1,3", "--timeout", "600")
COMBINATIONS = 5 * 5 * 4  # pairs of law and flow, K, scales
WORKER, CLIENT, BOTH = "worker", "client", "worker and nanny"
LOCAL = (WORKER, CLIENT, WORKER, WORKER, CLIENT, WORKER, CLIENT, WORKER, CLIENT, WORKER)
HAND = (WORKER, CLIENT, BOTH, WORKER, CLIENT, BOTH, WORKER, CLIENT)
PATIENCE = 1500.0


@dataclass(slots=True)
class Drill:
    """One disturbed run: where it writes, what is killed when, and what happened."""

    file: Path
    command: list[str]
    cases: int
    hand: Hand | None = None
    killed: list[tuple[str, int]] = field(default_factory=list)
    clients: int = 0

    def run(self, plan: Sequence[str]) -> int:
        """Run to the end, and kill on the way; the exit code of the last client."""
        deadline = time.monotonic() + PATIENCE
        waiting = [(self.cases * (i + 1) // (len(plan) + 1), what) for i, what in enumerate(plan)]
        client = self._client()
        while True:
            code = client.poll()
            if code is not None and not waiting:
                return code
            if code is not None:
                raise SystemExit(f"the client ended with code {code} before it was killed: {waiting}")
            if time.monotonic() > deadline:
                client.kill()
                raise SystemExit(4)
            if waiting and rows(self.file) >= waiting[0][0]:
                what = waiting.pop(0)[1]
                client = self._kill(what, client)
            time.sleep(0.05)

    def _kill(self, what: str, client: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        """Kill what the plan names; the client that runs after it."""
        if what == CLIENT:
            workers = processes_of(client.pid)
            os.kill(client.pid, signal.SIGKILL)
            client.wait()
            self.killed.append((what, rows(self.file)))
            wait_for_end(workers)
            return self._client()
        parent = client.pid if self.hand is None else self.hand.worker.pid
        workers = wait_for_workers(parent)
        if what == BOTH and self.hand is not None:
            os.kill(parent, signal.SIGKILL)
            self.hand.worker.wait()
            self.hand.start_worker()
        for pid in workers[:1] if what == WORKER else workers:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        self.killed.append((what, rows(self.file)))
        return client

    def _client(self) -> subprocess.Popen[bytes]:
        self.clients += 1
        return subprocess.Popen(self.command, start_new_session=True)


class Hand:
    """A scheduler and a worker, started by hand as two processes."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder, self.address = folder, f"tcp://127.0.0.1:{self.port}"
        options = ["--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"]
        self.scheduler = self._start("scheduler", *options)
        self.start_worker()

    def start_worker(self) -> None:
        """A worker with one thread and its nanny."""
        options = [
            "--nthreads",
            "1",
            "--nworkers",
            "1",
            "--no-dashboard",
            "--local-directory",
            str(self.folder),
        ]
        self.worker = self._start("worker", self.address, *options)

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        with open(self.folder / f"{words[0]}.log", "ab") as log:
            return subprocess.Popen([sys.executable, "-m", "dask", *words], stdout=log, stderr=log)

    def __enter__(self) -> Hand:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self.worker, self.scheduler):
            process.terminate()
        for process in (self.worker, self.scheduler):
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)


def processes_of(pid: int) -> list[int]:
    """The workers below a process: children that multiprocessing started to run a worker."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                words = (entry / "cmdline").read_bytes()
                if parent == pid and b"spawn_main" in words:
                    found.append(int(entry.name))
    return sorted(found)


def wait_for_workers(pid: int) -> list[int]:
    """The workers below a process, which may have been started a moment ago."""
    deadline = time.monotonic() + 60
    while not (found := processes_of(pid)):
        if time.monotonic() > deadline:
            raise SystemExit("no worker was found to be killed")
        time.sleep(0.05)
    return found


def wait_for_end(pids: Sequence[int]) -> None:
    """The workers of a killed client end by themselves."""
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            raise SystemExit(f"workers outlived their client: {pids}")
        time.sleep(0.1)


def rows(file: Path) -> int:
    """How many rows a file has, without its lock: a count that may lag."""
    with suppress(sqlite3.Error):
        link = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            return int(link.execute("SELECT COUNT(*) FROM cases").fetchone()[0])
        finally:
            link.close()
    return 0


def symflow(*words: str) -> list[str]:
    """A command of this symflow."""
    return [sys.executable, "-m", "symflow", *words]


def table(file: Path) -> bytes:
    """The table of a sweep."""
    done = subprocess.run(symflow("sweep", "--table", str(file)), stdout=subprocess.PIPE, check=False)
    return done.stdout


def main(given: Sequence[str] | None = None) -> int:
    """Run the drill and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="symflow.testing.sweep.drill", description="Kill a sweep, many times."
    )
    parser.add_argument("--cluster", choices=("local", "hand"), default="local")
    parser.add_argument("--cases", type=int, default=10_000, metavar="N", help="a multiple of 100")
    parser.add_argument("--workers", default="2", metavar="N")
    parser.add_argument("--folder", metavar="F", help="where the files go (default: a temporary folder)")
    parser.add_argument("--json", metavar="F", help="write what happened")
    asked = parser.parse_args(given)
    with ExitStack() as stack:
        place = Path(
            asked.folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="symflow-drill-"))
        )
        place.mkdir(parents=True, exist_ok=True)
        report = _drill(asked, place, stack)
    paper().lines(f"{name}: {value}" for name, value in report.items())
    if asked.json:
        Path(asked.json).write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0 if report["same"] else 1


def _drill(asked: Any, place: Path, stack: ExitStack) -> dict[str, Any]:
    seeds = f"0:{asked.cases // COMBINATIONS}"
    words = ("sweep", *GRID, *AXES, "--seeds", seeds, "--quiet", "-o")
    quiet, hard = place / "quiet.sqlite", place / f"killed-{asked.cluster}.sqlite"
    begun = time.monotonic()
    if not quiet.exists():
        subprocess.run(symflow(*words, str(quiet), "--workers", asked.workers), check=False)
    undisturbed = time.monotonic() - begun
    hand = stack.enter_context(Hand(place)) if asked.cluster == "hand" else None
    where = ("--workers", asked.workers) if hand is None else ("--scheduler", hand.address)
    drill = Drill(hard, symflow(*words, str(hard), *where), asked.cases, hand)
    begun = time.monotonic()
    code = drill.run(LOCAL if hand is None else HAND)
    disturbed = time.monotonic() - begun
    one, two = table(quiet), table(hard)
    keys = {line.split(b"\t")[0] for line in two.splitlines() if line[:1] not in (b"#", b"k")}
    return {
        "cluster": asked.cluster,
        "cases": asked.cases,
        "rows": rows(hard),
        "different keys": len(keys),
        "clients killed": sum(what == CLIENT for what, _ in drill.killed),
        "workers killed": sum(what != CLIENT for what, _ in drill.killed),
        "killed at": [f"{what}, {count} rows" for what, count in drill.killed],
        "clients started": drill.clients,
        "exit code": code,
        "seconds, undisturbed": round(undisturbed, 1),
        "seconds, killed": round(disturbed, 1),
        "SHA-256, undisturbed": sha256(one).hexdigest(),
        "SHA-256, killed": sha256(two).hexdigest(),
        "same": one == two and len(keys) == asked.cases and rows(hard) == asked.cases,
    }


if __name__ == "__main__":
    sys.exit(main())
