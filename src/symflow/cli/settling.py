"""Verifying for a text about claims: with progress, with certificates, and with what is known from earlier runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from symflow.claim.claim import Claim
from symflow.cli.live import Watch
from symflow.ledger.run import select, with_used
from symflow.ledger.settled import Settled
from symflow.ledger.settled import settle as settled
from symflow.render.console import paper

if TYPE_CHECKING:
    from symflow.cli.commands import Effort


def settle(
    patterns: Sequence[str],
    effort: Effort,
    known: dict[str, Claim],
    proofs: Mapping[str, Path] | None = None,
) -> Settled:
    """Settle claims with progress on standard error, where that is a terminal."""
    console = paper(error=True, quiet=effort.quiet)
    total = len(with_used(select(patterns, known), known))
    with Watch(console, total) as watch:
        return settled(
            patterns,
            effort.level,
            effort.jobs,
            effort.timeout,
            watch.progress,
            known,
            proofs,
            effort.fresh,
            watch.certified,
        )
