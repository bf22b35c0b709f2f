r"""Only some modes are active, and a comparison point among the same modes.

    s_k = alpha_k r_k,   alpha_k >= 0 fixed, r_k > 0 moving:   r_k' = 2 r_k (1 - pi_k)

A = {k : alpha_k > 0} is the set of active modes; every s >= 0 with these active modes is of this form.
The comparison point is s*_k = beta alpha_k. With theta_g = (1/K) sum_k alpha_k (1 - chi_k(g)) its logits are
z*_g = z*_0 - beta theta_g, so that its softmax and its loss of one class are

    q*_g = e^{-beta theta_g} / sum_h e^{-beta theta_h},     l* = log sum_g e^{-beta theta_g}

and D = sum_k ( s*_k log(s*_k/s_k) - s*_k + s_k ) over the active modes is the distance from s to s* that belongs
to the exponentiated gradient.
"""

from __future__ import annotations

from symflow.algebra.expr import atom, chi, exp, log, total
from symflow.algebra.indexing import G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.mirror import CLASS_LOSS
from symflow.flow.notation import K, pi
from symflow.flow.spectrum import SOFTMAX

g, h, k = indices("g h k", G)
alpha, r, theta, best = atom("alpha"), atom("r"), atom("theta"), atom("qstar")
scale, least, distance, start, from_time = (atom(name)() for name in ("beta", "lstar", "D", "D0", "T"))

VARIABLES = (
    Variable("alpha", (G,), "nonnegative", even=True),
    Variable("r", (G,), "positive", even=True),
    Variable("beta", (), "positive"),
    Variable("D0", (), "nonnegative"),
    Variable("T", (), "positive"),
)
SPECTRUM = Definition("s", (k.variable,), alpha(k) * r(k), even=True)
GAPS = Definition("theta", (g.variable,), total(alpha(k) * (1 - chi(k, g)), k) / K, even=True)
DECAY = exp(-(scale * theta(g)))
LEAST = Definition("lstar", (), log(total(DECAY, g)))
BEST = Definition("qstar", (g.variable,), DECAY / total(exp(-(scale * theta(h))), h), even=True)
DISTANCE = Definition("D", (), total(alpha(k) * (scale * log(scale / r(k)) - scale + r(k)), k))
FLOW = Flow(
    "active",
    (Definition("r", (k.variable,), 2 * r(k) * (1 - pi(k))),),
    "reduced flow of the active modes s = alpha r",
)
MODEL = Model(VARIABLES, (SPECTRUM, *SOFTMAX.definitions, CLASS_LOSS, GAPS, LEAST, BEST, DISTANCE), (FLOW,))
