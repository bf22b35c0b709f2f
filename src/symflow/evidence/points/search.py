r"""Refute first: a search for points where a claim fails.

Statement.  ``search`` looks for one exact counterexample before anyone tries to prove a claim. It scans
many points at once in double precision, keeps the points that come nearest to a violation, changes them a
little, and scans again; whatever seems to break the claim is decided by balls at an exact point
(``symflow.evidence.points.witness``) and then shrunk to small numbers. A float alone never refutes.

Formula.  Points are drawn from small integers and simple fractions, in shapes in which counterexamples
like to hide: all equal, two or three levels, one number far above or below the rest, generic.

Notation.  K runs over 2, 4, 8, 16 (Walsh), 3, 5, 6, 7 (cyclic) or 2, 3, 4 (plain index sets), each in turn.
The result depends on the seed, and on the clock only in how far the search gets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from time import monotonic
from typing import Any

import numpy as np

from symflow.algebra.statement import Rel, Sequent
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.layout import Coordinate, Layout, assemble, coordinates, needs_square
from symflow.claim.strategies import Sizes, layouts
from symflow.evidence.points.batch import TOLERANCE, Batch
from symflow.evidence.points.shrink import refuted, shrink
from symflow.evidence.points.walk import Env
from symflow.evidence.points.witness import free_of
from symflow.evidence.result import Evidence

SIZES = Sizes(walsh=(4, 8, 16, 2), cyclic=(3, 5, 6, 7), plain=(2, 3, 4))
LEVELS = np.array([1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 0.5, 0.25, 0.1, 0.05, 0.01])
POINTS, ELITE, ENVIRONMENTS = 600, 30, 24


@dataclass
class Front:
    """The search at one layout: its free numbers and, for each sequent, the best points so far."""

    layout: Layout
    free: tuple[Coordinate, ...]
    elite: dict[int, Any] = field(default_factory=dict)


def search(claim: Claim, seconds: float = 20.0, seed: int = 0) -> Evidence | None:
    """A confirmed and shrunk counterexample, or None if none was found in the time given."""
    sequents = [s for _, s in claim.sequents() if isinstance(s.conclusion, Rel)]
    fronts = [Front(at, coordinates(claim.domain, at)) for at in _layouts(claim.domain)]
    fronts = [front for front in fronts if front.free]
    end, draw = monotonic() + seconds, np.random.default_rng(seed)
    while sequents and fronts and monotonic() < end:
        for front in fronts:
            found = _round(claim, front, sequents, draw, end)
            if found is not None:
                return shrink(claim, found)
            if monotonic() > end:
                break
    return None


def _layouts(domain: Domain) -> list[Layout]:
    named = {space.size for v in domain.model.variables for space in v.spaces}
    samples = (1, 2) if "n" in named else (1,)
    features = (1, 2) if "d" in named else (1,)
    square = needs_square(domain)
    return [
        Layout(at.scheme, at.K, n, d)
        for at in layouts(domain, SIZES)
        for n in samples
        for d in ((at.K,) if square else features)
    ]


def _round(claim: Claim, front: Front, sequents: list[Sequent], draw: Any, end: float) -> Evidence | None:
    """One scan of fresh points and changed elite points, every sequent."""
    fresh = _fresh(front.free, POINTS, draw)
    for number, sequent in enumerate(sequents):
        points = fresh
        if number in front.elite:
            points = np.concatenate([fresh, _changed(front.elite[number], front.free, POINTS, draw)])
        batch = Batch(claim.domain, front.layout, points)
        score = np.full(len(points), -np.inf)
        for env in _environments(batch, sequent, draw):
            score = np.maximum(score, batch.violations(sequent, env))
            if monotonic() > end:
                break
        order = np.argsort(-score, kind="stable")[:ELITE]
        front.elite[number] = points[[i for i in order if np.isfinite(score[i])] or order]
        for i in [i for i in order[:3] if score[i] > TOLERANCE]:
            numbers = [Fraction(float(x)).limit_denominator(1000) for x in points[i]]
            found = refuted(claim, assemble(claim.domain, front.layout, numbers))
            if found is not None:
                return found
    return None


def _environments(batch: Batch, sequent: Sequent, draw: Any) -> list[Env]:
    """All values of the free indices if they are few, else a random choice."""
    over = free_of(sequent)
    ranges = [batch.grid.elements(var.space) for var in over]
    count = int(np.prod([len(r) for r in ranges])) if ranges else 1
    chosen = (
        range(count) if count <= ENVIRONMENTS else sorted(draw.choice(count, ENVIRONMENTS, replace=False))
    )
    out: list[Env] = []
    for code in islice(chosen, ENVIRONMENTS):
        env, rest = {}, int(code)
        for var, elements in zip(over, ranges, strict=True):
            env[var] = elements[rest % len(elements)]
            rest //= len(elements)
        out.append(env)
    return out


def _fresh(free: tuple[Coordinate, ...], count: int, draw: Any) -> Any:
    """New points in all shapes, with the signs that the domain declares."""
    size = (count, len(free))
    few = draw.choice(LEVELS, (count, 3))
    out = np.take_along_axis(few, draw.integers(0, 3, size), axis=1)
    kind = draw.integers(0, 4, count)
    out[kind == 1] = draw.choice(LEVELS, size)[kind == 1]
    spikes = np.flatnonzero(kind == 2)
    out[spikes] = few[spikes, :1]
    out[spikes, draw.integers(0, len(free), len(spikes))] = few[spikes, 1]
    out[: max(1, count // 40)] = few[: max(1, count // 40), :1]
    return _signed(out, free, draw)


def _changed(elite: Any, free: tuple[Coordinate, ...], count: int, draw: Any) -> Any:
    """Elite points with one to three numbers replaced, nudged or made equal to another."""
    out = elite[draw.integers(0, len(elite), count)].copy()
    rows = np.arange(count)
    for step in range(3):
        at, other = draw.integers(0, len(free), count), draw.integers(0, len(free), count)
        kind = draw.integers(0, 4, count) if step else draw.integers(0, 3, count)
        old = out[rows, at]
        nudged = np.round(old * draw.choice([0.5, 0.8, 0.9, 1.1, 1.25, 2.0], count), 2)
        options = [draw.choice(LEVELS, count), nudged, out[rows, other], old]
        out[rows, at] = np.where((new := np.choose(kind, options)) == 0, old, new)
    return _signed(np.abs(out), free, draw, elite)


def _signed(points: Any, free: tuple[Coordinate, ...], draw: Any, elite: Any = None) -> Any:
    """Random signs for real numbers, and some zeros where the sign allows them."""
    rare = 0.1 if elite is None else 0.02
    for column, coordinate in enumerate(free):
        if coordinate.sign != "positive":
            points[draw.random(len(points)) < rare, column] = 0
        if coordinate.sign == "real":
            points[:, column] *= np.where(draw.random(len(points)) < 0.4, -1, 1)
    return points
