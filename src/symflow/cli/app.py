"""The command line: list, verify, explain, flow, lyapunov, certify, experiment, latex, report, check, doctor, replay,
sweep, plot, diff, completion.

Exit codes: 0, every claim came out as expected; 1, some verdict is weaker or stronger than expected;
2, bad usage or input; 3, a needed part is missing; 4, undecided because a limit of time or memory was
reached, or interrupted; 70, a fault of symflow itself. Whatever goes wrong is said in one line on standard
error; SYMFLOW_DEBUG=1 adds the traceback.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from symflow import __version__
from symflow.cli import (
    ENDING,
    arguments,
    certify_command,
    check_command,
    completion,
    completion_command,
    diff_command,
    examples,
    experiment_command,
    flow_command,
    latex_command,
    lyapunov_command,
    plot_command,
    report_command,
    surroundings,
    sweep_command,
)
from symflow.cli.output import folder, target
from symflow.errors import InputError, SymflowError
from symflow.render.console import complain, one_line, prepare_streams, silence

Task = Callable[[], int]
COMMANDS = (
    "list",
    "verify",
    "explain",
    "flow",
    "lyapunov",
    "certify",
    "experiment",
    "latex",
    "report",
    "check",
    "doctor",
    "replay",
    "sweep",
    "plot",
    "diff",
    "completion",
)
FAULT = 70
EPILOG = (
    "Exit codes: 0 all as expected; 1 some verdict weaker or stronger than expected; 2 bad usage or input; "
    "3 a needed part is missing; 4 a limit of time or memory was reached, or interrupted; "
    "70 a fault of symflow."
)


class Commands(TyperGroup):
    """The commands of this version; any other name is refused with the list of them."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name."""
        found = super().get_command(ctx, cmd_name)
        if found is None and not ctx.resilient_parsing:  # a shell that asks for words is told nothing
            raise InputError.about("command", cmd_name, f"this version has {', '.join(COMMANDS)}")
        return found if found is None else examples.helpful(found, cmd_name)


app = typer.Typer(
    name="symflow",
    cls=Commands,
    help="Verify claims about the training dynamics of the cross-entropy loss.",
    epilog=EPILOG,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Level = Annotated[
    str,
    typer.Option(
        "--level",
        metavar="quick|full",
        help="How many instances and samples.",
        autocompletion=completion.levels,
    ),
]
Jobs = Annotated[
    str | None,
    typer.Option("--jobs", metavar="N", help="Claims examined at once.  [default: processors, at most 8]"),
]
Timeout = Annotated[
    str,
    typer.Option(
        "--timeout",
        metavar="S",
        help="Seconds for each claim (compiling the Coq library: 300 s a file, once).",
    ),
]
Json = Annotated[
    str | None, typer.Option("--json", metavar="F", help="Write the data to F (- for standard output).")
]


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> Task | None:
    """Verify claims about the training dynamics of the cross-entropy loss."""
    if version:
        typer.echo(f"symflow {__version__}")
        raise typer.Exit(0)
    if context.invoked_subcommand is None:
        raise InputError(f"command: none was given; give one of {', '.join(COMMANDS)}, or --help")
    return None


@app.command("list")
def list_(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE.py ...]", show_default=False)] = None,
    chapter: Annotated[str | None, typer.Option(metavar="C", help="Only the claims of this chapter.")] = None,
    json: Json = None,
) -> Task:
    """Ids, titles and sources of the claims (or of those in files of yours), and the verdicts expected."""
    from symflow.cli import commands

    chosen, file = arguments.patterns(files or []), target("--json", json)
    return lambda: commands.list_claims(chapter, file, __version__, files=chosen)


