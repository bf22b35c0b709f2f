r"""Products of columns of a square matrix X, and the moments of its columns under the softmax.

    T_abk = sum_i X_ia X_ib X_ik,      x-bar_k = (1/K) sum_i X_ik,      mu_jk = sum_i P_ij X_ik

For a Hadamard matrix, T_abk = +-K says that the entrywise product of the columns a and b is +- the column k.
"""

from __future__ import annotations

from symflow.algebra.expr import Expr, atom, total
from symflow.algebra.indexing import CLASSES, Index, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.flow.matrices import LOGITS, SOFTMAX, TRANSFORMED, X
from symflow.flow.notation import K, P

T, xbar, mu = atom("T"), atom("xbar"), atom("mu")
a, b, i, j, k = indices("a b i j k", CLASSES)

TRIPLES = Definition("T", (a.variable, b.variable, k.variable), total(X(i, a) * X(i, b) * X(i, k), i))
MEANS = Definition("xbar", (k.variable,), total(X(i, k), i) / K)
MOMENTS = Definition("mu", (j.variable, k.variable), total(P(i, j) * X(i, k), i))
MODEL = Model(
    (Variable("X", (CLASSES, CLASSES)), Variable("s", (CLASSES,))),
    (LOGITS, SOFTMAX, TRANSFORMED, TRIPLES, MEANS, MOMENTS),
)


def third_moment(first: Index, second: Index, third: Index) -> Expr:
    """K times the third central moment of three columns under equal weights."""
    return total((X(i, first) - xbar(first)) * (X(i, second) - xbar(second)) * (X(i, third) - xbar(third)), i)
