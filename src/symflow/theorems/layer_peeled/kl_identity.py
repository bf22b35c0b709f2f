r"""The loss is a constant of the sphere plus a relative entropy plus a slack.

With B = rho^2/(2 r (K - 1)), p = e^{-B}/(1 + (K - 1) e^{-B}), y_k the distribution with mass 1 - (K - 1) p on k and
p elsewhere, and S of symflow/flow/slack.py, for every K >= 2, n, d and every r > 0

    L = nK log(1 + (K - 1) e^{-B}) + sum_{k,i} KL(y_k || P_{k,i}) + p n K ( S + (n - r^2)/(2r) sum_k |hbar_k|^2 ),

so at r = sqrt n three terms are left. KL >= 0, and KL(y_k || P_{k,i}) = 0 for all k, i if and only if P = y.
Source: own, for [J] Theorem 3.3.
"""

from symflow.algebra.expr import Expr, delta, log, total
from symflow.algebra.statement import Iff, Implies, Rel, eq, forall, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.entropy import BOUND, MODEL, B, T, divergence, tail, target
from symflow.flow.notation import K, L, P, n
from symflow.flow.peeled import ROOT, c, hbar, i, j, k, root
from symflow.flow.slack import slack

MEANS = total(hbar(c, k) ** 2, k, c)
ENTROPY = total(divergence(k, i), k, i)


def general(middle: Expr) -> Rel:
    """The identity for every r > 0; the false twin has n + r^2 in the middle."""
    return eq(L, BOUND + ENTROPY + tail * n * K * (slack + middle / (2 * root) * MEANS))


CLAIM = register(
    Claim(
        id="kl-identity",
        chapter="layer-peeled",
        title="the loss is a constant of the sphere, a relative entropy and a slack",
        source="own, for [J] Theorem 3.3",
        domain=Domain("Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; r > 0.", MODEL),
        parts=(
            ("masses", eq(target(j, k), tail + (1 - K * tail) * delta(j, k))),
            ("logarithms", eq(log(target(j, k)), -(B * (1 - delta(j, k))) - log(T))),
            ("general", general(n - root**2)),
            ("identity", Implies(ROOT[1], eq(L, BOUND + ENTROPY + tail * n * K * slack))),
            ("positive", ge(divergence(k, i), 0)),
            (
                "zero",
                Iff(forall(k, i, eq(divergence(k, i), 0)), forall(j, k, i, eq(P(j, k, i), target(j, k)))),
            ),
        ),
        uses=("slack-identity",),
        cites=("ji2022unconstrained",),
        twin=Twin("general", general(n + root**2), instance("none", 2, n=1, d=1, W=(0, 0), H=(1, 1), r=1)),
    )
)
