"""The progress of an integration on a terminal; silent elsewhere.

It is drawn when a step is done, at most ten times a second, and by no clock.
"""

from __future__ import annotations

import time
from types import TracebackType

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from symflow.flow.solve.budget import Reached
from symflow.render.console import Paper

PAUSE = 0.1


class Bar:
    """A bar from 0 to the end of the trajectory."""

    def __init__(self, console: Paper) -> None:
        shown = console.is_interactive and not console.quiet
        self._last = 0.0
        self._bar = _bar(console) if shown else None

    def __enter__(self) -> Bar:
        if self._bar is not None:
            self._bar.start()
            self._bar.add_task("running", total=1.0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def update(self, reached: Reached) -> None:
        """Show how far an integration has come."""
        self.show(reached.fraction, f"{reached.digits} working digits, {reached.steps} steps")

    def show(self, fraction: float, text: str) -> None:
        """Show a part of 1, and a text."""
        now = time.monotonic()
        if self._bar is None or now - self._last < PAUSE:
            return
        self._last = now
        self._bar.update(self._bar.task_ids[0], completed=fraction, description=text, refresh=True)


def _bar(console: Paper) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    return Progress(
        *columns,
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
