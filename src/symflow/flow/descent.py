r"""One step of gradient descent on balanced factors, eta > 0 the size of the step.

a_k + eta (1 - pi_k) b_k and b_k + eta (1 - pi_k) a_k, with a = b and s = a b, give the modes

    s2_k = s_k y_k^2,    y_k = 1 + eta x_k,    x_k = 1 - pi_k = (1/2) sum_g |1 - chi_k(g)|^2 q_g.

mu is the mean of x_k over k != 0, and A = 1 + eta mu; sbar2 and V2 are bar s and V after the step.
"""

from __future__ import annotations

from symflow.algebra.expr import atom, chi, log, total
from symflow.algebra.indexing import GSTAR, G, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.signs import modulus
from symflow.flow import lyapunov
from symflow.flow.notation import N, q, s, x

eta, mu, A, V2, sbar2 = (atom(name)() for name in ("eta", "mu", "A", "V2", "sbar2"))
y, s2 = atom("y"), atom("s2")
g, k = indices("g k", G)
(mode,) = indices("k", GSTAR)

BRAKE = Definition("x", (k.variable,), total(modulus(1 - chi(k, g)) * q(g), g) / 2, even=True)
MEAN_BRAKE = Definition("mu", (), total(x(mode), mode) / N)
GROWTH = Definition("y", (k.variable,), 1 + eta * x(k), even=True)
MEAN_GROWTH = Definition("A", (), 1 + eta * mu)
STEP = Definition("s2", (k.variable,), s(k) * y(k) ** 2, even=True)
MEAN = Definition("sbar2", (), total(s2(mode), mode) / N)
LYAPUNOV = Definition("V2", (), log(sbar2) - total(log(s2(mode)), mode) / N)
AFTER = (BRAKE, MEAN_BRAKE, GROWTH, MEAN_GROWTH, STEP, MEAN, LYAPUNOV)
MODEL = lyapunov.MODEL | Model((Variable("eta", (), "positive"),), AFTER)
