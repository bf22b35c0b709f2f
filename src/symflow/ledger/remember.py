r"""Examining a claim, or taking its examination from an earlier run, in the process of the claim.

What is read back is not believed: the prover checks its steps again, witnesses and boxes are enclosed again, and
the checker of certificates has to accept them, with the verdict that follows. So an entry that was forged can claim no
proof that is none, and no word of the evidence comes from it. What the run spares is the proof script and the search
beside the proof: the reasons of steps, and how many instances and samples there were, are as good as the file. What
Coq says is not kept here at all.

Only what is decided is kept: PROVED, REFUTED or VACUOUS once everything that the claim uses is PROVED, with no limit of
time met on the way. The claims of a user's file are never kept.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from symflow.claim.claim import Claim
from symflow.claim.registry import registered
from symflow.errors import InputError
from symflow.evidence import verdict as verdicts
from symflow.ledger import cache, cache_form
from symflow.ledger.cache_key import key
from symflow.ledger.certificates import ACCEPTED, Made, make
from symflow.ledger.examination import SETTLED, Examination, examine
from symflow.ledger.run import Result


@dataclass(frozen=True, slots=True)
class Recalled(Examination):
    """An examination of an earlier run, with the verdict and the certificate if all that the claim uses is PROVED."""

    verdict: str = ""
    made: Made = field(default_factory=lambda: Made("", "", "", ""))

    def speaks(self, result: Result, known: Mapping[str, str]) -> bool:
        """Whether the certificate is that of a result, the verdicts of what it uses being known."""
        return self.verdict == result.verdict and set(known.values()) <= {"PROVED"}


@dataclass(frozen=True, slots=True)
class Memory:
    """How claims are examined in a run. ``program``: what every key depends on; ``fresh``: nothing is reused."""

    program: str | None
    fresh: bool = False

    def look(self, claim: Claim, book: dict[str, Claim], script: Path | None, level: str) -> Examination:
        """All evidence about a claim, as ``examine`` gives it."""
        mark = self._key(claim, book, script, level)
        if mark is not None and not self.fresh:
            known = recalled(claim, book, level, cache.load(claim.id, level, mark))
            if known is not None:
                return known
        found = examine(claim, book, script, level)
        if mark is not None and mark == self._key(claim, book, script, level):
            keep(claim, level, mark, found)
        return found

    def _key(self, claim: Claim, book: Mapping[str, Claim], script: Path | None, level: str) -> str | None:
        """The key of a claim of the package; None for any other, which is never kept."""
        if self.program is None or registered().get(claim.id) is not claim or script is None:
            return None
        try:
            return key(claim, book, script, level, self.program)
        except OSError:
            return None


def keep(claim: Claim, level: str, mark: str, found: Examination) -> None:
    """Keep what was found, if it decides the claim; whatever goes wrong with that, the examination stands."""
    with contextlib.suppress(*cache_form.FAULTS):
        if _whole(found) and _decided(claim, found) in SETTLED:
            cache.save(claim.id, level, mark, cache_form.written(claim, level, found))


def _whole(found: Examination) -> bool:
    """Whether nothing went wrong on the way, and no limit of time was met."""
    return not found.hurried and not found.messages


def _decided(claim: Claim, found: Examination) -> str:
    """The verdict if all that the claim uses is PROVED."""
    return verdicts.compute(claim, found.evidence, dict.fromkeys(claim.uses, "PROVED"))


def recalled(claim: Claim, book: dict[str, Claim], level: str, body: object) -> Recalled | None:
    """What was kept, if the prover finds it again and the checker accepts it."""
    if body is None:
        return None
    try:
        found = cache_form.read(claim, book, level, body)
        verdict = _decided(claim, found)
    except InputError:
        return None
    if not _whole(found) or verdict not in SETTLED:
        return None
    result = Result(claim, verdict, found.evidence, found, False, 0.0, ())
    made = make(result, dict.fromkeys(claim.uses, "PROVED"), book, "")
    if made.state != ACCEPTED:
        return None
    return Recalled(found.steps, found.evidence, found.messages, False, verdict, made)


def certified(result: Result, known: Mapping[str, str], book: Mapping[str, Claim]) -> Made:
    """The certificate of a result: the one that was accepted before, if it still says the same."""
    found = result.examination
    if isinstance(found, Recalled) and found.speaks(result, known):
        return found.made
    return make(result, known, book, "")
