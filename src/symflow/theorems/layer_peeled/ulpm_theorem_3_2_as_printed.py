r"""Theorem 3.2 as printed, for every number d of features: where (5) is feasible its optimum is a neural collapse.

A feasible (5) has a global optimum. If every global optimum satisfies the neural collapse conditions, then d >= K - 1
wherever some point is feasible, because NC2 needs that many features (ulpm-dimension). For K = 4, n = 1 and d = 2 the
square w_k = h_k = (1, 0), (0, 1), (-1, 0), (0, -1) is feasible, with margins 1 and 2 and (1/2) rho^2 = 4; no point at
all has NC2, and the value of neural collapse, 3, is not reached (ulpm-theorem-3-2-narrow). Source: [J] Theorem 3.2.
"""

from symflow.algebra.statement import Implies, ge
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import peeled
from symflow.flow.notation import K, d
from symflow.flow.separation import FEASIBLE

CLAIM = register(
    Claim(
        id="ulpm-theorem-3-2-as-printed",
        chapter="layer-peeled",
        title="where all margins can be at least 1 the optimum is a neural collapse, so d >= K - 1",
        source="[J] Theorem 3.2",
        domain=Domain("Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}.", peeled.MODEL),
        parts=(("room", Implies(FEASIBLE, ge(d, K - 1))),),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
W = H = [(1, 0), (0, 1), (-1, 0), (0, -1)]  # K = 4, n = 1, d = 2
dot = lambda x, y: sum(a * b for a, b in zip(x, y))
margins = [dot(W[k], H[k]) - dot(W[j], H[k]) for k in range(4) for j in range(4) if j != k]
K, d = len(W), len(W[0])
if min(margins) >= 1:
    print(d - (K - 1))
""",
    )
)
