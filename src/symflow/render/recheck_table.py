"""Certificates that were checked again, for the terminal: one line each, then what was not looked at, then counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from symflow.ledger.recheck import ACCEPTED, REJECTED, STATES, Recheck
from symflow.ledger.recheck_kernel import Kernel
from symflow.render.console import Paper, one_line
from symflow.render.table import aligned

MEANING = (
    "accepted means: symflow.checker carried out every step of the file again, and the verdict is what follows; what "
    "is not re-checked counts for nothing."
)
STYLES = {ACCEPTED: "green", REJECTED: "bold red"}
Answers = Mapping[str, Kernel]


def show(console: Paper, rechecks: Sequence[Recheck], kernel: Answers | None, statements: bool) -> None:
    """Print the table, the statements where they are asked for, and the counts."""
    header = ("certificate", "answer", "verdict", "parts", "steps", *(("Coq",) if kernel is not None else ()))
    header = (*header, "textbook facts, or why not")
    rows = [_cells(r, kernel) for r in rechecks]
    if console.is_terminal:
        console.print(_table(header, rows, rechecks))
    else:
        console.lines(aligned(header, rows))
    console.lines([*(_statements(rechecks) if statements else []), "", *summary(rechecks, kernel)])


def _cells(found: Recheck, kernel: Answers | None) -> tuple[str, ...]:
    accepted = found.state == ACCEPTED
    counts = (str(found.parts), str(found.steps)) if accepted else ("-", "-")
    coq = () if kernel is None else (_coq(kernel.get(found.file)),)
    about = ", ".join(found.facts) or "-" if accepted else found.why
    name = found.id if accepted else found.file
    return (
        one_line(name) + ("" if found.known or not accepted else " (not of this version)"),
        found.state,
        found.verdict or "-",
        *counts,
        *coq,
        one_line(about),
    )


def _coq(kernel: Kernel | None) -> str:
    if kernel is not None and kernel.enclosures:
        return f"{kernel.enclosures} bounds"
    if kernel is None or not kernel.asked:
        return "-"
    return f"{len(kernel.checked)} of {len(kernel.parts)} parts"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], rechecks: Sequence[Recheck]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold", no_wrap=name in ("answer", "verdict", "parts", "steps"))
    for row, found in zip(rows, rechecks, strict=True):
        cells = [Text(cell) for cell in row]
        cells[1].stylize(STYLES.get(found.state, "bold yellow"))
        table.add_row(*cells)
    return table


def _statements(rechecks: Sequence[Recheck]) -> list[str]:
    """What each accepted certificate states, and the evidence in it that was not looked at."""
    lines: list[str] = []
    for found in rechecks:
        if found.state == ACCEPTED:
            lines += ["", f"{found.id}  {found.digest}"]
            lines += [f"  {one_line_kept(line)}" for line in found.statement]
        lines += [f"  not re-checked: {one_line(line)}" for line in found.not_rechecked]
    return lines


def one_line_kept(text: str) -> str:
    """A line with its spaces at the beginning, without control characters."""
    bare = text.lstrip(" ")
    return " " * (len(text) - len(bare)) + one_line(bare)


def summary(rechecks: Sequence[Recheck], kernel: Answers | None) -> list[str]:
    """The lines under the table."""
    number = Counter(r.state for r in rechecks)
    counts = ", ".join(f"{number[state]} {state}" for state in STATES)
    noun = "certificate" if len(rechecks) == 1 else "certificates"
    lines = [f"{len(rechecks)} {noun}: {counts}"]
    kinds = Counter(line.partition(":")[0] for r in rechecks for line in r.not_rechecked)
    if kinds:
        told = ", ".join(f"{n} {one_line(kind)[:40]}" for kind, n in sorted(kinds.items()))
        lines.append(f"not re-checked: {told}; --statements lists it")
    if kernel is not None:
        lines += _kernel_lines(rechecks, kernel)
    return [*lines, MEANING]


def _kernel_lines(rechecks: Sequence[Recheck], kernel: Answers) -> list[str]:
    asked = [k for k in kernel.values() if k.asked]
    complete = sum(k.complete for k in asked)
    of = f"{complete} of the {len(asked)} that the formal library is about"
    lines = [f"Coq's kernel: {of}, with every part as it stands in the file"]
    for found in rechecks:
        answer = kernel.get(found.file)
        if answer is not None and answer.asked:
            lines += [f"{found.id}: {one_line(message)}" for message in answer.messages]
    return lines
