"""Random choices made of coin tosses, and random exact numbers made of such choices.

Into its other draws hypothesis mixes constants that it finds in the sources of the running program, and a
seed would mean different points in different programs; a coin is a coin everywhere. The first option is the
simplest one: a failing case shrinks towards it.

Notation.  A magnitude is m * 10^e with m among sixteen simple fractions from 1/5 to 8 and e = -12..3, at most 1000.
A coin costs time, so a long vector repeats its first entries, with a period that divides no K.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import chain
from typing import TypeVar

from hypothesis.strategies import DrawFn, booleans

T = TypeVar("T")
Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]
Number = Callable[[DrawFn], Fraction]

COIN = booleans()
LARGEST = Fraction(1000)
WIDE = (0, -1, 1, -2, 2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, 3)
STEEP = (0, -1, 1, 2, -3, 3, -6, -12)
DECADES = {exponent: Fraction(10) ** exponent for exponent in WIDE}
QUOTIENTS = ("1/2", "3/2", "1/3", "2/3", "1/5", "2/5", "7/2", "7/3")
MANTISSAS = (*map(Fraction, range(1, 9)), *map(Fraction, QUOTIENTS))
SHAPES = ("equal", "levels", "spike", "generic")
LEVELS, FRESH = 23, 13  # so many entries are drawn one by one, from three levels or generic
EXCHANGES = 8


def pick(draw: DrawFn, options: Sequence[T]) -> T:
    """One of the options."""
    tosses = (len(options) - 1).bit_length()
    number = sum(draw(COIN) << place for place in reversed(range(tosses)))
    return options[number * len(options) >> tosses]


def positive(draw: DrawFn, exponents: Sequence[int] = WIDE, most: int = 8) -> Fraction:
    """A magnitude with m <= most and e among the exponents."""
    mantissa = pick(draw, [m for m in MANTISSAS if m <= most])
    return min(mantissa * DECADES[pick(draw, exponents)], LARGEST)


def nonnegative(draw: DrawFn, exponents: Sequence[int] = WIDE, most: int = 8) -> Fraction:
    """Zero in one of four draws, else a magnitude."""
    return positive(draw, exponents, most) if pick(draw, range(4)) else Fraction(0)


def real(draw: DrawFn, exponents: Sequence[int] = WIDE, most: int = 8) -> Fraction:
    """Zero, or a magnitude with a sign."""
    size = nonnegative(draw, exponents, most)
    return -size if size and draw(COIN) else size


def steep(draw: DrawFn) -> Fraction:
    """A logit: often so large that its exponential overflows."""
    return real(draw, STEEP)


def vector(draw: DrawFn, count: int, number: Number) -> Vector:
    """So many numbers: all equal, on three levels (many ties), equal but for one, or generic."""
    shape = pick(draw, SHAPES)
    if shape == "equal":
        return (number(draw),) * count
    if shape == "spike":
        common, spike, place = number(draw), number(draw), pick(draw, range(count))
        return tuple(spike if i == place else common for i in range(count))
    if shape == "levels":
        levels = [number(draw) for _ in range(3)]
        own = [pick(draw, levels) for _ in range(min(count, LEVELS))]
    else:
        own = [number(draw) for _ in range(min(count, FRESH))]
    return tuple(own[i % len(own)] for i in range(count))


def matrix(draw: DrawFn, rows: int, columns: int, number: Number) -> Matrix:
    """A matrix, shaped as one long vector."""
    entries = vector(draw, rows * columns, number)
    return tuple(entries[i * columns : (i + 1) * columns] for i in range(rows))


def permutation(draw: DrawFn, count: int) -> tuple[int, ...]:
    """An arrangement of 0..count-1: a rotation and a few exchanges; the identity is the simplest one."""
    turn = pick(draw, range(count))
    places = [(i + turn) % count for i in range(count)]
    for _ in range(pick(draw, range(EXCHANGES))):
        i, j = pick(draw, range(count)), pick(draw, range(count))
        places[i], places[j] = places[j], places[i]
    return tuple(places)


def reflected(draw: DrawFn, rows: int, columns: int) -> Matrix:
    """Orthonormal columns: the first columns of 1, after at most two reflections 1 - 2 v v^T / (v . v)."""
    frame = [[Fraction(int(i == j)) for j in range(columns)] for i in range(rows)]
    for _ in range(pick(draw, range(3))):
        v = [pick(draw, (0, 1, -1, 2)) for _ in range(rows)]
        square = sum(x * x for x in v)
        if square:
            shadow = [2 * sum(x * row[j] for x, row in zip(v, frame, strict=True)) for j in range(columns)]
            frame = [
                [entry - part * Fraction(x, square) for entry, part in zip(row, shadow, strict=True)]
                for x, row in zip(v, frame, strict=True)
            ]
    return tuple(tuple(row) for row in frame)


def flat(matrix: Matrix) -> Vector:
    """The entries of a matrix, row by row."""
    return tuple(chain.from_iterable(matrix))
