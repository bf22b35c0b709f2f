"""A bare environment: one interpreter, the wheel, what the wheel asks for, and nothing else; no tree in sight."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from wheels.contents import ROOT
from wheels.trouble import Lacking, Trouble

SECONDS = 900
VARIABLES = ("LANG", "LC_ALL", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "SSL_CERT_FILE", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Bare:
    """An environment with the wheel in it, and an empty folder elsewhere in which the commands are typed."""

    home: Path
    place: Path
    path: str

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.home / "bin" / "python"

    def type(self, line: str, code: int = 0, path: str | None = None) -> str:
        """Type a line into a shell there; what it says, if it ends as it should."""
        environment = {name: os.environ[name] for name in VARIABLES if name in os.environ}
        environment |= {
            "PATH": os.pathsep.join((str(self.home / "bin"), self.path if path is None else path)),
            "HOME": str(self.place.parent / "home"),
            "NO_COLOR": "1",
            "COLUMNS": "200",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        try:
            done = subprocess.run(
                ["bash", "-c", line],
                cwd=self.place,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Trouble(f"{line}: did not end within {SECONDS} s") from None
        if done.returncode != code:
            said = (done.stderr.strip() or done.stdout.strip() or "nothing was said").splitlines()[-1]
            raise Trouble(f"{line}: exit code {done.returncode}, not {code}: {said}")
        return done.stdout + done.stderr


def version(python: str) -> str:
    """Which Python this is, as 3.11; "" if it does not run."""
    try:
        done = subprocess.run([python, "-c", _VERSION], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


_VERSION = "import sys; print('{}.{}'.format(*sys.version_info[:2]))"


def interpreter(wanted: str) -> str:
    """An interpreter of that version: this one, one on the path, or one of pyenv's."""
    if wanted == version(sys.executable):
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    others = sorted(pyenv.glob(f"{wanted}.*/bin/python"))
    for candidate in (shutil.which(f"python{wanted}"), *map(str, others)):
        if candidate and version(candidate) == wanted:
            return candidate
    raise Lacking(f"there is no Python {wanted} here")


def bare(python: str, wheel: Path, scratch: Path, extras: str = "") -> Bare:
    """A new environment of that interpreter with the wheel, and the versions of requirements/base.txt."""
    home = scratch / "environment"
    done = subprocess.run(
        [python, "-m", "venv", "--without-pip", str(home)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Lacking(f"{python} makes no environment: {(done.stderr or done.stdout).strip()[-200:]}")
    made = Bare(home, scratch / "elsewhere", os.environ.get("PATH", os.defpath))
    for folder in (made.place, scratch / "home"):
        folder.mkdir()
    install(made, f"{wheel}{extras}")
    return made


def install(made: Bare, what: str) -> None:
    """Install with the pip of this interpreter; the bare environment has none."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    command += [
        "--python",
        str(made.python),
        "install",
        "--constraint",
        str(ROOT / "requirements" / "base.txt"),
        what,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"pip install {what}: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
