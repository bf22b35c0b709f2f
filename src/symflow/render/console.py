"""Where text goes: a console that respects NO_COLOR, non-terminals and readers that stop reading."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

UNKNOWN_WIDTH = 80  # COLUMNS=0 says that nobody knows; rich would print nothing


class Paper(Console):
    """A console that goes silent when its reader has gone (``symflow list | head``)."""

    def on_broken_pipe(self) -> None:
        """Stay silent; the run itself goes on."""
        self.quiet = True
        silence()

    def lines(self, lines: Iterable[str | Text]) -> None:
        """Print lines as they are: no wrapping, no markup."""
        for line in lines:
            self.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)


def paper(error: bool = False, quiet: bool = False) -> Paper:
    """The console of standard output, or of standard error; plain unless that is a terminal."""
    stream = sys.stderr if error else sys.stdout
    terminal = bool(stream is not None and stream.isatty())
    plain = not terminal or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    width = None if os.environ.get("COLUMNS", "").strip("0") or "COLUMNS" not in os.environ else UNKNOWN_WIDTH
    if plain:
        return Paper(
            stderr=error,
            quiet=quiet,
            force_terminal=terminal,
            color_system=None,
            highlight=False,
            width=width,
        )
    return Paper(stderr=error, quiet=quiet, force_terminal=True, highlight=False, width=width)


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """The text with a blank for each character that does something to a terminal instead of being seen."""
    return "".join(c if c.isprintable() else " " for c in text)


def unicode_ok(console: Console) -> bool:
    """Whether the console can print more than ASCII."""
    return console.encoding.lower().startswith("utf")


def prepare_streams() -> None:
    """Let a character that the terminal's encoding lacks become a question mark, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def silence() -> None:
    """Send the rest of standard output nowhere, so that ending says nothing either."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def complain(line: str) -> None:
    """One line on standard error."""
    try:
        sys.stderr.write(f"symflow: {line}\n")
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return  # nobody can be told
