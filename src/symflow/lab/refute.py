r"""Refute first: one exact point where a candidate increases.

Statement.  ``refute`` scans points in double precision, in the shapes of ``refute_points``, keeps the best by several
rankings and alters them; what looks like a counterexample is read as rationals, decided by balls
(``symflow.evidence.points.witness``) and made simple. Extreme scales, from 1e-6 to 1e6, where double precision has no
value, are tried by balls directly. A float never refutes, and finding nothing shows nothing.

The result depends on the question, the seed and the rounds; on the clock only where it ends the search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from time import monotonic
from typing import Any

import numpy as np

from symflow.evidence.result import Evidence
from symflow.lab.question import Question
from symflow.lab.refute_points import Points
from symflow.lab.refute_scan import Scan, best
from symflow.lab.refute_simpler import confirmed, exact_point, simpler

FRESH, CHANGED, ELITE, PROPOSED = 400, 200, 30, 4
ROUNDS = 40
MOST_ENTRIES = 6000
MISTAKES = 40  # proposals that may turn out wrong, rounding errors of points near convergence
EXTREME = 0.3  # the part of the time that extreme scales may take
SCALES = tuple(Fraction(10) ** e for e in (-6, -3, 3, 6))
Progress = Callable[[float, str], None]


def refute(
    question: Question,
    seconds: float = 20.0,
    seed: int = 0,
    rounds: int = ROUNDS,
    progress: Progress | None = None,
) -> Evidence | None:
    """A confirmed and simple counterexample, or None if none was found in the rounds and the time given."""
    started = monotonic()
    end = started + seconds
    found = _extreme(question, started + EXTREME * seconds)
    found = found if found is not None else _searched(question, end, seed, rounds, progress)
    return None if found is None else simpler(question, found, max(end, monotonic() + EXTREME * seconds))


def _searched(
    question: Question, end: float, seed: int, rounds: int, progress: Progress | None
) -> Evidence | None:
    draw = np.random.default_rng(seed)
    points, scan = Points(question, draw), Scan(question)
    share = max(0.05, min(1.0, MOST_ENTRIES / (FRESH * max(1, question.K - 1))))
    elites: list[Any] = []
    trust = MISTAKES
    for number in range(rounds):
        if monotonic() > end:
            return None
        if progress is not None:
            progress(number / rounds, "searching for a counterexample")
        fresh = points.fresh(max(20, int(FRESH * share)))
        changed = [points.changed(elite, max(10, int(CHANGED * share))) for elite in elites]
        batch = np.concatenate([fresh, *elites, *changed])
        ranked, rates = scan.scores(batch)
        elites = [batch[np.argsort(-row, kind="stable")[:ELITE]] for row in ranked]
        places = _proposed(scan, batch, ranked, rates)[:trust]
        for place in places:
            if monotonic() > end:
                return None
            found = exact_point(question, [float(x) for x in batch[place]], end)
            if found is not None:
                return found
        trust -= len(places)
    return None


def _proposed(scan: Scan, batch: Any, ranked: Any, rates: Any) -> list[int]:
    """The places of the best points that look like counterexamples."""
    places = [i for i in best(ranked, PROPOSED) if rates[i] > 0]
    if not places:
        return []
    good = scan.steady(batch[places])
    return [place for place, fine in zip(places, good, strict=True) if fine]


def _extreme(question: Question, end: float) -> Evidence | None:
    """Very small and very large modes, by balls directly."""
    for numbers in _extremes(question):
        if monotonic() > end:
            return None
        found = confirmed(question, numbers)
        if found is not None:
            return found
    return None


def _extremes(question: Question) -> Iterator[tuple[Fraction, ...]]:
    """Collapse, one mode twice or half as large, and half of the modes larger, at extreme scales."""
    modes = [c.name == "s" for c in question.coordinates]
    count = sum(modes)
    shapes = [
        [1] * count,
        [2] + [1] * (count - 1),
        [1] + [2] * (count - 1),
        [1 + i % 2 for i in range(count)],
    ]
    middle = [None if low is None or high is None else (low + high) / 2 for low, high in question.ranges]
    for scale in SCALES:
        for shape in shapes:
            entries = iter(shape)
            yield tuple(
                scale * next(entries) if mode else m or Fraction(0)
                for mode, m in zip(modes, middle, strict=True)
            )
