"""Running one proof script by itself: ``python proofs/<id>.py`` shows each step and whether it holds."""

from __future__ import annotations

import sys
from pathlib import Path

from symflow.ledger.run import verify


def run_alone(script: str) -> None:
    """Verify the claim that the script is named after, print its steps, and exit 0 if all is as expected."""
    name = Path(script).stem
    result = next(r for r in verify([name]) if r.claim.id == name)
    steps = result.examination.steps if result.examination is not None else ()
    for number, shown in enumerate(steps, 1):
        mark = "holds" if shown.holds else f"FAILS: {shown.message}"
        print(f"{number:3}. {shown.step.kind:<9} {shown.step.label}: {shown.step.reason} [{mark}]")
    for message in result.messages:
        print(message)
    print(f"{name}: {result.verdict}")
    sys.exit(0 if result.as_expected else 1)
