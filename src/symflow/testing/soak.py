"""The long run: every law on symflow's own implementation, 10,000 cases for each law and family.

    python -m symflow.testing.soak [--examples N] [--seed N] [--law GLOB ...] [--folder F]

Progress is shown on a terminal. Interrupted, it prints the table of what was finished and ends with code 4; otherwise
0: all held, 1: a law is broken, 2: bad usage, 4: too few cases were left after filtering.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from symflow import __version__
from symflow.errors import SymflowError
from symflow.render.console import complain, one_line, paper
from symflow.testing.failure import usable
from symflow.testing.implementation import Implementation
from symflow.testing.laws import select
from symflow.testing.options import FOLDER, Options
from symflow.testing.reference import REFERENCE
from symflow.testing.report import BROKEN, TOO_FEW, LawResult, Report, told
from symflow.testing.trial import Tick, try_law

EXAMPLES = 10_000
INTERRUPTED = 4


def main(given: Sequence[str] | None = None, mine: Implementation = REFERENCE) -> int:
    """Run the soak and return its exit code."""
    parser = argparse.ArgumentParser(prog="symflow.testing.soak", description="Try every law on many cases.")
    parser.add_argument(
        "--examples", type=int, default=EXAMPLES, metavar="N", help="cases for each law and family"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--law", action="append", metavar="GLOB", help="only these laws")
    parser.add_argument("--folder", default=FOLDER, metavar="F", help="where broken cases go")
    asked = parser.parse_args(given)
    try:
        options = Options(max_examples=asked.examples, seed=asked.seed, folder=asked.folder)
        usable(asked.folder)
        pairs = [(law, family) for law in select(asked.law) for family in mine.families]
    except SymflowError as error:
        complain(one_line(str(error)))
        return error.exit_code
    done: list[LawResult] = []
    interrupted = False
    try:
        with _progress(len(pairs) * asked.examples) as tick:
            for number, (law, family) in enumerate(pairs):
                done.append(
                    try_law(mine, law, family, options, tick(f"{law} ({family})", number * asked.examples))
                )
    except KeyboardInterrupt:
        interrupted = True
    return _conclude(done, len(pairs), options.seed, interrupted)


def _conclude(done: list[LawResult], planned: int, seed: int, interrupted: bool) -> int:
    """Print the table and what is broken, and choose the exit code."""
    report = Report(tuple(done), seed, __version__)
    out = paper()
    out.lines(str(report).splitlines())
    out.lines(["", f"{len(done)} of {planned} runs finished, seed {seed}, symflow {__version__}"])
    out.lines(line for result in report.of(BROKEN) for line in told(result).splitlines())
    if report.of(BROKEN):
        return 1
    if interrupted:
        complain("interrupted; the table holds what was finished")
    return INTERRUPTED if interrupted or report.of(TOO_FEW) else 0


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str, int], Tick]]:
    """A bar on standard error, where that is a terminal."""
    console = paper(error=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)

        def tick(name: str, before: int) -> Tick:
            bar.update(task, description=name)
            return lambda number: bar.update(task, completed=before + number)

        yield tick


if __name__ == "__main__":
    sys.exit(main())
