"""Tables of verdicts and of claims: in colour on a terminal, as plain aligned lines elsewhere."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich import box
from rich.table import Table
from rich.text import Text

from symflow.claim.claim import Claim
from symflow.ledger.run import Result
from symflow.render.console import Paper, one_line, unicode_ok
from symflow.render.outcome import reason

SYMBOLS = {
    "PROVED": ("✓", "+"),
    "CONDITIONAL": ("◐", "/"),
    "SUPPORTED": ("≈", "~"),
    "UNDECIDED": ("?", "?"),
    "SUSPECT": ("!", "!"),
    "REFUTED": ("✗", "x"),
    "VACUOUS": ("∅", "0"),
}
STYLES = {
    "PROVED": "green",
    "CONDITIONAL": "cyan",
    "SUPPORTED": "blue",
    "UNDECIDED": "yellow",
    "SUSPECT": "bold yellow",
    "REFUTED": "magenta",
    "VACUOUS": "bright_black",
}
HEADER = ("claim", "verdict", "strength", "coverage", "seconds", "covers, or why not")
LIST_HEADER = ("claim", "chapter", "expected", "source", "title")
WIDEST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of verdicts, with the style of its verdict."""

    cells: tuple[str, ...]
    style: str


def row(result: Result, plain: bool = False) -> Row:
    """A result as a line; ``plain``: ASCII symbols only."""
    claim, deciding = result.claim, result.deciding
    symbol = SYMBOLS[result.verdict][int(plain)]
    verdict = f"{symbol} {result.verdict}"
    if not result.as_expected:
        verdict += f" (expected {claim.expected})"
    about = deciding.covers if deciding is not None else ""
    if reason(result) and (not result.as_expected or not about):
        about = reason(result)
    cells = (
        claim.id if result.requested else f"{claim.id} (used)",
        verdict,
        deciding.strength if deciding is not None else "-",
        deciding.coverage if deciding is not None else "-",
        f"{result.seconds:.1f}",
        shorten(about),
    )
    return Row(cells, STYLES[result.verdict] if result.as_expected else "bold red")


def shorten(text: str) -> str:
    """A long sentence cut at a word."""
    return textwrap.shorten(one_line(text), WIDEST, placeholder=" ...")


def show(console: Paper, results: Sequence[Result]) -> None:
    """Print the table of verdicts."""
    lines = [row(r, plain=not unicode_ok(console)) for r in results]
    if not console.is_terminal:
        console.lines(aligned(HEADER, [line.cells for line in lines]))
        return
    console.print(verdict_table(lines))


def verdict_table(rows: Iterable[Row]) -> Table:
    """The table of verdicts for a terminal."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in HEADER:
        last = name == HEADER[-1]
        side: Literal["left", "right"] = "right" if name == "seconds" else "left"
        table.add_column(name, justify=side, overflow="fold", no_wrap=not last, ratio=1 if last else None)
    for line in rows:
        cells = [Text(cell) for cell in line.cells]
        cells[1].stylize(line.style)
        table.add_row(*cells)
    return table


def show_claims(console: Paper, claims: Sequence[Claim]) -> None:
    """Print the list of claims."""
    rows = [(c.id, c.chapter, c.expected, one_line(c.source), one_line(c.title)) for c in claims]
    if not console.is_terminal:
        console.lines(aligned(LIST_HEADER, rows))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in LIST_HEADER:
        table.add_column(name, overflow="fold", no_wrap=name in ("claim", "chapter", "expected"))
    for cells in rows:
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Plain lines with aligned columns; the last column is as long as it is."""
    widths = [max(len(r[i]) for r in (header, *rows)) for i in range(len(header) - 1)]
    lines = []
    for cells in (header, *rows):
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
        lines.append("  ".join([*padded, cells[-1]]).rstrip())
    return lines
