r"""Remark 3.2 as printed: (alpha W, beta H) satisfies the neural collapse conditions for all real alpha and beta.

NC4 says that the largest score belongs to the nearest class mean. At a point with NC1 the mean of class k is nearest
to each feature of class k, so all margins of (alpha W, beta H) must be >= 0. For alpha = -1, beta = 1 they are
negative. (For beta = 0 the class means vanish and NC2 fails under every reading; for alpha = 0 NC3 holds only with
C = 0.) The conditions are taken as corrected, with C > 0 and argmax in NC4. Source: [J] Remark 3.2.
"""

from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Implies, forall, ge
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.peeled import COLLAPSE, NEURAL_COLLAPSE, i, j, k
from symflow.flow.ratio import Z2, alpha, beta, scaled

CLAIM = register(
    Claim(
        id="ulpm-remark-3-2-as-printed",
        chapter="layer-peeled",
        title="scaling by any real factors keeps neural collapse",
        source="[J] Remark 3.2",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; e, C > 0, alpha, beta real.",
            scaled(alpha, beta) | COLLAPSE | Model((Variable("alpha"), Variable("beta")), (), ()),
        ),
        parts=(("nearest", Implies(NEURAL_COLLAPSE, forall(k, j, i, ge(Z2(k, k, i) - Z2(j, k, i), 0)))),),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
W, H, alpha, beta = [1, -1], [1, -1], -1, 1  # K = 2, n = d = 1, W = H
V, G = [alpha * w for w in W], [beta * h for h in H]
print((V[0] - V[1]) * G[0])
""",
    )
)
