r"""Lemma 3.3 with the sign of beta that Lemma 3.2 prints.

The print defines beta = (<W, dL/dW> + <H, dL/dH>)/(rho |grad L|) = -nu/(rho |grad L|) and says that beta(t) -> 1 once
L < log 2. Then beta >= 0 from some time on, and L < log 2 lasts. So somewhere below log 2 the printed beta would have
to be at least 0. It is negative at every point below log 2, since nu > 0 there (smooth-margin), at all times
(ulpm-lemma-3-3). With the sign turned, that beta -> 1 is open (ulpm-lemma-3-3-limit).
"""

from fractions import Fraction

from symflow.algebra.statement import Implies, ge
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.alignment import BELOW, MODEL, slope, work
from symflow.flow.peeled import size

half = Fraction(1, 2)
PRINTED_BETA = -work / (size**half * slope**half)

CLAIM = register(
    Claim(
        id="ulpm-lemma-3-3-as-printed",
        chapter="layer-peeled",
        title="below log 2 the printed beta is not negative, as beta -> 1 requires",
        source="[J] Lemma 3.3",
        domain=Domain("Let K >= 2, n, d >= 1, W in R^{K x d} and H in R^{d x nK}.", MODEL),
        parts=(("beta", Implies(BELOW, ge(PRINTED_BETA, 0))),),
        cites=("ji2022unconstrained",),
        expected="REFUTED",
        reproduce="""\
from math import exp, sqrt
w, h = [2, -1], [1, -1]
p = [1 / (1 + exp(3)), 1 / (1 + exp(3))]                   # p[k]: the probability of the wrong class at h[k]
dw = [-p[0] * h[0] + p[1] * h[1], p[0] * h[0] - p[1] * h[1]]
dh = [-p[0] * (w[0] - w[1]), -p[1] * (w[1] - w[0])]
inner = sum(x * y for x, y in zip(w + h, dw + dh))
print(inner / sqrt(sum(x * x for x in w + h) * sum(y * y for y in dw + dh)))
""",
    )
)
