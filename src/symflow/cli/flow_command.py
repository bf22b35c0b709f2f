"""``symflow flow``: its options, read and checked before any work starts."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from symflow import __version__
from symflow.cli import arguments
from symflow.cli.output import target
from symflow.errors import InputError

if TYPE_CHECKING:
    from symflow.cli.flow_run import Outputs, Picture

Task = Callable[[], int]
Text = str | None
LARGEST_SEED = 10**17
HELP = (
    "Integrate the flow of the singular values: the modes, V and the loss, to a number of digits.\n\n"
    "The loss is summed over the classes, one sample each. Numbers are exact: 3, 0.1, 1/3, 1e-300. The samples are "
    "evenly spaced up to T = 100, and evenly in log(1 + t) beyond. The working precision is chosen for the digits "
    "asked for. With --verify-digits a second run, and the collapse ray, whose first integral is known, check them: an "
    "estimate of the error, not a bound. With --rigorous every error is bounded."
)

Classes = Annotated[
    Text, typer.Option("--K", metavar="K", help="The number of classes. (default: modes + 1)")
]
Modes = Annotated[
    Text,
    typer.Option(
        "--modes", metavar="S1,S2,...", help="K - 1 exact numbers >= 0: s_1, ..., s_{K-1}; s_0 = 0."
    ),
]
Init = Annotated[
    Text,
    typer.Option(
        "--init",
        metavar="SCALE",
        help="Without --modes: s_k = SCALE j/1000, each j drawn evenly from 1, 2, ..., 1999. (default: 1/10)",
    ),
]
Seed = Annotated[
    Text, typer.Option("--seed", metavar="N", help="The seed of that draw, and of --perturb. (default: 0)")
]
Scheme = Annotated[
    Text,
    typer.Option(
        "--scheme",
        metavar="walsh|cyclic|FAMILY",
        help="cyclic needs s_k = s_{K-k}. (default: walsh if K = 2^m, else cyclic) A FAMILY of association schemes "
        "takes one mode for each distinct one: hamming:m,q, johnson:n,k, tree:b1,b2,..., multipartite:a,b, trivial:K.",
    ),
]
Depth = Annotated[
    str,
    typer.Option(
        "--depth", metavar="D", help="Layers of a balanced linear network: s' = D s^(2 - 2/D) (1 - pi)."
    ),
]
Loss = Annotated[
    str,
    typer.Option("--loss", metavar="cross-entropy|squared", help="squared: |Z - I|^2 / 2, s' = 2 s (1 - s)."),
]
Left = Annotated[
    Text,
    typer.Option("--a", metavar="A1,A2,...", help="Unbalanced: the factors of the classifier, with --b."),
]
Right = Annotated[
    Text, typer.Option("--b", metavar="B1,B2,...", help="The factors of the features; s_k = a_k b_k.")
]
End = Annotated[str, typer.Option("--t-end", metavar="T", help="The last time, exact: 3, 0.1, 1e20.")]
Digits = Annotated[str, typer.Option("--digits", metavar="D", help="Significant digits of every number.")]
Samples = Annotated[str, typer.Option("--samples", metavar="N", help="How many times, 0 and T included.")]
Times = Annotated[
    Text,
    typer.Option(
        "--times",
        metavar="T1,T2,...",
        help="The times of the samples, increasing, in place of --t-end and --samples.",
    ),
]
Matrices = Annotated[
    bool,
    typer.Option("--matrices", help="Integrate W and H in full too: how frozen are the singular vectors?"),
]
Perturb = Annotated[
    Text,
    typer.Option(
        "--perturb",
        metavar="EPS",
        help="With --matrices: add EPS j/1000, each j drawn from -1000..1000, to every entry of W and H at the start, "
        "and compare with the reduced flow. With --init 0 the start is random altogether.",
    ),
]
Rigorous = Annotated[
    bool,
    typer.Option(
        "--rigorous", help="Bound the error of every number, and write the bound: at most 10^-D relative."
    ),
]
FirstBelow = Annotated[
    list[str] | None,
    typer.Option(
        "--first-below",
        metavar="V=LEVEL",
        help="With --rigorous: enclose the first time at which V (or loss=LEVEL) is at or below an exact level. "
        "May be given more than once.",
    ),
]
VerifyDigits = Annotated[
    bool,
    typer.Option("--verify-digits", help="Compute twice, differently, and beside a known answer; compare."),
]
Timeout = Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for the run.")]
Json = Annotated[
    Text, typer.Option("--json", metavar="F", help="Write the data to F (- for standard output).")
]
Csv = Annotated[Text, typer.Option("--csv", metavar="F", help="Write a table to F (- for standard output).")]
Plot = Annotated[
    Text,
    typer.Option("--plot", metavar="F.png|svg", help="Draw modes, V and loss; the data go to F.png.csv."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print no table and no progress.")]


def flow(
    K: Classes = None,
    modes: Modes = None,
    init: Init = None,
    seed: Seed = None,
    scheme: Scheme = None,
    depth: Depth = "2",
    loss: Loss = "cross-entropy",
    a: Left = None,
    b: Right = None,
    t_end: End = "10",
    digits: Digits = "15",
    samples: Samples = "101",
    times: Times = None,
    matrices: Matrices = False,
    perturb: Perturb = None,
    rigorous: Rigorous = False,
    first_below: FirstBelow = None,
    verify_digits: VerifyDigits = False,
    timeout: Timeout = "300",
    json: Json = None,
    csv: Csv = None,
    plot: Plot = None,
    quiet: Quiet = False,
) -> Task:
    """Integrate the flow of the singular values: the modes, V and the loss, to a number of digits."""
    from symflow.algebra.association.named import is_name
    from symflow.cli import flow_levels, flow_run
    from symflow.flow.solve.association_start import refuse
    from symflow.flow.solve.budget import Budget
    from symflow.flow.solve.grid import MOST_SAMPLES
    from symflow.flow.solve.integrate import INIT, SEED, start_of
    from symflow.flow.solve.perturbation import perturbation
    from symflow.flow.solve.problem import MOST_DIGITS, problem
    from symflow.flow.solve.start import LARGEST_DEPTH, LARGEST_K, LOSSES, with_flow

    seeds = seed is not None and perturb is None
    if (init is not None or seeds) and (modes is not None or a is not None or b is not None):
        raise InputError("--init, --seed: cannot be used with modes that are given; leave them out")
    classes = None if K is None else arguments.whole("--K", K, 2, 10**18 if is_name(scheme) else LARGEST_K)
    drawn = SEED if seed is None else arguments.whole("--seed", seed, 0, LARGEST_SEED)
    factors = _entries(a), _entries(b)
    disturbed = None if perturb is None else perturbation(perturb, drawn, "--")
    scale = INIT if init is None else init
    start = start_of(classes, scheme, _entries(modes), factors, scale, drawn, "--", perturb is not None)
    refuse(start, "--", depth=depth != "2", loss=loss != LOSSES[0])
    start = with_flow(start, arguments.whole("--depth", depth, 2, LARGEST_DEPTH), loss, "--")
    wanted = arguments.whole("--digits", digits, 1, MOST_DIGITS)
    count = _entries(times) or arguments.whole("--samples", samples, 2, MOST_SAMPLES)
    asked = problem(start, t_end, wanted, count, matrices, verify_digits, "--", disturbed, rigorous)
    levels = flow_levels.read(first_below, asked)
    budget = Budget(arguments.timeout(timeout))
    outputs = flow_run.Outputs(target("--json", json), target("--csv", csv), _picture(plot), quiet)
    _distinct(outputs)
    return lambda: flow_run.flow(asked, budget, outputs, __version__, levels)


def _entries(text: Text) -> list[str] | None:
    """The entries of a list that is separated by commas."""
    if text is not None and not text.strip():
        raise InputError(
            "--modes, --a, --b, --times: a list is empty; give exact numbers, separated by commas"
        )
    return None if text is None else text.split(",")


def _picture(path: Text) -> Picture | None:
    """The file of the picture and that of its data, tested, if pictures can be drawn at all."""
    from symflow.cli.flow_run import Picture
    from symflow.render.flow_plot import FORMATS, require

    if path is None:
        return None
    kind = os.path.splitext(path)[1][1:].lower()
    if kind not in FORMATS:
        raise InputError.about("--plot", path, f"give a file that ends in .{' or .'.join(FORMATS)}")
    require()
    file, data = target("--plot", path), target("--plot", f"{path}.csv")
    return None if file is None or data is None else Picture(file, kind, data)


def _distinct(outputs: Outputs) -> None:
    """No output may overwrite another."""
    files = [file for file in (outputs.json, outputs.csv) if file is not None]
    if outputs.picture is not None:
        files += [outputs.picture.file, outputs.picture.data]
    places = {"-" if file.standard else os.path.realpath(file.path) for file in files}
    if len(places) < len(files):
        raise InputError("--json, --csv, --plot: cannot share a file; give each its own")
