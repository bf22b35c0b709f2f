"""``symflow plot``: pictures with their data."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from symflow.cli import arguments
from symflow.cli.output import Folder, Target, folder, target
from symflow.errors import InputError

if TYPE_CHECKING:
    from symflow.render.plots.drawn import Asked, Plot

Task = Callable[[], int]
Text = str | None
LARGEST_SEED = 10**17
MOST_CLASSES = 64
HELP = (
    "Pictures with their data: modes on logarithmic and doubly logarithmic time, the loss and measures of collapse, V "
    "and what is proved of it, the phase portrait for K = 4, the time to collapse against K, figure 2 of [J].\n\n"
    "--list names them. One picture goes to -o F.svg, F.png or F.pdf, and its data to F.csv; several, or all if none "
    "is named, go to --folder DIR. Its caption, which says what is proved and what is computed, is printed. Numbers "
    "are exact: 3, 0.1, 1/3, 1e-300. Without matplotlib (the extra plot) the exit code is 3."
)

Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME ...]", show_default=False)]
Output = Annotated[
    Text,
    typer.Option("-o", "--output", metavar="F.svg|png|pdf", help="Draw one picture; its data go to F.csv."),
]
Place = Annotated[
    Text, typer.Option("--folder", metavar="DIR", help="Draw NAME.svg, with NAME.csv, for each picture.")
]
Kind = Annotated[str, typer.Option("--format", metavar="svg|png|pdf", help="What --folder gets.")]
Listing = Annotated[bool, typer.Option("--list", help="Name the pictures and the options of each.")]
Classes = Annotated[
    Text, typer.Option("--K", metavar="K[,K2,...]", help="The number of classes; several for waiting.")
]
Modes = Annotated[Text, typer.Option("--modes", metavar="S1,S2,...", help="K - 1 exact numbers > 0.")]
Init = Annotated[
    Text, typer.Option("--init", metavar="SCALE", help="Without --modes: random ones, see symflow flow.")
]
Seed = Annotated[Text, typer.Option("--seed", metavar="N", help="The seed of that draw.")]
Scheme = Annotated[Text, typer.Option("--scheme", metavar="walsh|cyclic", help="cyclic needs s_k = s_{K-k}.")]
End = Annotated[Text, typer.Option("--t-end", metavar="T", help="The last time, exact: 1e6, 1e1000.")]
Digits = Annotated[Text, typer.Option("--digits", metavar="D", help="Significant digits of every number.")]
Timeout = Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for each trajectory.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print no caption and no progress.")]


@dataclass(frozen=True, slots=True)
class Files:
    """Where the pictures go: one file with its data, or a folder."""

    kind: str
    picture: Target | None = None
    data: Target | None = None
    folder: Folder | None = None


def plot(
    names: Names = None,
    output: Output = None,
    place: Place = None,
    kind: Kind = "svg",
    listing: Listing = False,
    K: Classes = None,
    modes: Modes = None,
    init: Init = None,
    seed: Seed = None,
    scheme: Scheme = None,
    t_end: End = None,
    digits: Digits = None,
    timeout: Timeout = "300",
    quiet: Quiet = False,
) -> Task:
    """Pictures with their data."""
    from symflow.flow.solve.budget import Budget
    from symflow.flow.solve.problem import MOST_DIGITS
    from symflow.render.plots.drawn import Asked
    from symflow.render.plots.look import require
    from symflow.render.plots.roster import PLOTS, plot_of

    chosen = [plot_of(name, "picture") for name in dict.fromkeys(names or [])] or list(PLOTS)
    if listing:
        return lambda: show(chosen)
    asked = Asked(
        _classes(K),
        None if modes is None else _entries(modes),
        scheme,
        init,
        None if seed is None else arguments.whole("--seed", seed, 0, LARGEST_SEED),
        t_end,
        None if digits is None else arguments.whole("--digits", digits, 1, MOST_DIGITS),
        "--",
        Budget(arguments.timeout(timeout)),
    )
    for one in chosen:
        asked.refuse(one.name, one.takes)
    files = _files(chosen, output, place, kind)
    require("plot")
    return lambda: run(chosen, asked, files, quiet)


def _classes(text: Text) -> tuple[int, ...]:
    """One K, or several."""
    return (
        ()
        if text is None
        else tuple(arguments.whole("--K", k.strip(), 2, MOST_CLASSES) for k in text.split(","))
    )


def _entries(text: str) -> list[str]:
    """The entries of --modes."""
    if not text.strip():
        raise InputError.about("--modes", text, "give exact numbers, separated by commas")
    return text.split(",")


def _files(chosen: Sequence[Plot], output: Text, place: Text, kind: str) -> Files:
    """The outputs, tested: -o for one picture, --folder for several."""
    from symflow.render.plots.drawn import FORMATS, beside, kind_of

    if (output is None) == (place is None):
        raise InputError(
            "-o, --folder: give -o F.svg for one picture, or --folder DIR for several (see --list)"
        )
    if place is not None:
        if kind not in FORMATS:
            raise InputError.about("--format", kind, f"give {', '.join(FORMATS)}")
        return Files(kind, folder=folder("--folder", place))
    if output is None or len(chosen) != 1:
        raise InputError.about("-o", output, "it is for one picture; name one, or give --folder DIR")
    return Files(kind_of(output, "-o"), target("-o", output), target("-o", beside(output)))


def show(plots: Sequence[Plot]) -> int:
    """``symflow plot --list``."""
    from symflow.render.console import paper

    lines = []
    for plot in plots:
        takes = " ".join(f"--{name.replace('_', '-')}" for name in plot.takes) or "(no options)"
        lines += [f"{plot.name:<10} {plot.title}", f"{'':<10} {takes}; claims: {', '.join(plot.claims)}"]
    paper(error=False).lines(lines)
    return 0


def run(chosen: Sequence[Plot], asked: Asked, files: Files, quiet: bool) -> int:
    """``symflow plot``: each picture is written as soon as it is drawn; 4 if a limit of time ended the work."""
    from dataclasses import replace

    from symflow.cli.bar import Bar
    from symflow.render.console import paper
    from symflow.render.plots.roster import drawn

    console = paper(error=False, quiet=quiet)
    for one in chosen:
        with Bar(paper(error=True, quiet=quiet)) as bar:
            found = drawn(one, replace(asked, progress=bar.update))
        picture = found.image(files.kind)
        if files.folder is not None:
            names = [f"{one.name}.{files.kind}", f"{one.name}.csv"]
            files.folder.write(names[1], found.csv)
            files.folder.write(names[0], picture)
            names = [os.path.join(files.folder.path, name) for name in names]
        elif files.picture is not None and files.data is not None:
            names = [files.picture.path, files.data.path]
            files.data.write(found.csv)
            files.picture.write(picture)
        console.lines([f"{found.title}: {', '.join(names)}", found.caption])
    named = dict.fromkeys(claim for one in chosen for claim in one.claims)
    console.lines(
        [f"What is called proved is not verified here; symflow verify {' '.join(named)} does that."]
    )
    return 0
