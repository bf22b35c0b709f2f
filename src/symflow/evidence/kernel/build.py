r"""The formal library, compiled once: into a folder of the user's cache, named after the sources and the coqc.

    <cache>/coq/<digest>/X.v, X.vo     and X.ok, the digest of X.vo, written when coqc had accepted X

One process at a time builds in such a folder (it holds a lock); what has its X.ok is never written again, so that
others of the same user may read it. Products and answers are believed by reading, so the folder must be the user's
own, closed to everybody else; one that is not is neither read nor written. A file that does not compile is named with
its error, and so is whatever requires it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from typing import IO

from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.coqc import Coqc
from symflow.evidence.kernel.library import Library, complaints, misnamed

SECONDS = 300.0
KEPT = 30 * 24 * 3600.0
Told = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A compiled library: its folder, and for each file that could not be compiled, why.

    ``fresh``: Coq is asked again about each claim, whatever it said before.
    """

    coqc: Coqc
    library: Library
    folder: Path
    failed: dict[str, str] = field(default_factory=dict)
    fresh: bool = False

    @property
    def digest(self) -> str:
        """What results are bound to: the sources and the coqc."""
        return key(self.library, self.coqc)

    def trouble(self, names: Sequence[str]) -> str:
        """Why one of these files, or what it requires, is not there; "" if all are."""
        for name in self.library.closure(names):
            if name in self.failed:
                return f"{name}.v {self.failed[name]}"
        return ""


def key(library: Library, program: Coqc) -> str:
    """The digest of the sources and the coqc."""
    return hashlib.sha256(f"{library.digest} {program.digest}".encode()).hexdigest()


def build(
    library: Library,
    program: Coqc,
    names: Sequence[str],
    place: Path,
    jobs: int = 2,
    told: Told = lambda *_: None,
) -> Built:
    """Compile these files and all that they require, unless it was done before; OSError if the folder cannot be used.

    ``told(done, of, name)`` is called when a file starts and when all are done. An interrupt ends the compilers.
    """
    folder = place / key(library, program)[:32]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _require_own(folder)
    built = Built(program, library, folder)
    wanted = library.closure(names)
    if all(compiled(folder, name) for name in wanted):
        return built
    with _locked(folder):
        _tidy(place, folder)
        _write(library, folder)
        stale = _stale(built)
        _compile(built, [name for name in wanted if name in stale], jobs, told)
    return built


def _require_own(folder: Path) -> None:
    """OSError if others could have written here: what lies in the folder may not be what Coq said."""
    known = folder.stat()
    if known.st_uid != os.geteuid() or known.st_mode & 0o077:
        why = "another user's" if known.st_uid != os.geteuid() else "open to others"
        raise OSError(f"{folder} is {why}, so what it holds is not believed; delete it")


def compiled(folder: Path, name: str) -> bool:
    """Whether a file was accepted by coqc, and its product is the one that coqc wrote."""
    try:
        mark = (folder / f"{name}.ok").read_text(encoding="ascii")
        return mark == hashlib.sha256((folder / f"{name}.vo").read_bytes()).hexdigest()
    except (OSError, UnicodeDecodeError):
        return False


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder; waits for another process that builds in it."""
    until = time.monotonic() + SECONDS
    with open(folder / "lock", "w", encoding="ascii") as file:
        while not _take(file):
            if time.monotonic() > until:
                raise OSError(f"another process has been building in {folder} for more than {SECONDS:g} s")
            time.sleep(0.2)
        yield


def _take(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _tidy(place: Path, own: Path) -> None:
    """Remove what was built from other sources and has not been used for a month."""
    os.utime(own)
    for other in place.iterdir():
        if other != own and other.is_dir() and time.time() - other.stat().st_mtime > KEPT:
            shutil.rmtree(other, ignore_errors=True)


def _write(library: Library, folder: Path) -> None:
    for name, source in library.sources:
        file = folder / f"{name}.v"
        file.parent.mkdir(exist_ok=True)
        file.write_text(source, encoding="utf-8")


def _stale(built: Built) -> set[str]:
    """The files that have to be compiled (again), their former products removed."""
    stale: set[str] = set()
    for name in built.library.closure(built.library.names):
        if not compiled(built.folder, name) or stale.intersection(built.library.requires(name)):
            stale.add(name)
            for ending in ("ok", "vo", "vos", "vok"):
                (built.folder / f"{name}.{ending}").unlink(missing_ok=True)
    return stale


@dataclass(slots=True)
class _Run:
    name: str
    process: Popen[bytes]
    out: IO[bytes]
    started: float


def _compile(built: Built, waiting: list[str], jobs: int, told: Told) -> None:
    """Compile files, some at a time, each after what it requires."""
    total, done = len(waiting), 0
    running: list[_Run] = []
    left = list(waiting)
    try:
        while left or running:
            ready = [
                n for n in left if not set(built.library.requires(n)) & {*left, *(r.name for r in running)}
            ]
            if not ready and not running:
                built.failed.update(dict.fromkeys(left, "requires itself"))
                return
            for name in ready[: max(0, max(1, jobs) - len(running))]:
                left.remove(name)
                told(done, total, name)
                refused = _refused(built, name)
                if refused:
                    built.failed[name] = refused
                    done += 1
                else:
                    with coqc.held():
                        running.append(_start(built, name))
            for run in [r for r in running if _ended(r)]:
                running.remove(run)
                done += 1
                _settle(built, run)
            time.sleep(0.02)
    finally:
        for run in running:
            coqc.end(run.process)
            run.out.close()
    told(done, total, "")


def _refused(built: Built, name: str) -> str:
    """Why a file is not given to coqc at all."""
    found = [*filter(None, [misnamed(name)]), *complaints(built.library.source(name))]
    if found:
        return found[0]
    missing = [n for n in built.library.requires(name) if n in built.failed]
    return f"requires {missing[0]}.v, which {built.failed[missing[0]]}"[:400] if missing else ""


def _start(built: Built, name: str) -> _Run:
    out = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the compiler has ended
    return _Run(name, built.coqc.start(built.folder, f"{name}.v", out.fileno()), out, time.monotonic())


def _ended(run: _Run) -> bool:
    return run.process.poll() is not None or time.monotonic() - run.started > SECONDS


def _settle(built: Built, run: _Run) -> None:
    """Mark a file as accepted, or say why it is not."""
    overdue = f"did not finish within {SECONDS:g} s" if run.process.poll() is None else ""
    coqc.end(run.process)
    with run.out as out:
        out.seek(0)
        said = out.read(coqc.LONGEST).decode("utf-8", "replace")
    limit = overdue or coqc.out_of_memory(run.process, said)
    if limit or run.process.returncode != 0:
        built.failed[run.name] = limit or f"does not compile: {coqc.error_of(said)}"
        return
    if not (built.folder / f"{run.name}.vo").is_file():
        built.failed[run.name] = "was accepted by a coqc that wrote no compiled file"
        return
    product = (built.folder / f"{run.name}.vo").read_bytes()
    draft = built.folder / f"{run.name}.ok.new"
    draft.write_text(hashlib.sha256(product).hexdigest(), encoding="ascii")
    draft.replace(built.folder / f"{run.name}.ok")
