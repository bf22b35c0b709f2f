r"""Many points at once in double precision: a filter that proposes candidates and proves nothing.

Statement.  A batch is an array of shape (points, coordinates); every formula is evaluated at all points
together. An entry that has no value becomes NaN and is never a candidate.

Formula.  For a sequent with conclusion left op right, ``violations`` is how far each point seems to
break it, relative to 1 + |left| + |right|, and -inf where a hypothesis seems to fail.

Notation.  Complex values are pairs of arrays. Everything that a candidate claims is decided again, from
exact numbers, by ``symflow.evidence.points.witness``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from symflow.algebra.statement import Rel, Sequent
from symflow.claim.claim import Instance
from symflow.claim.domain import Domain
from symflow.claim.layout import Layout, coordinates
from symflow.evidence.points.evaluate import derivatives_of
from symflow.evidence.points.grid import entries_of, grid_of
from symflow.evidence.points.values import ExactFirst, Pair, Undecided
from symflow.evidence.points.walk import Env, Value, Walker
from symflow.numeric.arithmetic import Float64

TOLERANCE = 1e-9
_FUNCTIONS: dict[str, Callable[[Any], Any]] = {"exp": np.exp, "log": np.log, "tanh": np.tanh}


class Arrays(ExactFirst):
    """Double-precision arrays; constants stay exact until they meet one."""

    def __init__(self) -> None:
        super().__init__(Float64())

    def function(self, name: str, x: Value) -> Value:
        arg = self.real(x)
        if name not in _FUNCTIONS:
            return np.vectorize(Float64().ei, otypes=[float])(self._lift(arg))
        return _FUNCTIONS[name](self._lift(arg))

    def extremum(self, kind: str, values: Sequence[Value]) -> Value:
        choose = np.maximum if kind == "max" else np.minimum
        out = self._lift(self.real(values[0]))
        for value in values[1:]:
            out = choose(out, self._lift(self.real(value)))
        return out

    def active(self, kind: str, values: Sequence[Value], rates: Sequence[Callable[[], Value]]) -> Value:
        best = self.extremum(kind, values)
        away = -np.inf if kind == "max" else np.inf
        slopes = [self._lift(self.real(rate())) for rate in rates]
        pairs = zip(values, slopes, strict=True)
        return self.extremum(kind, [np.where(self.real(v) == best, slope, away) for v, slope in pairs])

    def real(self, x: Value) -> Value:
        return x.re if isinstance(x, Pair) else x

    def _root(self, x: Value, exponent: Fraction) -> Value:
        return self._lift(x) ** float(exponent)

    def _checked(self, compute: Callable[[], Value]) -> Value:
        return compute()


class Batch:
    """The values of formulas at many points of one layout."""

    def __init__(self, domain: Domain, layout: Layout, points: Any) -> None:
        self.numbers, self.points = Arrays(), points
        empty = Instance(layout.scheme, layout.K, (), layout.n, layout.d)
        self.grid = grid_of(empty)
        entries: dict[str, list[Value]] = {
            v.name: [Fraction(0)] * len(layout.places(v)) for v in domain.model.variables if not v.hermitian
        }
        for column, coordinate in enumerate(coordinates(domain, layout)):
            for position in coordinate.positions:
                entries[coordinate.name][position] = points[:, column]
        known = Instance(
            layout.scheme, layout.K, tuple((n, tuple(r)) for n, r in entries.items()), layout.n, layout.d
        )
        self._walker = Walker(
            derivatives_of(domain.model), self.grid, self.numbers, entries_of(domain, known, self.numbers)
        )

    def violations(self, sequent: Sequent, env: Env) -> Any:
        """How far each point seems to break the sequent; -inf where it does not apply."""
        nowhere, relation = np.full(len(self.points), -np.inf), sequent.conclusion
        if not isinstance(relation, Rel):
            return nowhere
        try:
            with np.errstate(all="ignore"):
                out = self._excess(relation, env)
                for hypothesis in sequent.hypotheses:
                    for place in self._places(hypothesis.vars, env):
                        out = np.where(self._excess(hypothesis.relation, place) <= TOLERANCE, out, -np.inf)
        except Undecided:
            return nowhere
        return np.where(np.isfinite(out), out, -np.inf)

    def _places(self, over: tuple[Any, ...], env: Env) -> list[dict[Any, int]]:
        places = [dict(env)]
        for var in over:
            places = [{**place, var: i} for place in places for i in self.grid.elements(var.space)]
        return places

    def _excess(self, relation: Rel, env: Env) -> Any:
        """How far left - right is on the wrong side (or from 0, for ==), relative to the sides."""
        left, right = self._value(relation.left, env), self._value(relation.right, env)
        difference = (left - right) / (1 + abs(left) + abs(right))
        if relation.op == "==":
            return abs(difference)
        wrong = np.real(difference) if relation.op in ("<=", "<") else -np.real(difference)
        return wrong + (2 * TOLERANCE if relation.op in ("<", ">") else 0)

    def _value(self, node: Any, env: Env) -> Any:
        value = self._walker.value(node, env)
        if isinstance(value, Pair):
            value = self.numbers._lift(value.re) + 1j * self.numbers._lift(value.im)
        return np.broadcast_to(self.numbers._lift(value), len(self.points))
