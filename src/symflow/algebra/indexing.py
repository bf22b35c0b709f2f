r"""Index spaces and indices.

Plain sets {1, ..., size} and the finite abelian group G of order K, written additively; ``G*`` is G without 0.
An index on G is an integer combination of index variables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from symflow.errors import InputError


@dataclass(frozen=True, slots=True)
class Space:
    """A non-empty index set: its name, the parameter that counts it, and whether it is the group."""

    name: str
    size: str
    group: bool = False
    starred: bool = False


G = Space("G", "K", group=True)
GSTAR = Space("G*", "N", group=True, starred=True)
CLASSES = Space("K", "K")
OTHERS = Space("N", "N")
SAMPLES = Space("n", "n")
FEATURES = Space("d", "d")
SPACES = {space.name: space for space in (G, GSTAR, CLASSES, OTHERS, SAMPLES, FEATURES)}


@dataclass(frozen=True, slots=True, order=True)
class Var:
    """An index variable ranging over the space of that name."""

    name: str
    space_name: str

    @property
    def space(self) -> Space:
        return SPACES[self.space_name]


@dataclass(frozen=True, slots=True)
class Index:
    """An integer combination of index variables; the empty one is the identity 0 of G."""

    terms: tuple[tuple[Var, int], ...] = ()

    def __add__(self, other: Index) -> Index:
        return combine([(self, 1), (other, 1)])

    def __sub__(self, other: Index) -> Index:
        return combine([(self, 1), (other, -1)])

    def __neg__(self) -> Index:
        return combine([(self, -1)])

    @property
    def variable(self) -> Var:
        """The variable that this index is, if it is one."""
        if len(self.terms) != 1 or self.terms[0][1] != 1:
            raise InputError(
                f"index {index_text(self)} is not a single variable; bind or differentiate by one"
            )
        return self.terms[0][0]


ZERO_INDEX = Index()


def combine(parts: Iterable[tuple[Index, int]]) -> Index:
    """The integer combination of several indices (of G, unless it is a single variable)."""
    total: dict[Var, int] = {}
    for index, factor in parts:
        for var, coefficient in index.terms:
            total[var] = total.get(var, 0) + factor * coefficient
    terms = tuple(sorted((var, c) for var, c in total.items() if c))
    if any(not var.space.group for var, _ in terms) and (len(terms) > 1 or terms[0][1] != 1):
        raise InputError(f"index {index_text(Index(terms))}: only indices of the group G can be added")
    return Index(terms)


def indices(names: str, space: Space) -> tuple[Index, ...]:
    """Index variables of one space: ``k, l = indices("k l", G)``."""
    return tuple(Index(((Var(name, space.name), 1),)) for name in names.split())


def index_text(index: Index) -> str:
    """``g - h``, ``0``: an index as a reader writes it."""
    pieces = [
        ("- " if c < 0 else "+ ") + ("" if abs(c) == 1 else f"{abs(c)}*") + var.name for var, c in index.terms
    ]
    text = " ".join(pieces) or "0"
    return "-" + text[2:] if text.startswith("- ") else text.removeprefix("+ ")


_fresh = count(1)


def fresh(var: Var) -> Var:
    """A variable of the same space whose name no user writes."""
    return Var(f"{var.name.split('~')[0]}~{next(_fresh)}", var.space_name)


def substitute_index(index: Index, mapping: dict[Var, Index]) -> Index:
    """An index with variables replaced."""
    return combine((mapping.get(var, Index(((var, 1),))), c) for var, c in index.terms)
