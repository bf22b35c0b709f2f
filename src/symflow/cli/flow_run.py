"""What ``symflow flow`` does: integrate, show, write. A limit or an interrupt keeps what is checked by then."""

from __future__ import annotations

import time
from dataclasses import dataclass

from symflow.cli.bar import Bar
from symflow.cli.output import Target
from symflow.errors import LimitReached
from symflow.flow.enclose import engine as enclosing
from symflow.flow.solve.budget import Budget
from symflow.flow.solve.engine import solve
from symflow.flow.solve.problem import Problem, Refused, Sample
from symflow.flow.solve.trajectory import Trajectory
from symflow.render import flow_csv, flow_json, flow_plot, flow_table, report_json
from symflow.render.console import complain, one_line, paper


@dataclass(frozen=True, slots=True)
class Picture:
    """The file of a picture, its format, and the file of its data beside it."""

    file: Target
    kind: str
    data: Target


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where a trajectory goes."""

    json: Target | None = None
    csv: Target | None = None
    picture: Picture | None = None
    quiet: bool = False

    @property
    def standard(self) -> bool:
        """Whether data go to standard output, so that the table goes elsewhere."""
        return any(file is not None and file.standard for file in (self.json, self.csv))


def flow(problem: Problem, budget: Budget, outputs: Outputs, version: str) -> int:
    """``symflow flow``: 0, or 4 if the end was not reached."""
    started = time.monotonic()
    samples: list[Sample] = []
    ended = _integrate(problem, budget, samples, outputs.quiet)
    found = Trajectory.of(problem, samples)
    try:
        _write(found, outputs, version, time.monotonic() - started)
    finally:
        if not outputs.quiet:
            flow_table.show(paper(error=outputs.standard), found)
    if ended is None:
        return 0
    reached = f"t = {found.t[-1]} of {found.end} was reached" if found.t else "nothing was reached"
    complain(one_line(f"{ended}; {reached}, and that is written"))
    return LimitReached.exit_code


def _integrate(problem: Problem, budget: Budget, samples: list[Sample], quiet: bool) -> LimitReached | None:
    """Fill in the samples, with progress on standard error; what ended the run early, if anything did."""
    try:
        with Bar(paper(error=True, quiet=quiet)) as bar:
            for sample in (enclosing.solve if problem.rigorous else solve)(problem, budget, bar.update):
                samples.append(sample)  # noqa: PERF402 - what is done stays if the next one fails
    except Refused:
        raise
    except LimitReached as limit:
        return limit
    except KeyboardInterrupt:
        return LimitReached("interrupted")
    return None


def _write(found: Trajectory, outputs: Outputs, version: str, seconds: float) -> None:
    """Write what was asked for."""
    if outputs.json is not None:
        outputs.json.write(report_json.text(flow_json.record(found, version, seconds)))
    if outputs.csv is not None:
        outputs.csv.write(flow_csv.text(found))
    if outputs.picture is not None:
        outputs.picture.data.write(flow_csv.text(found))
        outputs.picture.file.write(flow_plot.draw(found, outputs.picture.kind))
