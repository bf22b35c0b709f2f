r"""From a floating-point counterexample to one that a reader can check by hand.

Statement.  ``exact_point`` reads a float point as simple rationals and has the witness confirmed by balls; ``simpler``
walks greedily to simpler points. At each step all neighbours are filtered in double precision together, and the
simplest that the balls confirm is taken. The walk depends on its input only; the clock may end it.

Notation.  A point is simpler if it has fewer different numbers and fewer fractions, then if its numbers are smaller;
numbers below 10 count as equally small.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor, inf, lcm, log10
from time import monotonic

import numpy as np

from symflow.claim.layout import numbers_of
from symflow.errors import InputError
from symflow.evidence.points.witness import refute
from symflow.evidence.result import Evidence, Outcome
from symflow.lab.question import Question
from symflow.lab.refute_scan import Scan

BITS = (128, 512)
STEPS = 120
TRIED, MOST = 12, 600
Point = tuple[Fraction, ...]


def confirmed(question: Question, numbers: Point, bits: tuple[int, ...] = BITS) -> Evidence | None:
    """Evidence FALSE at one exact point of the question, or None."""
    instance = question.instance(numbers)
    if not question.asks_about(instance):
        return None
    try:
        found = refute(question.claim, instance, "decrease", bits)
    except InputError:
        return None
    return found if found.outcome is Outcome.FALSE else None


def exact_point(question: Question, floats: list[float], end: float = inf) -> Evidence | None:
    """The float point as it is and, if that is confirmed, with as few significant digits as are confirmed too."""
    found = confirmed(question, tuple(Fraction(x) for x in floats))
    if found is None:
        return None
    for digits in (2, 3, 6):
        if monotonic() > end:
            break
        rounded = (_rounded(x, digits) for x in floats)
        near = confirmed(
            question, tuple(_within(x, *e) for x, e in zip(rounded, question.ranges, strict=True))
        )
        if near is not None:
            return near
    return found


def _rounded(x: float, digits: int) -> Fraction:
    if x == 0:
        return Fraction(0)
    unit = Fraction(10) ** (floor(log10(abs(x))) + 1 - digits)
    return round(Fraction(x) / unit) * unit


def _within(x: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    x = x if low is None else max(low, x)
    return x if high is None else min(high, x)


def simpler(question: Question, evidence: Evidence, end: float = inf) -> Evidence:
    """A refutation at a simpler point, or the same one; after the time ``end`` no further step is made."""
    best, scan = evidence, Scan(question)
    if best.refutation is None:
        return best
    numbers = tuple(numbers_of(question.domain, best.refutation.instance))
    for _ in range(STEPS):
        if monotonic() > end:
            break
        step = _step(question, scan, numbers, end)
        if step is None:
            break
        numbers, best = step
    return best


def _step(question: Question, scan: Scan, numbers: Point, end: float) -> tuple[Point, Evidence] | None:
    """The simplest neighbour that is confirmed."""
    neighbours = {n for n in _neighbours(question, numbers) if cost(n) < cost(numbers)}
    trials = sorted(neighbours, key=lambda n: (cost(n), n))[:MOST]
    if not trials:
        return None
    with np.errstate(all="ignore"):
        points = np.array([[float(x) for x in n] for n in trials])
        good = np.flatnonzero(scan.steady(points))
    for place in good[:TRIED]:
        if monotonic() > end:
            break
        found = confirmed(question, trials[int(place)])
        if found is not None:
            return trials[int(place)], found
    return None


def cost(numbers: Point) -> tuple[int, Fraction]:
    """How complicated a point is."""
    zero, ten = Fraction(0), Fraction(10)
    levels = set(numbers)
    size = sum(((x.denominator - 1) * 10 + max(abs(x), ten) + (x < 0) for x in levels), zero)
    return len(levels) + sum(x.denominator > 1 for x in levels), size + sum(map(abs, numbers), zero) / 10**6


def _neighbours(question: Question, numbers: Point) -> Iterator[Point]:
    """All numbers scaled or rounded, one level replaced everywhere, one number replaced; inside of the question."""
    ends = question.ranges
    modes = [c.name == "s" for c in question.coordinates]
    for new in _shifted(numbers, modes):
        moved = tuple(_within(x, *e) for x, e in zip(new, ends, strict=True))
        if all(x > 0 or not mode for x, mode in zip(moved, modes, strict=True)):
            yield moved


def _shifted(numbers: Point, modes: list[bool]) -> Iterator[Point]:
    scale = lcm(*(x.denominator for x, mode in zip(numbers, modes, strict=True) if mode))
    pairs = list(zip(numbers, modes, strict=True))
    for factor in (
        Fraction(scale),
        Fraction(1, 2),
        Fraction(1, 3),
        Fraction(2),
        Fraction(10),
        Fraction(1, 10),
    ):
        yield tuple(x * factor if mode else x for x, mode in pairs)
    for unit in (1, 2, 4, 10, 100):
        yield tuple(Fraction(round(x * unit), unit) for x in numbers)
    levels = sorted({x for x, mode in pairs if mode})
    for level in sorted(set(numbers), reverse=True):
        for new in dict.fromkeys((*_targets(level), *levels)):
            yield tuple(new if x == level else x for x in numbers)
    for place, x in enumerate(numbers):
        for new in dict.fromkeys((*_targets(x), *levels)):
            yield (*numbers[:place], new, *numbers[place + 1 :])


def _targets(x: Fraction) -> list[Fraction]:
    """Simple numbers to try in place of x."""
    near = [_rounded(float(x), 1)] if abs(x) < 10**15 else []
    powers = [Fraction(10) ** e for e in (-3, -2, -1, 2, 3) if abs(x) < 1 or e > 0]
    below = [x - 1] if x > 1 else []
    return [
        Fraction(1),
        Fraction(2),
        Fraction(3),
        Fraction(round(x)),
        Fraction(round(x / 2)),
        *near,
        *below,
        *powers,
    ]
