r"""Neural collapse needs d >= K - 1 features.

If the class means have the inner products of NC2, hbar_k . hbar_l = e (K delta_{kl} - 1)/(K - 1), then the matrix
F = sum_k hbar_k hbar_k^T of order d has trace K e and |F|_F^2 = K^2 e^2/(K - 1), so that

    |F - (K e/d) I|_F^2 = K^2 e^2 (d - (K - 1))/(d (K - 1)),

and d >= K - 1 where e > 0. (Part "square" is the square on the left, for any class means and any e.) [J] states
Theorems 3.2 and 3.3 for every d; their optimum exists for every d, but where d < K - 1 no point satisfies NC2. That
points with NC1-NC3 exist for every d >= K - 1 is not part of this claim.
Source: own, for [J] Theorems 3.2 and 3.3.
"""

from symflow.algebra.expr import delta, total
from symflow.algebra.indexing import FEATURES, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Statement, eq, ge, gt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import peeled
from symflow.flow.notation import K, d
from symflow.flow.peeled import NC2, hbar, k, l, length

c, f = indices("c f", FEATURES)
PRODUCTS = total(hbar(c, k) * hbar(f, k), k)
SPREAD = total((PRODUCTS - K * length / d * delta(c, f)) ** 2, c, f)
TRACE = total(hbar(c, k) ** 2, k, c)
FROBENIUS = total(total(hbar(c, k) * hbar(c, l), c) ** 2, k, l)


def room(less: int) -> Statement:
    """The number of features; the false twin has K - 0 in place of K - 1."""
    return Implies(And((NC2, gt(length, 0))), ge(d, K - less))


CLAIM = register(
    Claim(
        id="ulpm-dimension",
        chapter="layer-peeled",
        title="neural collapse of K classes needs at least K - 1 features",
        source="own, for [J] Theorems 3.2 and 3.3",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; e real.",
            peeled.MODEL | Model((Variable("e"),), (), ()),
        ),
        parts=(
            ("square", eq(SPREAD + 2 * K * length / d * TRACE, FROBENIUS + K**2 * length**2 / d)),
            ("spread", Implies(NC2, eq(SPREAD, K**2 * length**2 * (d - (K - 1)) / (d * (K - 1))))),
            ("room", room(1)),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin("room", room(0), instance("none", 2, n=1, d=1, W=(1, -1), H=(1, -1), e=1)),
    )
)
