r"""Critical points on the sphere with multiplier 0: the critical points of the loss itself.

If M H^T = 0 and W^T M = 0 (M = Y - P), then all rows of W are equal and the features of every class have the same
sum, so every probability is 1/K (claim critical-points). For any a in R^d, b in R^K with sum_j b_j = 0 and epsilon
> 0 the direction Delta = (epsilon b a^T, a b_k / epsilon) is tangent, and its second variation is

    |b|^2 ((epsilon^2/K) sum_{k,i} (a . h_{k,i})^2 - 2 n |a|^2) <= -(2 n - 1/K) |a|^2 |b|^2   if epsilon^2 |H|^2 <= 1.

On the circle W1 = alpha W + beta DW, H1 = alpha H + beta DH, alpha^2 rho^2 + beta^2 |Delta|^2 = rho^2, of the
sphere itself,

    L1 < L  wherever  beta > 0,  4 beta^2 |a|^2 |b|^2 <= 1  and  2 epsilon^2 |H|^2 <= 1        (a, b, rho not 0).

Source: [J] Theorem 3.4; docs/theory sections 7 and 10.
"""

from symflow.algebra.expr import Expr, atom, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Statement, eq, forall, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import H, K, L, P, W, a, b, d, n
from symflow.flow.peeled import size
from symflow.flow.sphere import (
    ALONG,
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
    length2,
    size1,
)

j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
epsilon = atom("epsilon")()
LINE = Model((Variable("b", (CLASSES,)), Variable("a", (FEATURES,)), Variable("epsilon", (), "positive")))

DOMAIN = Domain(
    "Let K >= 2, n, d >= 1, W, W1, DW in R^{K x d}, H, H1, DH in R^{d x nK}, a in R^d, b in R^K, epsilon > 0, "
    "alpha, beta, lambda real.",
    PLANE | LINE,
)
STATIONARY = And(
    (
        forall(j, c, eq(total(M(j, k, i) * H(c, k, i), k, i), 0)),
        forall(c, k, i, eq(total(W(j, c) * M(j, k, i), j), 0)),
    )
)
CENTRED = eq(total(b(j), j), 0)
TURNED = And(
    (
        forall(j, c, eq(DW(j, c), epsilon * b(j) * a(c))),
        forall(c, k, i, eq(DH(c, k, i), a(c) * b(k) / epsilon)),
    )
)
AT = And((STATIONARY, CENTRED, TURNED))
LENGTH_A, LENGTH_B = total(a(c) ** 2, c), total(b(j) ** 2, j)
LENGTH_H = total(H(c, k, i) ** 2, c, k, i)
ALIGNED = total(total(a(c) * H(c, k, i), c) ** 2, k, i)
CIRCLE = And((ON_PLANE, eq(alpha**2 * size + beta**2 * length2, size)))
NEAR = And(
    (
        gt(size, 0),
        gt(LENGTH_A, 0),
        gt(LENGTH_B, 0),
        gt(beta, 0),
        le(4 * beta**2 * LENGTH_A * LENGTH_B, 1),
        le(2 * epsilon**2 * LENGTH_H, 1),
    )
)


def value(samples: Expr) -> Statement:
    """The second variation; the false twin has d in place of n."""
    rate = LENGTH_B * (epsilon**2 / K * ALIGNED - 2 * samples * LENGTH_A)
    return Implies(And((AT, eq(lam, 0))), eq(VALUE, rate))


CLAIM = register(
    Claim(
        id="sphere-saddle-zero",
        chapter="layer-peeled",
        title="multiplier 0: equal rows of W, equal class sums, and a direction in which the loss falls",
        source="[J] Theorem 3.4; docs/theory sections 7 and 10",
        domain=DOMAIN,
        parts=(
            (
                "stationary",
                Implies(
                    STATIONARY,
                    And(
                        (
                            forall(j, l, c, eq(W(j, c), W(l, c))),
                            forall(c, k, l, eq(total(H(c, k, i), i), total(H(c, l, i), i))),
                            forall(j, k, i, eq(P(j, k, i), 1 / K)),
                        )
                    ),
                ),
            ),
            ("tangent", Implies(AT, eq(ALONG, 0))),
            ("value", value(n)),
            (
                "negative",
                Implies(
                    And((AT, eq(lam, 0), le(epsilon**2 * LENGTH_H, 1))),
                    le(VALUE, -((2 * n - 1 / K) * LENGTH_A * LENGTH_B)),
                ),
            ),
            ("sphere", Implies(And((AT, CIRCLE)), eq(size1, size))),
            ("lower", Implies(And((AT, CIRCLE, NEAR)), lt(L1, L))),
        ),
        uses=("gradient", "critical-points", "logit-gap", "second-variation"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "value",
            value(d),
            instance(
                "none",
                2,
                n=1,
                d=2,
                W=(0, 0, 0, 0),
                H=(0, 0, 0, 0),
                DW=(1, 0, -1, 0),
                DH=(1, -1, 0, 0),
                W1=(0, 0, 0, 0),
                H1=(0, 0, 0, 0),
                a=(1, 0),
                b=(1, -1),
                epsilon=1,
                alpha=1,
                beta=0,
                indices={},
                **{"lambda": 0},
            ),
        ),
    )
)
