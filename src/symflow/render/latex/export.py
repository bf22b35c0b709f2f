"""Derivations as LaTeX, for Python: verify some claims and typeset them."""

from __future__ import annotations

from collections.abc import Sequence

from symflow.claim.claim import Claim
from symflow.ledger.settled import settle
from symflow.render.latex.document import document
from symflow.render.parts import version_of


def latex(
    patterns: Sequence[str] | str = (),
    standalone: bool = False,
    jobs: int = 2,
    timeout: float = 120.0,
    known: dict[str, Claim] | None = None,
) -> str:
    r"""Claims with their verdicts and derivations as LaTeX: a body to be \input, or a document of its own.

    The claims that the patterns name are verified first (level "quick"), with what they rest on.
    """
    settled = settle(patterns, "quick", jobs, timeout, known=known)
    version = version_of("symflow") or "(not installed)"
    return document(settled.results, version, standalone, settled.certificates)
