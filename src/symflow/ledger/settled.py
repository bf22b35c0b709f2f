r"""Settled claims: results together with the digests of their certificates, for what is written about them.

An appendix or a report cites each claim by its verdict, by its steps, and by the digest of a certificate that anyone
can check again. All three come from here, from one run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from symflow.claim.claim import Claim
from symflow.ledger import cache
from symflow.ledger.cache_key import program
from symflow.ledger.certificates import ACCEPTED, Made
from symflow.ledger.remember import Memory, Recalled, certified
from symflow.ledger.run import After, Progress, Result, verify

Told = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a run found.

    ``results``: sorted by id, as ``verify`` gives them. ``certificates``: by id the digest of the certificate (its
    field "certificate"), for each claim of which the checker accepts it together with those of all that the claim uses;
    what is not there was not accepted, or there was no time for it. ``reused``: the ids whose examination was not
    repeated, because nothing that it depends on has changed since it was carried out.
    """

    results: list[Result]
    certificates: Mapping[str, str]
    reused: frozenset[str] = frozenset()

    def __bool__(self) -> NoReturn:
        raise TypeError("settled claims have no truth value; read their verdicts")


def settle(
    patterns: Sequence[str] | str = (),
    level: str = "quick",
    jobs: int = 2,
    timeout: float = 120.0,
    progress: Progress | None = None,
    known: dict[str, Claim] | None = None,
    proofs: Mapping[str, Path] | None = None,
    fresh: bool = False,
    told: Told = lambda: None,
) -> Settled:
    """Verify claims and what they rest on, as ``verify`` does, and have each certificate accepted by the checker.

    What was found about a claim of the package in an earlier run is used again where nothing has changed and the
    checker accepts it (``symflow.ledger.remember``). ``fresh``: examine every claim anew, and ask Coq again about each.
    ``told`` is called for each certificate that is made.
    """
    made: dict[str, Made] = {}

    def done(result: Result, outcome: object, trouble: str) -> None:
        if isinstance(outcome, Made):
            made[result.claim.id] = outcome
            told()

    after, memory = After(certified, done), Memory(program(), fresh)
    results = verify(patterns, level, jobs, timeout, progress, known, after, proofs, memory.look, fresh)
    cache.tidy()
    reused = frozenset(r.claim.id for r in results if isinstance(r.examination, Recalled))
    return Settled(results, _accepted(results, made), reused)


def _accepted(results: Sequence[Result], made: Mapping[str, Made]) -> dict[str, str]:
    """The digests of the certificates that are accepted, with all that they rest on."""
    by_id = {r.claim.id: r for r in results}
    known: dict[str, bool] = {}

    def good(name: str) -> bool:
        if name not in known:
            own = name in made and made[name].state == ACCEPTED
            known[name] = own and all(good(used) for used in by_id[name].claim.uses)
        return known[name]

    return {name: digest_of(made[name].text) for name in sorted(by_id) if good(name)}


def digest_of(text: str) -> str:
    """The digest that a certificate carries."""
    return str(json.loads(text)["certificate"])
