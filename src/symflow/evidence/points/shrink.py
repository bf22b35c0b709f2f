r"""Shrinking: a counterexample that a reader can check by hand.

Statement.  From a point that refutes a part of a claim, ``shrink`` walks greedily to simpler points that
still refute the same part, confirmed by balls at every step, and stops when no step helps or the number
of trials is used up. The result depends on its input only, not on the clock.

Notation.  A number is simpler than another if its denominator, then its modulus, is smaller (an integer
below 10 is as simple as any); a point is simpler if fewer different numbers occur, then by the sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from symflow.claim.claim import Claim, Instance
from symflow.claim.layout import assemble, coordinates, layout_of, numbers_of
from symflow.errors import InputError
from symflow.evidence.points.witness import refute
from symflow.evidence.result import Evidence, Outcome

TRIALS = 400
LADDER = (192,)  # one modest precision


def refuted(claim: Claim, instance: Instance, part: str | None = None) -> Evidence | None:
    """The refutation at a point, at one modest precision; None if it is not confirmed there."""
    try:
        evidence = refute(claim, instance, part, LADDER)
    except InputError:
        return None
    return evidence if evidence.outcome is Outcome.FALSE else None


def shrink(claim: Claim, evidence: Evidence, trials: int = TRIALS) -> Evidence:
    """A refutation at a simpler point, or the same one."""
    found = evidence.refutation
    if found is None or _lists_hermitian(claim, found.instance):
        return evidence
    layout, part, best = layout_of(found.instance), found.part, evidence
    numbers = numbers_of(claim.domain, found.instance)
    signs = [c.sign for c in coordinates(claim.domain, layout)]
    seen = {tuple(numbers)}
    improved = True
    while improved and trials > 0:
        improved = False
        for trial in list(_simpler(numbers, signs)):
            if tuple(trial) in seen or cost(trial) >= cost(numbers):
                continue
            seen.add(tuple(trial))
            trials -= 1
            smaller = refuted(claim, assemble(claim.domain, layout, trial), part)
            if smaller is not None:
                numbers, best, improved = trial, smaller, True
            if trials <= 0:
                break
    return best


def cost(numbers: list[Fraction]) -> tuple[int, Fraction]:
    """How complicated a point is."""
    size = sum((Fraction(x.denominator - 1) * 10 + abs(x) + (x < 0) for x in numbers), Fraction(0))
    return len(set(numbers)) + sum(x.denominator > 1 for x in numbers), size


def _simpler(numbers: list[Fraction], signs: list[str]) -> Iterator[list[Fraction]]:
    """Neighbours of a point: all numbers scaled or rounded, then one level at a time, then one number."""
    scale = lcm(*(x.denominator for x in numbers)) if numbers else 1
    for factor in (Fraction(scale), Fraction(1, 2), Fraction(1, 3), Fraction(2)):
        yield [x * factor for x in numbers]
    for unit in (1, 2, 4):
        yield [_allowed(Fraction(round(x * unit), unit), s) for x, s in zip(numbers, signs, strict=True)]
    levels = sorted(set(numbers))
    for level in reversed(levels):
        for new in dict.fromkeys((*_targets(level), *levels)):
            yield [_allowed(new, s) if x == level else x for x, s in zip(numbers, signs, strict=True)]
    for place, x in enumerate(numbers):
        for new in dict.fromkeys((*_targets(x), *levels)):
            yield [*numbers[:place], _allowed(new, signs[place]), *numbers[place + 1 :]]


def _targets(x: Fraction) -> list[Fraction]:
    below = x - 1 if x > 1 else x
    return [Fraction(0), Fraction(1), Fraction(2), Fraction(round(x)), Fraction(round(x / 2)), below]


def _allowed(x: Fraction, sign: str) -> Fraction:
    """The number itself, or the nearest simple one of the declared sign."""
    if sign == "positive" and x <= 0:
        return Fraction(1)
    return abs(x) if sign == "nonnegative" else x


def _lists_hermitian(claim: Claim, instance: Instance) -> bool:
    listed = dict(instance.values)
    return any(v.hermitian and v.name in listed for v in claim.domain.model.variables)
