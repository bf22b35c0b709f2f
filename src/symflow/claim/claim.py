r"""Claims: a statement, its domain, and what it rests on.

A claim is data. It never knows its proof, and it carries no verdict: ``expected`` is what its author
expects, and a verdict is computed from evidence alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from symflow.algebra.expr import Atom
from symflow.algebra.normal import NormalForm
from symflow.algebra.quantities import unfold
from symflow.algebra.rewrite import children
from symflow.algebra.serial import digest
from symflow.algebra.statement import Pred, Rel, Sequent, Statement, expressions, sequents
from symflow.claim.domain import Domain
from symflow.display import Displayed
from symflow.errors import InputError
from symflow.exact import exact

Entries: TypeAlias = int | Fraction | tuple[int | Fraction, ...]
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
VERDICTS = ("PROVED", "CONDITIONAL", "SUPPORTED", "UNDECIDED", "SUSPECT", "REFUTED", "VACUOUS")


@dataclass(frozen=True, slots=True)
class Instance:
    """One point of a domain: the scheme, the sizes, and exact values of the variables.

    ``scheme``: "walsh" or "cyclic" where the domain has a group, else "none". ``values`` lists each
    variable with its entries in index order: a scalar has one entry, an s_k on G has K (entry 0
    included), a matrix is given row by row. ``indices`` fixes free index variables by name; the ones
    that are left out are searched.
    """

    scheme: str
    K: int
    values: tuple[tuple[str, tuple[Fraction, ...]], ...]
    n: int = 1
    d: int = 1
    indices: tuple[tuple[str, int], ...] = ()


def instance(
    scheme: str, K: int, n: int = 1, d: int = 1, indices: Mapping[str, int] | None = None, **values: Entries
) -> Instance:
    """A point of a domain: ``instance("walsh", 4, s=(0, 1, 2, 5))``; exact numbers only."""
    if scheme not in ("walsh", "cyclic", "none"):
        raise InputError(f"instance: scheme {scheme!r} is unknown; use walsh, cyclic or none")
    read = tuple(
        (name, tuple(exact(v) for v in (entries if isinstance(entries, tuple) else (entries,))))
        for name, entries in sorted(values.items())
    )
    return Instance(scheme, K, read, n, d, tuple(sorted((indices or {}).items())))


@dataclass(frozen=True, slots=True)
class Twin:
    """A false neighbour of a claim: one part edited by one token, and where it fails."""

    part: str
    statement: Statement
    witness: Instance


@dataclass(frozen=True, slots=True)
class Claim(Displayed):
    """A statement in named parts, universal over its domain.

    ``choice``: the definitions of the model that the statement says to exist ("there are DW, DH such that ..."); the
    parts say what they satisfy. Where all of them are 0 the statement is met trivially, and says nothing.
    """

    id: str
    chapter: str
    title: str
    source: str
    domain: Domain
    parts: tuple[tuple[str, Statement], ...]
    expected: str = "PROVED"
    uses: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    twin: Twin | None = None
    reproduce: str = ""
    choice: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise InputError.about("claim id", self.id, "use lower-case letters, digits and hyphens")
        if self.expected not in VERDICTS:
            raise InputError(
                f"claim {self.id}: expected {self.expected!r} is not a verdict; use one of {VERDICTS}"
            )
        if not self.parts:
            raise InputError(f"claim {self.id}: states nothing; give at least one part")
        for name in self.choice:
            if self.domain.model.definition(name) is None:
                raise InputError(f"claim {self.id}: its choice {name!r} is not a definition of its model")
            if name not in self._mentioned():
                raise InputError(f"claim {self.id}: no part of it speaks of its choice {name!r}")

    @property
    def digest(self) -> str:
        """The digest of domain and statement: what is cited and certified."""
        said = (self.domain_data, tuple((label, s) for label, s in self.parts))
        return digest((*said, tuple(sorted(self.choice))) if self.choice else said)

    @property
    def is_trivial(self) -> bool:
        """Whether the statement says that something exists, and what is chosen for it is identically 0."""
        form, model = NormalForm(self.domain.symbols), self.domain.model
        rules = {d.name: (d,) for d in model.definitions}
        chosen = [d.body for d in model.definitions if d.name in self.choice]
        return bool(chosen) and all(form.is_zero(unfold(body, rules)) for body in chosen)

    def _mentioned(self) -> set[str]:
        """The quantities of the statement, and those by which they are defined."""
        waiting = [e for _, part in self.parts for e in expressions(part)]
        found = set[str]()
        while waiting:
            node = waiting.pop()
            waiting += children(node)
            if isinstance(node, Atom) and node.name not in found:
                found.add(node.name)
                definition = self.domain.model.definition(node.name)
                waiting += [definition.body] if definition is not None else []
        return found

    @property
    def domain_data(self) -> tuple[object, ...]:
        """The domain as data (without the sentence that describes it)."""
        d = self.domain
        return (d.model, d.group, d.order, d.least, d.hypotheses)

    def sequents(self) -> Iterator[tuple[str, Sequent]]:
        """Every sequent with the label of its part."""
        for label, statement in self.parts:
            for sequent in sequents(statement):
                yield label, sequent

    def goals(self) -> dict[str, tuple[str, Sequent]]:
        """Every sequent with its part, by the digest of domain and sequent: what evidence establishes."""
        return {digest((self.domain_data, sequent)): (part, sequent) for part, sequent in self.sequents()}

    def __getitem__(self, place: str) -> Rel | Pred:
        """The conclusion of a part, "part" or "part.1" for its second sequent: what a proof step shows."""
        label, _, number = place.partition(".")
        found = [sequent.conclusion for part, sequent in self.sequents() if part == label]
        if not found or (number and not 0 < int(number) < len(found)):
            raise InputError(
                f"claim {self.id} has no part {place!r}; its parts: {', '.join(dict(self.parts))}"
            )
        return found[int(number or 0)]

    def false_twin(self) -> Claim | None:
        """The claim with one part replaced by its false neighbour."""
        if self.twin is None:
            return None
        if self.twin.part not in dict(self.parts):
            raise InputError(
                f"claim {self.id}: its twin edits part {self.twin.part!r}, which it does not have"
            )
        parts = tuple(
            (label, self.twin.statement if label == self.twin.part else statement)
            for label, statement in self.parts
        )
        return replace(self, id=f"{self.id}-false-twin", parts=parts, expected="REFUTED", twin=None)
