r"""Simplex equiangular tight frames: M = sqrt(K/(K - 1)) Q Pi with Pi = I - 11^T/K, the vectors in the columns."""

from __future__ import annotations

from fractions import Fraction

from symflow.algebra.expr import atom, delta, total
from symflow.algebra.indexing import CLASSES, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.statement import eq, forall
from symflow.flow.notation import K

M, Q = atom("M"), atom("Q")
half = Fraction(1, 2)
j, k, l = indices("j k l", CLASSES)

FRAME = Definition(
    "M",
    (j.variable, k.variable),
    (K / (K - 1)) ** half * total(Q(j, l) * (delta(l, k) - 1 / K), l),
)
MODEL = Model((Variable("Q", (CLASSES, CLASSES)),), (FRAME,))
ORTHOGONAL = forall(k, l, eq(total(Q(j, k) * Q(j, l), j) - delta(k, l), 0))
