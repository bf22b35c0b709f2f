r"""Theorem 3.1 with the loss L_CE of its print, read as the mean over the samples.

The print asks for L_CE(W(t0), H(t0)) < log 2, while the loss of (4) is called L and is a sum. Let L_CE = L/(nK), and
K = 3, n = 1, d = 1. Then (5) has no feasible point (three-on-a-line), hence no KKT point. But (W, H)/rho stays on a
sphere, so it has limit points, and by the theorem each would be along a KKT point. So the theorem says that there

    L/(nK) >= log 2      for every W and H with K = 3, n = 1, d = 1,

which is refuted. With the sum, or with log 2/(nK) in place of log 2, all margins are positive and no such point exists
(smooth-margin, ulpm-theorem-3-1).
"""

from symflow.algebra.expr import expr, log
from symflow.algebra.statement import eq, ge
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.features import MODEL
from symflow.flow.notation import K, L, d, n

CLAIM = register(
    Claim(
        id="ulpm-theorem-3-1-as-printed",
        chapter="layer-peeled",
        title="a mean loss below log 2 leads to a KKT point of (5), so there is none where (5) is infeasible",
        source="[J] Theorem 3.1",
        domain=Domain(
            "Let K = 3, n = 1, d = 1, W in R^{K x d} and H in R^{d x nK}.",
            MODEL,
            least=3,
            hypotheses=(("classes", eq(K, 3)), ("samples", eq(n, 1)), ("dimension", eq(d, 1))),
        ),
        parts=(("infeasible", ge(L / (n * K), log(expr(2)))),),
        cites=("ji2022unconstrained",),
        expected="REFUTED",
        reproduce="""\
from math import exp, log, log1p
w, h = [1, 0, -1], [3, 0, -3]
classes = (0, 1, 2)
margins = [[(w[k] - w[j]) * h[k] for j in classes if j != k] for k in classes]
loss = sum(log1p(sum(exp(-m) for m in row)) for row in margins)
print(loss / 3 - log(2))
""",
    )
)
