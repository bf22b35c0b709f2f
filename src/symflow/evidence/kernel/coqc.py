r"""The program coqc: found on the PATH, run with a limit of time and memory, never trusted with more than its exit."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MEMORY = 6 * 1024**3
LONGEST = 2_000_000
OLDEST = (8, 16)
HOW_TO_GET = "Debian: apt-get install coq; elsewhere: opam install coq"
OPTIONS = ("-q", "-noglob", "-w", "none")
NOWHERE = "/nonexistent"
_OUT_OF_MEMORY = re.compile(r"[Oo]ut[ _]of[ _]memory|[Cc]annot allocate memory")


@dataclass(frozen=True, slots=True)
class Coqc:
    """A coqc: where it is, its version, and where its own library is."""

    path: str
    version: str
    where: str = ""

    @property
    def digest(self) -> str:
        """What built files are bound to: this program in this version."""
        real = Path(os.path.realpath(self.path))
        files = [real, Path(self.where) / "theories" / "Reals" / "Reals.vo"]
        stamps = [(f.stat().st_size, f.stat().st_mtime_ns) if f.is_file() else None for f in files]
        return hashlib.sha256(f"{real} {self.version} {self.where} {stamps}".encode()).hexdigest()

    def start(self, folder: Path, file: str, out: int, above: Path | None = None) -> subprocess.Popen[bytes]:
        """Compile a file of a folder; what it says goes to the descriptor.

        ``above``: the folder that has the name Symflow, if it is another one.
        """
        command = [self.path, *OPTIONS, "-Q", str(above) if above is not None else ".", "Symflow", file]
        return limited(command, folder, out)


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended: its exit code, what it said (both streams), and the limit that it ran into, or ""."""

    code: int
    said: str
    limit: str = ""


def find() -> tuple[Coqc | None, str]:
    """The coqc on the PATH, or None and why there is none that can be used."""
    path = shutil.which("coqc")
    if path is None:
        return None, f"coqc was not found ({HOW_TO_GET})"
    try:
        done, where = _asked(path, "--print-version"), _asked(path, "-where")
    except (OSError, subprocess.SubprocessError) as error:
        return None, f"{path} cannot be run: {' '.join(str(error).split())[:200]}"
    version = (done.stdout.split() or [""])[0]
    numbers = tuple(int(n) for n in re.findall(r"\d+", version)[:2])
    if done.returncode != 0 or len(numbers) < 2:
        return None, f"{path} does not tell its version"
    if numbers < OLDEST:
        return None, f"coqc {version} is too old; 8.16 or newer is needed ({HOW_TO_GET})"
    return Coqc(path, version, where.stdout.strip()), ""


def _asked(path: str, option: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [path, option],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=60,
        check=False,
        env=environment(),
    )


def environment() -> Mapping[str, str]:
    """An environment of its own: no variable and no folder of the user changes where Coq finds its library."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "TMPDIR", "LANG", "LC_ALL")}
    return {**kept, **dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_CONFIG_HOME"), NOWHERE)}


def limited(command: Sequence[str], folder: Path, out: int) -> subprocess.Popen[bytes]:
    """Start a program with the limit of memory; both its streams go to the descriptor.

    It has a session of its own, so that it can be ended with all that it starts (the coqc on the PATH may be a script
    that starts another one). What a job of a run starts stays in the group of the job, which ends as a whole.
    """
    shell = ["/bin/sh", "-c", 'ulimit -v "$0" 2>/dev/null; exec "$@"', str(MEMORY // 1024), *command]
    return subprocess.Popen(
        shell,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=out,
        env=dict(environment()),
        start_new_session=multiprocessing.parent_process() is None,
    )


def finish(process: subprocess.Popen[bytes], seconds: float) -> str:
    """Wait for a program, at most so long: "" or the limit that it ran into. It is ended whatever happens here."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return f"did not finish within {seconds:g} s"
    finally:
        end(process)
    return ""


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program, if it still runs, and all that it started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            if os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Signals that come are acted on afterwards: a program that is just being started is not forgotten."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    former = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    handled = {number: handler for number, handler in former.items() if callable(handler)}
    try:
        for number in handled:
            signal.signal(number, lambda number, frame: came.append(number))
        yield
    finally:
        for number, handler in handled.items():
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)


def out_of_memory(process: subprocess.Popen[bytes], said: str) -> str:
    """The limit of memory, if it ended a program: "" if not."""
    memory = f"ran out of memory (limit {MEMORY // 1024**3} GiB)"
    return memory if process.returncode not in (0, None) and _OUT_OF_MEMORY.search(said) else ""


def run(command: Sequence[str], folder: Path, seconds: float) -> Ran:
    """Run a program to its end, or to a limit."""
    with tempfile.TemporaryFile() as out, contextlib.ExitStack() as last:
        with held():
            process = limited(command, folder, out.fileno())
            last.callback(end, process)
        limit = finish(process, seconds)
        out.seek(0)
        said = out.read(LONGEST).decode("utf-8", "replace")
    return Ran(process.returncode, said, limit or out_of_memory(process, said))


def error_of(said: str) -> str:
    """Coq's error in one line."""
    place = said.rfind("Error:")
    text = " ".join((said[place + 6 :] if place >= 0 else said).split())
    return text[:300] or "no message"
