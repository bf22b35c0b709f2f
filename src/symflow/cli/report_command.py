"""``symflow report``: claims, evidence, graph and pictures as one HTML page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from symflow import __version__
from symflow.cli import arguments, completion
from symflow.cli.output import Target, target
from symflow.errors import InputError

if TYPE_CHECKING:
    from symflow.cli.commands import Book, Effort
    from symflow.render.report.pictures import Pictures

Task = Callable[[], int]
HELP = (
    "Claims, their evidence, what rests on what, and pictures, as one HTML file that needs no network: every claim if "
    "none is named.\n\n"
    "The claims are verified first, at level quick, and so is all that they rest on; what an earlier run settled and "
    "nothing has changed since is not examined again (--fresh examines all). The exit code is 0 if the page was "
    "written, whatever the verdicts are, and 4 if a limit of time left one of them open. A file of claims of your own "
    "is named by its path and is run as Python, see docs/your-own-claim.md."
)

Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID, glob or FILE.py ...]", show_default=False, autocompletion=completion.ids),
]
Output = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="F.html",
        help="Write to F.html (- for standard output, the default where that is no terminal).",
        show_default=False,
    ),
]
Drawn = Annotated[
    bool | None,
    typer.Option(
        "--pictures/--no-pictures", help="Draw the pictures.  [default: if every claim is asked for]"
    ),
]
Jobs = Annotated[
    str | None,
    typer.Option("--jobs", metavar="N", help="Claims examined at once.  [default: processors, at most 8]"),
]
Timeout = Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for each claim.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Examine every claim anew.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Show no progress.")]


def report(
    ids: Ids = None,
    output: Output = None,
    pictures: Drawn = None,
    jobs: Jobs = None,
    timeout: Timeout = "120",
    fresh: Fresh = False,
    quiet: Quiet = False,
) -> Task:
    """Claims, evidence, graph and pictures as one HTML page."""
    from symflow.cli import commands

    patterns = arguments.patterns(ids or [])
    effort = commands.Effort("quick", arguments.jobs(jobs), arguments.timeout(timeout), quiet, fresh)
    file = _file(output)
    drawing = not patterns if pictures is None else pictures
    return lambda: write(patterns, effort, file, __version__, drawing)


def _file(output: str | None) -> Target:
    """Where the page goes, tested; no page of a million characters onto a terminal that did not ask for it."""
    if output is None and sys.stdout is not None and sys.stdout.isatty():
        raise InputError(
            "--output: standard output is a terminal; give -o F.html for the page (or -o - to see it)"
        )
    file = target("--output", "-" if output is None else output)
    if file is None:
        raise InputError.about("--output", output, "give a file that can be written")
    return file


def write(
    patterns: Sequence[str],
    effort: Effort,
    file: Target,
    version: str,
    drawing: bool,
    book: Book | None = None,
) -> int:
    """``symflow report``: verify, draw, write."""
    from symflow.cli.settling import left_alone, settle
    from symflow.ledger.run import claims
    from symflow.ledger.user import chosen
    from symflow.render.outcome import held_back, interrupted
    from symflow.render.report.page import pieces

    found = chosen(patterns, book if book is not None else claims())
    settled = settle(found.patterns, effort, found.book, found.proofs)
    if left_alone(settled.results, file):
        return 4
    stopped = interrupted(settled.results)
    drawings = _drawn(effort.quiet) if drawing and not stopped else None
    file.write(pieces(settled, version, drawings))
    return 4 if stopped or held_back(settled.results) else 0


def _drawn(quiet: bool) -> Pictures:
    """The pictures, with progress on standard error, where that is a terminal."""
    from symflow.cli.bar import Bar
    from symflow.render.console import paper
    from symflow.render.report.pictures import drawn

    with Bar(paper(error=True, quiet=quiet)) as bar:
        return drawn(bar.show)
