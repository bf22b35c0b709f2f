r"""Any matrix X with entries X_{ik} in place of the Walsh matrix.

U = X / sqrt(K),   Z = U diag(s) U^T,   P = column softmax of Z,   D = U^T P U
"""

from __future__ import annotations

from symflow.algebra.expr import atom, exp, total
from symflow.algebra.indexing import CLASSES, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.flow.notation import K, P, Z, s

X, e, D = atom("X"), atom("e"), atom("D")
i, j, k, l = indices("i j k l", CLASSES)

LOGITS = Definition("Z", (i.variable, j.variable), total(X(i, k) * s(k) * X(j, k), k) / K)
SOFTMAX = Definition("P", (i.variable, j.variable), exp(Z(i, j)) / total(exp(Z(k, j)), k))
TRANSFORMED = Definition("D", (k.variable, l.variable), total(X(i, k) * P(i, j) * X(j, l), i, j) / K)
MODEL = Model(
    (Variable("X", (CLASSES, CLASSES)), Variable("s", (CLASSES,), "nonnegative"), Variable("e", (CLASSES,))),
    (LOGITS, SOFTMAX, TRANSFORMED),
)
