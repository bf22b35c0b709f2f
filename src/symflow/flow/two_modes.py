r"""Two modes of four classes: an active pair and a small third mode.

G = Z_2^2 and e != 0. The two characters with chi_k(e) = -1 have the mode sigma, the third one has the mode r:

    s_k = sigma (1 - chi_k(e))/2 + r (1 + chi_k(e))/2   for k != 0,      s_0 = 0

r = 0 is the example (7) of [J], with sigma = 4C^2; in the print's order e = 1 and s = (0, sigma, r, sigma). With
D = 2 + e^{(r + sigma)/2} + e^{(r - sigma)/2} the reduced flow of balanced modes is

    sigma' = 4 sigma (1 + e^{(r - sigma)/2})/D,      r' = 8 r/D

rho and c are numbers that bound the start.
"""

from __future__ import annotations

from symflow.algebra.expr import atom, chi, delta, exp, total
from symflow.algebra.indexing import GSTAR, ZERO_INDEX, G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.notation import K, q, s, sigma, z
from symflow.flow.scalar import LINE

r, rho, c, y = (atom(name)() for name in ("r", "rho", "c", "y"))
g, h, k = indices("g h k", G)
(e,) = indices("e", GSTAR)

TILT = exp((r - sigma) / 2)
BELOW = 2 + exp((r + sigma) / 2) + TILT
SPECTRUM = Definition(
    "s",
    (e.variable, k.variable),
    (1 - delta(k, ZERO_INDEX)) * (sigma * (1 - chi(k, e)) / 2 + r * (1 + chi(k, e)) / 2),
)
LOGITS = Definition("z", (e.variable, g.variable), total(chi(k, g) * s(e, k), k) / K)
PROBABILITIES = Definition("q", (e.variable, g.variable), exp(z(e, g)) / total(exp(z(e, h)), h))
SOFTMAX_MODES = Definition("pi", (e.variable, k.variable), total(chi(k, g) * q(e, g), g))
FLOW = Flow(
    "two-modes",
    (
        Definition("sigma", (), 4 * sigma * (1 + TILT) / BELOW),
        Definition("r", (), 8 * r / BELOW),
    ),
    "reduced flow of an active pair and a third mode",
)
MODEL = Model(
    (
        Variable("sigma", (), "positive"),
        Variable("r", (), "positive"),
        Variable("rho", (), "positive"),
        Variable("c"),
        Variable("y", (), "positive"),
    ),
    (SPECTRUM, LOGITS, PROBABILITIES, SOFTMAX_MODES),
    (FLOW, LINE),
)
