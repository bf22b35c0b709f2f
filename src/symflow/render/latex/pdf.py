r"""A document typeset by pdflatex, where TeX is installed.

It runs in a folder of its own, may read and write nothing outside it but TeX's own files, and may start no program.
The same document gives the same PDF.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from symflow.errors import LimitReached, MissingPart, SymflowError

PROGRAM = "pdflatex"
PACKAGES = "texlive-latex-recommended, texlive-latex-extra and texlive-fonts-recommended"
SECONDS = 300.0
MOST_RUNS = 4
CONFINED = {
    "openin_any": "p",
    "openout_any": "p",
    "shell_escape": "f",
    "SOURCE_DATE_EPOCH": "0",
    "FORCE_SOURCE_DATE": "1",
    "max_print_line": "1000",
}


def require() -> str:
    """The path of pdflatex; MissingPart where there is none."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise MissingPart(
            f"--pdf: {PROGRAM} is missing; install TeX Live (on Debian {PACKAGES}), or leave --pdf out"
        )
    return found


def typeset(text: str, seconds: float = SECONDS) -> bytes:
    """The PDF of a document: as many runs as its references need."""
    program = require()
    with tempfile.TemporaryDirectory(prefix="symflow-") as folder:
        place = Path(folder)
        (place / "document.tex").write_text(text, encoding="ascii")
        for _ in range(MOST_RUNS):
            log = _run(program, place, seconds)
            if "Rerun to get" not in log:
                break
        return (place / "document.pdf").read_bytes()


def _run(program: str, place: Path, seconds: float) -> str:
    """One run; its log."""
    command = [program, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "document.tex"]
    try:
        done = subprocess.run(
            command,
            cwd=place,
            env={**os.environ, **CONFINED},
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise LimitReached(
            f"{PROGRAM} did not finish within {seconds:g} s; the .tex file is written"
        ) from None
    log = (place / "document.log").read_text(encoding="latin-1") if (place / "document.log").exists() else ""
    if done.returncode == 0:
        return log
    first = next((line for line in log.splitlines() if line.startswith("!")), f"exit code {done.returncode}")
    if "not found" in first:
        raise MissingPart(f"{PROGRAM}: {first}; install {PACKAGES}")
    raise SymflowError(f"{PROGRAM} failed: {first}; the .tex file is written")
