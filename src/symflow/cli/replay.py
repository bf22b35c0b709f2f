"""``symflow replay``: one law on the one case that a file holds, on symflow's implementation or on a named one."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module

from symflow.errors import InputError, LimitReached
from symflow.render.console import paper
from symflow.testing.failure import Record
from symflow.testing.implementation import Calls, Implementation, implementation_of
from symflow.testing.law import Law, Undecided
from symflow.testing.laws import LAWS
from symflow.testing.measure import Residual
from symflow.testing.reading import read
from symflow.testing.reference import REFERENCE
from symflow.testing.sweep import failure as sweep_failure
from symflow.testing.sweep.judge import BROKEN
from symflow.testing.sweep.points import Filtered
from symflow.testing.trial import measure

ARGUMENT = "--implementation"


class TimeUp(BaseException):
    """The time is over; no `except Exception` of a user's function keeps it."""


def replay(path: str, named: str | None, seconds: float) -> int:
    """0 if the law holds on the case, 1 if it is broken there."""
    if sweep_failure.is_one(path):
        return _of_sweep(path, named, seconds)
    record = read(path)
    law = LAWS[record.law]
    mine = REFERENCE if named is None else implementation(named)
    missing = [name for name in law.needs if not mine.has(name)]
    if missing:
        raise InputError.about(
            ARGUMENT, named, f"it has no {' and no '.join(missing)}, which {law.name} needs"
        )
    found = _measured(law, Calls(replace(mine, dtype=record.dtype)), record, seconds)
    broken = not found.size <= record.tolerance
    paper().lines(_lines(law, record, found, "broken" if broken else "held"))
    return int(broken)


def _of_sweep(path: str, named: str | None, seconds: float) -> int:
    """A law of a motion, which a sweep found broken: it is decided in balls, whatever anybody's functions do."""
    if named is not None:
        raise InputError.about(
            ARGUMENT, named, "this case is about a flow and calls no functions; leave it out"
        )
    case = sweep_failure.read(path)
    try:
        with _within(seconds):
            found = case.again()
    except TimeUp:
        raise LimitReached(f"{case.at.law} took more than {seconds:g} s; try --timeout with more") from None
    except (Undecided, Filtered) as trouble:
        raise LimitReached(f"{case.at.law} cannot be judged on this case: {trouble}") from None
    paper().lines(case.lines(found))
    return int(found.outcome == BROKEN)


def implementation(text: str) -> Implementation:
    """The object that the command line names, MODULE:OBJECT, looked for in the current folder first."""
    module, _, name = text.partition(":")
    if not module or not name:
        raise InputError.about(ARGUMENT, text, "give MODULE:OBJECT, such as mycode:softmaxes")
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    try:
        found = import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody's module may raise anything
        advice = f"importing it raised {type(error).__name__}: {error}"
        raise InputError.about(ARGUMENT, text, advice) from None
    return implementation_of(found)


def _measured(law: Law, calls: Calls, record: Record, seconds: float) -> Residual:
    try:
        with _within(seconds):
            return measure(law, calls, record.case)
    except TimeUp:
        raise LimitReached(f"{law.name} took more than {seconds:g} s; try --timeout with more") from None
    except Undecided as trouble:
        raise LimitReached(f"{law.name} cannot be judged on this case: {trouble}") from None


def _lines(law: Law, record: Record, found: Residual, outcome: str) -> list[str]:
    lines = [
        f"law       {law.name}: {law.says}",
        f"          {law.source}",
        f"case      {record.case}",
        f"residual  {found.size:.3g}, tolerance {record.tolerance:.3g}, {record.dtype}",
    ]
    return [*lines, f"          {found.note}", outcome] if outcome == "broken" else [*lines, outcome]


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise TimeUp after so many seconds, where the system has an alarm clock."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise TimeUp

    former = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
