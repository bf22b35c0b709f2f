"""Verifying for a text about claims: with progress, with certificates, and with what is known from earlier runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from symflow.claim.claim import Claim
from symflow.cli.live import Watch
from symflow.cli.output import Target
from symflow.ledger.run import Result, select, with_used
from symflow.ledger.settled import Settled
from symflow.ledger.settled import settle as settled
from symflow.render.console import complain, one_line, paper
from symflow.render.outcome import interrupted

if TYPE_CHECKING:
    from symflow.cli.commands import Effort


def left_alone(results: Sequence[Result], file: Target) -> bool:
    """Whether a file stays as it was, since the run was interrupted before it could be made anew; said in a line."""
    if not (interrupted(results) and file.replaces):
        return False
    complain(f"interrupted; {one_line(file.path)} is left as it was")
    return True


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
