"""What ``symflow experiment`` does: run, keep, show, write. An interrupt keeps what is done, and says how to go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from symflow.cli.bar import Bar
from symflow.cli.output import Target
from symflow.errors import LimitReached
from symflow.experiment.hadamard import MODES, TIMES, largest_difference
from symflow.experiment.result import Result, result
from symflow.experiment.run import Experiment, Runner
from symflow.experiment.state import Folder
from symflow.render import experiment_json, experiment_plot, experiment_table, report_json
from symflow.render.console import complain, one_line, paper


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where a result goes, and where its run is kept."""

    json: Target | None = None
    picture: Target | None = None
    kind: str = ""
    state: Folder | None = None
    quiet: bool = False


def experiment(
    asked: Experiment, outputs: Outputs, version: str, notes: Callable[[], Sequence[str]] = tuple
) -> int:
    """``symflow experiment``: 0, or 4 if it was interrupted."""
    started = time.monotonic()
    runner = Runner(asked, outputs.state)
    interrupted = False
    with Bar(paper(error=True, quiet=outputs.quiet)) as bar:
        runner.progress = bar.show
        try:
            runner.go()
        except KeyboardInterrupt:
            interrupted = True
    if runner.course is None:
        complain(
            f"interrupted before there was a result{'' if outputs.state is None else '; nothing was kept'}"
        )
        return LimitReached.exit_code
    found = result(asked, runner.course, () if interrupted else notes())
    _write(found, outputs, version, time.monotonic() - started)
    if not interrupted:
        return 0
    kept = "the same command goes on from there" if outputs.state else "--state FOLDER would keep it to go on"
    complain(one_line(f"interrupted at point {len(found.points)} of {len(asked.points)}; {kept}"))
    return LimitReached.exit_code


def second_route() -> Sequence[str]:
    """The integrator of `late` against `symflow.integrate`."""
    worst = largest_difference()
    line = (
        f"Second route: from the Hadamard start with the modes {', '.join(MODES)} (K = 4) the same integrator and "
        f"symflow.integrate differ by at most {worst:.1e}, relative, at t = {', '.join(TIMES)}."
    )
    return (line,)


def _write(found: Result, outputs: Outputs, version: str, seconds: float) -> None:
    """Write what was asked for."""
    standard = outputs.json is not None and outputs.json.standard
    try:
        if outputs.json is not None:
            outputs.json.write(report_json.pieces(experiment_json.record(found, version, seconds)))
        if outputs.picture is not None:
            outputs.picture.write(experiment_plot.draw(found, outputs.kind))
    finally:
        if not outputs.quiet:
            experiment_table.show(paper(error=standard), found)
