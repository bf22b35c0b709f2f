"""The page of the command line: every command as its --help describes it, with options and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer

from symflow.cli import app as line
from symflow.cli.examples import EXAMPLES

HEAD = """\
# Commands

What `symflow COMMAND --help` says, as one page; `symflow --version` and `python -m symflow` work as one expects.
Every example is run by the tests; where it ends with another exit code than 0, or needs a part that may be missing, it
says so.

| exit code | means |
|---|---|
| 0 | everything came out as expected; of `lyapunov`: PROVED; of `latex` and `report`: written, whatever the verdicts |
| 1 | some verdict is weaker or stronger than expected; REFUTED; a certificate rejected; reports differ |
| 2 | bad usage or input: one line on standard error, with the argument, its value and what to do |
| 3 | a needed part is missing: one line, with what to install |
| 4 | undecided within the budget, a limit of time, memory or size, or interrupted; what was done is written |
| 70 | a fault of symflow itself; please report it |

`NO_COLOR`, `--quiet` and a standard output that is no terminal are respected. `SYMFLOW_DEBUG=1` adds the traceback to
an error.
"""
STYLE = re.compile(r"\\(?=\[)")


def commands() -> str:
    """The whole page."""
    group: Any = typer.main.get_command(line.app)
    return "\n\n".join(
        [HEAD.rstrip(), *(text for name in listed(group) for text in section(group, name, name))]
    )


def listed(group: Any) -> list[str]:
    """The commands that are there, in the order of the help."""
    return [
        *(n for n in line.COMMANDS if n in group.commands),
        *sorted(set(group.commands) - set(line.COMMANDS)),
    ]


def section(group: Any, name: str, path: str) -> Iterator[str]:
    """One command, and those below it."""
    command = group.commands[name]
    yield f"{'##' if path == name else '###'} {path}"
    yield from prose(command.help or "")
    rows = [row(parameter) for parameter in command.params if parameter.name != "help"]
    if rows:
        yield "\n".join(["| argument | meaning |", "|---|---|", *rows])
    examples = EXAMPLES.get(path, ())
    if examples:
        yield "\n".join(["```shell", *(example(one) for one in examples), "```"])
    for below in sorted(getattr(command, "commands", {})):
        yield from section(command, below, f"{path} {below}")


def example(one: Any) -> str:
    """A line to type, with what it is for and what it may need."""
    notes = [one.why]
    notes += [f"needs {one.needs}"] if one.needs else []
    notes += [f"exit {one.code}"] if one.code and "exit code" not in one.why else []
    return f"{one.line}  # {'; '.join(notes)}"


def row(parameter: Any) -> str:
    """An argument or option: how it is written, what it means, what it is without it."""
    metavar = parameter.metavar or ""
    name = metavar or parameter.name.upper()
    if parameter.param_type_name == "option":
        flags = ", ".join([*parameter.opts, *parameter.secondary_opts])
        name = flags if parameter.is_flag else f"{flags} {metavar or 'VALUE'}"
    said = " ".join((getattr(parameter, "help", None) or "").split())
    default = parameter.default
    shown = (
        isinstance(default, str | int | float) and not isinstance(default, bool) and "[default:" not in said
    )
    said += f" [default: {default}]" if shown and default != "" else ""
    needed = " (needed)" if parameter.required else ""
    return f"| `{name.replace('|', chr(92) + '|')}`{needed} | {plain(said)} |"


def prose(text: str) -> Iterator[str]:
    """The help as paragraphs."""
    for block in filter(None, re.split(r"\n\s*\n", text.replace("\f", "").strip("\n"))):
        yield plain(" ".join(block.split()))


def plain(text: str) -> str:
    """A line of help; escapes for the terminal are taken away, signs stay ASCII as in the terminal."""
    return re.sub(r"[\\`*|$<_]", lambda found: "\\" + found[0], STYLE.sub("", text))
