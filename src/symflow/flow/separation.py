r"""The minimum-norm separation problem (5) of [J], its Lagrange function, and the motion along a ray.

minimise (1/2) rho^2   subject to   m_{k,j,i} >= 1  for all k, i and j != k
A = (1/2) rho^2 - sum_{k,i} sum_{j != k} (m_{k,j,i} - 1)/(K r)        (every multiplier is 1/(K r))
"""

from __future__ import annotations

from symflow.algebra.expr import atom, delta, expr, total
from symflow.algebra.quantities import Definition, Flow, Model
from symflow.flow import peeled
from symflow.flow.notation import H, K, W
from symflow.flow.peeled import ROOT_OF_N, c, i, j, k, margin, root, size
from symflow.flow.slack import bounded

lagrange = atom("A")()
VALUE, LEAST = size / 2, (K - 1) * root
FEASIBLE = bounded(expr(1))
CONSTRAINT = (1 - delta(j, k)) * (margin(k, j, i) - 1)

RAY = Flow(
    "radial",
    (
        Definition("W", (k.variable, c.variable), W(k, c)),
        Definition("H", (c.variable, k.variable, i.variable), H(c, k, i)),
    ),
    "motion along the ray of (W, H)",
)
LAGRANGE = Definition("A", (), VALUE - total(CONSTRAINT, k, j, i) / (K * root))
MODEL = peeled.MODEL | Model((ROOT_OF_N,), (LAGRANGE,), (RAY,))
