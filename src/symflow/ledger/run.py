r"""The ledger: joins each claim to its proof by id, gathers evidence, and computes verdicts.

A proof script ``proofs/<id>.py`` runs in a process of its own and hands over its steps as JSON text; the
steps are checked in another process that never runs the script. Both have a time limit. A script that
raises or hangs, or a check that does not finish, leaves the claim UNDECIDED with the reason. Where there is a coqc,
Coq checks in a third process what the formal library has about the claim; if that fails, the rest stays as it is.
"""

from __future__ import annotations

import fnmatch
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from symflow import theorems
from symflow.claim.claim import Claim
from symflow.claim.registry import registered
from symflow.display import Displayed
from symflow.errors import InputError
from symflow.evidence import verdict as verdicts
from symflow.evidence.kernel.checked import Checked, check
from symflow.evidence.result import Evidence, Refutation
from symflow.ledger.examination import LEVELS, Examination, examine
from symflow.ledger.formal import Formal, prepare
from symflow.ledger.processes import Job, run_jobs
from symflow.ledger.scripts import proof_path
from symflow.ledger.user import chosen

KERNEL = "kernel: "
AFTER = "after:"
Look = Callable[[Claim, dict[str, Claim], Path | None, str], Examination]
CHAPTERS = ("calculus", "hadamard", "schemes", "layer-peeled", "neighbours")


@dataclass(frozen=True, slots=True)
class Result(Displayed):
    """What is known about one claim after a run. ``unchecked``: why Coq's kernel was not asked about it."""

    claim: Claim
    verdict: str
    evidence: tuple[Evidence, ...]
    examination: Examination | None
    requested: bool
    seconds: float
    messages: tuple[str, ...]
    unchecked: str = ""

    def __bool__(self) -> NoReturn:
        raise TypeError("a result has no truth value; read its verdict")

    @property
    def deciding(self) -> Evidence | None:
        """The evidence shown beside the verdict."""
        return verdicts.deciding(self.verdict, self.evidence, self.claim.goals())

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
    """What a caller is told while a run goes on; every method may be replaced.

    ``building(done, of, file)``: files of the formal library are compiled, before the first claim; "" at the end.
    """

    started: Callable[[Claim], None] = field(default=lambda claim: None)
    finished: Callable[[Result], None] = field(default=lambda result: None)
    building: Callable[[int, int, str], None] = field(default=lambda done, of, file: None)


