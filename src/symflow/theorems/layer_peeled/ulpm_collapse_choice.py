r"""A choice of (W, H) that is a neural collapse of any size, from columns R_k in R^d with R_k . R_l = delta_{kl} - 1/K.

With r = sqrt n and s > 0 the point w_k = r s R_k, h_{k,i} = s R_k satisfies NC1, NC2 with |hbar_k|^2 = s^2 (K - 1)/K,
NC3 with C = sqrt n, and rho^2 = 2 n s^2 (K - 1), any positive number. With s^2 = 1/r it solves (5): ulpm-theorem-3-2;
for every s it has the least loss on its sphere: ulpm-theorem-3-3. Such columns exist for d >= K - 1 (the columns of
I - J/K span a space of dimension K - 1), which is not part of this claim. Source: own, for [J] Theorems 3.2 and 3.3.
"""

from fractions import Fraction

from symflow.algebra.expr import Expr, atom, delta, total
from symflow.algebra.indexing import CLASSES, FEATURES
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Statement, eq, forall
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import peeled
from symflow.flow.notation import H, K, R, W, n
from symflow.flow.peeled import ROOT, ROOT_OF_N, c, i, k, l, root, size
from symflow.flow.slack import collapsed

s = atom("s")()
FRAME = forall(k, l, eq(total(R(c, k) * R(c, l), c), delta(k, l) - 1 / K))
POINT = And((forall(k, c, eq(W(k, c), root * s * R(c, k))), forall(c, k, i, eq(H(c, k, i), s * R(c, k)))))

HALF = Fraction(1, 2)


def norm(count: Expr) -> Statement:
    """rho^2 = 2 n s^2 (K - 1); the false twin has K in place of n."""
    return Implies(And((FRAME, POINT)), eq(size, 2 * count * s**2 * (K - 1)))


CLAIM = register(
    Claim(
        id="ulpm-collapse-choice",
        chapter="layer-peeled",
        title="a neural collapse of every size, from the columns of a regular simplex",
        source="own, for [J] Theorems 3.2 and 3.3",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}, R in R^{d x K}; r = sqrt n, s > 0.",
            peeled.MODEL
            | Model((ROOT_OF_N, Variable("R", (FEATURES, CLASSES)), Variable("s", (), "positive")), (), ()),
            hypotheses=(ROOT,),
        ),
        parts=(
            ("collapse", Implies(And((FRAME, POINT)), collapsed(s**2 * (K - 1) / K, root))),
            ("norm", norm(n)),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "norm",
            norm(K),
            instance(
                "none",
                2,
                n=1,
                d=2,
                W=(1, -1, -1, 1),
                H=(1, -1, -1, 1),
                R=(HALF, -HALF, -HALF, HALF),
                r=1,
                s=2,
            ),
        ),
    )
)
