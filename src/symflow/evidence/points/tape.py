r"""A formula at fixed K, recorded once and evaluated on many boxes.

Statement.  ``Recorder`` is a kind of number for ``symflow.evidence.points.walk``: its numbers are rational constants,
which are combined at once, and places on a tape; every operation on these writes one line, equal lines once. Sums of
sums are opened, so that what cancels in them cancels exactly. ``run`` evaluates the lines in turn over jets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from symflow.errors import InputError
from symflow.evidence.points.jets import Jet, applied, combined, raised
from symflow.numeric.ball import ball

Line: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the tape."""

    number: int


Value: TypeAlias = Fraction | Place


@dataclass(slots=True)
class Recorder:
    """Writes the tape."""

    lines: list[Line] = field(default_factory=list)
    _known: dict[Line, Place] = field(default_factory=dict)

    def given(self, number: int) -> Place:
        """The input of that number."""
        return self._write(("given", number))

    def held(self, jet: Jet) -> Place:
        """A constant that is not rational."""
        self.lines.append(("held", jet))
        return Place(len(self.lines) - 1)

    def of(self, value: Fraction) -> Value:
        return value

    def add(self, terms: Sequence[Value]) -> Value:
        """A sum; sums inside it are opened, and equal places are taken together."""
        constant, shares = Fraction(0), dict[int, Fraction]()
        for term in terms:
            more, parts = self._linear(term)
            constant += more
            for place, share in parts.items():
                shares[place] = shares.get(place, Fraction(0)) + share
        kept = {place: share for place, share in sorted(shares.items()) if share}
        if not kept:
            return constant
        if constant == 0 and list(kept.values()) == [1]:
            return Place(next(iter(kept)))
        return self._write(("linear", (constant, *kept.values()), *kept))

    def _linear(self, term: Value) -> tuple[Fraction, dict[int, Fraction]]:
        """A term as a constant and multiples of places."""
        if isinstance(term, Fraction):
            return term, {}
        kind, what, *places = self.lines[term.number]
        if kind != "linear":
            return Fraction(0), {term.number: Fraction(1)}
        return what[0], dict(zip(places, what[1:], strict=True))

    def multiply(self, factors: Sequence[Value]) -> Value:
        constant = Fraction(1)
        for factor in factors:
            constant *= factor if isinstance(factor, Fraction) else 1
        places = [f for f in factors if isinstance(f, Place)]
        if not places or constant == 0:
            return constant
        product = places[0]
        if len(places) > 1:
            product = self._write(("multiply", None, *sorted(p.number for p in places)))
        if constant == 1:
            return product
        more, parts = self._linear(product)
        return self._write(("linear", (constant * more, *(constant * x for x in parts.values())), *parts))

    def power(self, x: Value, exponent: Fraction) -> Value:
        if exponent == 1:
            return x
        if isinstance(x, Fraction) and exponent.denominator == 1 and (x != 0 or exponent > 0):
            return Fraction(x**exponent.numerator)
        return self._write(("power", exponent, self._place(x)))

    def function(self, name: str, x: Value) -> Value:
        if isinstance(x, Fraction) and x == (1 if name == "log" else 0):
            return Fraction(int(name == "exp"))
        return self._write(("function", name, self._place(x)))

    def character(self, turn: Fraction) -> Value:
        raise InputError.about("character", turn, "a formula with jets is one in the modes")

    def extremum(self, kind: str, values: Sequence[Value]) -> Value:
        raise InputError.about("formula", kind, "it has no jet; take one entry at a time")

    def active(self, kind: str, values: Sequence[Value], rates: Sequence[Callable[[], Value]]) -> Value:
        raise InputError.about("formula", kind, "it has no jet; take one entry at a time")

    def _place(self, value: Value) -> int:
        return (self.held(Jet(ball(value))) if isinstance(value, Fraction) else value).number

    def _write(self, line: Line) -> Place:
        if line not in self._known:
            self.lines.append(line)
            self._known[line] = Place(len(self.lines) - 1)
        return self._known[line]


def bound(lines: Sequence[Line]) -> list[Line]:
    """The tape with its rational constants as balls at the working precision."""
    out: list[Line] = []
    for kind, what, *places in lines:
        out.append((kind, tuple(map(ball, what)) if kind == "linear" else what, *places))
    return out


def run(lines: Sequence[Line], given: Sequence[Jet]) -> list[Jet]:
    """The jet at every place of a bound tape; Undecided where a line may have no value."""
    out: list[Jet] = []
    for kind, what, *places in lines:
        match kind:
            case "given":
                out.append(given[what])
            case "held":
                out.append(what)
            case "linear":
                out.append(combined(what, [out[place] for place in places]))
            case "multiply":
                product = out[places[0]]
                for place in places[1:]:
                    product = product.times(out[place])
                out.append(product)
            case "power":
                out.append(raised(out[places[0]], what))
            case _:
                out.append(applied(what, out[places[0]]))
    return out
