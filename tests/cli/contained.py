"""Commands run where everything that they write, and every word to the network, is seen.

Each Python process of a command has an audit hook (in a ``sitecustomize`` of its own, and handed on to what is forked
or started) that notes every file opened for writing and every address, and refuses addresses outside of this machine.
Beside that the folders are compared before and after, which also sees what other programs write.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOOK = """
import os
import sys

_LOG, _LOCAL = os.environ["CONTAINED_LOG"], os.environ.get("CONTAINED_LOCAL") == "1"
_HERE = ("127.0.0.1", "::1", "localhost")
_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_busy = False


def _tell(kind, what):
    with open(_LOG, "a") as file:
        file.write(f"{kind}\\t{what}\\n")


def _host(event, args):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        return address[0] if isinstance(address, tuple) else None  # a path or nothing: no network
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"):
        return args[0]
    return None


def _paths(event, args):
    if event == "open":
        path, mode, flags = args
        writes = any(c in "wax+" for c in mode) if isinstance(mode, str) else bool(flags & _WRITE)
        return [path] if writes else []
    if event in ("os.mkdir", "os.truncate", "sqlite3.connect", "os.remove", "os.rmdir", "os.chmod"):
        return [args[0]]
    return list(args[:2]) if event in ("os.rename", "os.link", "os.symlink") else []


def _hook(event, args):
    global _busy
    if _busy:
        return
    _busy = True
    try:
        for path in _paths(event, args):
            if not isinstance(path, int):
                _tell("write", os.path.abspath(os.fsdecode(path)))
        host = _host(event, args)
        if host is not None:
            _tell("local" if host in _HERE else "network", f"{event} {host}")
            if not (_LOCAL and host in _HERE):
                raise PermissionError(f"the network is out of bounds: {event} {host}")
    finally:
        _busy = False


sys.addaudithook(_hook)
"""
Tree = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Place:
    """A new home, a folder to work in, one for what is temporary, and the log of the hook."""

    base: Path
    cache: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """The home of the user."""
        return self.base / "home"

    @property
    def work(self) -> Path:
        """Where the command runs."""
        return self.base / "work"

    @property
    def temporary(self) -> Path:
        """The folder for what is temporary."""
        return self.base / "tmp"

    @property
    def log(self) -> Path:
        """What the hook noted."""
        return self.base / "log"


@dataclass(frozen=True)
class Ran:
    """How a command ended, what was noted, and what is in the folders now that was not there before."""

    code: int
    said: str
    noted: tuple[tuple[str, str], ...]
    new: dict[str, set[str]]

    def of(self, kind: str) -> set[str]:
        """What was noted of one kind: write, local, network."""
        return {what for noted, what in self.noted if noted == kind}


def place(base: Path, cache: str = "home/.cache/symflow") -> Place:
    """Fresh folders; ``cache``: where the cache is expected."""
    made = Place(base, base / cache)
    for folder in (made.home, made.work, made.temporary, base / "hook"):
        folder.mkdir(parents=True, exist_ok=True)
    (base / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return made


def run(at: Place, command: Sequence[str], local: bool = False) -> Ran:
    """Run Python with arguments in a place; ``local``: it may speak to itself on this machine."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL")}
    env = kept | {
        "HOME": str(at.home),
        "TMPDIR": str(at.temporary),
        "PYTHONPATH": os.pathsep.join((str(at.base / "hook"), str(ROOT / "src"))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "CONTAINED_LOG": str(at.log),
        "CONTAINED_LOCAL": "1" if local else "0",
        "NO_COLOR": "1",
        **at.more,
    }
    folders = {"home": at.home, "work": at.work, "tmp": at.temporary}
    before = {name: tree(folder) for name, folder in folders.items()}
    at.log.write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *command],
        cwd=at.work,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    noted = [line.split("\t", 1) for line in at.log.read_text(encoding="utf-8").splitlines()]
    changed = {
        name: {file for file, stamp in tree(folder).items() if before[name].get(file) != stamp}
        for name, folder in folders.items()
    }
    said = done.stdout + done.stderr
    return Ran(done.returncode, said, tuple((kind, what) for kind, what in noted), changed)


def tree(folder: Path) -> Tree:
    """Every file and empty folder below, with its size and time."""
    out: Tree = {}
    for path, folders, files in os.walk(folder):
        for name in files if files or folders else [""]:
            at = Path(path, name)
            known = at.lstat()
            size = known.st_size if name else 0
            out[at.relative_to(folder).as_posix()] = (size, known.st_mtime_ns if name else 0)
    return out
