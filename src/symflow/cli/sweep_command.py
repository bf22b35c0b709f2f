"""``symflow sweep``: its options, read and checked before any work starts."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Annotated

import typer

from symflow.cli import arguments
from symflow.cli.output import Target, apart, target
from symflow.errors import InputError

Task = Callable[[], int]
Text = str | None
MOST_WORKERS = 512
FORMATS = ("svg", "png")
HELP = (
    "Try laws, and enclose trajectories, over a grid of flows, K, scales and seeds, on many processes or machines.\n\n"
    "Every case is a row of RUN.sqlite, committed as it comes. Killed anywhere, the same command goes on with the "
    "cases that have no row, and ends with the same table. Held means tried there, and proves nothing elsewhere. Exit "
    "codes: 0 all held or not applicable, 1 some law is broken, 4 undecided cases, interrupted, or the cluster is gone."
)
Run = Annotated[Text, typer.Option("-o", "--output", metavar="RUN.sqlite", help="The file of the sweep.")]
Laws = Annotated[
    Text,
    typer.Option(
        "--laws",
        metavar="GLOB[,...]",
        help="Which laws (docs/sweep.md).  [default: V-falls,loss-falls; with --enclose the enclosed ones]",
    ),
]
Orders = Annotated[str, typer.Option("--K", metavar="K1,K2,...", help="Z_2^m for K = 2^m, else Z_K.")]
Scale = Annotated[
    str, typer.Option("--scale", metavar="S1,S2,...", help="Sizes of the modes at the start, exact.")
]
Seeds = Annotated[str, typer.Option("--seeds", metavar="FROM:UNTIL", help="The seeds FROM, ..., UNTIL - 1.")]
Flow = Annotated[
    str,
    typer.Option("--flow", metavar="F1,F2,...", help="balanced, imbalance:c, depth:D, temperature:T, ..."),
]
Enclose = Annotated[
    bool,
    typer.Option("--enclose", help="Enclose the trajectories rigorously too (enclosed-V, -loss, -modes)."),
]
Digits = Annotated[str, typer.Option("--digits", metavar="D", help="Digits of the enclosures.")]
End = Annotated[str, typer.Option("--t-end", metavar="T", help="Where the enclosed trajectories end.")]
Workers = Annotated[
    Text,
    typer.Option("--workers", metavar="N", help="Processes of the local cluster.  [default: processors]"),
]
Scheduler = Annotated[
    Text, typer.Option("--scheduler", metavar="tcp://HOST:PORT", help="A Dask cluster that runs already.")
]
Parquet = Annotated[
    Text, typer.Option("--parquet", metavar="F.parquet", help="Write every row to F at the end.")
]
Plot = Annotated[Text, typer.Option("--plot", metavar="F.svg|png", help="Draw how the cases came out.")]
Json = Annotated[
    Text, typer.Option("--json", metavar="F", help="Write the data to F (- for standard output).")
]
Timeout = Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for each case.")]
Table = Annotated[
    Text,
    typer.Option(
        "--table", metavar="RUN.sqlite", help="Run nothing: print the table of RUN and its SHA-256."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print no table and no progress.")]


def sweep(
    output: Run = None,
    laws: Laws = None,
    K: Orders = "2,4,8",
    scale: Scale = "1e-3,1,10",
    seeds: Seeds = "0:20",
    flow: Flow = "balanced",
    enclose: Enclose = False,
    digits: Digits = "15",
    t_end: End = "4",
    workers: Workers = None,
    scheduler: Scheduler = None,
    parquet: Parquet = None,
    plot: Plot = None,
    json: Json = None,
    timeout: Timeout = "60",
    table: Table = None,
    quiet: Quiet = False,
) -> Task:
    """Try laws over a grid."""
    from symflow.cli import sweep_run
    from symflow.testing.sweep import cluster, export
    from symflow.testing.sweep.read import MOST_DIGITS, grid

    if table is not None:
        if output is not None:
            raise InputError("--table, -o: give one of them")
        return lambda: sweep_run.show_table(table)
    if output is None:
        raise InputError("-o: is missing; name the file of the sweep, such as run.sqlite")
    if output == "-":
        raise InputError.about("-o", output, "give a file: rows are committed to it as they come")
    target("-o", output)
    cluster.require()
    if parquet is not None:
        export.require_parquet()
    count = arguments.whole("--digits", digits, 1, MOST_DIGITS)
    plan, left = grid(laws, enclose, K, scale, seeds, flow, count, t_end)
    if workers is not None and scheduler is not None:
        raise InputError(
            "--workers, --scheduler: a cluster that runs already has its own workers; give one of them"
        )
    processes = _processes(workers)
    where = None if scheduler is None else cluster.address(scheduler)
    limit = arguments.timeout(timeout)
    outputs = sweep_run.Outputs(
        target("--json", json), target("--plot", plot), _kind(plot), _parquet(parquet)
    )
    asked = sweep_run.Asked(output, plan, left, where, processes, limit, outputs, quiet)
    apart({"-o": output, "--json": json, "--plot": plot, "--parquet": parquet})
    return lambda: sweep_run.run(asked)


def _processes(workers: Text) -> int:
    from symflow.render.parts import processors

    if workers is None:
        return processors()
    return arguments.whole("--workers", workers, 1, MOST_WORKERS)


def _parquet(path: Text) -> Target | None:
    if path == "-":
        raise InputError.about("--parquet", path, "give a file")
    return target("--parquet", path)


def _kind(plot: Text) -> str:
    """The format of the picture; refused before any work where it cannot be drawn."""
    if plot is None:
        return ""
    from symflow.render.plots import look

    kind = os.path.splitext(plot)[1][1:].lower()
    if kind not in FORMATS:
        raise InputError.about("--plot", plot, f"give a file that ends in .{' or .'.join(FORMATS)}")
    look.require("--plot", "--json")
    return kind
