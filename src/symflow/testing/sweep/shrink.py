"""A broken case made small: fewer classes first, then simpler numbers; what it ends with is broken, or it is not given.

Laws of symflow.testing are shrunk by hypothesis (testing/trial.py). For a law of a motion the modes are replaced, one
orbit at a time, by one another, by 1, and by numbers with fewer digits, as long as the law stays broken.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

from symflow.algebra.schemes import Scheme
from symflow.errors import SymflowError
from symflow.flow.families import motion
from symflow.testing.draw import Vector
from symflow.testing.failure import Record
from symflow.testing.implementation import Calls
from symflow.testing.laws import LAWS
from symflow.testing.reference import REFERENCE
from symflow.testing.sweep.failure import Broken
from symflow.testing.sweep.grid import Place, canonical
from symflow.testing.sweep.judge import BROKEN, OPTIONS, Found, case_of, on_modes
from symflow.testing.sweep.laws import TESTING, table
from symflow.testing.sweep.points import modes, scheme
from symflow.testing.trial import Trial, measure, smallest

SMALL_K, SEEDS, TRIALS, SECONDS = 8, 20, 400, 30.0
Try = Callable[[Place, Vector], Found | None]


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A small broken case: the file that holds it, its name, and the case in words."""

    name: str
    content: str
    about: str


def shrunk(at: Place) -> Shrunk:
    """The smallest broken case that is found from a broken case."""
    return _of_testing(at) if table()[at.law].kind == TESTING else _of_motion(at)


def _of_testing(at: Place) -> Shrunk:
    """A law of symflow.testing: its failure file, as `symflow.testing` writes them."""
    law, case = LAWS[at.law], case_of(at)
    calls, tolerance = Calls(REFERENCE), OPTIONS.tolerance(law, REFERENCE.dtype)
    number = int.from_bytes(sha256(str(at).encode()).digest()[:8], "big")
    trial = Trial(law, calls, tolerance, OPTIONS.max_examples)
    case, found = smallest(trial, (case, measure(law, calls, case)), number)
    if found.size <= tolerance:
        raise _held_now(at)
    record = Record(law.name, case, REFERENCE.dtype, tolerance, found.size, found.note, at.seed)
    content: dict[str, Any] = {**record.document(), "volatile": {}}
    return _named(at, canonical(content) + "\n", str(case))


def _of_motion(at: Place) -> Shrunk:
    """A law of a motion: fewer classes, then simpler modes."""
    deadline = time.monotonic() + SECONDS
    best, s, found = _fewer(at, deadline)
    spent = 0
    changed = True
    while changed and spent < TRIALS and time.monotonic() < deadline:
        changed = False
        for simpler in _simpler(scheme(best), s):
            spent += 1
            again = _broken(best, simpler)
            if again is not None:
                s, found, changed = simpler, again, True
                break
            if spent >= TRIALS or time.monotonic() > deadline:
                break
    small = Broken(replace(best, scale="1", seed=0), s, found.measured)
    return _named(at, small.text(), f"K = {best.K}, s = ({', '.join(map(str, s[1:]))})")


def _fewer(at: Place, deadline: float) -> tuple[Place, Vector, Found]:
    """A broken case of the least K that is found among a few starts of each smaller K."""
    for K in range(2, min(at.K, SMALL_K + 1)):
        for seed in (at.seed, *range(SEEDS)):
            place = replace(at, K=K, seed=seed)
            s = modes(place)
            found = _broken(place, s)
            if found is not None:
                return place, s, found
            if time.monotonic() > deadline:
                break
    s = modes(at)
    found = _broken(at, s)
    if found is None:
        raise _held_now(at)
    return at, s, found


def _held_now(at: Place) -> SymflowError:
    return SymflowError(f"{at}: it is not broken when it is tried again; please report this")


def _broken(at: Place, s: Vector) -> Found | None:
    """What a law says where it is broken, else None."""
    try:
        found = on_modes(table()[at.law], motion(at.flow), at, s)
    except Exception:  # noqa: BLE001 - as in a sweep: what raises is not broken
        return None
    return found if found.outcome == BROKEN else None


def _simpler(group: Scheme, s: Vector) -> Iterator[Vector]:
    """Modes that are simpler by one value, the most simple first."""
    values = sorted(set(s[1:]), key=_cost)
    for value in reversed(values):
        options = {Fraction(1), *values, *_rounded(value)}
        for option in sorted((x for x in options if x > 0 and _cost(x) < _cost(value)), key=_cost):
            yield tuple(option if x == value else x for x in s)
    for k in range(1, group.K):  # one orbit made equal to another value, which need not be simpler
        for option in values:
            if option != s[k] and _levels(s, k, option, group) < len(values):
                yield _with(s, k, option, group)


def _levels(s: Vector, k: int, option: Fraction, group: Scheme) -> int:
    return len(set(_with(s, k, option, group)[1:]))


def _with(s: Vector, k: int, option: Fraction, group: Scheme) -> Vector:
    return tuple(option if j in (k, group.negate(k)) else x for j, x in enumerate(s))


def _rounded(value: Fraction) -> Iterator[Fraction]:
    """Numbers near a value with a small denominator, powers of ten, and whole ones."""
    for most in (1, 2, 10, 100):
        yield value.limit_denominator(most)
    if value < 1:
        yield 1 / Fraction(round(1 / value))
    for power in range(-12, 5):
        if Fraction(10) ** (power - 1) < value < Fraction(10) ** (power + 1):
            yield Fraction(10) ** power


def _cost(x: Fraction) -> tuple[int, Fraction]:
    return len(str(x)), x


def _named(at: Place, content: str, about: str) -> Shrunk:
    flow = "" if at.flow == "-" else "-" + at.flow.replace(":", "-").replace("/", "_")
    return Shrunk(f"{at.law}{flow}-{sha256(content.encode()).hexdigest()[:16]}.json", content, about)
