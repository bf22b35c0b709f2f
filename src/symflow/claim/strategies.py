r"""Random exact points of a domain, for hypothesis.

Statement.  ``instances(domain)`` draws a scheme that the domain allows (Walsh for K = 2^m, cyclic for
every K where the group may be any abelian one, none for plain index sets), small sizes, and one exact
rational number for every coordinate of the domain. Every point that is drawn satisfies the declared
signs, evenness and vanishing entries; the domain's further hypotheses are left to the caller to check.

Notation.  A point is shaped in one of four ways, because counterexamples rarely look generic:
``equal`` (all numbers of a variable agree: the collapse ray), ``levels`` (two or three values only, so
many ties), ``spike`` (one number much larger or smaller than the rest), ``generic``. Magnitudes run
from 1/100 to 8; zeros occur where the sign allows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from hypothesis import strategies as st

from symflow.claim.claim import Instance
from symflow.claim.domain import Domain
from symflow.claim.layout import Coordinate, Layout, assemble, coordinates, needs_square
from symflow.errors import InputError

SHAPES = ("generic", "equal", "levels", "spike")
SCALES = (Fraction(1), Fraction(1, 10), Fraction(1, 100))
PARTS = (1, 2, 3, 5)
LARGEST = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes that are drawn: K by scheme, n samples a class, d feature dimensions."""

    walsh: tuple[int, ...] = (2, 4, 8)
    cyclic: tuple[int, ...] = (2, 3, 4, 5, 6, 7)
    plain: tuple[int, ...] = (2, 3, 4)
    samples: tuple[int, ...] = (1, 2)
    features: tuple[int, ...] = (1, 2, 3)


SMALL = Sizes()


def layouts(domain: Domain, sizes: Sizes = SMALL) -> list[Layout]:
    """Every scheme and K of the given sizes that the domain allows, with n = d = 1."""
    if domain.order is not None:
        pairs = [("cyclic" if domain.group == "cyclic" else "walsh", domain.order)]
    elif domain.group is None:
        pairs = [("none", K) for K in sizes.plain]
    else:
        pairs = [("walsh", K) for K in sizes.walsh if domain.group != "cyclic"]
        pairs += [("cyclic", K) for K in sizes.cyclic if domain.group in ("abelian", "cyclic")]
    allowed = [Layout(scheme, K) for scheme, K in pairs if domain.least <= K]
    if not allowed:
        raise InputError(f"sizes: no K among those given is >= {domain.least}, the least K of the domain")
    return allowed


@st.composite
def instances(draw: st.DrawFn, domain: Domain, sizes: Sizes = SMALL) -> Instance:
    """An exact point of the domain."""
    base = _pick(draw, layouts(domain, sizes))
    n = _pick(draw, sizes.samples) if _mentions(domain, "n") else 1
    d = _pick(draw, sizes.features) if _mentions(domain, "d") else 1
    layout = Layout(base.scheme, base.K, n, base.K if needs_square(domain) else d)
    free = coordinates(domain, layout)
    numbers: dict[str, list[Fraction]] = {}
    for name in dict.fromkeys(c.name for c in free):
        own = [c for c in free if c.name == name]
        numbers[name] = _entries(draw, own[0].sign, len(own))
    return assemble(domain, layout, _in_order(free, numbers))


def _pick(draw: st.DrawFn, options: Sequence[T]) -> T:
    """One of the options, chosen by coin tosses.

    Into its other draws hypothesis mixes constants that it finds in the sources of the running program,
    and a seed would mean different points in different programs.
    """
    tosses = (len(options) - 1).bit_length()
    number = sum(draw(st.booleans()) << place for place in range(tosses))
    return options[number * len(options) >> tosses]


def _number(draw: st.DrawFn, sign: str) -> Fraction:
    """A rational number of a sign: j / q times 1, 1/10 or 1/100, of modulus at most 8."""
    low = {"positive": 1, "nonnegative": 0, "real": -LARGEST}[sign]
    whole = sorted(range(low, LARGEST + 1), key=abs)
    return Fraction(_pick(draw, whole), _pick(draw, PARTS)) * _pick(draw, SCALES)


def _entries(draw: st.DrawFn, sign: str, count: int) -> list[Fraction]:
    """The numbers of one variable."""
    shape = _pick(draw, SHAPES)
    if shape == "equal":
        return [_number(draw, sign)] * count
    if shape == "levels":
        levels = [_number(draw, sign) for _ in range(3)]
        return [_pick(draw, levels) for _ in range(count)]
    if shape == "spike":
        common, spike = _number(draw, sign), _number(draw, sign)
        place = _pick(draw, range(count))
        return [spike if i == place else common for i in range(count)]
    return [_number(draw, sign) for _ in range(count)]


def _in_order(free: tuple[Coordinate, ...], numbers: dict[str, list[Fraction]]) -> list[Fraction]:
    rows = {name: iter(row) for name, row in numbers.items()}
    return [next(rows[c.name]) for c in free]


def _mentions(domain: Domain, size: str) -> bool:
    return any(space.size == size for v in domain.model.variables for space in v.spaces)
