r"""Running the corpus: batches of edits in processes of their own, with a limit of time for each file.

A batch that does not end is run again edit by edit; an edit that does not end within the limit is a failure, and so is
one at which the checker stops with an exception. The counts are kept in a file, from which a run goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from symflow.ledger.processes import Job, run_jobs, run_once
from symflow.testing.tamper.corpus import HARMLESS_BYTES, PLAIN, Corpus, Edit
from symflow.testing.tamper.judge import ACCEPTED, Judge, examine_honest, is_seal, reason
from symflow.testing.tamper.second import AGREES, second
from symflow.testing.tamper.survivors import PROVED_AGAIN, SAME_PROOF, WEAKER, classify, refuted

BATCH = 20
SCHEMA = "symflow.tamper/1"
FAILED = ("crash", "timeout")
Done = Callable[[list[dict[str, Any]]], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one edit, as plain data. ``survived``: the class of an edit that was accepted."""

    number: int
    id: str
    mode: str
    kind: str
    detail: str
    state: str
    known: str
    reason: str
    why: str
    survived: str
    same: bool
    seconds: float
    counterexample: Any = None
    prover: str = ""


def outcomes(corpus: Corpus, examined: Mapping[str, Any], numbers: Iterable[int]) -> list[dict[str, Any]]:
    """The outcomes of some edits, as JSON data."""
    judge = Judge(corpus, examined)
    return [asdict(_outcome(corpus, judge, number)) for number in numbers]


def _outcome(corpus: Corpus, judge: Judge, number: int) -> Outcome:
    edit, start = corpus.edit(number), time.monotonic()
    try:
        answer = judge.ask(edit)
    except Exception as error:  # noqa: BLE001 - an exception of the checker is what is looked for
        return _failure(edit, "crash", f"{type(error).__name__}: {error}"[:200], time.monotonic() - start)
    seconds, survived, point, prover = time.monotonic() - start, "", None, ""
    if answer.state == ACCEPTED:
        survived = SAME_PROOF if answer.same else classify(corpus.books[edit.id], edit.raw)
        if survived in (WEAKER, PROVED_AGAIN):
            point, prover = refuted(edit.raw, number), second(edit.raw)
    return Outcome(
        number, edit.id, edit.mode, edit.kind, edit.detail, answer.state, answer.known, reason(answer.why),
        answer.why[:200], survived, answer.same, round(seconds, 3), point, prover,
    )  # fmt: skip


def _failure(edit: Edit, what: str, why: str, seconds: float) -> Outcome:
    """The outcome of an edit at which the checker gives no answer."""
    return Outcome(
        edit.number,
        edit.id,
        edit.mode,
        edit.kind,
        edit.detail,
        what,
        what,
        what,
        why,
        "",
        False,
        round(seconds, 3),
    )


def honest_answers(honest: Mapping[str, bytes], limit: float) -> tuple[dict[str, Any], list[str]]:
    """What the checker finds of the honest certificates, in a process of its own."""
    found, trouble = run_once(examine_honest, (honest,), limit)
    return ({}, [trouble]) if found is None else found  # type: ignore[return-value]


def run(
    corpus: Corpus, examined: Mapping[str, Any], numbers: Iterable[int], jobs: int, limit: float, done: Done
) -> str:
    """Run the edits of some numbers; ``done`` is told of each batch. "" or what stopped it."""
    left = list(numbers)
    batches = [left[n : n + BATCH] for n in range(0, len(left), BATCH)]
    queue = [Job(f"{b[0]}", outcomes, (corpus, examined, b)) for b in batches]

    def finished(job: Job, found: Any, seconds: float, trouble: str) -> list[Job]:
        numbers = job.args[2]
        if found is not None:
            done(found)
        elif len(numbers) > 1:
            return [Job(f"{n}", outcomes, (corpus, examined, [n])) for n in numbers]
        else:
            done([asdict(_failure(corpus.edit(numbers[0]), "timeout", trouble, seconds))])
        return []

    return run_jobs(queue, jobs, limit, lambda job: None, finished)


def wrong(found: Mapping[str, Any]) -> str:
    """What an outcome shows to be wrong with the checker, or ""."""
    if found["state"] in FAILED:
        return str(found["state"])
    if found["why"].startswith("it cannot be followed"):
        return "the checker stumbles"
    if found["same"]:
        return "" if found["state"] == ACCEPTED else "an edit that changes nothing is refused"
    if found["mode"] == HARMLESS_BYTES:
        return "an edit that changes nothing was changed on the way"
    if found["counterexample"] is not None:
        return "a false statement is accepted"
    if found["survived"] == PROVED_AGAIN and found["prover"] != AGREES:
        return "the prover does not agree"
    if found["state"] == ACCEPTED and found["mode"] == PLAIN:
        return "an edit under the old digests is accepted"
    if found["known"] == ACCEPTED and found["survived"] != "another proof":
        return "another statement is accepted under a known id"
    own = found["kind"].startswith(("field 'digest'", "field 'certificate'", "field 'text'"))
    if found["mode"] not in (PLAIN, "bytes") and is_seal(found["why"]) and not own:
        return "a sealed edit is refused for its seal"
    return ""
