r"""The formal library beside a run: compiled once before the claims, where there is a coqc.

Without coqc, or where the library cannot be built, a run is what it is without Coq, and each claim of the library says
why it is not kernel-checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.build import Built, build
from symflow.evidence.kernel.instances import label
from symflow.evidence.kernel.library import Library, read
from symflow.folders import cache
from symflow.ledger import scripts

NO_FILE = "the formal library has no file about this claim"
Told = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Formal:
    """What Coq can check in a run: the compiled library, or why there is none; the claims that it has a file about."""

    built: Built | None
    why: str
    claims: frozenset[str] = frozenset()

    def covers(self, name: str) -> bool:
        """Whether Coq is asked about a claim."""
        return self.built is not None and name in self.claims

    def unchecked(self, name: str) -> str:
        """Why Coq is not asked about a claim."""
        return self.why if name in self.claims else NO_FILE


def folder() -> Path | None:
    """The formal library, in an installed package or in the source tree."""
    return next((place / "coq" for place in scripts.FOLDERS if (place / "coq").is_dir()), None)


def prepare(
    names: Iterable[str], jobs: int, told: Told, beside: tuple[str, ...] = (), fresh: bool = False
) -> Formal:
    """Compile what the library has about these claims, and what that requires, unless it was done before.

    ``beside``: further files of the library that are needed. ``fresh``: what Coq said about a claim before is not read;
    what it compiled of the library is.
    """
    place, names = folder(), list(names)
    known = place is not None and any((place / "claims" / f"{label(name)}.v").is_file() for name in names)
    if place is None or not (known or beside):
        return Formal(None, NO_FILE)
    try:
        library = read(place)
    except (OSError, UnicodeDecodeError) as error:
        return Formal(None, f"the formal library cannot be read: {error}")
    if library is None:
        return Formal(None, NO_FILE)
    claims = frozenset(name for name in names if library.file_of(name) is not None)
    program, why = coqc.find()
    if program is None:
        return Formal(None, why, claims)
    found = _built(library, program, claims, jobs, told, beside)
    return replace(found, built=replace(found.built, fresh=fresh)) if found.built is not None else found


def _built(
    library: Library,
    program: coqc.Coqc,
    claims: frozenset[str],
    jobs: int,
    told: Told,
    beside: tuple[str, ...],
) -> Formal:
    files = [file for name in sorted(claims) if (file := library.file_of(name)) is not None]
    words = [name for name in ("Prelude", "Walsh", *beside) if name in library.names]
    try:
        return Formal(build(library, program, [*words, *files], cache() / "coq", jobs, told), "", claims)
    except OSError as error:
        return Formal(
            None, f"the formal library cannot be compiled into {cache()}: {error.strerror or error}", claims
        )
