r"""The norms, the margins and a sum of squares.

For every K >= 2, n, d, every real q and every r > 0

    rho^2/(2r) - (K - 1) q = S + (n - r^2)/(2r) sum_k |hbar_k|^2 + (1/(nK)) sum_{k,i} sum_{j != k} (m_{k,j,i} - q),

so at r = sqrt n the term in the middle is gone. S >= 0 is a sum of squares (symflow/flow/slack.py), and S = 0 if and
only if w_k = r hbar_k, the mean row wbar is 0 and h_{k,i} = hbar_k. Source: own, for [J] Lemma 3.1.
"""

from symflow.algebra.expr import Expr, delta, total
from symflow.algebra.statement import And, Iff, Implies, Rel, eq, forall, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import K, W, n
from symflow.flow.peeled import NC1, ROOT, c, hbar, i, j, k, margin, root, size, wbar
from symflow.flow.slack import MODEL, q, slack

EXCESS = total((1 - delta(j, k)) * (margin(k, j, i) - q), k, j, i) / (n * K)
MEANS = total(hbar(c, k) ** 2, k, c)
TIGHT = And((forall(k, c, eq(W(k, c), root * hbar(c, k))), forall(c, eq(wbar(c), 0)), NC1))


def general(middle: Expr) -> Rel:
    """The identity for every r > 0; the false twin has n + r^2 in the middle."""
    return eq(size / (2 * root) - (K - 1) * q, slack + middle / (2 * root) * MEANS + EXCESS)


CLAIM = register(
    Claim(
        id="slack-identity",
        chapter="layer-peeled",
        title="the norms are the margins plus a sum of squares",
        source="own, for [J] Lemma 3.1",
        domain=Domain("Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; r > 0, q real.", MODEL),
        parts=(
            ("general", general(n - root**2)),
            ("identity", Implies(ROOT[1], eq(size / (2 * root) - (K - 1) * q, slack + EXCESS))),
            ("positive", ge(slack, 0)),
            ("zero", Iff(eq(slack, 0), TIGHT)),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "general", general(n + root**2), instance("none", 2, n=1, d=1, W=(0, 0), H=(1, 1), r=1, q=0)
        ),
    )
)
