r"""Remark 3.2, corrected: scaling W and H by factors of one sign keeps neural collapse, and one ratio is optimal.

Let (W, H) satisfy NC1-NC3 with |hbar_k|^2 = e and C > 0, and let alpha, beta > 0, sigma = 1 or -1. Then
(sigma alpha W, sigma beta H) satisfies NC1-NC3 with beta^2 e and alpha C/beta. Its loss is

    L2 = nK log(1 + (K - 1) e^{-x}),    x = alpha beta C e K/(K - 1),

and this is the least loss on its sphere, the bound of ulpm-theorem-3-3, if alpha C = beta sqrt n, which is to say
|alpha W|_F = |beta H|_F. Otherwise it is larger, by a positive multiple of (alpha C - beta sqrt n)^2 at least.
That such points alone are optimal on a sphere is ulpm-theorem-3-3. Source: [J] Remark 3.2.
"""

from symflow.algebra.expr import Expr, exp, log, total
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Iff, Implies, Statement, eq, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import K, n
from symflow.flow.peeled import COLLAPSE, NEURAL_COLLAPSE, ROOT, ROOT_OF_N, c, factor, i, k, length, root
from symflow.flow.ratio import G, V, alpha, beta, scaled, scaled_collapse, scaled_loss, scaled_size, sigma

UNIT = eq(sigma**2, 1)
HERE = And((NEURAL_COLLAPSE, UNIT))
BALANCED = eq(alpha * factor, beta * root)


def least(exponent: Expr) -> Expr:
    """nK log(1 + (K - 1) e^exponent)"""
    return n * K * log(1 + (K - 1) * exp(exponent))


def value(exponent: Expr) -> Statement:
    """The loss of the scaled point; the false twin has the other sign of x."""
    return Implies(HERE, eq(scaled_loss, least(exponent)))


BEST = least(-(scaled_size / (2 * root * (K - 1))))
MARGIN = alpha * beta * factor * length * K / (K - 1)
PENALTY = (
    n
    * K**2
    * length
    * exp(-(scaled_size / (2 * root * (K - 1))))
    / (2 * root * (1 + (K - 1) * exp(-MARGIN)))
    * (alpha * factor - beta * root) ** 2
)
CLAIM = register(
    Claim(
        id="ulpm-remark-3-2",
        chapter="layer-peeled",
        title="scaling by factors of one sign keeps neural collapse, and one ratio is optimal",
        source="[J] Remark 3.2",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; r = sqrt n, e, C, alpha, beta > 0, sigma real.",
            scaled(sigma * alpha, sigma * beta)
            | COLLAPSE
            | Model(
                (
                    ROOT_OF_N,
                    Variable("alpha", (), "positive"),
                    Variable("beta", (), "positive"),
                    Variable("sigma"),
                ),
                (),
                (),
            ),
            hypotheses=(ROOT,),
        ),
        parts=(
            (
                "collapse",
                Implies(
                    And((NEURAL_COLLAPSE, UNIT)), scaled_collapse(beta**2 * length, alpha * factor / beta)
                ),
            ),
            ("value", value(-MARGIN)),
            ("ratio", Implies(And((HERE, BALANCED)), eq(scaled_loss, BEST))),
            ("else", Implies(HERE, ge(scaled_loss, BEST + PENALTY))),
            (
                "norms",
                Implies(HERE, Iff(BALANCED, eq(total(V(k, c) ** 2, k, c), total(G(c, k, i) ** 2, c, k, i)))),
            ),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "value",
            value(MARGIN),
            instance("none", 2, n=1, d=1, W=(1, -1), H=(1, -1), r=1, e=1, C=1, alpha=1, beta=1, sigma=1),
        ),
    )
)
