r"""[J] Theorem 3.4, strict and on the sphere: every point that is not a global minimum has lower points beside it.

Let x = (W, H) be not 0, M = Y - P, and lambda rho^2 = 2 <M, Z>, that is lambda = -<grad L, x>/rho^2. Exactly one
holds:

    (a) x is not critical on its sphere:   Delta = minus the tangential gradient             (claim sphere-gradient)
    (b) critical, lambda < 0:              Delta = (W, -H)                                   (sphere-saddle-negative)
    (c) critical, lambda = 0:              Delta = (epsilon b a^T, a b_k / epsilon)          (sphere-saddle-zero)
    (d) critical, 0 < lambda < |M|_2:      Delta = (u a^T, a v^T), M v = sigma u, W a = 0    (sphere-saddle-singular)
    (e) critical, lambda > 0, |M|_2 <= lambda:   no point of the sphere is lower             (optimality-identity)

In (a) to (d) Delta is tangent, and points x1 = alpha x + beta Delta of the same sphere have L(x1) < L(x) for all
small beta > 0: a bound on beta is part of the statement. And |x1 - x|^2 <= 2 beta^2 |Delta|^2 for alpha >= 0
("near"). So (14) of [J] holds with "<" at every point that is not a global minimum, if there are u, v and a in case
(d).

Not part of the statement is linear algebra: a matrix has a top singular pair, sigma = |M|_2; and in case (d) there
is a unit vector a with W a = 0 where d >= K - 1, because rank W <= K - 2 ("spectrum" of sphere-saddle-singular). In
case (c) any unit vector a, any b != 0 with sum 0 and any small epsilon will do. Source: [J] Theorem 3.4;
docs/theory section 10.
"""

from fractions import Fraction
from types import ModuleType

from symflow.algebra.statement import And, Implies, Rel, Statement, eq, gt, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import L
from symflow.flow.peeled import size
from symflow.flow.sphere import ALONG, L1, PLANE, size1
from symflow.theorems.layer_peeled import (
    optimality_identity,
    second_variation,
    sphere_gradient,
    sphere_saddle_negative,
    sphere_saddle_singular,
    sphere_saddle_zero,
)

CASES = (
    ("gradient", sphere_gradient),
    ("negative", sphere_saddle_negative),
    ("zero", sphere_saddle_zero),
    ("singular", sphere_saddle_singular),
)
HALF = Fraction(1, 2)


def lower(case: ModuleType, order: Rel) -> Statement:
    """Delta is tangent, and x1 lies on the sphere and lower; the false twin has it higher."""
    return Implies(And((case.AT, case.CIRCLE, case.NEAR)), And((eq(ALONG, 0), eq(size1, size), order)))


CLAIM = register(
    Claim(
        id="ulpm-theorem-3-4",
        chapter="layer-peeled",
        title="on a sphere: four explicit ways down to lower points nearby, and the global minimum",
        source="[J] Theorem 3.4 (strict, on the sphere)",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W, W1, DW in R^{K x d}, H, H1, DH in R^{d x nK}, u, b in R^K, v in R^{nK}, "
            "a in R^d, epsilon > 0, alpha, beta, lambda, sigma real.",
            PLANE | sphere_saddle_zero.LINE | sphere_saddle_singular.PAIR,
        ),
        parts=(
            *((label, lower(case, lt(L1, L))) for label, case in CASES),
            ("optimal", dict(optimality_identity.CLAIM.parts)["optimal"]),
            ("near", dict(second_variation.CLAIM.parts)["near"]),
        ),
        uses=(*(case.CLAIM.id for _, case in CASES), "optimality-identity", "second-variation"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "gradient",
            lower(sphere_gradient, gt(L1, L)),
            instance(
                "none",
                2,
                n=1,
                d=1,
                W=(1, 0),
                H=(0, 0),
                DW=(0, 0),
                DH=(HALF, -HALF),
                W1=(Fraction(449, 451), 0),
                H1=(Fraction(30, 451), -Fraction(30, 451)),
                u=(0, 0),
                v=(0, 0),
                a=0,
                b=(0, 0),
                epsilon=1,
                alpha=Fraction(449, 451),
                beta=Fraction(60, 451),
                sigma=0,
                indices={},
                **{"lambda": 0},
            ),
        ),
    )
)
