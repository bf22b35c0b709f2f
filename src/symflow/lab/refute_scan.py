r"""The rate D+ V at many points at once, in double precision: a filter that proposes, and proves nothing.

Formula.  With r_k = s_k'/s_k, points are ranked by

    D+ V,        D+ V / (std(r) std(log s)),        D+ V / max |r|

The second is scale-free, and stays of order one near collapse and near convergence, where D+ V itself fades. A point is
proposed only if D+ V stays positive when the modes are rounded a little.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from symflow.algebra.expr import Ddt, log
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import Rel, Sequent, le
from symflow.evidence.points.batch import Batch
from symflow.flow.notation import s
from symflow.lab.question import Question

RANKINGS = 3
ROUNDINGS = (1.0, 1 + 3e-14, 1 - 5e-14)
_FAINT = 1e-300
(_mode,) = indices("k", GSTAR)


class Scan:
    """Rates of one question's candidate."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._rate = Sequent((), question_relation(question))
        self._growth = Sequent((), le(Ddt(log(s(_mode)), question.motion.flow), 0))
        seen: dict[tuple[int, ...], int] = {
            c.positions: c.positions[0] for c in question.coordinates if c.name == "s"
        }
        self._places = list(seen.values())
        self._modes = [i for i, c in enumerate(question.coordinates) if c.name == "s"]

    def rates(self, points: Any) -> Any:
        """D+ V at each point; -inf where it has no value in double precision."""
        return self._plain(self._batch(points).violations(self._rate, {}))

    def scores(self, points: Any) -> Any:
        """The rankings, shape (RANKINGS, points), and the rates."""
        batch = self._batch(points)
        rate = self._plain(batch.violations(self._rate, {}))
        growth = np.stack(
            [self._plain(batch.violations(self._growth, {_mode.variable: k})) for k in self._places]
        )
        growth = np.where(np.isfinite(growth), growth, 0)
        spread = growth.std(axis=0) * np.log(points[:, self._modes]).std(axis=1)
        with np.errstate(all="ignore"):
            ranked = np.stack([rate, rate / (spread + _FAINT), rate / (np.abs(growth).max(axis=0) + _FAINT)])
        return np.where(np.isnan(ranked), -np.inf, ranked), rate

    def steady(self, points: Any) -> Any:
        """Whether D+ V is positive at each point and at points a few roundings away."""
        moved = np.concatenate([points] * len(ROUNDINGS))
        moved[:, self._modes] *= np.repeat(ROUNDINGS, len(points))[:, None]
        return (self.rates(moved) > 0).reshape(len(ROUNDINGS), -1).all(axis=0)

    def _batch(self, points: Any) -> Batch:
        return Batch(self.question.domain, self.question.layout, points)

    @staticmethod
    def _plain(excess: Any) -> Any:
        """x from x / (1 + |x|)."""
        with np.errstate(all="ignore"):
            return excess / np.maximum(1 - np.abs(excess), 1e-16)


def question_relation(question: Question) -> Rel:
    """D+ V <= 0"""
    return le(question.rate, 0)


def best(ranked: Any, count: int) -> Iterator[int]:
    """The places of the best points in every ranking, each once, best first."""
    seen: set[int] = set()
    orders = [np.argsort(-row, kind="stable")[:count] for row in ranked]
    for group in zip(*orders, strict=True):
        for place in group:
            if int(place) not in seen:
                seen.add(int(place))
                yield int(place)
