"""Tables in Markdown: the grid at double precision, the grid with many digits, the checks and the collapse ray."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.competitors import TITLES
from benchmarks.outcome import Data
from benchmarks.text import cell, error, length

DOUBLE = ("ours", "heyoka-double", "heyoka-double-loss", "dop853", "lsoda")
MANY = ("ours", "rigorous", "odefun", "heyoka-real", "heyoka-real-loss")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under a head."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def grid(data: Data, double: bool) -> str:
    """Every K, digits and t that everybody was asked for."""
    names = DOUBLE if double else MANY
    asked = dict.fromkeys((e.K, e.digits, e.end) for e in data.entries if e.name == "odefun")
    places = sorted(((K, d, end) for K, d, end in asked if not double or d <= 15), key=lambda p: p[:2])
    rows = [
        (str(K), str(digits), end, *(cell(data.find(name, K, digits, end)) for name in names))
        for K, digits, end in places
    ]
    return table(("K", "digits", "t", *(TITLES[name] for name in names)), rows)


def growth(data: Data) -> str:
    """The problems that only show how the time grows."""
    asked = {(e.K, e.digits, e.end) for e in data.entries if e.name == "odefun"}
    places = dict.fromkeys((e.K, e.digits, e.end) for e in data.entries)
    names = ("ours", "heyoka-real", "heyoka-real-loss")
    rows = [
        (str(K), str(digits), end, *(cell(data.find(name, K, digits, end)) for name in names))
        for K, digits, end in places
        if (K, digits, end) not in asked
    ]
    return table(("K", "digits", "t", *(TITLES[name] for name in names)), rows)


def checks(data: Data) -> str:
    """Where the correct answers come from."""
    rows = [
        (str(c.K), c.end, str(c.digits), c.by, c.checked, f"{c.agreement:.0f}" if c.agreement else "-")
        for c in data.checks
    ]
    return table(("K", "t", "digits", "computed by", "checked by", "digits in common"), rows)


def ray(data: Data) -> str:
    """Equal modes against the first integral."""
    rows = [(str(r.K), str(r.digits), r.end, length(r.seconds), error(r.error)) for r in data.ray]
    return table(("K", "digits", "t", "time", "error"), rows)
