r"""A new feature x in R^d beside a point (W, H): its scores w_k . x, and its squared distances to the class means."""

from __future__ import annotations

from symflow.algebra.expr import Expr, atom, total
from symflow.algebra.indexing import FEATURES, Index
from symflow.algebra.quantities import Model, Variable
from symflow.flow import peeled
from symflow.flow.notation import W
from symflow.flow.peeled import c, hbar

x = atom("x")
MODEL = peeled.MODEL | peeled.COLLAPSE | Model((Variable("x", (FEATURES,)),), (), ())


def score(k: Index) -> Expr:
    """w_k . x"""
    return total(W(k, c) * x(c), c)


def distance(k: Index) -> Expr:
    """|x - hbar_k|^2"""
    return total((x(c) - hbar(c, k)) ** 2, c)
