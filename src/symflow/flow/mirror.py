r"""The loss as a function of the modes, and straight lines in the space of modes.

l(s) = -z_0 + log sum_g e^{z_g}   (one class; the whole loss is L = K l)
"""

from __future__ import annotations

from symflow.algebra.expr import atom, chi, exp, log, total
from symflow.algebra.indexing import ZERO_INDEX, G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.notation import K, z
from symflow.flow.spectrum import FLOW, REAL_MODES, SOFTMAX

v = atom("v")
g, k = indices("g k", G)

CLASS_LOSS = Definition("l", (), -z(ZERO_INDEX) + log(total(exp(z(g)), g)))
DIRECTION = Variable("v", (G,), even=True)
DIRECTION_LOGITS = Definition("x", (g.variable,), total(chi(k, g) * v(k), k) / K, even=True)
LINE = Flow("line", (Definition("s", (k.variable,), v(k)),), "motion along a straight line s + t v")
MODEL = Model((REAL_MODES, DIRECTION), (*SOFTMAX.definitions, CLASS_LOSS, DIRECTION_LOGITS), (FLOW, LINE))
