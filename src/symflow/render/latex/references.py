r"""Labels and references: parts, hypotheses and steps by number, claims that are not in the export by id and digest.

sf:ID            the theorem                    sf:ID:PART       a part of its statement
sf:ID::hyp:NAME  a hypothesis of the domain     sf:ID::step:N    a step
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from symflow.claim.claim import Claim
from symflow.ledger.run import Result
from symflow.render.latex.escape import escape


@dataclass(frozen=True, slots=True)
class Export:
    """The results that are typeset, and all that are known: what these rest on as well.

    ``certificates``: the digests of the certificates that the checker accepts, by id; None if none was made.
    ``sizes``: the K at which the sums of every statement are written out.
    """

    shown: tuple[Result, ...]
    known: Mapping[str, Result]
    certificates: Mapping[str, str] | None = None
    sizes: tuple[int, ...] = ()

    def holds(self, name: str) -> bool:
        """Whether a claim is typeset in this export."""
        return any(r.claim.id == name for r in self.shown)


def slug(text: str) -> str:
    """A name as part of a label: what is not a letter, digit or hyphen by its number between dots."""
    return re.sub(r"[^A-Za-z0-9-]", lambda found: f".{ord(found[0]):x}.", text)


def theorem_label(name: str) -> str:
    """The label of a claim."""
    return f"sf:{slug(name)}"


def part_label(claim: Claim, part: str) -> str:
    """The label of a part of a claim's statement."""
    return f"{theorem_label(claim.id)}:{slug(part)}"


def own_part(claim: Claim, part: str) -> str:
    """A part of the claim's own statement: its equation, or its name where the statement has no such part."""
    known = part in dict(claim.parts)
    return rf"\eqref{{{part_label(claim, part)}}}" if known else f"({escape(part)})"


def hypothesis_label(claim: Claim, name: str) -> str:
    """The label of a hypothesis of a claim's domain."""
    return f"{theorem_label(claim.id)}::hyp:{slug(name)}"


def step_label(claim: Claim, number: int | str) -> str:
    """The label of a step, or of an assumption that steps make."""
    return f"{theorem_label(claim.id)}::step:{number}"


def claim_reference(name: str, export: Export) -> str:
    """A claim by its number, or by its id where it is not in the export."""
    if not export.holds(name):
        return f"claim {code(name)}"
    result = next(r for r in export.shown if r.claim.id == name)
    return rf"{noun(result)}~\ref{{{theorem_label(name)}}}"


def full_reference(name: str, export: Export) -> str:
    """A claim by its number, or by id, verdict and digest where it is not in the export."""
    found = export.known.get(name)
    if export.holds(name) or found is None:
        return claim_reference(name, export)
    return f"claim {code(name)} (not in this export; {found.verdict}, digest {code(found.claim.digest)})"


def part_reference(name: str, part: str, export: Export) -> str:
    """A part of another claim: its equation there, or its name."""
    found = export.known.get(name)
    if export.holds(name) and found is not None:
        return rf"\eqref{{{part_label(found.claim, part)}}} of {claim_reference(name, export)}"
    return f"part ({escape(part)}) of {claim_reference(name, export)}"


def noun(result: Result) -> str:
    """What a claim with this verdict may be called: a theorem only where it is proved."""
    return {"PROVED": "Theorem", "SUPPORTED": "Conjecture", "UNDECIDED": "Conjecture"}.get(
        result.verdict, "Claim"
    )


def code(text: str) -> str:
    """An id or digest; a long one may break."""
    pieces = re.findall(r".{1,8}", text) if len(text) > 40 else [text]
    shown = r"\allowbreak ".join(escape(piece) for piece in pieces)
    return r"\sfid{" + shown.replace("-", r"-\allowbreak ") + "}"
