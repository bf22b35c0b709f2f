"""One problem, all competitors by turns in one process: once each to warm up, then round after round.

Whoever needs long has that one run; of the others the median counts. What is measured beside the time is the error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from benchmarks.competitors.kind import Competitor, Extrapolated, Late, Run, Unable
from benchmarks.outcome import ABSENT, EXTRAPOLATED, LATE, MEASURED, Entry
from benchmarks.problem import Problem
from benchmarks.stopwatch import timed
from benchmarks.truth import worst

LONG = 5.0  # seconds; whoever takes longer is run once
SHORT = 0.05
ROUNDS = 3
MANY_ROUNDS = 9


def contest(
    problem: Problem, competitors: Iterable[Competitor], right: Sequence[str] | None, seconds: float
) -> Iterator[Entry]:
    """What came of each of them."""
    warm: list[tuple[Competitor, Run, Entry]] = []
    for competitor in competitors:
        run, entry = first(competitor, problem, right, seconds)
        if run is None or entry.seconds is None or entry.seconds > LONG:
            yield entry
        else:
            warm.append((competitor, run, entry))
    times: dict[str, list[float]] = {competitor.name: [] for competitor, _, _ in warm}
    for turn in range(MANY_ROUNDS):
        for competitor, run, entry in warm:
            if turn < ROUNDS or (entry.seconds or 0) < SHORT:
                times[competitor.name].append(timed(run.solve)[1])
    for competitor, _, entry in warm:
        yield with_median(entry, times[competitor.name])


def first(
    competitor: Competitor, problem: Problem, right: Sequence[str] | None, seconds: float
) -> tuple[Run | None, Entry]:
    """Prepared, and run once; no run if there is nothing to repeat."""
    about = (problem.K, problem.digits, problem.end, competitor.name)
    try:
        run = competitor.prepare(problem, seconds)
        found, took = timed(run.solve)
    except Unable as reason:
        return None, Entry(*about, ABSENT, reason=str(reason))
    except Late as reason:
        return None, Entry(*about, LATE, reason=str(reason))
    except Extrapolated as far:
        return None, Entry(
            *about, EXTRAPOLATED, seconds=far.seconds, measured=far.measured, needed=far.needed
        )
    if took > seconds:
        return None, Entry(*about, LATE, reason=f"over {seconds:g} s")
    error = "unknown" if right is None else worst(found, right, problem.digits)
    return run, Entry(*about, MEASURED, took, 1, took, run.compiled, error)


def with_median(entry: Entry, times: Sequence[float]) -> Entry:
    """The entry of a first run, with the median of the later ones."""
    about = (entry.K, entry.digits, entry.end, entry.name, MEASURED)
    return Entry(*about, median(times), len(times), entry.first, entry.compiled, entry.error)
