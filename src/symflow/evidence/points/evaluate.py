r"""Formulas at a point: exact where they are rational, enclosed where they are not.

Statement.  At an instance of a domain every formula of the domain's model has a value for each choice of
its free indices. ``Evaluator`` computes it in one of three arithmetics: float64 (a suspicion), mp (many
digits) and ball (a proof about that point). Rational values stay Fractions, so an equation such as
s_k = s_l, the active set of a maximum, or the zero of a polynomial is decided exactly.

Notation.  ``value(node, env)`` with env: Var -> int. Derivatives along a flow are those of
``symflow.algebra.derive``; at kinks of max and min they are the derivatives from the right (see
``symflow.evidence.points.kept``). Hermitian variables that the instance leaves out have the default of
``symflow.evidence.points.grid``.

Example.  The log-ratio's right derivative at s = (1, 1, 2) on Z_2^2 takes the least rate over {1, 2}:
both modes attain the minimum.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from symflow.algebra.expr import Expr
from symflow.algebra.quantities import Model
from symflow.claim.claim import Instance
from symflow.claim.domain import Domain
from symflow.evidence.points.grid import check_instance, entries_of, grid_of
from symflow.evidence.points.kept import Derivatives
from symflow.evidence.points.values import ExactFirst, Pair, Undecided, Undefined
from symflow.evidence.points.walk import Env, Value, Walker
from symflow.numeric.arithmetic import Arithmetic

__all__ = ["Evaluator", "Pair", "Undecided", "Undefined", "check_instance", "derivatives_of"]


@lru_cache(maxsize=64)
def derivatives_of(model: Model) -> Derivatives:
    """The derivatives of a model, shared by all evaluations of it."""
    return Derivatives(model)


class Evaluator:
    """Values of formulas at one instance of a domain, in one arithmetic."""

    def __init__(self, domain: Domain, instance: Instance, arithmetic: Arithmetic[Any]) -> None:
        check_instance(domain, instance)
        self.domain, self.instance, self.arithmetic = domain, instance, arithmetic
        self.numbers = ExactFirst(arithmetic)
        self.grid = grid_of(instance)
        with arithmetic.context():
            entries = entries_of(domain, instance, self.numbers)
        self._walker = Walker(derivatives_of(domain.model), self.grid, self.numbers, entries)

    def value(self, node: Expr, env: Env) -> Value:
        """The value of a formula: a Fraction, a number of the arithmetic, or a Pair of these."""
        with self.arithmetic.context():
            return self._walker.value(node, env)
