"""What the numbers show, as ratios of times: how many times longer another one takes than symflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.competitors import TITLES
from benchmarks.outcome import EXTRAPOLATED, Data, Entry
from benchmarks.tables import table
from benchmarks.text import count, length, steps

K = 16
HEAD = (
    "compared with",
    "digits",
    "t",
    "symflow",
    "other",
    "ratio",
    "ratio with compilation",
    "steps measured",
)
REAL = ("heyoka-real", "heyoka-real-loss")
DOUBLE = ("heyoka-double", "heyoka-double-loss", "dop853", "lsoda")


def findings(data: Data) -> str:
    """The table of ratios at K = 16."""
    return table(HEAD, rows(data))


def rows(data: Data) -> Iterator[tuple[str, ...]]:
    """One row for each other one and each problem where both have a time."""
    for name, digits, end in wanted(data):
        mine, other = data.find("ours", K, digits, end), data.find(name, K, digits, end)
        if mine is not None and other is not None and mine.seconds and other.seconds:
            yield row(mine, other)


def wanted(data: Data) -> Iterable[tuple[str, int, str]]:
    """mpmath and heyoka `real` with many digits; those of double precision at 15."""
    grid = dict.fromkeys((e.digits, e.end) for e in data.entries if e.name == "odefun" and e.K == K)
    many = [("odefun", d, end) for d, end in grid]
    real = [(name, d, end) for name in REAL for d, end in grid if d > 15]
    double = [(name, d, end) for name in DOUBLE for d, end in grid if d <= 15]
    return [*sorted(many, key=lambda w: w[1]), *sorted(real, key=lambda w: (w[0], w[1])), *double]


def row(mine: Entry, other: Entry) -> tuple[str, ...]:
    """Times and their ratios; an extrapolated one is a lower bound, and says from how many steps."""
    least = "≥ " if other.status == EXTRAPOLATED else ""
    own, theirs = mine.seconds or 0.0, other.seconds or 0.0
    compiled = count((theirs + other.compiled) / own) if other.compiled is not None else "-"
    return (
        TITLES[other.name],
        str(mine.digits),
        mine.end,
        length(own),
        f"{least}{length(theirs)}",
        f"{least}{count(theirs / own)}",
        compiled,
        steps(other) if other.status == EXTRAPOLATED else "all",
    )
