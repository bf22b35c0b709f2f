r"""Remark 3.1 as printed: the least value along the direction of (W, H) is (rho^2/2)/q_min^{1/2}.

The smallest feasible scale is alpha = q_min^{-1/2} (ulpm-remark-3-1), as printed; but the value at that scale is
(rho^2/2)/q_min, because alpha enters squared. The two differ as soon as q_min != 1.
"""

from fractions import Fraction

from symflow.algebra.statement import And, Implies, eq
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.peeled import size
from symflow.flow.scaling import MODEL, objective, q
from symflow.flow.slack import bounded
from symflow.theorems.layer_peeled.ulpm_remark_3_1 import BEST, MET

CLAIM = register(
    Claim(
        id="ulpm-remark-3-1-as-printed",
        chapter="layer-peeled",
        title="along a direction the least value of the separation problem is (rho^2/2)/q_min^{1/2}",
        source="[J] Remark 3.1",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; alpha, q, p > 0.",
            MODEL,
        ),
        parts=(
            (
                "value",
                Implies(And((bounded(q), MET)), eq(objective(BEST), size / 2 / q ** Fraction(1, 2))),
            ),
        ),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
W, H = [2, -2], [1, -1]  # K = 2, n = d = 1: both margins are 4
q = min((W[k] - W[1 - k]) * H[k] for k in (0, 1))
half = lambda scale: sum((scale * x) ** 2 for x in W + H) / 2
print(half(q ** -0.5) - half(1) / q ** 0.5)
""",
    )
)
