"""What a page is made from: the claims, the file of each, and the steps that its proof script writes."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from symflow import theorems
from symflow.claim.assumed import ASSUMED, Assumed
from symflow.claim.claim import Claim
from symflow.evidence.proving.steps import Cite, Step
from symflow.ledger.run import CHAPTERS, claims
from symflow.ledger.scripts import proof_path, steps_of

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0
SOURCE_LINE = re.compile(r"(?:^|(?<=[.\s]))Sources?:\s.*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """One claim with all that its section of a page is made from."""

    claim: Claim
    file: str
    mathematics: str
    script: str
    steps: tuple[Step, ...]

    @property
    def cited(self) -> tuple[Assumed, ...]:
        """The textbook facts that the steps cite, and the orthogonality of characters where it is built in."""
        names = {step.fact for step in self.steps if isinstance(step, Cite)}
        if self.claim.domain.group == "abelian":
            names.add("characters")
        return tuple(fact for name, fact in ASSUMED.items() if name in names)


def sources(known: Mapping[str, Claim] | None = None) -> dict[str, Source]:
    """Every claim of the package; a proof script that fails is an error, not an empty section.

    So is a script that is not there, unless the claim is expected to stay open.
    """
    book = claims() if known is None else known
    files = _modules()
    return {name: _source(claim, files[name]) for name, claim in book.items()}


def _source(claim: Claim, module: ModuleType) -> Source:
    path = proof_path(claim.id)
    if path is None and claim.expected != "UNDECIDED":
        raise LookupError(f"claim {claim.id} has no proof script")
    steps, trouble = steps_of(path, claim, SECONDS) if path is not None else ([], "")
    if trouble:
        raise LookupError(f"claim {claim.id}: {trouble}")
    _, _, body = (module.__doc__ or "").partition("\n")
    return Source(
        claim,
        str(Path(str(module.__file__)).resolve().relative_to(ROOT)),
        SOURCE_LINE.sub("", body.strip("\n")).rstrip(),
        f"proofs/{path.name}" if path is not None else "",
        tuple(steps),
    )


def _modules() -> dict[str, ModuleType]:
    """The module in which each claim is written."""
    found: dict[str, ModuleType] = {}
    for chapter in CHAPTERS:
        package = importlib.import_module(f"{theorems.__name__}.{chapter.replace('-', '_')}")
        for entry in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{entry.name}")
            found |= {value.id: module for value in vars(module).values() if isinstance(value, Claim)}
    return found
