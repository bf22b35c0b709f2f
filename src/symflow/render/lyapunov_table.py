"""The answers about a candidate for the terminal: a table, then what each of them rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from symflow.lab.answer import Answer
from symflow.render.console import Paper, unicode_ok
from symflow.render.table import STYLES, SYMBOLS, aligned

HEADER = ("K", "flow", "verdict", "strength", "coverage", "strict", "V >= 0", "covers")
LONGEST = 200


def show(console: Paper, answers: Sequence[Answer]) -> None:
    """Print it."""
    if not answers:
        return
    console.lines([f"V = {answers[0].candidate}; is D+ V <= 0 at every point?", ""])
    rows = [_row(answer, plain=not unicode_ok(console)) for answer in answers]
    if console.is_terminal:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for name in HEADER:
            table.add_column(name, overflow="fold", no_wrap=name != HEADER[-1])
        for answer, row in zip(answers, rows, strict=True):
            cells = [Text(cell) for cell in row]
            cells[2].stylize(STYLES[answer.verdict])
            table.add_row(*cells)
        console.print(table)
    else:
        console.lines([*aligned(HEADER, rows), ""])
    for answer in answers:
        console.lines(details(answer))


def _row(answer: Answer, plain: bool) -> tuple[str, ...]:
    symbol = SYMBOLS[answer.verdict][int(plain)]
    return (
        str(answer.K),
        answer.flow,
        f"{symbol} {answer.verdict}",
        answer.strength or "-",
        answer.coverage or "-",
        answer.strict,
        answer.nonnegative,
        answer.covers,
    )


def details(answer: Answer) -> Iterator[str]:
    """Why, for one K."""
    if answer.verdict == "PROVED":
        yield f"K = {answer.K}: {answer.rule}"
    if answer.left is not None:
        yield f"K = {answer.K}: left: {answer.left}"
        yield f"K = {answer.K}: tried: {'; '.join(answer.tried) or 'nothing'}"
    if answer.witness is not None:
        seen = answer.witness
        known = "".join(f", {name} = {value}" for name, value in seen.parameters)
        yield f"K = {answer.K}: at s = ({', '.join(seen.modes)}){known}"
        yield f"K = {answer.K}: D+ V is in [{seen.derivative[0]}, {seen.derivative[1]}]"
    if answer.reproduce is not None:
        yield f"K = {answer.K}: the same without symflow, in plain Python:"
        yield from (f"    {line}" for line in answer.reproduce.splitlines())
        yield ""


def surprises(answers: Sequence[Answer]) -> Iterator[str]:
    """What ``--quiet`` says: one line for each K that is not PROVED."""
    for answer in answers:
        if answer.verdict == "REFUTED" and answer.witness is not None:
            yield f"K = {answer.K}: REFUTED at s = ({', '.join(answer.witness.modes)})"
        elif answer.verdict != "PROVED":
            yield f"K = {answer.K}: {answer.verdict}: {answer.left}"[:LONGEST]
