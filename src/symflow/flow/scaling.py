r"""A point (W, H) scaled by alpha > 0: its margins, and its value in the minimum-norm separation problem (5).

(5) asks for the least (1/2) |W|_F^2 + (1/2) |H|_F^2 with all margins m_{k,j,i}, j != k, at least 1.
"""

from __future__ import annotations

from symflow.algebra.expr import Expr, atom, delta, total
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import All, forall, ge
from symflow.flow import peeled
from symflow.flow.notation import H, W
from symflow.flow.peeled import c, i, j, k
from symflow.flow.slack import q

alpha, p = atom("alpha")(), atom("p")()
MODEL = peeled.MODEL | Model(tuple(Variable(name, (), "positive") for name in ("alpha", "q", "p")), (), ())
__all__ = ["MODEL", "alpha", "feasible", "margin_at", "objective", "p", "q"]


def margin_at(scale: Expr) -> Expr:
    """m_{k,j,i} of (scale W, scale H)."""
    return total((scale * W(k, c) - scale * W(j, c)) * (scale * H(c, k, i)), c)


def feasible(scale: Expr) -> All:
    """(scale W, scale H) satisfies the constraints of (5)."""
    return forall(k, j, i, ge((1 - delta(j, k)) * (margin_at(scale) - 1), 0))


def objective(scale: Expr) -> Expr:
    """The value of (5) at (scale W, scale H)."""
    return (total((scale * W(k, c)) ** 2, k, c) + total((scale * H(c, k, i)) ** 2, c, k, i)) / 2
