r"""The flow as printed after (4): W' = dL/dW, H' = dL/dH. Along it the loss grows: L' = |dL/dW|^2 + |dL/dH|^2."""

from symflow.algebra.expr import Ddt
from symflow.algebra.statement import le
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.ascent import MODEL
from symflow.flow.notation import L

CLAIM = register(
    Claim(
        id="ulpm-flow-as-printed",
        chapter="layer-peeled",
        title="the loss never increases along W' = dL/dW, H' = dL/dH",
        source="[J] section 2.2, after (4)",
        domain=Domain("Let K >= 2, n, d >= 1, W in R^{K x d} and H in R^{d x nK}.", MODEL),
        parts=(("decrease", le(Ddt(L, "printed"), 0)),),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
from math import exp
W, H = [1, -1], [0, 0]  # K = 2, n = d = 1
E = [[exp(w * h) for w in W] for h in H]
M = [[E[k][j] / sum(E[k]) - (j == k) for j in (0, 1)] for k in (0, 1)]  # dL/dZ, by columns
by_W = [sum(M[k][j] * H[k] for k in (0, 1)) for j in (0, 1)]
by_H = [sum(M[k][j] * W[j] for j in (0, 1)) for k in (0, 1)]
print(sum(x * x for x in by_W + by_H))
""",
    )
)
