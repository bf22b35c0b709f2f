r"""The collapse ray: all non-trivial modes equal, s_k = sigma for k != 0.

sigma' = 2 K sigma / (e^sigma + K - 1),      Ei(sigma) + (K - 1) log sigma = 2 K t + const
"""

from __future__ import annotations

from symflow.algebra.expr import delta, exp
from symflow.algebra.indexing import ZERO_INDEX, G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.notation import K, sigma
from symflow.flow.spectrum import SOFTMAX

(k,) = indices("k", G)

SPECTRUM = Definition("s", (k.variable,), sigma * (1 - delta(k, ZERO_INDEX)), even=True)
FLOW = Flow(
    "ray", (Definition("sigma", (), 2 * K * sigma / (exp(sigma) + K - 1)),), "motion along the collapse ray"
)
MODEL = Model((Variable("sigma", (), "positive"),), (SPECTRUM, *SOFTMAX.definitions), (FLOW,))
