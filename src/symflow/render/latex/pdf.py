r"""A document typeset by latexmk where that is installed, else by pdflatex.

It runs in a folder of its own, may read and write nothing outside it but TeX's own files, and may start no program.
The same document gives the same PDF.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from symflow.errors import LimitReached, MissingPart, SymflowError

PROGRAM, MAKER = "pdflatex", "latexmk"
PACKAGES = "texlive-latex-recommended, texlive-latex-extra and texlive-fonts-recommended"
SECONDS = 300.0
MOST_RUNS = 4
SAFE = ("-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error")
# No file of settings is read, which would be run; no BibTeX and no index.
MADE = (
    "-norc",
    "-pdf",
    "-bibtex-",
    f"-pdflatex={PROGRAM} {' '.join(SAFE)} %O %S",
    "-e",
    f"$max_repeat = {MOST_RUNS};",
    "document.tex",
)
CONFINED = {
    "openin_any": "p",
    "openout_any": "p",
    "shell_escape": "f",
    "SOURCE_DATE_EPOCH": "0",
    "FORCE_SOURCE_DATE": "1",
    "max_print_line": "1000",
}


def require() -> str:
    """The path of pdflatex, which latexmk calls as well; MissingPart where there is none."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise MissingPart(
            f"--pdf: {PROGRAM} is missing; install TeX Live (on Debian {PACKAGES}), or leave --pdf out"
        )
    return found


def typeset(text: str, seconds: float = SECONDS) -> bytes:
    """The PDF of a document: as many runs as its references need."""
    program, maker = require(), shutil.which(MAKER)
    with tempfile.TemporaryDirectory(prefix="symflow-") as folder:
        place = Path(folder)
        (place / "document.tex").write_text(text, encoding="ascii")
        if maker is not None:
            _run([maker, *MADE], place, seconds)
            return (place / "document.pdf").read_bytes()
        for _ in range(MOST_RUNS):
            log = _run([program, *SAFE, "document.tex"], place, seconds)
            if "Rerun to get" not in log:
                break
        return (place / "document.pdf").read_bytes()


def _run(command: Sequence[str], place: Path, seconds: float) -> str:
    """One run; its log."""
    with subprocess.Popen(
        command,
        cwd=place,
        env={**os.environ, **CONFINED},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            code = running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise LimitReached(
                f"{PROGRAM} did not finish within {seconds:g} s; the .tex file is written"
            ) from None
        finally:
            _end(running)
    log = (place / "document.log").read_text(encoding="latin-1") if (place / "document.log").exists() else ""
    if code == 0:
        return log
    first = next((line for line in log.splitlines() if line.startswith("!")), f"exit code {code}")
    if "not found" in first:
        raise MissingPart(f"{PROGRAM}: {first}; install {PACKAGES}")
    raise SymflowError(f"{PROGRAM} failed: {first}; the .tex file is written")


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a run that goes on, with the programs that it started."""
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
