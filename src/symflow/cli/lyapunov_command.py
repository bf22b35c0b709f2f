"""``symflow lyapunov``: its options, read before any work starts, and what it does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from symflow import __version__
from symflow.cli import arguments
from symflow.cli.output import Target, target

if TYPE_CHECKING:
    from symflow.lab.examine import Budget
    from symflow.lab.question import Question

Task = Callable[[], int]
Text = str | None
LARGEST_SEED, MOST_BOXES = 10**17, 10**9
HELP = (
    "Examine a candidate Lyapunov function: is D+ V <= 0, the upper right derivative along the flow, at every s in "
    "(0, inf)^(K-1)? PROVED, REFUTED with an exact witness, or UNDECIDED.\n\n"
    "EXPR is a scalar in the modes s, a vector of K - 1 positive numbers: + - * / **; numbers such as 3, 1/2, 0.1 "
    "(exact); K, N = K - 1 and parameters; log, exp, sqrt, tanh, abs act entrywise; mean, sum, min, max reduce, and so "
    "does sorted(s)[i], the i-th smallest from 0, sorted(s)[-1] the largest; max(x, y), min(x, y) are entrywise. "
    'V itself is "log(mean(s)) - mean(log(s))". EXPR is parsed against this list and never run.\n\n'
    "It is searched for a counterexample first, then for a proof. Exit codes: 0 PROVED for every K; 1 REFUTED for "
    "some; 2 bad input, or a candidate without a value somewhere; 4 undecided within the budget, or interrupted."
)

Expression = Annotated[str, typer.Argument(metavar="EXPR", show_default=False)]
Orders = Annotated[
    str, typer.Option("--K", metavar="K1,K2,...", help="Numbers of classes: Z_2^m for K = 2^m, else Z_K.")
]
Motion = Annotated[
    str,
    typer.Option(
        "--flow",
        metavar="FLOW",
        help="balanced, imbalance:c, depth:D, temperature:T, smoothing:e, decay:l or squared.",
    ),
]
Box = Annotated[
    Text,
    typer.Option(
        "--box",
        metavar="LO..HI[,...]",
        help="Ask about these modes only: one range for all, or K - 1 ranges. (default: the whole orthant)",
    ),
]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        metavar="NAME=LO..HI",
        help="A parameter: the question is about every value in the range. May be given more than once.",
    ),
]
Timeout = Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for each K.")]
Boxes = Annotated[str, typer.Option("--boxes", metavar="N", help="Boxes to be covered for each K.")]
Seed = Annotated[str, typer.Option("--seed", metavar="N", help="The seed of the search.")]
Json = Annotated[
    Text, typer.Option("--json", metavar="F", help="Write the data to F (- for standard output).")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say only what is not PROVED, one line for each K.")]


def lyapunov(
    expression: Expression,
    K: Orders = "4,8",
    flow: Motion = "balanced",
    box: Box = None,
    param: Parameters = None,
    timeout: Timeout = "60",
    boxes: Boxes = "20000",
    seed: Seed = "0",
    json: Json = None,
    quiet: Quiet = False,
) -> Task:
    """Examine a candidate Lyapunov function."""
    from symflow.lab.examine import Budget, questions
    from symflow.lab.language import read
    from symflow.lab.question_input import read_assignments, read_orders, read_parameters

    candidate = read(expression, read_parameters(read_assignments(param or [])))
    asked = questions(candidate, read_orders(K, "--K"), flow, box, "--")
    budget = Budget(
        arguments.timeout(timeout),
        arguments.whole("--boxes", boxes, 0, MOST_BOXES),
        arguments.whole("--seed", seed, 0, LARGEST_SEED),
    )
    file = target("--json", json)
    return lambda: run(asked, budget, file, quiet)


def run(asked: Sequence[Question], budget: Budget, file: Target | None, quiet: bool) -> int:
    """``symflow lyapunov``: 0 if every answer is PROVED, 1 if one is REFUTED, else 4. What is done is written."""
    from symflow.cli.bar import Bar
    from symflow.cli.interrupts import Interrupts
    from symflow.lab.answer import Answer, exit_code
    from symflow.lab.examine import examine, interrupted
    from symflow.render import lyapunov_json, lyapunov_table, report_json
    from symflow.render.console import complain, paper

    started = time.monotonic()
    answers: list[Answer] = []
    with Interrupts() as interrupts:
        ended = False
        try:
            with Bar(paper(error=True, quiet=quiet)) as bar:
                # What an interrupted iteration has given by then stays in the list.
                answers.extend(examine(asked, budget, bar.show))
            interrupts.ignore()
        except KeyboardInterrupt:
            ended = True
            answers += [interrupted(question) for question in asked[len(answers) :]]
        try:
            if file is not None:
                data = lyapunov_json.record(answers, __version__, time.monotonic() - started)
                file.write(report_json.pieces(data))
        finally:
            console = paper(error=file is not None and file.standard)
            if quiet:
                console.lines(lyapunov_table.surprises(answers))
            else:
                lyapunov_table.show(console, answers)
    if ended:
        complain("interrupted; what was decided by then is written")
    return exit_code(answers)
