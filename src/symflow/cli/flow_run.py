"""What ``symflow flow`` does: integrate, show, write. A limit or an interrupt keeps what is checked by then."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from symflow.cli.bar import Bar
from symflow.cli.flow_levels import Level, first_times
from symflow.cli.interrupts import Interrupts
from symflow.cli.output import Target
from symflow.errors import LimitReached
from symflow.flow.enclose import engine as enclosing
from symflow.flow.enclose.statements import FirstTime
from symflow.flow.solve.budget import Budget, Progress
from symflow.flow.solve.engine import solve
from symflow.flow.solve.problem import Problem, Refused
from symflow.flow.solve.spool import Spool
from symflow.flow.solve.trajectory import Trajectory
from symflow.render import flow_csv, flow_json, flow_plot, flow_table, report_json
from symflow.render.console import complain, one_line, paper

MOST_DRAWN = 5000  # samples of a picture


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


def flow(
    problem: Problem, budget: Budget, outputs: Outputs, version: str, levels: Sequence[Level] = ()
) -> int:
    """``symflow flow``: 0, or 4 if the end was not reached. An interrupt ends the work, and not the writing."""
    started = time.monotonic()
    samples = Spool(problem)
    firsts: list[FirstTime] = []
    with Interrupts() as interrupts:
        with Bar(paper(error=True, quiet=outputs.quiet)) as bar:
            ended = _work(_Work(problem, budget, bar.update, samples, levels, firsts), interrupts)
        found = samples.trajectory()
        try:
            _write(found, firsts, outputs, version, time.monotonic() - started)
        finally:
            if not outputs.quiet:
                console = paper(error=outputs.standard)
                flow_table.show(console, found)
                console.lines(str(first) for first in firsts)
    if ended is None:
        return 0
    reached = f"t = {found.t[-1]} of {found.end} was reached" if found.t else "nothing was reached"
    complain(one_line(f"{ended}; {reached}, and that is written"))
    return LimitReached.exit_code


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be done, and where it goes: the samples, and the first times of levels."""

    problem: Problem
    budget: Budget
    progress: Progress
    samples: Spool
    levels: Sequence[Level]
    firsts: list[FirstTime]

    def do(self) -> None:
        """All of it, piece by piece: what is done stays if the next piece fails."""
        engine = enclosing.solve if self.problem.rigorous else solve
        for sample in engine(self.problem, self.budget, self.progress):
            self.samples.append(sample)
        for first in first_times(self.problem, self.budget, self.levels):
            self.firsts.append(first)


def _work(work: _Work, interrupts: Interrupts) -> LimitReached | None:
    """Do it; what ended it early, if anything did."""
    ended: LimitReached | None = None
    try:
        try:
            work.do()
        except Refused:
            raise
        except LimitReached as limit:
            ended = limit
        interrupts.ignore()
    except KeyboardInterrupt:
        return LimitReached("interrupted")
    return ended


def _write(
    found: Trajectory, firsts: Sequence[FirstTime], outputs: Outputs, version: str, seconds: float
) -> None:
    """Write what was asked for."""
    if outputs.json is not None:
        outputs.json.write(report_json.pieces(flow_json.record(found, version, seconds, firsts)))
    if outputs.csv is not None:
        outputs.csv.write(flow_csv.lines(found))
    if outputs.picture is not None:
        outputs.picture.data.write(flow_csv.lines(found))
        outputs.picture.file.write(flow_plot.draw(found.thinned(MOST_DRAWN), outputs.picture.kind))
