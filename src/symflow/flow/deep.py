r"""Balanced linear networks of depth three: s = r^3 with all factors equal to r.

Each factor moves by (1 - pi_k) times the product of the others, r_k' = (1 - pi_k) r_k^2, hence
s_k' = 3 s_k^{4/3} (1 - pi_k): depth D gives s' = D s^{2 - 2/D} (1 - pi), here D = 3.
"""

from __future__ import annotations

from symflow.algebra.expr import atom
from symflow.algebra.indexing import G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.notation import pi
from symflow.flow.spectrum import LYAPUNOV, MEAN, SOFTMAX

r = atom("r")
(k,) = indices("k", G)

FACTOR = Variable("r", (G,), "positive", even=True, vanishing=True)
SPECTRUM = Definition("s", (k.variable,), r(k) ** 3, even=True)
FLOW = Flow("depth-3", (Definition("r", (k.variable,), (1 - pi(k)) * r(k) ** 2),), "depth-3 balanced flow")
MODEL = Model((FACTOR,), (SPECTRUM, *SOFTMAX.definitions, MEAN, LYAPUNOV), (FLOW,))
