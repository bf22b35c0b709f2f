r"""The quantities of the Lyapunov identity, for modes with s_0 = 0.

m = mean of z_g over g != 0,   w_g = z_g - m,   S = sum_{g != 0} e^{w_g},
rho = (1/S) sum_{g != 0} e^{w_g} w_g,   p_g = e^{w_g} / S
"""

from __future__ import annotations

from symflow.algebra.expr import exp, total
from symflow.algebra.indexing import GSTAR, G, indices
from symflow.algebra.quantities import Definition, Model
from symflow.flow.notation import N, S, m, w, z
from symflow.flow.spectrum import modes

(g,) = indices("g", G)
(h,) = indices("h", GSTAR)

MEAN_LOGIT = Definition("m", (), total(z(h), h) / N)
CENTRED = Definition("w", (g.variable,), z(g) - m, even=True)
PARTITION = Definition("S", (), total(exp(w(h)), h))
ORDER = Definition("rho", (), total(exp(w(h)) * w(h), h) / S)
WEIGHTS = Definition("p", (g.variable,), exp(w(g)) / S, even=True)
MODEL = modes() | Model((), (MEAN_LOGIT, CENTRED, PARTITION, ORDER, WEIGHTS))
