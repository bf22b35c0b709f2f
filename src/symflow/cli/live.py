"""The progress of a run on a terminal.

The display is refreshed when a claim starts or ends, and by no clock: the claims are examined in forked
processes, and a thread that holds a lock while the process forks would leave that lock closed for ever.
"""

from __future__ import annotations

from types import TracebackType

from rich.console import Group
from rich.live import Live
from rich.text import Text

from symflow.claim.claim import Claim
from symflow.ledger.run import Progress, Result
from symflow.render.console import Paper, unicode_ok
from symflow.render.table import row, verdict_table

RECENT = 12


class Watch:
    """Shows what is running and what is done; silent unless the console is a terminal."""

    def __init__(self, console: Paper, total: int) -> None:
        self.console, self.total = console, total
        self.running: dict[str, None] = {}
        self.done: list[Result] = []
        self.written = 0
        shown = console.is_interactive and not console.quiet
        self.live = _live(console) if shown else None
        self.progress = Progress(self._started, self._finished, self._building)

    def __enter__(self) -> Watch:
        if self.live is not None:
            self.live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.live is not None:
            self.live.stop()

    def _started(self, claim: Claim) -> None:
        self.running[claim.id] = None
        self._refresh()

    def _finished(self, result: Result) -> None:
        self.running.pop(result.claim.id, None)
        self.done.append(result)
        self._refresh()

    def certified(self) -> None:
        """A certificate has been made."""
        self.written += 1
        self._refresh()

    def _building(self, done: int, of: int, file: str) -> None:
        """A file of the formal library is compiled; this happens once, before the first claim."""
        if self.live is not None:
            status = Text(
                f"compiling the formal library, once: {done} of {of} files" + (f"; {file}.v" if file else "")
            )
            status.no_wrap, status.overflow = True, "ellipsis"
            self.live.update(status, refresh=True)

    def _refresh(self) -> None:
        if self.live is None:
            return
        plain = not unicode_ok(self.console)
        room = max(1, min(RECENT, self.console.height - 6))
        rows = [row(r, plain) for r in self.done[-room:]]
        names = ", ".join(self.running)
        count = f"{len(self.done)} of {self.total} done" + f", {self.written} certified" * bool(self.written)
        status = Text(count + (f"; running: {names}" if names else ""))
        status.no_wrap, status.overflow = True, "ellipsis"
        self.live.update(Group(verdict_table(rows), status) if rows else status, refresh=True)


def _live(console: Paper) -> Live:
    return Live(
        console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False
    )
