"""Numbers of the statements, and the page that lists them by number.

A claim has the number c.n: c is the chapter, in the order of ``symflow list``, and n its place among the claims of the
chapter in the order of docs/theory.md. A number belongs to a release; what never changes is the id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.prose import markdown
from symflow.claim.claim import Claim
from symflow.ledger.run import CHAPTERS

HEAD = (
    "Each statement has a number, its chapter and its place there, and an id. The number serves to find it on these "
    "pages, and may change when a release adds a statement; **the id is permanent: cite the id**, and the digest that "
    "`symflow explain ID` prints. The numbers count statements of every kind, true, false and open ones. The word "
    "*theorem* is left to a run that proved it: this page verifies nothing, and *expected* is what the author of a "
    "claim expects."
)


def numbered(order: Sequence[Claim]) -> dict[str, str]:
    """The number of every claim, from the order in which they stand."""
    found: dict[str, str] = {}
    for chapter, name in enumerate(CHAPTERS, 1):
        own = [claim for claim in order if claim.chapter == name]
        found |= {claim.id: f"{chapter}.{place}" for place, claim in enumerate(own, 1)}
    return found


def by_number(order: Sequence[Claim], numbers: Mapping[str, str], places: Mapping[str, str]) -> str:
    """The page: one table for each chapter."""
    blocks = ["# Statements by number", f"{HEAD} [All claims](README.md)"]
    for chapter, name in enumerate(CHAPTERS, 1):
        rows = [
            f"| {numbers[claim.id]} | [{claim.id}]({places[claim.id]}) | {markdown(claim.title)} | {claim.expected} |"
            for claim in order
            if claim.chapter == name
        ]
        head = ["| no. | claim | statement | expected |", "|---|---|---|---|"]
        blocks += [f"## {chapter}. {name}", "\n".join([*head, *rows])]
    return "\n\n".join(blocks)
