r"""Critical points on the sphere with a negative multiplier: stretch one layer and shrink the other.

Let (W, H) be critical on its sphere with multiplier lambda < 0 (M H^T = lambda W, W^T M = lambda H; M = Y - P).
Then |W|^2 = |H|^2, so Delta = (W, -H) is tangent, and its second variation is 2 lambda rho^2 < 0 where rho > 0. On
the circle W1 = (alpha + beta) W, H1 = (alpha - beta) H, alpha^2 + beta^2 = 1, of the sphere itself, the loss is
lower at once:

    L1 < L  wherever  beta > 0  and  4 beta^2 |Z|^2 < -lambda rho^2.

"everywhere" is the bending along (W, -H) at any point, critical or not. Source: [J] Theorem 3.4; docs/theory
section 10.
"""

from symflow.algebra.expr import Expr, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.statement import And, Implies, Statement, eq, forall, gt, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import H, L, W, Z
from symflow.flow.peeled import size
from symflow.flow.sphere import (
    ALONG,
    BENDING,
    CRITICAL,
    DH,
    DW,
    INNER,
    L1,
    ON_PLANE,
    PLANE,
    VALUE,
    alpha,
    beta,
    lam,
    size1,
)

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)

DOMAIN = Domain(
    "Let K >= 2, n, d >= 1, W, W1, DW in R^{K x d}, H, H1, DH in R^{d x nK}, alpha, beta, lambda real.",
    PLANE,
)
OPPOSITE = And((forall(j, c, eq(DW(j, c), W(j, c))), forall(c, k, i, eq(DH(c, k, i), -H(c, k, i)))))
NEGATIVE = lt(lam, 0)
AT = And((CRITICAL, NEGATIVE, OPPOSITE))
CIRCLE = And((ON_PLANE, eq(alpha**2 + beta**2, 1)))
NEAR = And((gt(beta, 0), lt(4 * beta**2 * total(Z(j, k, i) ** 2, j, k, i), -(lam * size))))


def everywhere(rate: Expr) -> Statement:
    """The bending along (W, -H); the false twin has it with the other sign."""
    return Implies(OPPOSITE, eq(BENDING, rate))


CLAIM = register(
    Claim(
        id="sphere-saddle-negative",
        chapter="layer-peeled",
        title="a negative multiplier: the loss falls along (W, -H)",
        source="[J] Theorem 3.4; docs/theory section 10",
        domain=DOMAIN,
        parts=(
            ("everywhere", everywhere(2 * INNER)),
            ("tangent", Implies(AT, eq(ALONG, 0))),
            ("value", Implies(AT, eq(VALUE, 2 * lam * size))),
            ("sphere", Implies(And((AT, CIRCLE)), eq(size1, size))),
            ("lower", Implies(And((AT, CIRCLE, NEAR)), lt(L1, L))),
        ),
        uses=("logit-gap", "second-variation", "optimality-identity"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "everywhere",
            everywhere(-2 * INNER),
            instance(
                "none",
                2,
                n=1,
                d=1,
                W=(1, 0),
                H=(1, 0),
                DW=(1, 0),
                DH=(-1, 0),
                W1=(0, 0),
                H1=(0, 0),
                alpha=1,
                beta=0,
                indices={},
                **{"lambda": 1},
            ),
        ),
    )
)
