r"""Theorem 3.3, corrected, for two points of a sphere: neural collapse with equal norms has the least loss.

Let (W2, H2) satisfy NC1-NC3 with some C > 0, and |W2|_F = |H2|_F. Then L2 <= L for every (W, H) of the same sphere, and
L2 < L wherever one of the following equations fails: NC1, NC2 with |hbar_k|^2 = rho^2/(2nK), NC3 with C = sqrt n. Let
D be the sum of the squares of the differences of their two sides: D > 0 implies L2 < L. So wherever a sphere has one
such point, such points are its global minima, and its only ones. It has one where d >= K - 1
(ulpm-collapse-choice, given columns R_k; that R^d has them is linear algebra) and none where d < K - 1
(ulpm-dimension). Source: [J] Theorem 3.3.
"""

from symflow.algebra.expr import delta, total
from symflow.algebra.statement import And, Implies, Rel, Statement, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import entropy, rival
from symflow.flow.notation import H, K, L, W, n
from symflow.flow.peeled import COLLAPSE, ROOT, c, hbar, i, k, l, root, size
from symflow.flow.rival import RIVAL_COLLAPSE, RIVAL_NORMS, SAME_SPHERE, rival_loss

THERE = And((RIVAL_COLLAPSE, RIVAL_NORMS, SAME_SPHERE))
GRAM = total(hbar(c, k) * hbar(c, l), c) - size / (2 * n * K) * (K * delta(k, l) - 1) / (K - 1)
DISTANCE = (
    total((H(c, k, i) - hbar(c, k)) ** 2, c, k, i)
    + total(GRAM**2, k, l)
    + total((W(k, c) - root * hbar(c, k)) ** 2, k, c)
)


def least(relation: Rel) -> Statement:
    """L2 <= L on the whole sphere; the false twin says L2 >= L."""
    return Implies(THERE, relation)


CLAIM = register(
    Claim(
        id="ulpm-theorem-3-3-sphere",
        chapter="layer-peeled",
        title="neural collapse with equal norms has the least loss on its sphere, and nothing else has",
        source="[J] Theorem 3.3",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W and W2 in R^{K x d}, H and H2 in R^{d x nK}; r = sqrt n, e, C > 0.",
            entropy.MODEL | rival.MODEL | COLLAPSE,
            hypotheses=(ROOT,),
        ),
        parts=(
            ("least", least(le(rival_loss, L))),
            ("only", Implies(And((THERE, gt(DISTANCE, 0))), gt(L, rival_loss))),
        ),
        uses=("ulpm-theorem-3-3",),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "least",
            least(ge(rival_loss, L)),
            instance("none", 2, n=1, d=1, W=(1, -1), H=(-1, 1), W2=(1, -1), H2=(1, -1), r=1, e=1, C=1),
        ),
    )
)
