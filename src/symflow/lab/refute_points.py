r"""Where counterexamples like to hide: points for the search, in double precision.

Statement.  ``fresh`` draws points of a question in these shapes, ``changed`` alters good ones:

    generic         every mode on its own, over several orders of magnitude
    levels          a few values only, one for each coset of a random subgroup (Z_2^m) or each gcd(k, K) (Z_K)
    spikes          such a point with one to three modes replaced
    near collapse   c (1 + eps d) with eps = 1/10, 1/100, 1/1000 and d a generic or a levelled direction

Notation.  An array of points has shape (points, free numbers), as ``Question.coordinates`` lists them. Nothing here
proves anything: what looks like a counterexample is decided elsewhere, exactly.
"""

from __future__ import annotations

from math import gcd
from typing import Any

import numpy as np

from symflow.lab.question import Question

LEVELS = np.array([1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 0.5, 0.25, 0.1, 0.05, 0.01])
SCALES = np.array([1, 1, 1, 1, 0.1, 0.01, 1e-4, 3, 10])
NEAR = np.array([0.1, 0.01, 0.001])
SMALLEST, LARGEST = 1e-6, 1e3


class Points:
    """The shapes for one question; every draw comes from the one generator."""

    def __init__(self, question: Question, draw: Any) -> None:
        self.draw, self.question = draw, question
        columns = question.coordinates
        self.modes = [i for i, c in enumerate(columns) if c.name == "s"]
        self.others = [i for i, c in enumerate(columns) if c.name != "s"]
        self.width = len(columns)
        ends = question.ranges
        self.low = np.array([-np.inf if low is None else float(low) for low, _ in ends])
        self.high = np.array([np.inf if high is None else float(high) for _, high in ends])
        self.places = np.array([columns[i].positions[0] for i in self.modes])

    def fresh(self, count: int) -> Any:
        """New points in all shapes."""
        modes = np.empty((count, len(self.modes)))
        kind = self.draw.integers(0, 6, count)
        for shape, make in enumerate((self._generic, self._levels, self._levels, self._spikes, self._spikes)):
            rows = np.flatnonzero(kind == shape)
            modes[rows] = make(len(rows))
        rows = np.flatnonzero(kind == 5)
        direction = np.where(
            self.draw.random((len(rows), 1)) < 0.5, self._generic(len(rows)), self._levels(len(rows))
        )
        step = (
            self.draw.choice(NEAR, (len(rows), 1))
            * direction
            / direction.max(axis=1, keepdims=True, initial=1)
        )
        modes[rows] = self.draw.choice(LEVELS, (len(rows), 1)) * (1 + step)
        modes *= np.where(kind[:, None] < 5, self.draw.choice(SCALES, (count, 1)), 1)
        return self._placed(modes)

    def changed(self, elite: Any, count: int) -> Any:
        """Good points with one value, or one entry, replaced, nudged or made equal to another; or all scaled."""
        modes = elite[self.draw.integers(0, len(elite), count)][:, self.modes]
        rows = np.arange(count)
        for step in range(3):
            at = self.draw.integers(0, len(self.modes), count)
            old, other = modes[rows, at], modes[rows, self.draw.integers(0, len(self.modes), count)]
            factor = self.draw.choice([0.25, 0.5, 0.8, 0.9, 0.97, 1.03, 1.1, 1.25, 2.0, 4.0], count)
            options = [self.draw.choice(LEVELS, count), old * factor, other, old, old]
            new = np.choose(self.draw.integers(0, 3 if step == 0 else 5, count), options)
            together = self.draw.random(count) < 0.5
            chosen = np.where(together[:, None], modes == old[:, None], False)
            chosen[rows, at] = True
            modes = np.where(chosen, new[:, None], modes)
        scaled = self.draw.random(count) < 0.15
        modes[scaled] *= self.draw.choice([0.5, 0.8, 1.25, 2.0], (int(scaled.sum()), 1))
        out = self._placed(modes)
        if self.others:
            kept = self.draw.random(count) < 0.5
            parents = elite[self.draw.integers(0, len(elite), count)]
            out[np.ix_(kept, self.others)] = parents[np.ix_(kept, self.others)]
        return out

    def _generic(self, count: int) -> Any:
        size = (count, len(self.modes))
        spread = self.draw.choice([0.3, 1.0, 3.0], (count, 1))
        smooth = np.exp(spread * self.draw.standard_normal(size))
        return np.where(self.draw.random((count, 1)) < 0.5, smooth, self.draw.choice(LEVELS, size))

    def _levels(self, count: int) -> Any:
        few = self.draw.choice(LEVELS, (count, 8))
        return np.take_along_axis(few, self._classes(count), axis=1)

    def _spikes(self, count: int) -> Any:
        out = self._levels(count)
        rows = np.arange(count)
        for _ in range(3):
            at = self.draw.integers(0, len(self.modes), count)
            wanted = self.draw.random(count) < 0.7
            out[rows[wanted], at[wanted]] = self.draw.choice(LEVELS, count)[wanted]
        return out

    def _classes(self, count: int) -> Any:
        """A label below 8 for each mode: its coset by up to three random functionals, or its gcd with K."""
        K = self.question.K
        if self.question.scheme == "cyclic":
            divisors = sorted({gcd(int(k), K) for k in self.places})
            label = np.array([divisors.index(gcd(int(k), K)) % 8 for k in self.places])
            return (label[None, :] + self.draw.integers(0, 8, (count, 1))) % 8
        out = np.zeros((count, len(self.places)), dtype=int)
        for _ in range(3):
            functional = self.draw.integers(0, K, (count, 1))
            used = self.draw.random((count, 1)) < 0.7
            bits = (
                np.bitwise_count(functional & self.places[None, :]) % 2
                if hasattr(np, "bitwise_count")
                else _parity(functional & self.places[None, :])
            )
            out = 2 * out + np.where(used, bits, 0)
        return out

    def _placed(self, modes: Any) -> Any:
        """Points with these modes, inside of the box, and parameters in their ranges, ends included."""
        count = len(modes)
        out = np.empty((count, self.width))
        out[:, self.modes] = np.clip(modes, SMALLEST, LARGEST)
        if self.question.box is not None:
            low, high = self.low[self.modes], self.high[self.modes]
            inside = low + (high - low) * self.draw.choice([0, 0.1, 0.25, 0.5, 0.75, 0.9, 1], modes.shape)
            outside = (out[:, self.modes] < low) | (out[:, self.modes] > high)
            out[:, self.modes] = np.where(outside, inside, out[:, self.modes])
        for column in self.others:
            low, high = self.low[column], self.high[column]
            out[:, column] = low + (high - low) * self.draw.choice([0, 1, 0.5, 0.25, 0.75, 0.1, 0.9], count)
        return out


def _parity(numbers: Any) -> Any:
    """How many bits are set, modulo 2; of numbers below 2^16."""
    for shift in (8, 4, 2, 1):
        numbers = numbers ^ (numbers >> shift)
    return numbers & 1
