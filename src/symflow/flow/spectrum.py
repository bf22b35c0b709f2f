r"""The softmax of a spectrum: from modes s_k to logits, probabilities and softmax modes.

    z_g = (1/K) sum_k chi_k(g) s_k,      q_g = e^{z_g} / sum_h e^{z_h},      pi_k = sum_g chi_k(g) q_g

and the reduced flow of balanced modes, s_k' = 2 s_k (1 - pi_k). Mode 0 is the constant one; s_0 = 0.
"""

from __future__ import annotations

from symflow.algebra.expr import chi, exp, log, total
from symflow.algebra.indexing import GSTAR, G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.notation import K, N, pi, q, s, sbar, z

g, h, k = indices("g h k", G)
(mode,) = indices("k", GSTAR)

LOGITS = Definition("z", (g.variable,), total(chi(k, g) * s(k), k) / K, even=True)
PROBABILITIES = Definition("q", (g.variable,), exp(z(g)) / total(exp(z(h)), h), even=True)
SOFTMAX_MODES = Definition("pi", (k.variable,), total(chi(k, g) * q(g), g), even=True)
SOFTMAX = Model((), (LOGITS, PROBABILITIES, SOFTMAX_MODES))

MODES = Variable("s", (G,), "positive", even=True, vanishing=True)
REAL_MODES = Variable("s", (G,), "real", even=True)
FLOW = Flow(
    "modes", (Definition("s", (k.variable,), 2 * s(k) * (1 - pi(k))),), "reduced flow of balanced modes"
)

MEAN = Definition("sbar", (), total(s(mode), mode) / N)
LYAPUNOV = Definition("V", (), log(sbar) - total(log(s(mode)), mode) / N)


def modes(variable: Variable = MODES) -> Model:
    """Balanced modes with their softmax, the reduced flow, bar s and V."""
    return Model((variable,), (*SOFTMAX.definitions, MEAN, LYAPUNOV), (FLOW,))
