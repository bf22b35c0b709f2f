"""``symflow completion``: what a shell reads to complete commands, options and claim ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from symflow.cli import completion
from symflow.errors import InputError
from symflow.render.console import paper

Task = Callable[[], int]
HELP = (
    "Print the lines with which bash, zsh or fish completes commands, options and claim ids. They are printed and "
    "written nowhere: your shell reads them as the examples show."
)

Shell = Annotated[
    str, typer.Argument(metavar="bash|zsh|fish", show_default=False, autocompletion=completion.shells)
]


def complete(shell: Shell) -> Task:
    """Print the lines with which a shell completes."""
    if shell not in completion.SHELLS:
        raise InputError.about("shell", shell, f"give one of {', '.join(completion.SHELLS)}")
    return lambda: run(shell)


def run(shell: str) -> int:
    """``symflow completion``: always 0."""
    paper().lines(completion.script(shell).splitlines())
    return 0
