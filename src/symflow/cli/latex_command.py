"""``symflow latex``: the derivations as a paper's appendix."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from symflow import __version__
from symflow.cli import arguments, completion
from symflow.cli.output import Target, apart, target
from symflow.errors import InputError

if TYPE_CHECKING:
    from symflow.cli.commands import Book, Effort
    from symflow.ledger.settled import Settled

Task = Callable[[], int]
HELP = (
    "Claims as theorems with the derivations that were checked, in LaTeX: every claim if none is named.\n\n"
    "The claims are verified first, at level quick, and the verdicts stand in the text: only a claim that is PROVED is "
    "called a theorem. So the exit code is 0 if the text was written, whatever the verdicts are, and 4 if a limit of "
    "time left one of them open. Without --standalone the text is a body to be read by \\input in a paper. A file of "
    "claims of your own is named by its path and is run as Python, see docs/your-own-claim.md.\n\n"
    "With --check PAPER.tex nothing is written: the claims that stand in the paper, or in what it reads by \\input, "
    "are verified again and compared with it word by word. Exit code 0: all agree; 1: one differs, is stale, or it "
    "cannot be told."
)
FORMATS = ("latex", "markdown", "mathml")

Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID, glob or FILE.py ...]", show_default=False, autocompletion=completion.ids),
]
Output = Annotated[
    str, typer.Option("-o", "--output", metavar="F.tex", help="Write to F.tex (- for standard output).")
]
Standalone = Annotated[bool, typer.Option("--standalone", help="A document of its own.")]
Pdf = Annotated[
    bool, typer.Option("--pdf", help="Typeset it as well, to F.pdf; needs -o and latexmk or pdflatex.")
]
Sizes = Annotated[
    str | None,
    typer.Option("--K", metavar="K,...", help="Give each statement at these K too, its sums written out."),
]
Bibliography = Annotated[
    str | None,
    typer.Option("--bibliography", metavar="F.bib", help="Write what is cited to F.bib, for BibTeX."),
]
Format = Annotated[
    str,
    typer.Option(
        "--format", metavar="latex|markdown|mathml", help="TeX, Markdown, or a fragment of HTML with MathML."
    ),
]
Check = Annotated[
    str | None,
    typer.Option(
        "--check", metavar="PAPER.tex", help="Compare a paper with what is verified; write nothing."
    ),
]
Json = Annotated[
    str | None,
    typer.Option(
        "--json", metavar="F", help="With --check: write what is found to F too (- for standard output)."
    ),
]
Jobs = Annotated[
    str | None,
    typer.Option("--jobs", metavar="N", help="Claims examined at once.  [default: processors, at most 8]"),
]
Timeout = Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for each claim.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Show no progress.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Examine every claim anew.")]


@dataclass(frozen=True, slots=True)
class Page:
    """What is written, and where: the text, its PDF, its bibliography; the K that are written out."""

    file: Target
    pdf: Target | None = None
    standalone: bool = False
    format: str = "latex"
    sizes: tuple[int, ...] = ()
    bibliography: Target | None = None


def latex(
    ids: Ids = None,
    output: Output = "-",
    standalone: Standalone = False,
    pdf: Pdf = False,
    K: Sizes = None,
    bibliography: Bibliography = None,
    format: Format = "latex",  # noqa: A002 - the name of the option
    check: Check = None,
    json: Json = None,
    jobs: Jobs = None,
    timeout: Timeout = "120",
    quiet: Quiet = False,
    fresh: Fresh = False,
) -> Task:
    """Claims as theorems with the derivations that were checked, in LaTeX."""
    from symflow.cli import commands

    patterns = arguments.patterns(ids or [])
    effort = commands.Effort("quick", arguments.jobs(jobs), arguments.timeout(timeout), quiet, fresh)
    if check is not None:
        from symflow.cli import latex_check

        writing = {"--output": output != "-", "--standalone": standalone, "--pdf": pdf, "--K": K is not None}
        writing |= {"--bibliography": bibliography is not None, "--format": format != "latex"}
        for option in (name for name, given in writing.items() if given):
            raise InputError.about("--check", check, f"leave {option} out; nothing is written with --check")
        apart({"--json": json}, {**_files(ids), "--check": check})
        return latex_check.task(check, patterns, effort, target("--json", json), __version__)
    if json is not None:
        raise InputError.about("--json", json, "give --check PAPER.tex as well")
    _fits(format, standalone=standalone, pdf=pdf, K=K, bibliography=bibliography)
    page = _page(output, standalone or pdf, pdf)
    page = replace(page, format=format, sizes=_sizes(K), bibliography=target("--bibliography", bibliography))
    made = page.pdf.path if page.pdf is not None else None
    apart({"--output": output, "--pdf": made, "--bibliography": bibliography}, _files(ids))
    return lambda: write(patterns, effort, page, __version__)


def _files(ids: list[str] | None) -> dict[str, str | None]:
    """The files of claims that are named."""
    return {name: name for name in ids or [] if os.path.isfile(name)}


def _fits(chosen: str, **options: object) -> None:
    """Whether the format exists, and the other options belong to it."""
    if chosen not in FORMATS:
        raise InputError.about("--format", chosen, f"give one of {', '.join(FORMATS)}")
    for name in (name for name, given in options.items() if given and chosen != "latex"):
        raise InputError.about(f"--{name}", options[name], f"leave it out with --format {chosen}")


def _sizes(text: str | None) -> tuple[int, ...]:
    """The K that are written out: as many as a check of the paper writes out again."""
    from symflow.render.latex.blocks import MOST_K, MOST_SIZES

    parts = text.split(",") if text is not None else []
    sizes = tuple(arguments.whole("--K", part.strip(), 2, MOST_K) for part in parts)
    if len(set(sizes)) > MOST_SIZES:
        raise InputError.about("--K", text, f"give at most {MOST_SIZES} of them")
    return sizes


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
    from symflow.cli.settling import left_alone, settle
    from symflow.ledger.run import claims
    from symflow.ledger.user import chosen
    from symflow.render.latex.literature import bibtex, entries
    from symflow.render.latex.pdf import typeset
    from symflow.render.outcome import held_back, interrupted

    found = chosen(patterns, book if book is not None else claims())
    settled = settle(found.patterns, effort, found.book, found.proofs)
    if left_alone(settled.results, page.file):
        return 4
    text = _text(settled, page, version)
    page.file.write(text)
    if page.bibliography is not None:
        page.bibliography.write(bibtex(entries([text])) or "% nothing is cited\n")
    if page.pdf is not None:
        page.pdf.write(typeset(text))
    return 4 if interrupted(settled.results) or held_back(settled.results) else 0


def _text(settled: Settled, page: Page, version: str) -> str:
    """The results in the format that is asked for."""
    if page.format == "markdown":
        from symflow.render import markdown

        return markdown.document(settled.results, version, settled.certificates)
    if page.format == "mathml":
        from symflow.render.mathml.page import page as html

        return html(settled.results, version, settled.certificates)
    from symflow.render.latex.document import document

    return document(settled.results, version, page.standalone, settled.certificates, page.sizes)
