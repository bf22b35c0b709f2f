"""Certificates for tests: made by a run of a book, or from the proof scripts of the package, not examined."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.steps import Witness
from symflow.ledger.certificates import Made, make
from symflow.ledger.examination import Examination, check_steps
from symflow.ledger.processes import Job, run_jobs
from symflow.ledger.run import After, Result, verify
from symflow.ledger.scripts import proof_path, steps_of

Book = dict[str, Claim]
VERSION = "0"


def by_a_run(book: Book, *patterns: str, timeout: float = 120.0) -> tuple[dict[str, Made], dict[str, str]]:
    """The certificates of a run, and why others are missing, by id."""
    found: dict[str, Made] = {}
    missing: dict[str, str] = {}

    def done(result: Result, outcome: object, trouble: str) -> None:
        if isinstance(outcome, Made):
            found[result.claim.id] = outcome
        else:
            missing[result.claim.id] = trouble

    after = After(partial(make, version=VERSION), done)
    verify(patterns, timeout=timeout, known=book, after=after)
    return found, missing


def from_scripts(book: Book, names: list[str], jobs: int = 2) -> dict[str, Made]:
    """The certificates of claims as they are expected to come out: the checker alone reads the steps."""
    found: dict[str, Made] = {}

    def done(job: Job, outcome: object, _: float, trouble: str) -> None:
        assert isinstance(outcome, Made), f"{job.name}: {trouble}"
        found[job.name] = outcome

    run_jobs([Job(name, expected, (name, book)) for name in names], jobs, 600.0, lambda _: None, done)
    return found


def expected(name: str, book: Book) -> Made:
    """The certificate of one claim, if everything is as expected."""
    claim, script = book[name], proof_path(name)
    steps, trouble = steps_of(script, claim, 60.0) if script is not None else ([], "")
    assert trouble == ""
    evidence = check_steps(claim, book, [s for s in steps if isinstance(s, Witness)])[1]
    shown = Examination(tuple(StepResult(s, True, "", None) for s in steps), tuple(evidence), ())
    result = Result(claim, claim.expected, tuple(evidence), shown, True, 0.0, ())
    return make(result, {used: book[used].expected for used in claim.uses}, book, VERSION)


def written(made: dict[str, Made], folder: Path) -> Path:
    """A folder with the certificates."""
    folder.mkdir(exist_ok=True)
    for name, one in made.items():
        (folder / f"{name}.json").write_text(one.text, encoding="utf-8")
    return folder