@dataclass(frozen=True, slots=True)
class After:
    """Work on every settled result, each in a process of its own with the run's limit of time.

    ``work(result, verdicts, book)``: ``verdicts`` are those of the claims that the result uses. ``done(result, outcome,
    trouble)`` is told of each; without an outcome, why there is none.
    """

    work: Callable[[Result, dict[str, str], dict[str, Claim]], object]
    done: Callable[[Result, object, str], None]


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
    after: After | None = None,
    proofs: Mapping[str, Path] | None = None,
    look: Look = examine,
    fresh: bool = False,
) -> list[Result]:
    """Verify claims and what they rest on; results are sorted by id.

    ``patterns``: ids, globs, and files of claims (``my_claim.py``), which are run, each in a process of its own.
    ``proofs``: the file of a claim's proof, where ``known`` holds claims whose files were read before.
    ``timeout``: seconds for each claim. ``level``: "quick" or "full" (more instances and samples).
    ``after``: what else is done with each result, as soon as it is settled. ``look``: how a claim is examined.
    ``fresh``: Coq is asked again about every claim that its library has a file about.
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
    found = chosen(patterns, book)
    book, own = found.book, {**(proofs or {}), **found.proofs}
    requested = set(select(found.patterns, book))
    order = with_used(requested, book)
    run = _Run(book, order, requested, told, Formal(None, "the run was interrupted"), after, own, look)
    try:
        run.formal = prepare([n for n in order if n not in own], jobs, told.building, fresh=fresh)
        interrupted = run_jobs(run.work(level, timeout), jobs, timeout, run.started, run.done)
    except KeyboardInterrupt:
        interrupted = "was interrupted"
    return run.end(interrupted)


@dataclass(slots=True)
class _Run:
    """A run: what is known so far of each claim, its own examination and what Coq says; settled in the order of use."""

    book: dict[str, Claim]
    order: list[str]
    requested: set[str]
    told: Progress
    formal: Formal
    after: After | None
    proofs: Mapping[str, Path]
    look: Look
    examined: dict[str, tuple[Examination | None, float, str]] = field(default_factory=dict)
    checked: dict[str, Checked] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    following: dict[str, Job] = field(default_factory=dict)

    def work(self, level: str, timeout: float) -> list[Job]:
        """The jobs: each claim's examination, and beside it Coq's check."""
        jobs: list[Job] = []
        for name in self.order:
            claim = self.book[name]
            script = self.proofs[name] if name in self.proofs else proof_path(name)
            jobs.append(Job(name, self.look, (claim, self.book, script, level)))
            if self.formal.covers(name):
                jobs.append(Job(KERNEL + name, check, (claim, self.book, self.formal.built, timeout)))
        return jobs

    def started(self, job: Job) -> None:
        """A job has started."""
        if job.name in self.book:
            self.told.started(self.book[job.name])

    def done(self, job: Job, outcome: object, seconds: float, trouble: str) -> list[Job]:
        """A job has ended; the jobs that follow from it."""
        if job.name.startswith(AFTER):
            self._followed(job.name.removeprefix(AFTER), outcome, trouble)
            return []
        if job.name.startswith(KERNEL):
            name = job.name.removeprefix(KERNEL)
            failed = Checked(None, (f"not kernel-checked: {trouble}",))
            self.checked[name] = outcome if isinstance(outcome, Checked) else failed
        else:
            examination = outcome if isinstance(outcome, Examination) else None
            self.examined[job.name] = (examination, seconds, trouble)
        return self._settle()

    def end(self, interrupted: str) -> list[Result]:
        """The results, sorted by id; what is missing says why."""
        why = interrupted or "was not examined"
        for name in self.order:
            self.examined.setdefault(name, (None, 0.0, why))
            if self.formal.covers(name):
                self.checked.setdefault(name, Checked(None, (f"not kernel-checked: {why}",)))
        self._settle()
        for name in list(self.following):
            self._followed(name, None, why)
        return [self.results[name] for name in sorted(self.results)]

    def _followed(self, name: str, outcome: object, trouble: str) -> None:
        del self.following[name]
        if self.after is not None:
            self.after.done(self.results[name], outcome, trouble)

    def _settle(self) -> list[Job]:
        """Settle what can be, and the jobs that follow."""
        before = set(self.following)
        for name in self.order:
            uses = self.book[name].uses
            known = name in self.examined and (name in self.checked or not self.formal.covers(name))
            if name not in self.results and known and all(u in self.results for u in uses):
                self.results[name] = self._result(name)
                self.told.finished(self.results[name])
                if self.after is not None:
                    used = {u: self.results[u].verdict for u in uses}
                    given = (self.results[name], used, self.book)
                    self.following[name] = Job(AFTER + name, self.after.work, given)
        return [job for name, job in self.following.items() if name not in before]

    def _result(self, name: str) -> Result:
        claim = self.book[name]
        examination, seconds, trouble = self.examined[name]
        formal = self.checked.get(name, Checked(None, ()))
        evidence: tuple[Evidence, ...] = (formal.evidence,) if formal.evidence is not None else ()
        evidence += examination.evidence if examination is not None else ()
        used = {u: self.results[u].verdict for u in claim.uses}
        verdict = verdicts.compute(claim, evidence, used)
        messages: tuple[str, ...] = (trouble,) if trouble else ()
        messages += examination.messages if examination is not None else ()
        if verdict == "CONDITIONAL":
            messages += tuple(f"rests on {u}, which is {v}" for u, v in used.items() if v != "PROVED")
        messages += formal.messages
        unchecked = "" if self.formal.covers(name) else self.formal.unchecked(name)
        asked = name in self.requested
        return Result(claim, verdict, evidence, examination, asked, seconds, messages, unchecked)


def _check_effort(level: str, jobs: int, timeout: float) -> None:
    """Refuse what cannot be meant, in one line."""
    if level not in LEVELS:
        raise InputError.about("level", level, f"use {' or '.join(LEVELS)}")
    if type(jobs) is not int or jobs < 1:
        raise InputError.about("jobs", jobs, "give a whole number from 1 up")
    if not 0 < timeout < float("inf"):
        raise InputError.about("timeout", timeout, "give a positive number of seconds")
