r"""The gradient flow, with the minus sign that the print lacks: the loss falls.

For every K, n, d, along W' = -dL/dW, H' = -dL/dH the loss changes at the rate

    L' = - sum_{j,c} (dL/dW_jc)^2 - sum_{c,k,i} (dL/dH_{c,(k,i)})^2 <= 0,

so it never increases, and L' = 0 at critical points only.
"""

from symflow.algebra.expr import Ddt, Expr, Neg, Partial, total
from symflow.algebra.statement import And, Iff, Pred, Rel, eq, forall, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.features import MODEL, c, i, j, k
from symflow.flow.notation import H, L, W

RATE = Ddt(L, "gradient")
BY_W, BY_H = Partial(L, W(j, c)), Partial(L, H(c, k, i))
SQUARES = total(BY_W**2, j, c) + total(BY_H**2, c, k, i)


def rate(squares: Expr) -> Rel:
    """L' along the flow; the false twin lacks the minus sign."""
    return eq(RATE, squares)


CLAIM = register(
    Claim(
        id="ulpm-flow",
        chapter="layer-peeled",
        title="gradient flow, W' = -dL/dW and H' = -dL/dH: the loss falls",
        source="[J] section 2.2, after (4)",
        domain=Domain("Let K >= 2, n, d >= 1, W in R^{K x d} and H in R^{d x nK}.", MODEL),
        parts=(
            ("rate", rate(Neg(SQUARES))),
            ("decrease", le(RATE, 0)),
            ("stationary", Iff(eq(RATE, 0), And((forall(j, c, eq(BY_W, 0)), forall(c, k, i, eq(BY_H, 0)))))),
            ("falls", Pred("non-increasing", "gradient", (L,))),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin("rate", rate(SQUARES), instance("none", 2, n=1, d=1, W=(1, -1), H=(1, -1))),
    )
)
