"""What came of a competitor on a problem, and how it is kept: plain data, written as JSON."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

MEASURED, EXTRAPOLATED, LATE, ABSENT = "measured", "extrapolated", "late", "absent"


@dataclass(frozen=True, slots=True)
class Entry:
    """One competitor on one problem; seconds are those of the processor.

    measured: the median of `runs`, after one run `first` to warm up (a long first run is the only one);
    extrapolated: `seconds` is the time of `measured` steps scaled to the `needed` steps, a lower bound;
    late: the budget was used up; absent: cannot take part. The reason of these two is in words.
    """

    K: int
    digits: int
    end: str
    name: str
    status: str
    seconds: float | None = None
    runs: int = 0
    first: float | None = None
    compiled: float | None = None
    error: str = ""
    measured: float | None = None
    needed: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """The correct answer for K and t: how many digits, whose, and with whom it agrees to how many digits."""

    K: int
    end: str
    digits: int
    by: str
    checked: str
    agreement: float | None


@dataclass(frozen=True, slots=True)
class RayEntry:
    """symflow on the collapse ray, whose first integral is known: time and relative error."""

    K: int
    digits: int
    end: str
    seconds: float | None
    error: str


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that a run measured."""

    profile: str
    budget: float
    machine: dict[str, str]
    entries: tuple[Entry, ...] = ()
    checks: tuple[Check, ...] = ()
    ray: tuple[RayEntry, ...] = ()

    def text(self) -> str:
        """As JSON, one entry a line, so that differences can be read."""
        whole = asdict(self)
        head = {name: whole[name] for name in ("profile", "budget", "machine")}
        parts = [json.dumps(head, indent=1, ensure_ascii=False)[1:-2]]
        for name in ("entries", "checks", "ray"):
            lines = ",\n  ".join(_line(row) for row in whole[name])
            parts.append(f'\n "{name}": [\n  {lines}\n ]')
        return "{" + ",".join(parts) + "\n}\n"

    @property
    def mark(self) -> str:
        """A digest that a picture carries, so that it can be told from which data it was drawn."""
        return hashlib.sha256(self.text().encode()).hexdigest()[:16]

    def find(self, name: str, K: int, digits: int, end: str) -> Entry | None:
        """The entry of a competitor on a problem."""
        return next(
            (e for e in self.entries if (e.name, e.K, e.digits, e.end) == (name, K, digits, end)), None
        )


def read(text: str) -> Data:
    """The data of a JSON text."""
    raw: dict[str, Any] = json.loads(text)
    return Data(
        profile=raw["profile"],
        budget=raw["budget"],
        machine=raw["machine"],
        entries=tuple(Entry(**row) for row in raw["entries"]),
        checks=tuple(Check(**row) for row in raw["checks"]),
        ray=tuple(RayEntry(**row) for row in raw["ray"]),
    )


def _line(row: dict[str, Any]) -> str:
    """A row; what does not apply to an entry is left out."""
    kept = {name: value for name, value in row.items() if value not in (None, "", 0)}
    return json.dumps(kept if "name" in row else row, ensure_ascii=False)
