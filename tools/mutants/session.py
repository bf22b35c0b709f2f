"""A session of mutation testing: the copies of the tree, the workers, and the record that makes it resumable."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mutants.plan import Mutant, mutated

CARRIED = ("src", "proofs", "tests", "pyproject.toml")
HERE = Path(__file__).resolve().parent


class Broken(Exception):
    """The tree cannot be tested as it is; the message is one line."""


@dataclass(slots=True)
class Session:
    """Where the record is kept, what is run against a mutant of each module, and for how long."""

    root: Path
    folder: Path
    tests: dict[str, list[list[str]]]
    certificates: dict[str, bool]
    seconds: float
    said: str = ""
    done: dict[str, dict[str, Any]] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)

    @property
    def record(self) -> Path:
        """A line of JSON for each mutant that was tried."""
        return self.folder / "tried.jsonl"

    def recall(self) -> None:
        """What was tried before."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = self.record.read_text(encoding="utf-8").splitlines() if self.record.exists() else []
        for line in lines:
            one = json.loads(line)
            self.again |= {one["name"]} if one.get("again") else set()
            self.done[one["name"]] = one
        self.done = {name: one for name, one in self.done.items() if "noticed" in one}

    def forget(self, names: Sequence[str]) -> None:
        """Try these again; the record says that they survived before."""
        for name in names:
            self.done.pop(name, None)
            self.again.add(name)
        forgotten = [{"name": name, "again": True} for name in sorted(self.again - self.done.keys())]
        lines = [json.dumps(one, sort_keys=True) for one in (*forgotten, *self.done.values())]
        self.record.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def note(self, mutant: Mutant, found: dict[str, Any]) -> None:
        """Keep what was found, at once."""
        first = {"again": True} if mutant.name in self.again else {}
        self.done[mutant.name] = {"name": mutant.name, **found, **first}
        with self.record.open("a", encoding="utf-8") as file:
            file.write(json.dumps(self.done[mutant.name], sort_keys=True) + "\n")

    def request(self, module: str, code: str) -> dict[str, Any]:
        """What a worker needs to know."""
        folder = str(self.folder / "certificates") if self.certificates[module] else ""
        return {
            "module": module,
            "code": code,
            "tests": self.tests[module],
            "certificates": folder,
            "said": self.said,
            "seconds": self.seconds,
        }


class Worker:
    """A process with a copy of its own."""

    def __init__(self, session: Session, number: int) -> None:
        self.copy = session.folder / f"copy{os.getpid()}-{number}"
        shutil.rmtree(self.copy, ignore_errors=True)
        self.copy.mkdir(parents=True)
        for name in CARRIED:
            place = session.root / name
            skip = shutil.ignore_patterns("__pycache__", "*.vo*", ".*")
            shutil.copytree(place, self.copy / name, ignore=skip) if place.is_dir() else shutil.copy(
                place, self.copy / name
            )
        # by hash: an error of the same length, planted within a second of an edit, has the date of what it replaces
        command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash"]
        command += [str(self.copy / "src")]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "worker.py"), str(self.copy)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": ""}, start_new_session=True,
        )  # fmt: skip
        self._read()

    def _read(self) -> str:
        stream = self.process.stdout
        line = stream.readline() if stream is not None else ""
        if not line:
            raise Broken("a worker ended by itself; run it by hand: python tools/mutants/worker.py COPY")
        return line

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """What noticed the error, and the seconds."""
        if self.process.stdin is None:
            raise Broken("a worker has no input")
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        found: dict[str, Any] = json.loads(self._read())
        return found

    def close(self) -> None:
        """End it, and what it started, and its copy."""
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.copy, ignore_errors=True)


def tried(
    session: Session, mutants: Sequence[Mutant], workers: int, each: Callable[[Mutant], None]
) -> Iterator[None]:
    """Try mutants in parallel; yields after each. Close the iterator to stop."""
    left: queue.Queue[Mutant] = queue.Queue()
    for mutant in mutants:
        left.put(mutant)
    lock, stop, trouble = threading.Lock(), threading.Event(), []
    finished: queue.Queue[Mutant | None] = queue.Queue()
    hired = [Worker(session, n) for n in range(workers)]

    def work(worker: Worker) -> None:
        try:
            while not stop.is_set():
                mutant = left.get_nowait()
                source = (session.root / mutant.module).read_text(encoding="utf-8")
                found = worker.ask(session.request(mutant.module, mutated(source, mutant)))
                with lock:
                    session.note(mutant, found)
                finished.put(mutant)
        except queue.Empty:
            pass
        except (Broken, OSError, ValueError) as error:
            trouble.append(str(error))
        finished.put(None)

    threads = [threading.Thread(target=work, args=(worker,), daemon=True) for worker in hired]
    for thread in threads:
        thread.start()
    try:
        running = len(threads)
        while running:
            one = finished.get()
            running -= one is None
            if one is not None:
                each(one)
                yield
        if trouble:
            raise Broken(trouble[0])
    finally:
        stop.set()
        for worker in hired:
            worker.close()


def baseline(session: Session, modules: Sequence[str]) -> None:
    """Without an error nothing may be noticed; what the certificates say is kept for comparison."""
    worker = Worker(session, 0)
    try:
        once = {frozenset(f for files in session.tests[m] for f in files): m for m in modules}
        for module in once.values():
            source = (session.root / module).read_text(encoding="utf-8")
            found = worker.ask({**session.request(module, source), "seconds": 600})
            if found["noticed"]:
                raise Broken(
                    f"without any error {found['noticed']} fails (tests for {module}); mend that first"
                )
            said = session.folder / "certificates" / "said.txt"
            session.said = session.said or (said.read_text() if said.exists() else "")
    finally:
        worker.close()
