"""CAPD beside symflow: enclosures of the same modes, and the seconds that they took; data and text of the page.

CAPD has to be built from its sources, so that it is no competitor of every run. `python -m benchmarks.capd_run`
measures where it is built, and keeps everything in capd.json; the page is written from that file alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

from benchmarks.tables import table
from benchmarks.text import count, error, length

FILE = "capd.json"
Bounds = tuple[str, str]  # of a mode, decimal

TEXT = """\
CAPD, a library in C++, encloses the solutions of differential equations with intervals of any precision. It has no
package for Python or Debian; it was built from its sources, with MPFR, and took turns with `symflow.integrate(...,
digits=30, rigorous=True)` in a session of its own: the same exact start, K = 8, t = 10. Both give guaranteed bounds;
the *radius* is the largest relative one of a mode. Times are those of the processor: of CAPD the best of ROUNDS, of
symflow the median of the calls between them. The machine had other work too; the ratios say more than the times.

- CAPD gets three forms of the flow: *textbook* in t; *polynomial*, the loss time of the others, with modes, odds, E
  and t; *exponential*, loss time for modes and t alone, the kindest to it that we know. In loss time its Poincaré map
  encloses the modes where t = 10. The program is benchmarks/capd.cpp.
- It starts from a point as a doubleton set (`MpC0Rect2Set`) with the solver `MpIOdeSolver`; the tolerance is that of a
  step. Building the field from its formulas counts, compilation does not.
- For each mode, the intervals of all these runs have points in common with that of symflow."""

CLOSE = """\
At 100 bits CAPD takes LEAST times as long as symflow in the best of these forms and orders, for fewer digits; at 120
bits, which are enough for 30 digits too, EQUAL times. That is against a call in a process that runs already. A new
process that makes this one call takes PROCESS in all, as Python and the modules are loaded first: **for a single
answer the ratio is COLD.** This is one problem with one start; CAPD is made for all equations, symflow for this one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way to run CAPD, the best of its times, and the bounds of each mode."""

    form: str
    order: int
    tolerance: str
    bits: int
    seconds: float
    modes: tuple[Bounds, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows, and symflow by turns with them: `seconds` for a call, `process` for a process with one call."""

    versions: dict[str, str]
    rounds: int
    process: float
    seconds: float
    modes: tuple[Bounds, ...]
    rows: tuple[Row, ...]

    def text(self) -> str:
        """As JSON, one row a line, so that differences can be read."""
        whole = asdict(self)
        rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in whole.pop("rows"))
        lines = [
            f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in whole.items()
        ]
        return "{\n" + ",\n".join([*lines, f' "rows": [\n  {rows}\n ]']) + "\n}\n"


def read(text: str) -> Comparison:
    """What a JSON text says."""
    raw = json.loads(text)
    rows = tuple(Row(**{**row, "modes": pairs(row["modes"])}) for row in raw["rows"])
    return Comparison(**{**raw, "modes": pairs(raw["modes"]), "rows": rows})


def pairs(raw: Sequence[Sequence[str]]) -> tuple[Bounds, ...]:
    """Lists of JSON as pairs."""
    return tuple((low, high) for low, high in raw)


def radius(modes: Sequence[Bounds]) -> str:
    """The largest relative radius."""
    largest = max((Fraction(high) - Fraction(low)) / (Fraction(high) + Fraction(low)) for low, high in modes)
    return f"{float(largest):.3e}"


def meet(one: Sequence[Bounds], other: Sequence[Bounds]) -> bool:
    """Whether every mode can be the same."""
    return all(
        max(Fraction(a[0]), Fraction(b[0])) <= min(Fraction(a[1]), Fraction(b[1]))
        for a, b in zip(one, other, strict=True)
    )


def section(folder: Path) -> str:
    """The part of the page, or nothing where CAPD was not run."""
    file = folder / "benchmarks" / FILE
    return part(read(file.read_text(encoding="utf-8"))) if file.exists() else ""


def part(data: Comparison) -> str:
    """The numbers between the words."""
    if not all(meet(row.modes, data.modes) for row in data.rows):
        raise ValueError(f"{FILE}: enclosures of the same modes have no point in common")
    least = min(row.seconds for row in data.rows if row.bits == 100)
    equal = min(row.seconds for row in data.rows if row.bits > 100)
    words = {
        "LEAST": count(least / data.seconds),
        "EQUAL": count(equal / data.seconds),
        "PROCESS": length(data.process),
        "COLD": count(least / data.process),
    }
    close = CLOSE
    for word, value in words.items():
        close = close.replace(word, value)
    blocks = ["## CAPD", TEXT.replace("ROUNDS", str(data.rounds)), versions(data), numbers(data), close]
    return "\n\n".join(blocks)


def versions(data: Comparison) -> str:
    """What took part."""
    listed = ", ".join(f"{name} {version}" for name, version in data.versions.items())
    return f"Versions: {listed}. Data with all bounds: [{FILE}](benchmarks/{FILE})."


def numbers(data: Comparison) -> str:
    """Times with their radii."""
    own = ("symflow, rigorous", "-", "-", "-", length(data.seconds), error(radius(data.modes)), "1")
    rows = [
        (
            f"CAPD, {row.form}",
            str(row.order),
            row.tolerance,
            str(row.bits),
            length(row.seconds),
            error(radius(row.modes)),
            count(row.seconds / data.seconds),
        )
        for row in data.rows
    ]
    return table(("program", "order", "tolerance", "bits", "time", "radius", "ratio"), [own, *rows])
