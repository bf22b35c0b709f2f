r"""The ledger: joins each claim to its proof by id, gathers evidence, and computes verdicts.

A proof script ``proofs/<id>.py`` runs in a process of its own and hands over its steps as JSON text; the
steps are checked in another process that never runs the script. Both have a time limit. A script that
raises or hangs, or a check that does not finish, leaves the claim UNDECIDED with the reason.
"""

from __future__ import annotations

import fnmatch
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from symflow import theorems
from symflow.claim.claim import Claim
from symflow.claim.registry import registered
from symflow.errors import InputError
from symflow.evidence import verdict as verdicts
from symflow.evidence.result import Evidence, Refutation
from symflow.ledger.examination import LEVELS, Examination, examine
from symflow.ledger.processes import Job, run_jobs
from symflow.ledger.scripts import proof_path

CHAPTERS = ("calculus", "hadamard", "layer-peeled", "neighbours")


@dataclass(frozen=True, slots=True)
class Result:
    """What is known about one claim after a run."""

    claim: Claim
    verdict: str
    evidence: tuple[Evidence, ...]
    examination: Examination | None
    requested: bool
    seconds: float
    messages: tuple[str, ...]

    def __bool__(self) -> NoReturn:
        raise TypeError("a result has no truth value; read its verdict")

    @property
    def deciding(self) -> Evidence | None:
        """The evidence shown beside the verdict."""
        return verdicts.deciding(self.verdict, self.evidence)

    @property
    def refutation(self) -> Refutation | None:
        """The witness, where the claim is refuted."""
        return next((e.refutation for e in self.evidence if e.refutation is not None), None)

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the expected one, neither weaker nor stronger."""
        return self.verdict == self.claim.expected


@dataclass(slots=True)
class Progress:
    """What a caller is told while a run goes on; every method may be replaced."""

    started: Callable[[Claim], None] = field(default=lambda claim: None)
    finished: Callable[[Result], None] = field(default=lambda result: None)


def claims() -> dict[str, Claim]:
    """Every claim of the package, by id."""
    for chapter in CHAPTERS:
        package = importlib.import_module(f"{theorems.__name__}.{chapter.replace('-', '_')}")
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    return registered()


def select(patterns: Sequence[str], known: dict[str, Claim]) -> list[str]:
    """The ids that the patterns name (all, without a pattern); one that names nothing is refused."""
    chosen: list[str] = []
    for pattern in patterns or ["*"]:
        found = fnmatch.filter(known, pattern)
        if not found:
            near = [name for name in known if pattern.strip("*") and pattern.strip("*")[:5] in name][:4]
            hint = f"; did you mean {', '.join(near)}?" if near else "; see symflow list"
            raise InputError(f"claim {pattern!r}: no claim has this id or matches it{hint}")
        chosen += [name for name in found if name not in chosen]
    return sorted(chosen)


def with_used(ids: Iterable[str], known: dict[str, Claim]) -> list[str]:
    """The ids and everything they rest on, used claims first; a circle is refused."""
    order: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise InputError(f"claims rest on each other in a circle: {' -> '.join((*path, name))}")
        if name not in known:
            raise InputError(f"claim {path[-1]} uses {name!r}, which is not a claim")
        if name not in order:
            for used in known[name].uses:
                visit(used, (*path, name))
            order.append(name)

    for name in sorted(ids):
        visit(name, ())
    return order


def verify(
    patterns: Sequence[str] | str = (),
    level: str = "quick",
    jobs: int = 2,
    timeout: float = 120.0,
    progress: Progress | None = None,
    known: dict[str, Claim] | None = None,
) -> list[Result]:
    """Verify claims and what they rest on; results are sorted by id.

    ``timeout``: seconds for each claim. ``level``: "quick" or "full" (more instances and samples).
    An interrupt ends the run early; claims that were not examined are UNDECIDED and say so.
    """
    if isinstance(patterns, str):
        patterns = (patterns,)
    _check_effort(level, jobs, timeout)
    told = progress or Progress()
    book = known if known is not None else claims()
    misnamed = [name for name, claim in book.items() if claim.id != name]
    if misnamed:
        raise InputError.about("known", misnamed[0], "list each claim under its own id")
    requested = set(select(patterns, book))
    order = with_used(requested, book)
    results: dict[str, Result] = {}
    waiting: dict[str, tuple[Examination | None, float, str]] = {}

    def settle() -> None:
        for name in order:
            claim = book[name]
            if name in results or name not in waiting or not all(u in results for u in claim.uses):
                continue
            examination, seconds, trouble = waiting.pop(name)
            results[name] = _result(claim, examination, results, name in requested, seconds, trouble)
            told.finished(results[name])

    def done(job: Job, outcome: object, seconds: float, trouble: str) -> None:
        waiting[job.name] = (outcome if isinstance(outcome, Examination) else None, seconds, trouble)
        settle()

    work = [Job(name, examine, (book[name], book, proof_path(name), level)) for name in order]
    interrupted = run_jobs(work, jobs, timeout, lambda job: told.started(book[job.name]), done)
    for name in order:
        if name not in results and name not in waiting:
            waiting[name] = (None, 0.0, interrupted or "was not examined")
    settle()
    return [results[name] for name in sorted(results)]


def _check_effort(level: str, jobs: int, timeout: float) -> None:
    """Refuse what cannot be meant, in one line."""
    if level not in LEVELS:
        raise InputError.about("level", level, f"use {' or '.join(LEVELS)}")
    if type(jobs) is not int or jobs < 1:
        raise InputError.about("jobs", jobs, "give a whole number from 1 up")
    if not 0 < timeout < float("inf"):
        raise InputError.about("timeout", timeout, "give a positive number of seconds")


def _result(
    claim: Claim,
    examination: Examination | None,
    results: dict[str, Result],
    requested: bool,
    seconds: float,
    trouble: str,
) -> Result:
    evidence = examination.evidence if examination is not None else ()
    used = {name: results[name].verdict for name in claim.uses}
    verdict = verdicts.compute(claim, evidence, used)
    messages: tuple[str, ...] = (trouble,) if trouble else ()
    messages += examination.messages if examination is not None else ()
    if verdict == "CONDITIONAL":
        messages += tuple(f"rests on {name}, which is {v}" for name, v in used.items() if v != "PROVED")
    return Result(claim, verdict, evidence, examination, requested, seconds, messages)
