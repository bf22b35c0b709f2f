"""Runs CAPD and symflow by turns, where CAPD is built.

python -m benchmarks.capd_run CAPD/build   a few minutes; writes docs/benchmarks/capd.json
python -m benchmarks --page               writes the page with it
"""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal, localcontext
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import symflow
from benchmarks.__main__ import DOCS
from benchmarks.capd import FILE, Bounds, Comparison, Row, radius
from benchmarks.machine import machine
from benchmarks.problem import Problem
from benchmarks.stopwatch import timed
from benchmarks.text import error, length

PROBLEM = Problem(8, 30, "10")
SOURCE = Path(__file__).with_name("capd.cpp")
ROUNDS = 3
Way = tuple[str, str, str, str]  # form, order, tolerance, bits
FORMS, ORDERS = ("textbook", "polynomial", "exponential"), ("20", "30", "40")
WAYS: list[Way] = [
    *((form, order, "1e-30", "100") for form in FORMS for order in ORDERS),
    ("exponential", "30", "1e-33", "120"),
]
Timed = tuple[float, tuple[Bounds, ...]]


def run(build: Path) -> Comparison:
    """All ways, and symflow once beside each of them, round after round."""
    ours()
    own: list[float] = []
    alone: list[float] = []
    found: dict[Way, list[Timed]] = {way: [] for way in WAYS}
    with TemporaryDirectory() as folder:
        program = compiled(build, Path(folder))
        for _ in range(ROUNDS):
            alone.append(whole())
            for way in WAYS:
                found[way].append(theirs(program, way))
                modes, seconds = timed(ours)
                own.append(seconds)
                took, bounds = found[way][-1]
                print(*way, length(took), error(radius(bounds)), "symflow", length(seconds), flush=True)
    rows = tuple(row(way, min(found[way])) for way in WAYS)
    return Comparison(versions(build), ROUNDS, min(alone), median(own), modes, rows)


def row(way: Way, came: Timed) -> Row:
    """A way and its best run."""
    form, order, tolerance, bits = way
    return Row(form, int(order), tolerance, int(bits), *came)


def ours() -> tuple[Bounds, ...]:
    """The bounds that symflow proves."""
    found = symflow.integrate(
        PROBLEM.modes, t_end=PROBLEM.end, digits=PROBLEM.digits, samples=2, rigorous=True
    )
    with localcontext(prec=3 * PROBLEM.digits):
        known = zip(map(Decimal, found.modes[-1]), map(Decimal, found.radius[-1]), strict=True)
        return tuple((str(centre - most), str(centre + most)) for centre, most in known)


def whole() -> float:
    """The seconds of a process of its own that makes this one call, with all that it loads first."""
    modes = [str(mode) for mode in PROBLEM.modes]
    call = f"symflow.integrate({modes}, t_end='{PROBLEM.end}', digits={PROBLEM.digits}, samples=2, rigorous=True)"
    return timed(lambda: printed(sys.executable, "-c", f"import symflow; {call}"))[1]


def theirs(program: Path, way: Way) -> Timed:
    """The seconds and the bounds that the program prints."""
    lines = printed(str(program), *way).split("\n")
    bounds = [line.split() for line in lines[: PROBLEM.K - 1]]
    return float(lines[PROBLEM.K - 1]), tuple((low, high) for low, high in bounds)


def compiled(build: Path, folder: Path) -> Path:
    """The program, against the library of this build."""
    flags = printed(str(build / "bin" / "capd-config"), "--cflags", "--libs").split()
    program = folder / "capd"
    printed("c++", "-O2", str(SOURCE), *flags, "-o", str(program))
    return program


def versions(build: Path) -> dict[str, str]:
    """Everything that took part."""
    here = machine()
    return {
        "CAPD": printed(str(build / "bin" / "capd-config"), "--modversion").strip(),
        "MPFR": printed("pkg-config", "--modversion", "mpfr").strip(),
        "GMP": printed("pkg-config", "--modversion", "gmp").strip(),
        "C++": printed("c++", "-dumpfullversion").strip(),
        "symflow": here["symflow"],
        "python-flint": here["python-flint"],
        "Python": here["Python"],
        "processor": here["processor"],
    }


def printed(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    (DOCS / "benchmarks" / FILE).write_text(run(Path(sys.argv[1])).text(), encoding="utf-8")
