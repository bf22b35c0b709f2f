"""What a page is made from: settled claims in the order in which they are shown, and who rests on whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from symflow.evidence.result import Evidence
from symflow.ledger.run import CHAPTERS, Result
from symflow.ledger.settled import Settled
from symflow.render.report import texts
from symflow.render.report.extent import Extent, extent

AS_PRINTED = "-as-printed"
CERTIFIED = ("PROVED", "REFUTED", "VACUOUS")


@dataclass(frozen=True, slots=True)
class Book:
    """The claims of a page by id, the digests of their certificates, and the version that verified them.

    ``extents``, ``deciding``, ``statements``: how far each verdict reaches, the evidence beside it, the statement as
    HTML; they are found once and shown in several places.
    """

    results: Mapping[str, Result]
    certificates: Mapping[str, str]
    version: str
    extents: Mapping[str, Extent]
    deciding: Mapping[str, Evidence | None]
    statements: Mapping[str, str]

    @classmethod
    def of(cls, settled: Settled, version: str) -> Book:
        """The book of a run: chapters in the order of the theory, then those of users; ids within a chapter."""
        order = sorted(settled.results, key=lambda r: (_place(r.claim.chapter), r.claim.id))
        results = {r.claim.id: r for r in order}
        deciding = {name: r.deciding for name, r in results.items()}
        extents = {name: extent(r, deciding[name]) for name, r in results.items()}
        statements = {name: texts.statement(r, results) for name, r in results.items()}
        return cls(results, dict(settled.certificates), version, extents, deciding, statements)

    def verdict(self, name: str) -> str:
        """The verdict of a claim of the page, or "" where the page does not have it."""
        return self.results[name].verdict if name in self.results else ""

    def chapters(self) -> dict[str, list[Result]]:
        """The claims of each chapter."""
        found: dict[str, list[Result]] = {}
        for result in self.results.values():
            found.setdefault(result.claim.chapter, []).append(result)
        return found

    def certified(self) -> list[str]:
        """The settled claims whose certificate was accepted; the certificate of an open claim has nothing to accept."""
        return [n for n, r in self.results.items() if r.verdict in CERTIFIED and n in self.certificates]

    def users_of(self, name: str) -> list[str]:
        """The claims that use a claim directly."""
        return [other for other, result in self.results.items() if name in result.claim.uses]

    def printed(self) -> Iterator[tuple[str, str]]:
        """The claims that state what a paper prints, and the ids of what stands beside them."""
        for name in self.results:
            if name.endswith(AS_PRINTED):
                yield name, name.removesuffix(AS_PRINTED)


def _place(chapter: str) -> tuple[int, str]:
    return (CHAPTERS.index(chapter) if chapter in CHAPTERS else len(CHAPTERS), chapter)
