"""What came of trying laws: frozen records without truth value, and the exception that pytest shows.

A law is "held" on a family of schemes only if as many different cases as asked were judged and none broke it;
"too few cases" says that fewer were left after filtering; "not checked" names the function that is missing.
Held means tried, not proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import NoReturn

from symflow.testing.law import Case

HELD, BROKEN, TOO_FEW, NOT_CHECKED = "held", "broken", "too few cases", "not checked"
HEADER = ("law", "family", "outcome", "cases", "largest residual", "tolerance", "about")


@dataclass(frozen=True, slots=True)
class Failure:
    """The smallest case found on which a law is broken."""

    case: Case
    residual: float
    note: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class LawResult:
    """One law on one family of schemes."""

    law: str
    family: str
    outcome: str
    cases: int
    asked: int
    residual: float
    tolerance: float
    about: str = ""
    failure: Failure | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError("a result has no truth value: look at its outcome")

    def row(self) -> tuple[str, ...]:
        """The cells of a table, under HEADER."""
        if self.outcome == NOT_CHECKED:
            return (self.law, self.family, self.outcome, "-", "-", "-", self.about)
        sizes = (f"{self.cases}/{self.asked}", f"{self.residual:.1e}", f"{self.tolerance:.1e}")
        return (self.law, self.family, self.outcome, *sizes, self.about)


@dataclass(frozen=True, slots=True)
class Report:
    """Every law that was asked for, on every family of schemes."""

    results: tuple[LawResult, ...]
    seed: int
    version: str

    def __bool__(self) -> NoReturn:
        raise TypeError("a report has no truth value: look at its results, or use assert_laws")

    def __str__(self) -> str:
        return "\n".join(aligned([HEADER, *(result.row() for result in self.results)]))

    def _repr_html_(self) -> str:
        rows = [HEADER, *(result.row() for result in self.results)]
        cells = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"

    def of(self, outcome: str) -> tuple[LawResult, ...]:
        """The results with that outcome: "held", "broken", "too few cases" or "not checked"."""
        return tuple(result for result in self.results if result.outcome == outcome)


class LawBroken(AssertionError):
    """At least one law is broken: `results` has them, `result` is the first."""

    def __init__(self, results: Sequence[LawResult]) -> None:
        self.results = tuple(results)
        self.result = self.results[0]
        super().__init__("\n".join(told(result) for result in self.results))


class TooFewCases(AssertionError):
    """No law is broken, but some were tried on fewer cases than asked, or on none."""


def told(result: LawResult) -> str:
    """A broken law in a few lines."""
    lines = [f"{result.law} ({result.family}) is broken: {result.about}"]
    if result.failure is not None:
        lines.append(f"  case: {result.failure.case}")
        lines.append(f"  residual {result.failure.residual:.3g}, tolerance {result.tolerance:.3g}")
    if result.failure is not None and result.failure.path is not None:
        lines.append(f"  symflow replay {result.failure.path} --implementation MODULE:OBJECT")
    return "\n".join(lines)


def aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows of cells as lines with straight columns."""
    table = [tuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in table]