@app.command()
def verify(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID, glob or FILE.py ...]", show_default=False, autocompletion=completion.ids
        ),
    ] = None,
    level: Level = "quick",
    jobs: Jobs = None,
    timeout: Timeout = "120",
    json: Json = None,
    certificates: Annotated[
        str | None,
        typer.Option(
            "--certificates", metavar="DIR", help="Write a certificate per claim, see symflow check."
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what is not as expected.")] = False,
) -> Task:
    """Verify claims, and what they rest on: every claim if none is named.

    A path such as my_claim.py means the claims of that file (docs/your-own-claim.md). The file is Python and is RUN as
    Python, in a process of its own: give only files that you would run. Certificates and expressions are never run.
    """
    from symflow.cli import commands

    patterns = arguments.patterns(ids or [])
    effort = commands.Effort(arguments.level(level), arguments.jobs(jobs), arguments.timeout(timeout), quiet)
    file, place = target("--json", json), folder("--certificates", certificates)
    return lambda: commands.verify_claims(patterns, effort, file, __version__, folder=place)


@app.command()
def explain(
    name: Annotated[
        str, typer.Argument(metavar="ID or FILE.py", show_default=False, autocompletion=completion.ids)
    ],
    level: Level = "quick",
    jobs: Jobs = None,
    timeout: Timeout = "120",
) -> Task:
    """One claim: statement, proof, evidence, what it rests on, its false twin, and what to try next."""
    from symflow.cli import commands

    arguments.patterns([name])
    effort = commands.Effort(arguments.level(level), arguments.jobs(jobs), arguments.timeout(timeout))
    return lambda: commands.explain_claim(name, effort)


app.command("flow", help=flow_command.HELP)(flow_command.flow)
app.command("lyapunov", help=lyapunov_command.HELP)(lyapunov_command.lyapunov)
app.add_typer(experiment_command.app, name="experiment")
app.command("certify", help=certify_command.HELP)(certify_command.certify)
app.command("latex", help=latex_command.HELP)(latex_command.latex)
app.command("report", help=report_command.HELP)(report_command.report)
app.command("plot", help=plot_command.HELP)(plot_command.plot)
app.command("check", help=check_command.HELP)(check_command.check)
app.command("diff", help=diff_command.HELP)(diff_command.diff)
app.command("sweep", help=sweep_command.HELP)(sweep_command.sweep)
app.command("completion", help=completion_command.HELP)(completion_command.complete)


@app.command()
def doctor() -> Task:
    """Versions, optional parts found or missing and what that costs, proofs, processors, memory."""
    from symflow.cli import commands

    return lambda: commands.doctor(__version__)


@app.command()
def replay(
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    implementation: Annotated[
        str | None,
        typer.Option("--implementation", metavar="MODULE:OBJECT", help="Yours.  [default: symflow's own]"),
    ] = None,
    timeout: Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for the law.")] = "60",
) -> Task:
    """A law of symflow.testing on the case in FILE: 0 if it holds there, 1 if it is broken there."""
    from symflow.cli import replay as replaying

    seconds = arguments.timeout(timeout)
    return lambda: replaying.replay(file, implementation, seconds)


def _stop(number: int, frame: object) -> None:
    """End the run once; what is finished is still written, and further signals do not cut that short."""
    for name in ENDING:
        signal.signal(name, signal.SIG_IGN)
    raise KeyboardInterrupt


def main(given: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    prepare_streams()
    completion.prepare()
    surroundings.prepare()
    if threading.current_thread() is threading.main_thread():
        for name in ENDING:
            signal.signal(name, _stop)
    try:
        # The task runs outside of the parser, so that errors are reported here and nowhere else.
        task = app(args=given if given is None else list(given), prog_name="symflow", standalone_mode=False)
        if task == 130:  # so the parser tells of an interrupt
            raise KeyboardInterrupt
        code = int(task()) if callable(task) else int(task or 0)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        silence()
        return 0
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted before there was a result")
        return 4
    except Exception as error:  # noqa: BLE001 - the last place where an error can become one line
        return _report(error)


def _report(error: Exception) -> int:
    """Say in one line what went wrong, and choose the exit code."""
    if os.environ.get("SYMFLOW_DEBUG") == "1":
        traceback.print_exception(error)
    if isinstance(error, SymflowError):
        complain(one_line(str(error)))
        return error.exit_code
    usage = getattr(error, "format_message", None)
    if callable(usage):
        command = getattr(getattr(error, "ctx", None), "command_path", "symflow")
        complain(one_line(f"{usage()} See {command} --help."))
        return 2
    if isinstance(error, ModuleNotFoundError) and not (error.name or "symflow").startswith("symflow"):
        complain(f"the needed part {error.name} is missing; install symflow again (see symflow doctor)")
        return 3
    if isinstance(error, MemoryError):
        complain("ran out of memory; try fewer claims, or --jobs 1")
        return 4
    if isinstance(error, OSError) and error.filename is None:
        complain(one_line(f"standard output: cannot be written: {error.strerror or error}"))
        silence()
        return 2
    complain(
        one_line(
            f"internal fault: {type(error).__name__}: {error}; please report it (SYMFLOW_DEBUG=1 says more)"
        )
    )
    return FAULT
