r"""Layouts: where the entries of a domain's variables stand, and which of them are free.

Statement.  Fix the scheme and the sizes K, n, d. A variable x with index spaces of sizes p, q, ... has
p q ... entries, listed with the last index running fastest. The declared symmetries

    even:       x_{-g} = x_g,            vanishing:  x_0 = 0

tie entries together; one *coordinate* stands for each class of tied entries. An exact point of the
domain is the same thing as one number for every coordinate, of the declared sign.

Notation.  G = {0, ..., K-1} and G* = {1, ..., K-1}, with -g = g on Z_2^m and -g = K - g on Z_K; plain
index sets are counted from 0. Hermitian variables are complex and have no coordinates here: an exact
point either lists them (real, Walsh only) or leaves them to the default of ``symflow.evidence.points.grid``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from symflow.algebra.indexing import Space
from symflow.algebra.quantities import Variable
from symflow.claim.claim import Instance
from symflow.claim.domain import Domain
from symflow.errors import InputError


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes of all index sets at one instance."""

    scheme: str
    K: int
    n: int = 1
    d: int = 1

    def size(self, space: Space) -> int:
        """The number of elements of an index set."""
        return {"K": self.K, "N": self.K - 1, "n": self.n, "d": self.d}[space.size]

    def elements(self, space: Space) -> range:
        """The elements of an index set: from 1 for G*, else from 0."""
        return range(1, self.K) if space.starred else range(self.size(space))

    def negate(self, g: int) -> int:
        """-g in the group."""
        return -g % self.K if self.scheme == "cyclic" else g

    def places(self, variable: Variable) -> list[tuple[int, ...]]:
        """The index tuples of all entries, in the order in which they are listed."""
        return list(product(*(self.elements(space) for space in variable.spaces)))

    def position(self, variable: Variable, place: Sequence[int]) -> int:
        """Where the entry with these indices stands in the list."""
        at = 0
        for space, index in zip(variable.spaces, place, strict=True):
            if index not in self.elements(space):
                raise InputError(f"{variable.name} has no entry at index {index} of {space.name}")
            at = at * self.size(space) + index - (1 if space.starred else 0)
        return at

    def mirrored(self, variable: Variable, place: tuple[int, ...]) -> tuple[int, ...]:
        """The place that evenness ties to this one."""
        return tuple(self.negate(i) if s.group else i for s, i in zip(variable.spaces, place, strict=True))

    def vanishes(self, variable: Variable, place: tuple[int, ...]) -> bool:
        """Whether the entry is declared to be 0."""
        groups = [i for space, i in zip(variable.spaces, place, strict=True) if space.group]
        return variable.vanishing and bool(groups) and groups[0] == 0


@dataclass(frozen=True, slots=True)
class Coordinate:
    """One free number of an instance: the variable, its sign, and the positions that it fills."""

    name: str
    sign: str
    positions: tuple[int, ...]


def coordinates(domain: Domain, layout: Layout) -> tuple[Coordinate, ...]:
    """The free numbers of the domain's real variables, in the order of the entries."""
    out: list[Coordinate] = []
    for variable in domain.model.variables:
        if variable.hermitian:
            continue
        for place in layout.places(variable):
            positions = {layout.position(variable, place)}
            if variable.even:
                positions.add(layout.position(variable, layout.mirrored(variable, place)))
            first = layout.position(variable, place) == min(positions)
            if first and not layout.vanishes(variable, place):
                out.append(Coordinate(variable.name, variable.sign, tuple(sorted(positions))))
    return tuple(out)


def assemble(domain: Domain, layout: Layout, numbers: Iterable[Fraction]) -> Instance:
    """The instance with the given numbers at the coordinates and 0 at every vanishing entry."""
    entries = {
        v.name: [Fraction(0)] * len(layout.places(v)) for v in domain.model.variables if not v.hermitian
    }
    for coordinate, number in zip(coordinates(domain, layout), numbers, strict=True):
        for position in coordinate.positions:
            entries[coordinate.name][position] = number
    values = tuple((name, tuple(row)) for name, row in sorted(entries.items()))
    return Instance(layout.scheme, layout.K, values, layout.n, layout.d)


def layout_of(instance: Instance) -> Layout:
    """The sizes of an instance."""
    return Layout(instance.scheme, instance.K, instance.n, instance.d)


def numbers_of(domain: Domain, instance: Instance) -> list[Fraction]:
    """The numbers of an instance at the coordinates: the inverse of ``assemble``."""
    values = dict(instance.values)
    return [values[c.name][c.positions[0]] for c in coordinates(domain, layout_of(instance))]


def needs_square(domain: Domain) -> bool:
    """Whether the default of a hermitian variable asks for d >= K (see ``symflow.evidence.points.grid``)."""
    return any(v.hermitian for v in domain.model.variables)
