"""Running one proof script by itself: ``python proofs/<id>.py`` shows each step and whether it holds.

A file of one's own claims ends in the same two lines, and ``python my_claim.py`` shows the steps of each.
"""

from __future__ import annotations

import sys
from pathlib import Path

from symflow.errors import InputError
from symflow.ledger.run import Result, verify
from symflow.ledger.scripts import FOLDERS


def run_alone(script: str) -> None:
    """Verify the claim that the script is named after, or those that it states itself, and print the steps.

    Exits 0 if all is as expected, 1 if not, 2 if the file states nothing that can be read.
    """
    own = Path(script).resolve().parent not in [folder.resolve() for folder in FOLDERS]
    try:
        found = verify([script if own else Path(script).stem])
    except InputError as error:
        print(f"symflow: {error}", file=sys.stderr)
        sys.exit(2)
    asked = [r for r in found if r.requested]
    for result in asked:
        _show(result)
    sys.exit(0 if all(r.as_expected for r in asked) else 1)


def _show(result: Result) -> None:
    steps = result.examination.steps if result.examination is not None else ()
    for number, shown in enumerate(steps, 1):
        mark = "holds" if shown.holds else f"FAILS: {shown.message}"
        print(f"{number:3}. {shown.step.kind:<9} {shown.step.label}: {shown.step.reason} [{mark}]")
    for message in result.messages:
        print(message)
    print(f"{result.claim.id}: {result.verdict}")
