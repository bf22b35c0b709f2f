r"""The slack of the margin bound: what the norms are above the margins, as a sum of squares.

    S = (1/(2 r)) ( sum_k |w_k - wbar - r hbar_k|^2 + K |wbar|^2 + sum_{k,i} |h_{k,i} - hbar_k|^2 )

A margin bound q is a real number with m_{k,j,i} >= q for all k, i and all j != k. The largest of these is q_min, the
neural collapse margin: what is said of every such q is said of q_min, and what is said of q_min follows for each.
"""

from __future__ import annotations

from symflow.algebra.expr import Expr, atom, delta, total
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.statement import All, And, eq, forall, ge
from symflow.flow import peeled
from symflow.flow.notation import H, K, W
from symflow.flow.peeled import NC1, ROOT_OF_N, c, hbar, i, j, k, l, margin, root, wbar

slack, q = atom("S")(), atom("q")()

UNBALANCED = total((W(k, c) - wbar(c) - root * hbar(c, k)) ** 2, k, c)
SCATTER = total((H(c, k, i) - hbar(c, k)) ** 2, c, k, i)
SLACK = Definition("S", (), 1 / (2 * root) * (UNBALANCED + K * total(wbar(c) ** 2, c) + SCATTER))
MODEL = peeled.MODEL | Model((ROOT_OF_N, Variable("q")), (SLACK,), ())


def bounded(value: Expr) -> All:
    """Every margin is at least ``value``: m_{k,j,i} >= value for j != k."""
    return forall(k, j, i, ge((1 - delta(j, k)) * (margin(k, j, i) - value), 0))


def collapsed(length: Expr, factor: Expr) -> And:
    """NC1, NC2 with |hbar_k|^2 = length, NC3 with w_k = factor hbar_k."""
    product = total(hbar(c, k) * hbar(c, l), c)
    gram = forall(k, l, eq(product, length * (K * delta(k, l) - 1) / (K - 1)))
    return And((NC1, gram, forall(k, c, eq(W(k, c), factor * hbar(c, k)))))
