r"""How the loss bends along a straight line, and along a circle on the sphere.

For every point x = (W, H) and direction Delta = (DW, DH), with M = Y - P and zeta = DW H + W DH:

    grad L [Delta] = -<M, zeta>,
    Hess L [Delta, Delta] = sum_{k,i} (sum_j P_j zeta_j^2 - (sum_j P_j zeta_j)^2) - 2 <M, DW DH>.

On the circle x' = Delta, Delta' = -kappa x the three numbers |x|^2, <x, Delta>, |Delta|^2 - kappa |x|^2 have rates
that vanish where <x, Delta> = 0 and |Delta|^2 = kappa |x|^2: a tangent direction stays tangent, and the circle
stays on the sphere. There, with lambda = -<grad L, x>/|x|^2, that is lambda |x|^2 = 2 <M, Z>,

    L'' = Hess L [Delta, Delta] + lambda |Delta|^2,

the second variation of L on the sphere. For x1 = alpha x + beta Delta with a tangent Delta, |x1|^2 = alpha^2 |x|^2
+ beta^2 |Delta|^2; on the sphere, for alpha >= 0, the distance of x1 and x is at most sqrt(2) beta |Delta|. Source:
[J] (12); docs/theory section 10.
"""

from symflow.algebra.expr import Ddt, Expr, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.statement import And, Implies, Statement, eq, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import H, L, P, W
from symflow.flow.peeled import size
from symflow.flow.sphere import (
    ALONG,
    BENDING,
    CIRCLING,
    DH,
    DW,
    H1,
    INNER,
    ON_PLANE,
    PLANE,
    SLOPE,
    VALUE,
    W1,
    M,
    alpha,
    beta,
    kappa,
    lam,
    length2,
    size1,
    zeta,
)

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)

DOMAIN = Domain(
    "Let K >= 2, n, d >= 1, W, W1, DW in R^{K x d}, H, H1, DH in R^{d x nK}, alpha, beta, kappa, lambda real.",
    PLANE | CIRCLING,
)
VARIANCE = total(total(P(j, k, i) * zeta(j, k, i) ** 2, j) - total(P(j, k, i) * zeta(j, k, i), j) ** 2, k, i)
PRODUCT = total(M(j, k, i) * total(DW(j, c) * DH(c, k, i), c), j, k, i)
ON_TANGENT = And((eq(ALONG, 0), ON_PLANE))
CIRCLE = eq(alpha**2 * size + beta**2 * length2, size)
DISTANCE = total((W1(j, c) - W(j, c)) ** 2, j, c) + total((H1(c, k, i) - H(c, k, i)) ** 2, c, k, i)


def bending(product: Expr) -> Statement:
    """The second derivative along a line; the false twin has the last term's sign turned."""
    return eq(BENDING, VARIANCE + product)


CLAIM = register(
    Claim(
        id="second-variation",
        chapter="layer-peeled",
        title="the second variation of the loss on a sphere",
        source="[J] (12); docs/theory section 10",
        domain=DOMAIN,
        parts=(
            ("slope", eq(SLOPE, -total(M(j, k, i) * zeta(j, k, i), j, k, i))),
            ("bending", bending(-2 * PRODUCT)),
            (
                "circle",
                And(
                    (
                        eq(Ddt(size, "circle"), 2 * ALONG),
                        eq(Ddt(ALONG, "circle"), length2 - kappa * size),
                        eq(Ddt(length2 - kappa * size, "circle"), -4 * kappa * ALONG),
                    )
                ),
            ),
            (
                "value",
                Implies(
                    And((eq(lam * size, 2 * INNER), eq(length2, kappa * size))),
                    eq(Ddt(Ddt(L, "circle"), "circle"), VALUE),
                ),
            ),
            ("plane", Implies(ON_TANGENT, eq(size1, alpha**2 * size + beta**2 * length2))),
            ("near", Implies(And((ON_TANGENT, CIRCLE, ge(alpha, 0))), le(DISTANCE, 2 * beta**2 * length2))),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "bending",
            bending(2 * PRODUCT),
            instance(
                "none",
                2,
                n=1,
                d=1,
                W=(0, 0),
                H=(0, 0),
                DW=(1, 0),
                DH=(1, 0),
                W1=(0, 0),
                H1=(0, 0),
                kappa=1,
                alpha=1,
                beta=0,
                indices={},
                **{"lambda": 1},
            ),
        ),
    )
)
