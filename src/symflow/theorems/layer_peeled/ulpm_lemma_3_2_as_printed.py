r"""Lemma 3.2 with the sign of beta that it prints: epsilon^2 = 2 (1 - beta)/C never falls below 2/C.

As a bound the printed lemma is true, only weak: its epsilon is larger than the right one (ulpm-lemma-3-2). What fails
is what the paper announces before it, that epsilon tends to 0.

The print calls beta the angle between (W, H) and its gradient; the formula is a cosine, and with its sign it is that
with the gradient itself and not with minus the gradient. If epsilon tends to 0, then epsilon^2 <= 2/C from
some time on. But below log 2 the printed beta is negative (smooth-margin), so epsilon^2 > 2/C at all times. C is not
specified in the print; here it is g/rho^2, which ulpm-lemma-3-2 shows to be a right choice, and no C > 0 changes the
sign.
"""

from symflow.algebra.statement import Implies, le
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.alignment import BELOW, MODEL, smooth
from symflow.flow.peeled import size
from symflow.theorems.layer_peeled.ulpm_lemma_3_3_as_printed import PRINTED_BETA

constant = smooth / size

CLAIM = register(
    Claim(
        id="ulpm-lemma-3-2-as-printed",
        chapter="layer-peeled",
        title="below log 2 the printed epsilon^2 is at most 2/C, as epsilon -> 0 requires",
        source="[J] Lemma 3.2",
        domain=Domain("Let K >= 2, n, d >= 1, W in R^{K x d} and H in R^{d x nK}.", MODEL),
        parts=(("epsilon", Implies(BELOW, le(2 * (1 - PRINTED_BETA) / constant, 2 / constant))),),
        cites=("ji2022unconstrained",),
        expected="REFUTED",
        reproduce="""\
from math import exp, expm1, log, log1p, sqrt
w, h = [2, -1], [1, -1]
p = 1 / (1 + exp(3))                                       # the probability of the wrong class at both samples
dw = [-p * h[0] + p * h[1], p * h[0] - p * h[1]]
dh = [-p * (w[0] - w[1]), -p * (w[1] - w[0])]
rho2 = sum(x * x for x in w + h)
beta = sum(x * y for x, y in zip(w + h, dw + dh)) / sqrt(rho2 * sum(y * y for y in dw + dh))
C = -log(expm1(2 * log1p(exp(-3)))) / rho2
print(2 * (1 - beta) / C - 2 / C)
""",
    )
)
