"""``symflow certify``: its options, and what it does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Annotated

import typer

from symflow import __version__
from symflow.cli import arguments
from symflow.cli.output import Target, target

Task = Callable[[], int]
HELP = (
    "Classify a point (W, H) of the layer-peeled model: not critical on its sphere, a saddle there, a rank-one finite "
    "critical point, a global optimum, or undecided; with a certificate.\n\n"
    'FILE is JSON, {"W": [[...]], "H": [[...]], "n": 1}, with exact entries: 3, "1/2", "0.1", "sqrt(3)/2", '
    '"-1+2*sqrt(5)"; or F.npz with W and H, or W.npy H.npy. W is K x d, H is d x nK, the columns of a class side by '
    "side. Floats are read as the exact binary numbers that they hold, so that a rounded critical point is not "
    "critical; --near speaks of a point nearby. Exit code 4: undecided."
)

Files = Annotated[list[str], typer.Argument(metavar="FILE...", show_default=False)]
Near = Annotated[
    str | None,
    typer.Option(
        "--near",
        metavar="EPS",
        help="Speak also of a critical point within EPS of the given one, on the same sphere, if it is shown to exist.",
    ),
]
Digits = Annotated[str, typer.Option("--digits", metavar="D", help="Significant digits of the enclosures.")]
Json = Annotated[
    str | None,
    typer.Option("--json", metavar="F", help="Write the certificate to F (- for standard output)."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing.")]


def certify(
    files: Files, near: Near = None, digits: Digits = "15", json: Json = None, quiet: Quiet = False
) -> Task:
    """Classify a point (W, H) of the layer-peeled model, with a certificate."""
    from symflow.flow.certify.build import MOST_DIGITS
    from symflow.flow.certify.nearby.judge import radius

    wanted = arguments.whole("--digits", digits, 1, MOST_DIGITS)
    if near is not None:
        radius(near, "--near")
    file = target("--json", json)
    return lambda: run(files, near, wanted, file, quiet)


def run(files: list[str], near: str | None, digits: int, file: Target | None, quiet: bool) -> int:
    """``symflow certify``: 0 if the class is decided (with --near, that of the point nearby); otherwise 4."""
    from symflow.cli.certify_read import read
    from symflow.flow.certify.build import certified
    from symflow.render import certify_json, certify_text, report_json
    from symflow.render.console import paper

    started = time.monotonic()
    found = certified(read(files), digits, near, "--near")
    if file is not None:
        file.write(report_json.pieces(certify_json.record(found, __version__, time.monotonic() - started)))
    if not quiet:
        certify_text.show(paper(error=file is not None and file.standard), found)
    kind = found.kind if found.near is None else found.near.kind
    return 0 if certify_json.decided(kind) else 4
