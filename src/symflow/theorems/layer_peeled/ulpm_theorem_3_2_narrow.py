r"""Theorem 3.2 for fewer than K - 1 features: the value of neural collapse is not reached.

If d < K - 1 then every feasible (W, H) of (5) has (1/2) rho^2 > (K - 1) sqrt n: equality would be a neural collapse
(ulpm-theorem-3-2), and that needs d >= K - 1 (ulpm-dimension). Where (5) is feasible it has a global optimum, because
its constraints are closed and its objective is a norm; so for d < K - 1 no global optimum satisfies NC1-NC3. That (5)
is feasible for some d < K - 1 is shown by ulpm-theorem-3-2-as-printed. Not part of this claim: the existence of the
optimum, and its value. Source: own, for [J] Theorem 3.2.
"""

from symflow.algebra.statement import And, Implies, Statement, gt, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import K, d
from symflow.flow.peeled import ROOT, root
from symflow.flow.separation import FEASIBLE, MODEL, VALUE

SQUARE = (1, 0, 0, 1, -1, 0, 0, -1)


def strict(less: int) -> Statement:
    """More than the value of neural collapse; the false twin has K - 0 in place of K - 1 (the square)."""
    return Implies(And((FEASIBLE, lt(d, K - 1))), gt(VALUE, (K - less) * root))


CLAIM = register(
    Claim(
        id="ulpm-theorem-3-2-narrow",
        chapter="layer-peeled",
        title="with fewer than K - 1 features no point separates at the norm of neural collapse",
        source="own, for [J] Theorem 3.2",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; r = sqrt n.", MODEL, hypotheses=(ROOT,)
        ),
        parts=(("strict", strict(1)),),
        uses=("ulpm-theorem-3-2", "ulpm-dimension"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "strict",
            strict(0),
            instance("none", 4, n=1, d=2, W=SQUARE, H=(1, 0, -1, 0, 0, 1, 0, -1), r=1),
        ),
    )
)
