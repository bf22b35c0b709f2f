r"""Evidence: what was established, how strongly, and for which part of a claim's domain.

Two axes that never mix: *strength* (kernel > exact > ball > highprec > sampled) and *coverage*
(universal: the claim's whole domain; boxes; instances). An outcome is TRUE, FALSE or UNKNOWN and has
no truth value, so UNKNOWN can never be counted with TRUE. Evidence is issued by the checkers of this
package and is sealed: a changed copy is refused wherever evidence is read.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, fields
from typing import NoReturn

from symflow.claim.claim import Instance
from symflow.display import Displayed
from symflow.numeric.outcome import Outcome as Outcome

STRENGTHS = ("kernel", "exact", "ball", "highprec", "sampled")
COVERAGES = ("universal", "boxes", "instances")
INHABITED = "the domain is not empty"
_SECRET = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class Refutation:
    """A point where one part of a claim fails: the values, and the enclosed difference of its sides.

    ``lower``, ``upper``: decimal strings rounded outwards that enclose left - right; ``relation`` is
    the comparison that the claim asserts and the enclosure excludes. ``imaginary``: they enclose its imaginary part.
    """

    part: str
    instance: Instance
    indices: tuple[tuple[str, int], ...]
    relation: str
    lower: str
    upper: str
    bits: int
    imaginary: bool = False


@dataclass(frozen=True, slots=True)
class Evidence(Displayed):
    """One piece of evidence; see ``issue``."""

    strength: str
    coverage: str
    outcome: Outcome
    method: str
    cases: int
    covers: str
    trusts: tuple[str, ...]
    established: tuple[str, ...]
    refutation: Refutation | None
    seal: str

    def __post_init__(self) -> None:
        if self.seal != _seal(self):
            raise TypeError(
                "evidence is issued by symflow's checkers only; it cannot be made or changed by hand"
            )

    def __bool__(self) -> NoReturn:
        raise TypeError("evidence has no truth value; read its outcome")


def _seal(evidence: Evidence) -> str:
    text = "|".join(repr(getattr(evidence, f.name)) for f in fields(evidence) if f.name != "seal")
    return hmac.new(_SECRET, text.encode(), hashlib.sha256).hexdigest()


def genuine(evidence: Evidence) -> Evidence:
    """The evidence, if it is of this very class and its seal is intact; anything else raises TypeError."""
    if type(evidence) is not Evidence:
        raise TypeError(f"a {type(evidence).__name__} is not evidence; only symflow's checkers issue it")
    Evidence.__post_init__(evidence)
    return evidence


def issue(
    strength: str,
    coverage: str,
    outcome: Outcome,
    method: str,
    cases: int,
    covers: str,
    trusts: tuple[str, ...] = (),
    established: tuple[str, ...] = (),
    refutation: Refutation | None = None,
) -> Evidence:
    """Issue sealed evidence. For the checkers of ``symflow.evidence`` only.

    ``established``: digests of the sequents (``Claim.goals``) that were shown, to this strength and coverage,
    or of the claim that was refuted. ``cases``: how many cases were examined;
    none at all is an error, never evidence.
    """
    if strength not in STRENGTHS or coverage not in COVERAGES:
        raise ValueError(f"unknown strength {strength!r} or coverage {coverage!r}")
    if cases < 1:
        raise ValueError(f"{method}: no case was examined, so there is no evidence")
    if outcome is Outcome.FALSE and refutation is None:
        raise ValueError(f"{method}: a refutation needs its witness")
    draft = object.__new__(Evidence)
    entries = (strength, coverage, outcome, method, cases, covers, trusts, established, refutation)
    for field, value in zip(fields(Evidence), entries, strict=False):
        object.__setattr__(draft, field.name, value)
    object.__setattr__(draft, "seal", _seal(draft))
    return genuine(draft)
