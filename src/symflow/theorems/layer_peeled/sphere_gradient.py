r"""Points of a sphere that are not critical: minus the tangential gradient leads down.

For (W, H) != 0 let lambda = -<grad L, x>/rho^2, that is lambda rho^2 = 2 <M, Z> with M = Y - P, and let Delta = (M
H^T - lambda W, W^T M - lambda H), minus the tangential gradient. Then Delta is tangent, the derivative of L along
it is -|Delta|^2, and if Delta = 0 then (W, H) is critical on its sphere with multiplier lambda. On the
circle W1 = alpha W + beta DW, H1 = alpha H + beta DH, alpha^2 rho^2 + beta^2 |Delta|^2 = rho^2, of the sphere
itself,

    L1 < L  wherever  0 < beta <= 1,  1/2 <= alpha  and  2 beta B < |Delta|^2,
    B = lambda |Delta|^2 / 2 - <M, DW DH> + 3 (|Z|^2 |Delta|^4 / rho^4 + |DW H + W DH|^2 + |DW DH|^2).

Source: [J] Theorem 3.4; docs/theory section 10.
"""

from fractions import Fraction

from symflow.algebra.expr import Expr, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.statement import And, Implies, Statement, eq, forall, ge, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import H, L, W, Z
from symflow.flow.peeled import size
from symflow.flow.sphere import (
    ALONG,
    CRITICAL,
    DH,
    DW,
    INNER,
    L1,
    ON_PLANE,
    PLANE,
    SLOPE,
    M,
    alpha,
    beta,
    lam,
    length2,
    size1,
    zeta,
)

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)

DOMAIN = Domain(
    "Let K >= 2, n, d >= 1, W, W1, DW in R^{K x d}, H, H1, DH in R^{d x nK}, alpha, beta, lambda real.",
    PLANE,
)
STEEPEST = And(
    (
        forall(j, c, eq(DW(j, c), total(M(j, k, i) * H(c, k, i), k, i) - lam * W(j, c))),
        forall(c, k, i, eq(DH(c, k, i), total(W(j, c) * M(j, k, i), j) - lam * H(c, k, i))),
    )
)
MULTIPLIER = eq(lam * size, 2 * INNER)
AT = And((MULTIPLIER, STEEPEST))
CIRCLE = And((ON_PLANE, gt(size, 0), eq(alpha**2 * size + beta**2 * length2, size)))
PRODUCT = total(DW(j, c) * DH(c, k, i), c)
SQUARES = (
    total(Z(j, k, i) ** 2, j, k, i) * length2**2 / size**2
    + total(zeta(j, k, i) ** 2, j, k, i)
    + total(PRODUCT**2, j, k, i)
)
BOUND = lam * length2 / 2 - total(M(j, k, i) * PRODUCT, j, k, i) + 3 * SQUARES
NEAR = And((gt(beta, 0), le(beta, 1), ge(2 * alpha, 1), lt(2 * beta * BOUND, length2)))


HALF = Fraction(1, 2)


def slope(rate: Expr) -> Statement:
    """The derivative along Delta; the false twin has it with the other sign."""
    return Implies(AT, eq(SLOPE, rate))


CLAIM = register(
    Claim(
        id="sphere-gradient",
        chapter="layer-peeled",
        title="where the tangential gradient is not 0 the loss falls along minus it",
        source="[J] Theorem 3.4; docs/theory section 10",
        domain=DOMAIN,
        parts=(
            ("tangent", Implies(AT, eq(ALONG, 0))),
            ("slope", slope(-length2)),
            ("critical", Implies(And((STEEPEST, eq(length2, 0))), CRITICAL)),
            ("sphere", Implies(And((AT, CIRCLE)), eq(size1, size))),
            ("lower", Implies(And((AT, CIRCLE, NEAR)), lt(L1, L))),
        ),
        uses=("logit-gap", "second-variation"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "slope",
            slope(length2),
            instance(
                "none",
                2,
                n=1,
                d=1,
                W=(1, 0),
                H=(0, 0),
                DW=(0, 0),
                DH=(HALF, -HALF),
                W1=(0, 0),
                H1=(0, 0),
                alpha=1,
                beta=0,
                indices={},
                **{"lambda": 0},
            ),
        ),
    )
)
