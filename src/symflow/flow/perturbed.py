r"""Modes that are moved along a direction without mean: s_k' = v_k - mean of v for k != 0, and s_0' = 0."""

from __future__ import annotations

from symflow.algebra.expr import atom, delta, total
from symflow.algebra.indexing import GSTAR, ZERO_INDEX, G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.notation import N

v = atom("v")
(k,) = indices("k", G)
(l,) = indices("l", GSTAR)

DIRECTION = Variable("v", (G,), even=True)
RATE = (v(k) - total(v(l), l) / N) * (1 - delta(k, ZERO_INDEX))
LINE = Flow("direction", (Definition("s", (k.variable,), RATE),), "motion along v, its mean taken off")
MODEL = Model((DIRECTION,), (), (LINE,))
