r"""Accepted certificates, checked by Coq's kernel too: the statement in the file, and no other, printed as goals.

The claim is built from the certificate's own statement; its goals are closed by theorems of the formal library, which
are looked for by id and are of no use unless they state the same. A part that Coq does not accept is said, with why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from symflow.checker import certificate as reading
from symflow.claim.claim import Claim
from symflow.errors import SymflowError
from symflow.evidence.kernel import enclosures
from symflow.evidence.kernel.checked import Checked
from symflow.evidence.kernel.checked import check as kernel_check
from symflow.ledger.certificate_points import witnessed
from symflow.ledger.certificate_trees import claim_of
from symflow.ledger.formal import Formal
from symflow.ledger.processes import Job, run_jobs
from symflow.ledger.recheck import ACCEPTED, Recheck

REFUTED = "REFUTED"


@dataclass(frozen=True, slots=True)
class Kernel:
    """What Coq's kernel says about one certificate: the parts that it accepts, and why not others.

    ``asked``: whether the formal library has a file about the claim. ``enclosures``: how many values of exp and log at
    the witness of a refuted claim Coq finds between the same bounds.
    """

    asked: bool
    checked: tuple[str, ...]
    parts: tuple[str, ...]
    messages: tuple[str, ...]
    trusts: tuple[str, ...]
    enclosures: int = 0

    def __bool__(self) -> NoReturn:
        raise TypeError("an answer of the kernel has no truth value: read .complete")

    @property
    def complete(self) -> bool:
        """Whether every part of the claim is kernel-checked."""
        return self.checked == self.parts and bool(self.parts)


Answers = dict[str, Kernel]
Told = Callable[[str], None]


def ask(
    rechecks: Sequence[Recheck],
    raw: Mapping[str, bytes],
    formal: Formal,
    jobs: int = 2,
    seconds: float = 300.0,
    told: Told = lambda _: None,
) -> tuple[Answers, str]:
    """What Coq says about the accepted certificates, by file, and "" or why it was not asked to the end.

    ``raw``: the bytes of each file. ``told`` is called with the id of each claim when Coq has answered.
    """
    claims: dict[str, Claim] = {}
    answers: Answers = {}
    accepted = {r.file: r for r in rechecks if r.state == ACCEPTED}
    for file, recheck in accepted.items():
        try:
            claims[recheck.digest] = claim_of(reading.parse(raw[file]))
        except (SymflowError, RecursionError) as error:
            answers[file] = _unchecked((), str(error))
    work: list[Job] = []
    lists: dict[str, int] = {}
    for file, recheck in accepted.items():
        claim = claims.get(recheck.digest)
        if claim is None:
            continue
        if recheck.verdict == REFUTED and formal.built is not None:
            found = witnessed(reading.parse(raw[file]))
            if found:
                work.append(Job(file, enclosures.refused, (found, formal.built, seconds)))
                lists[file] = len(found)
                continue
        if not formal.covers(claim.id):
            answers[file] = _unchecked(
                _labels(claim), formal.unchecked(claim.id), asked=claim.id in formal.claims
            )
            continue
        used = reading.parse(raw[file])["uses"]
        book = {name: claims[mark] for name, mark in used.items() if mark in claims}
        work.append(Job(file, kernel_check, (claim, book, formal.built, seconds)))

    def done(job: Job, outcome: object, _: float, trouble: str) -> None:
        claim = claims[accepted[job.name].digest]
        if job.name in lists:
            answers[job.name] = _bounded(claim, lists[job.name], trouble or str(outcome))
            return told(claim.id)
        checked = outcome if isinstance(outcome, Checked) else Checked(None, (trouble,))
        answers[job.name] = _kernel(claim, checked)
        return told(claim.id)

    interrupted = run_jobs(work, jobs, seconds, lambda _: None, done)
    for job in work:
        if job.name not in answers:
            answers[job.name] = _unchecked(_labels(claims[accepted[job.name].digest]), interrupted)
    return answers, interrupted


def _bounded(claim: Claim, count: int, why: str) -> Kernel:
    """What is known of a witness: that Coq has the same bounds, or why not."""
    if why:
        return _unchecked(_labels(claim), f"the values of exp and log at the witness: {why}")
    said = f"{count} values of exp and log at the witness lie between the same bounds in Coq"
    return Kernel(False, (), _labels(claim), (said,), (), count)


def _labels(claim: Claim) -> tuple[str, ...]:
    return tuple(label for label, _ in claim.parts)


def _unchecked(parts: tuple[str, ...], why: str, asked: bool = True) -> Kernel:
    return Kernel(asked, (), parts, (f"not kernel-checked: {why}",), ())


def _kernel(claim: Claim, found: Checked) -> Kernel:
    """The parts whose every sequent is established."""
    established = set(found.evidence.established) if found.evidence is not None else set()
    open_parts = {part for mark, (part, _) in claim.goals().items() if mark not in established}
    parts = _labels(claim)
    checked = tuple(part for part in parts if part not in open_parts)
    trusts = found.evidence.trusts if found.evidence is not None else ()
    return Kernel(True, checked, parts, found.messages, trusts)
