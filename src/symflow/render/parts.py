"""The parts that symflow stands on: which are needed, which are optional, and what a missing one costs."""

from __future__ import annotations

import contextlib
import os
import platform
import shlex
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.build import SECONDS
from symflow.evidence.kernel.coqc import HOW_TO_GET
from symflow.folders import cache
from symflow.render.console import printable

NEEDED = ("hypothesis", "latex2mathml", "mpmath", "numpy", "python-flint", "rich", "sympy", "typer")
OPTIONAL_PACKAGES = (
    ("matplotlib", "no plots; pip install 'symflow[plot]'"),
    (
        "torch",
        "no check of the gradient against automatic differentiation, no experiment train; pip install 'symflow[train]'",
    ),
    ("distributed", "no symflow sweep; pip install 'symflow[sweep]'"),
    ("pyarrow", "no sweep --parquet; pip install 'symflow[sweep]'"),
    ("nbclient", "the notebooks of docs/notebooks are not run by the tests; pip install 'symflow[notebook]'"),
)
CACHED = {
    "coq": "what Coq compiled and checked",
    "verdicts": "examinations of claims, used again by latex and report",
    "matplotlib": "the fonts that matplotlib found",
}
OPTIONAL_PROGRAMS = (
    ("coqc", f"nothing is kernel-checked; no verdict needs it. {HOW_TO_GET}"),
    ("pdflatex", "derivations can be written as LaTeX, not as PDF"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part, where or in which version it was found (None: missing), and what its lack costs."""

    name: str
    found: str | None
    needed: bool
    cost: str = ""


def version_of(package: str) -> str | None:
    """The installed version of a package, or None."""
    try:
        return installed(package)
    except PackageNotFoundError:
        return None


def parts(proof_folders: Sequence[Path]) -> list[Part]:
    """Every part, needed ones first."""
    found = [Part(name, version_of(name), True, f"symflow cannot run; pip install {name}") for name in NEEDED]
    folder = next((str(f) for f in proof_folders if f.is_dir()), None)
    found.append(Part("proof scripts", folder, True, "every claim is undecided; install symflow again"))
    found += [Part(name, version_of(name), False, cost) for name, cost in OPTIONAL_PACKAGES]
    found += [Part(name, _program(name), False, cost) for name, cost in OPTIONAL_PROGRAMS]
    return found


def _program(name: str) -> str | None:
    """Where a program is; of coqc also its version, or why it cannot be used."""
    where = shutil.which(name)
    if name != "coqc" or where is None:
        return where
    program, why = coqc.find()
    if program is None:
        return why
    return f"{program.version} ({where}); the first verify compiles the formal library, at most {SECONDS:g} s a file"


def machine() -> list[tuple[str, str]]:
    """Python, processors, memory and cache of this machine."""
    return [
        ("Python", f"{platform.python_version()} ({platform.python_implementation()})"),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("processors", str(processors())),
        ("memory", memory()),
        (
            "cache",
            printable(str(cache())) + ("" if _usable(cache()) else " (cannot be written: nothing is kept)"),
        ),
        *(("", line) for line in kept()),
    ]


def _usable(folder: Path) -> bool:
    """Whether files can be kept in a folder, or it could be made."""
    try:
        near = next(place for place in (folder, *folder.parents) if place.exists())
    except OSError:
        return False
    return near.is_dir() and os.access(near, os.W_OK)


def kept() -> list[str]:
    """What symflow keeps in the cache, a line for each folder that is there, and how to delete these and no other."""
    found = {cache() / name: text for name, text in CACHED.items() if (cache() / name).is_dir()}
    lines = [f"{place.name}/: {text}, {_bytes(place) / 2**20:.1f} MiB" for place, text in found.items()]
    delete = " ".join(printable(shlex.quote(str(place))) for place in found)
    return [*lines, f"may be deleted: rm -r {delete}"] if found else []


def _bytes(folder: Path) -> int:
    """The size of all files in a folder; what cannot be read counts as nothing."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_size
    return total


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory() -> str:
    """The memory of the machine."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return "unknown"
    return f"{total / 1024**3:.1f} GiB"


def report_lines(found: Sequence[Part], version: str) -> list[str]:
    """The report of ``symflow doctor``."""
    rows = [("symflow", version), *machine()]
    lines = [f"{name:<14} {value}" for name, value in rows]
    for title, needed in (("needed", True), ("optional", False)):
        lines += ["", f"{title} parts"]
        for part in found:
            if part.needed == needed:
                text = part.found if part.found is not None else f"missing: {part.cost}"
                lines.append(f"  {part.name:<14} {text}")
    missing = [part.name for part in found if part.needed and part.found is None]
    ending = (
        f"missing, and needed: {', '.join(missing)}" if missing else "everything that is needed was found"
    )
    return [*lines, "", ending]
