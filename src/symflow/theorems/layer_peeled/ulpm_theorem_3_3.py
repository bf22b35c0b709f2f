r"""Theorem 3.3, corrected: on every sphere neural collapse with equal norms has the least loss.

With B = rho^2/(2 sqrt(n) (K - 1)), for every K >= 2, n, d and every (W, H):

    L >= nK log(1 + (K - 1) e^{-B}),    with equality iff NC1, NC2 with |hbar_k|^2 = rho^2/(2nK), NC3 with C = sqrt n.

The right-hand side is the same on a whole sphere |W|_F^2 + |H|_F^2 = rho^2. So there, for rho > 0, a point of equality
has the least loss, and is exactly a point of neural collapse with |W|_F = |H|_F: that equation forces C = sqrt n and
|hbar_k|^2 = rho^2/(2nK), and C = sqrt n forces it. For two points of a sphere see ulpm-theorem-3-3-sphere. Such points
exist where d >= K - 1 (ulpm-collapse-choice, given columns R_k; that R^d has them is linear algebra), which is not
part of this claim; where d < K - 1 there are none (ulpm-theorem-3-3-narrow). Source: [J] Theorem 3.3.
"""

from symflow.algebra.expr import Expr, exp, log, total
from symflow.algebra.statement import And, Iff, Implies, Statement, eq, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import entropy
from symflow.flow.entropy import BOUND, B
from symflow.flow.notation import H, K, L, W, n
from symflow.flow.peeled import COLLAPSE, NEURAL_COLLAPSE, ROOT, c, factor, i, k, length, root, size
from symflow.flow.slack import collapsed

EQUAL_NORMS = eq(total(W(k, c) ** 2, k, c), total(H(c, k, i) ** 2, c, k, i))
LENGTH = size / (2 * n * K)
BEST = And((NEURAL_COLLAPSE, EQUAL_NORMS))


def floor(exponent: Expr) -> Statement:
    """The least value on the sphere, with exponent -B; the false twin has B."""
    return ge(L, n * K * log(1 + (K - 1) * exp(exponent)))


CLAIM = register(
    Claim(
        id="ulpm-theorem-3-3",
        chapter="layer-peeled",
        title="no point of a sphere has a smaller loss than neural collapse with equal norms",
        source="[J] Theorem 3.3",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; r = sqrt n, e, C > 0.",
            entropy.MODEL | COLLAPSE,
            hypotheses=(ROOT,),
        ),
        parts=(
            ("floor", floor(-B)),
            ("equality", Iff(eq(L, BOUND), collapsed(LENGTH, root))),
            ("optimal", Implies(BEST, eq(L, BOUND))),
            ("constants", Implies(BEST, And((eq(factor, root), eq(length, LENGTH))))),
            ("norms", Implies(And((NEURAL_COLLAPSE, eq(factor, root))), EQUAL_NORMS)),
        ),
        uses=("kl-identity", "slack-identity"),
        cites=("ji2022unconstrained",),
        twin=Twin("floor", floor(B), instance("none", 2, n=1, d=1, W=(1, -1), H=(1, -1), r=1, e=1, C=1)),
    )
)
