"""``symflow latex``: the derivations as a paper's appendix."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from symflow import __version__
from symflow.cli import arguments
from symflow.cli.output import Target, target
from symflow.errors import InputError

if TYPE_CHECKING:
    from symflow.cli.commands import Book, Effort

Task = Callable[[], int]
HELP = (
    "Claims as theorems with the derivations that were checked, in LaTeX: every claim if none is named.\n\n"
    "The claims are verified first, at level quick, and the verdicts stand in the text: only a claim that is PROVED is "
    "called a theorem. So the exit code is 0 if the text was written, whatever the verdicts are, and 4 if a limit of "
    "time left one of them open. Without --standalone the text is a body to be read by \\input in a paper. A file of "
    "claims of your own is named by its path and is run as Python, see docs/your-own-claim.md."
)

Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID, glob or FILE.py ...]", show_default=False)]
Output = Annotated[
    str, typer.Option("-o", "--output", metavar="F.tex", help="Write to F.tex (- for standard output).")
]
Standalone = Annotated[bool, typer.Option("--standalone", help="A document of its own.")]
Pdf = Annotated[bool, typer.Option("--pdf", help="Typeset it as well, to F.pdf; needs -o and pdflatex.")]
Jobs = Annotated[
    str | None,
    typer.Option("--jobs", metavar="N", help="Claims examined at once.  [default: processors, at most 8]"),
]
Timeout = Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for each claim.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Show no progress.")]


@dataclass(frozen=True, slots=True)
class Page:
    """Where the text goes, and its PDF."""

    file: Target
    pdf: Target | None
    standalone: bool


def latex(
    ids: Ids = None,
    output: Output = "-",
    standalone: Standalone = False,
    pdf: Pdf = False,
    jobs: Jobs = None,
    timeout: Timeout = "120",
    quiet: Quiet = False,
) -> Task:
    """Claims as theorems with the derivations that were checked, in LaTeX."""
    from symflow.cli import commands

    patterns = arguments.patterns(ids or [])
    effort = commands.Effort("quick", arguments.jobs(jobs), arguments.timeout(timeout), quiet)
    page = _page(output, standalone or pdf, pdf)
    return lambda: write(patterns, effort, page, __version__)


def _page(output: str, standalone: bool, pdf: bool) -> Page:
    """The files, tested; a PDF is made only where it can be."""
    file = target("--output", output)
    if file is None:
        raise InputError.about("--output", output, "give a file that can be written")
    if not pdf:
        return Page(file, None, standalone)
    from symflow.render.latex.pdf import require

    stem, ending = os.path.splitext(output)
    if file.standard or ending.lower() == ".pdf":
        raise InputError.about("--pdf", output, "give -o F.tex; the PDF is written beside it, as F.pdf")
    require()
    return Page(file, target("--pdf", f"{stem}.pdf"), standalone)


def write(patterns: Sequence[str], effort: Effort, page: Page, version: str, book: Book | None = None) -> int:
    """``symflow latex``: verify, write, typeset."""
    from symflow.cli.commands import run
    from symflow.ledger.run import claims
    from symflow.ledger.user import chosen
    from symflow.render.latex.document import document
    from symflow.render.latex.pdf import typeset
    from symflow.render.outcome import held_back, interrupted

    found = chosen(patterns, book if book is not None else claims())
    results = run(found.patterns, effort, found.book, proofs=found.proofs)
    text = document(results, version, page.standalone)
    page.file.write(text)
    if page.pdf is not None:
        page.pdf.write(typeset(text))
    return 4 if interrupted(results) or held_back(results) else 0
