"""``symflow diff``: what changed from one report to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from symflow.cli.output import Target, apart, target

Task = Callable[[], int]
HELP = (
    "Compare two reports of verify --json: claims that are gone or new, statements, verdicts, strength and coverage, "
    "evidence, what is trusted and used; the most important first. Nothing is verified; the reports are believed.\n\n"
    "Exit codes: 0, nothing of substance changed; 1, something did; 2, a file is no report. Times, hosts and wording "
    "are not of substance."
)

Old = Annotated[str, typer.Argument(metavar="OLD.json", show_default=False)]
New = Annotated[str, typer.Argument(metavar="NEW.json", show_default=False)]
Json = Annotated[
    str | None, typer.Option("--json", metavar="F", help="Write the changes to F (- for standard output).")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", help="Print nothing; the exit code says whether something changed.")
]


def diff(old: Old, new: New, json: Json = None, quiet: Quiet = False) -> Task:
    """Compare two reports of verify --json."""
    file = target("--json", json)
    apart({"--json": json}, {"OLD.json": old, "NEW.json": new})
    return lambda: compared(old, new, file, quiet)


def compared(old: str, new: str, file: Target | None, quiet: bool = False) -> int:
    """``symflow diff``: 1 if something of substance changed."""
    from symflow.render import diff_text
    from symflow.render.console import paper
    from symflow.render.diff import compare
    from symflow.render.diff_read import read
    from symflow.render.report_json import text

    reports = read("OLD.json", old), read("NEW.json", new)
    changes = compare(*reports)
    try:
        if file is not None:
            file.write(text(diff_text.record(*reports, changes)))
    finally:
        if not quiet:
            paper(error=file is not None and file.standard).lines(diff_text.lines(*reports, changes))
    return 1 if any(c.of_substance for c in changes) else 0
