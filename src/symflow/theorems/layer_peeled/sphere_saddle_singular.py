r"""Critical points on the sphere whose residual M = Y - P has a singular value above the multiplier.

Let (W, H) be critical on its sphere with multiplier lambda > 0 (M H^T = lambda W, W^T M = lambda H), let M v =
sigma u, M^T u = sigma v with |u| = |v| = 1, and let W a = 0 with |a| = 1. Then H^T a = 0, Delta = (u a^T, a v^T) is
tangent, and its second variation is 2 (lambda - sigma), negative for sigma > lambda. On the circle W1 = alpha W +
beta u a^T, H1 = alpha H + beta a v^T, alpha^2 rho^2 + 2 beta^2 = rho^2, of the sphere itself, the loss is lower at
once:

    L1 < L  wherever  beta > 0  and  beta^2 (8 |Z|^2 + 2 rho^4) < (sigma - lambda) rho^4        (rho > 0).

That such u, v exist (the top singular pair, sigma = |M|_2), and an a for rank W < d, is linear algebra and not part
of the statement. Its ingredients are "spectrum": M M^T W = lambda^2 W, (sigma^2 - lambda^2) u^T W = 0 and lambda
1^T W = 0. So if sigma > lambda the columns of W are orthogonal to u and to (1, ..., 1), which are orthogonal to
each other since 1^T M = 0: rank W <= K - 2 < d for d >= K - 1. "everywhere" needs no critical point. Source: [J]
Theorem 3.4; docs/theory section 10.
"""

from symflow.algebra.expr import Expr, atom, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Statement, eq, forall, gt, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import H, L, W, Z, a
from symflow.flow.peeled import size
from symflow.flow.sphere import (
    ALONG,
    BENDING,
    CRITICAL,
    DH,
    DW,
    L1,
    ON_PLANE,
    PLANE,
    VALUE,
    M,
    alpha,
    beta,
    lam,
    size1,
)

j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
u, v, sigma = atom("u"), atom("v"), atom("sigma")()
PAIR = Model(
    (
        Variable("u", (CLASSES,)),
        Variable("v", (CLASSES, SAMPLES)),
        Variable("a", (FEATURES,)),
        Variable("sigma"),
    )
)

DOMAIN = Domain(
    "Let K >= 2, n, d >= 1, W, W1, DW in R^{K x d}, H, H1, DH in R^{d x nK}, u in R^K, v in R^{nK}, a in R^d, "
    "alpha, beta, lambda, sigma real.",
    PLANE | PAIR,
)
ACROSS = And((forall(j, c, eq(DW(j, c), u(j) * a(c))), forall(c, k, i, eq(DH(c, k, i), a(c) * v(k, i)))))
NULL_W = forall(j, eq(total(W(j, c) * a(c), c), 0))
NULL_H = forall(k, i, eq(total(a(c) * H(c, k, i), c), 0))
LENGTH_U, LENGTH_V = total(u(j) ** 2, j), total(v(k, i) ** 2, k, i)
UNIT = And((eq(LENGTH_U, 1), eq(LENGTH_V, 1), eq(total(a(c) ** 2, c), 1)))
SINGULAR = And(
    (
        forall(j, eq(total(M(j, k, i) * v(k, i), k, i), sigma * u(j))),
        forall(k, i, eq(total(u(j) * M(j, k, i), j), sigma * v(k, i))),
    )
)
POSITIVE = gt(lam, 0)
AT = And((CRITICAL, POSITIVE, SINGULAR, NULL_W, UNIT, ACROSS))
CIRCLE = And((ON_PLANE, eq(alpha**2 * size + 2 * beta**2, size)))
NEAR = And(
    (
        gt(size, 0),
        gt(beta, 0),
        lt(beta**2 * (8 * total(Z(j, k, i) ** 2, j, k, i) + 2 * size**2), (sigma - lam) * size**2),
    )
)


def everywhere(gain: Expr) -> Statement:
    """The bending along u a^T, a v^T where W a = 0 and H^T a = 0; the false twin has the sign turned."""
    return Implies(And((NULL_W, NULL_H, ACROSS)), eq(BENDING, gain * total(a(c) ** 2, c)))


SQUARED = total(M(j, k, i) * total(M(l, k, i) * W(l, c), l), k, i)
PRODUCT = total(u(j) * M(j, k, i) * v(k, i), j, k, i)

CLAIM = register(
    Claim(
        id="sphere-saddle-singular",
        chapter="layer-peeled",
        title="a singular value of Y - P above the multiplier: the loss falls along (u a^T, a v^T)",
        source="[J] Theorem 3.4; docs/theory section 10",
        domain=DOMAIN,
        parts=(
            ("everywhere", everywhere(-2 * PRODUCT)),
            ("orthogonal", Implies(And((CRITICAL, POSITIVE, NULL_W)), NULL_H)),
            (
                "spectrum",
                And(
                    (
                        Implies(CRITICAL, eq(SQUARED, lam**2 * W(j, c))),
                        Implies(
                            And((CRITICAL, SINGULAR)), eq((sigma**2 - lam**2) * total(u(j) * W(j, c), j), 0)
                        ),
                        Implies(CRITICAL, eq(lam * total(W(j, c), j), 0)),
                    )
                ),
            ),
            ("tangent", Implies(AT, eq(ALONG, 0))),
            ("value", Implies(AT, eq(VALUE, 2 * (lam - sigma)))),
            ("sphere", Implies(And((AT, CIRCLE)), eq(size1, size))),
            ("lower", Implies(And((AT, CIRCLE, NEAR)), lt(L1, L))),
        ),
        uses=("logit-gap", "second-variation", "optimality-identity"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "everywhere",
            everywhere(2 * PRODUCT),
            instance(
                "none",
                2,
                n=1,
                d=1,
                W=(0, 0),
                H=(0, 0),
                DW=(1, -1),
                DH=(1, -1),
                W1=(0, 0),
                H1=(0, 0),
                u=(1, -1),
                v=(1, -1),
                a=1,
                alpha=1,
                beta=0,
                sigma=1,
                indices={},
                **{"lambda": 1},
            ),
        ),
    )
)
