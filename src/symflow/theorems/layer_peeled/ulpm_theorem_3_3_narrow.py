r"""Theorem 3.3 for fewer than K - 1 features: the loss stays above that of neural collapse.

If d < K - 1 and rho > 0 then L > nK log(1 + (K - 1) e^{-B}) for every (W, H), B = rho^2/(2 sqrt(n) (K - 1)): equality
would be a neural collapse (ulpm-theorem-3-3), and that needs d >= K - 1 (ulpm-dimension). The least loss on the sphere
is attained, because a sphere is compact, but by no point that satisfies NC1-NC3: for d < K - 1 the characterisation of
[J] fails at every sphere. An example is K = 4, n = 1, d = 2. Not part of this claim: that the minimum exists, how far
it lies above, and where it is attained. Source: own, for [J] Theorem 3.3.
"""

from symflow.algebra.statement import And, Implies, Rel, Statement, gt, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.entropy import BOUND, MODEL
from symflow.flow.notation import K, L, d
from symflow.flow.peeled import ROOT, size


def strict(relation: Rel) -> Statement:
    """More than the loss of neural collapse where d < K - 1; the false twin says less."""
    return Implies(And((gt(size, 0), lt(d, K - 1))), relation)


CLAIM = register(
    Claim(
        id="ulpm-theorem-3-3-narrow",
        chapter="layer-peeled",
        title="with fewer than K - 1 features the loss stays above that of neural collapse",
        source="own, for [J] Theorem 3.3",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; r = sqrt n.", MODEL, hypotheses=(ROOT,)
        ),
        parts=(("strict", strict(gt(L, BOUND))),),
        uses=("ulpm-theorem-3-3", "ulpm-dimension"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "strict", strict(lt(L, BOUND)), instance("none", 3, n=1, d=1, W=(1, 0, -1), H=(1, 0, -1), r=1)
        ),
    )
)
