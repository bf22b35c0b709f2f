"""One law tried on one implementation: drawing cases, counting them, shrinking the one that breaks it.

Statement.  hypothesis draws and shrinks; nothing is kept in its database. Cases are counted after filtering, and
different ones only. Once a case has broken the law, a broken case of fewer classes is looked for among cases of
each smaller K, and the first that is found is shrunk: a small K is what makes a case small.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from hypothesis import HealthCheck, Phase, Verbosity, errors, given, reject, settings
from hypothesis import seed as seeded
from hypothesis.strategies import SearchStrategy

from symflow.testing.failure import Record, store
from symflow.testing.implementation import Calls, Implementation, Unusable
from symflow.testing.law import Case, Law, Undecided
from symflow.testing.measure import Residual
from symflow.testing.options import Options
from symflow.testing.report import BROKEN, HELD, NOT_CHECKED, TOO_FEW, Failure, LawResult
from symflow.testing.strategies import COMMON_K, sizes

SPARE = 2  # so many times the cases asked for are drawn at most: some are filtered, some come twice
DRAW, SHRINK = (Phase.generate,), (Phase.generate, Phase.shrink)
RETRIED = 100  # cases of each smaller K, once a law is broken
UNSTABLE = "a function does not return the same result when it is called again with the same input"
Tick = Callable[[int], object]


class Broken(Exception):
    """Tells hypothesis that a case breaks the law."""


class Enough(BaseException):
    """Ends the run of hypothesis: as many cases as asked were judged and none broke the law."""


@dataclass(slots=True)
class Trial:
    """One law, on the cases that hypothesis draws: those that hold, and the last one that broke it."""

    law: Law
    calls: Calls
    tolerance: float
    asked: int
    tick: Tick | None = None
    seen: set[Case] = field(default_factory=set)
    largest: float = 0.0
    broken: tuple[Case, Residual] | None = None
    stable: bool = True

    def judge(self, case: Case) -> None:
        """Count the case, or raise."""
        try:
            found = measure(self.law, self.calls, case)
        except Undecided:
            reject()
        if not found.size <= self.tolerance:
            self.broken = case, found
            raise Broken
        if self.broken is None and case not in self.seen:
            self.seen.add(case)
            self.largest = max(self.largest, found.size)
            if self.tick is not None:
                self.tick(len(self.seen))
            if len(self.seen) >= self.asked:
                raise Enough


def measure(law: Law, calls: Calls, case: Case) -> Residual:
    """The residual of a law on a case; infinite where a function returned nothing usable."""
    try:
        return law.residual(calls, case)
    except Unusable as trouble:
        return Residual(float("inf"), str(trouble))


def try_law(
    mine: Implementation, law: Law, family: str, options: Options, tick: Tick | None = None
) -> LawResult:
    """One law on one family of schemes."""
    tolerance, asked = options.tolerance(law, mine.dtype), options.max_examples
    missing = [name for name in law.needs if not mine.has(name)]
    if missing:
        about = f"the implementation has no {' and no '.join(missing)}"
        return LawResult(law.name, family, NOT_CHECKED, 0, asked, 0.0, tolerance, about)
    number = _number(options.seed, law, family)
    trial = Trial(law, Calls(mine), tolerance, asked, tick)
    _run(trial, law.cases(family), number)
    if trial.broken is None:
        outcome = HELD if len(trial.seen) >= asked else TOO_FEW
        return LawResult(law.name, family, outcome, len(trial.seen), asked, trial.largest, tolerance)
    failure = _failure(trial, options, trial.broken, number)
    size, about = failure.residual, failure.note
    return LawResult(law.name, family, BROKEN, len(trial.seen), asked, size, tolerance, about, failure)


def _failure(trial: Trial, options: Options, broken: tuple[Case, Residual], number: int) -> Failure:
    """What is reported and stored of a broken case; one that does not repeat is not stored."""
    if not trial.stable:
        return Failure(broken[0], broken[1].size, f"{UNSTABLE}: {broken[1].note}")
    case, found = smallest(trial, broken, number)
    path = None
    if options.folder is not None:
        dtype = trial.calls.implementation.dtype
        record = Record(trial.law.name, case, dtype, trial.tolerance, found.size, found.note, options.seed)
        path = store(record, options.folder)
    return Failure(case, found.size, found.note, path)


def smallest(trial: Trial, broken: tuple[Case, Residual], number: int) -> tuple[Case, Residual]:
    """A shrunk case of the least K, up to COMMON_K, that is found to break the law; else the given one, shrunk."""
    law, (family, K) = trial.law, (broken[0].family, broken[0].K)
    smaller = [k for k in sizes(family, largest=COMMON_K) if k < K]
    searches = [(law.cases(family, k), min(trial.asked, RETRIED)) for k in smaller]
    for strategy, asked in [*searches, (law.cases(family), trial.asked)]:
        again = Trial(law, trial.calls, trial.tolerance, asked)
        _run(again, strategy, number, SHRINK)
        if again.stable and again.broken is not None:
            return again.broken
    return broken


def _run(trial: Trial, strategy: SearchStrategy[Case], number: int, phases: tuple[Phase, ...] = DRAW) -> None:
    """Let hypothesis draw, and perhaps shrink; unstable if what was broken is not when it is tried again."""

    @seeded(number)
    @settings(
        max_examples=SPARE * trial.asked,
        database=None,
        deadline=None,
        derandomize=False,
        phases=phases,
        suppress_health_check=list(HealthCheck),  # slow or filtered cases are counted, not forbidden
        report_multiple_bugs=False,
        print_blob=False,
        verbosity=Verbosity.quiet,
    )
    @given(strategy)
    def cases(case: Case) -> None:
        trial.judge(case)

    try:
        cases()
    except (Broken, Enough, errors.Unsatisfiable):
        return
    except errors.Flaky:
        trial.stable = False


def _number(seed: int, law: Law, family: str) -> int:
    """A number for hypothesis made of the seed, the law and the family."""
    return int.from_bytes(sha256(f"{seed} {law.name} {family}".encode()).digest()[:8], "big")
