"""Running pdflatex, and reading its log."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from symflow.render.latex.pdf import CONFINED

needs_tex = pytest.mark.skipif(
    shutil.which("pdflatex") is None, reason="not checked: pdflatex is missing, so nothing was typeset"
)
WIDEST = 10.0
_OVERFULL = re.compile(r"Overfull \\hbox \(([0-9.]+)pt too wide\)(.*)")
_BAD = re.compile(r"^!|undefined|Missing character|multiply[- ]defined|Runaway|Emergency stop")
PAPER = r"""\documentclass[10pt]{article}
\usepackage{amsmath,amssymb,amsthm}
\newtheorem{theorem}{Theorem}[section]
\newcommand{\sfcounter}{theorem}
\begin{document}
\section{Appendix}
\begin{theorem} A theorem of the paper. \end{theorem}
%BODIES
\end{document}
"""


def complaints(log: str) -> list[str]:
    """What is wrong with a page: errors, references to nothing, missing characters, lines that stick out."""
    wide = [f"{m[1]}pt {m[2]}" for m in map(_OVERFULL.match, log.splitlines()) if m and float(m[1]) > WIDEST]
    return [line for line in log.splitlines() if _BAD.search(line)] + wide


def typeset(text: str, folder: Path, runs: int = 2) -> list[str]:
    """The complaints of the last of some runs; an error of TeX is among them."""
    (folder / "page.tex").write_text(text, encoding="ascii")
    for _ in range(runs):
        done = subprocess.run(
            ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "page.tex"],
            cwd=folder,
            env={**os.environ, **CONFINED},
            capture_output=True,
            check=False,
            timeout=300,
        )
    log = (folder / "page.log").read_text(encoding="latin-1")
    return complaints(log) + ([f"exit code {done.returncode}"] if done.returncode else [])


def in_a_paper(*bodies: str) -> str:
    """A paper that reads some bodies."""
    return PAPER.replace("%BODIES", "\n".join(bodies))
