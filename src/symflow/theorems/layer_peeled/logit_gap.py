r"""How far apart the losses of two points are: between the tangent in the logits and a parabola above it.

For any two points (W, H) and (W1, H1), with logits Z and Z1 and M = Y - P:

    L1 - L = -<M, Z1 - Z> + sum_{k,i} KL(P_{.,(k,i)} || P1_{.,(k,i)}),      KL >= 0,
    L1 - L <= -<M, Z1 - Z> + |G0|^2,      G0 = Z1 - Z minus the mean of each column,   |G0| <= |Z1 - Z|.

The loss is convex and smooth as a function of the logits, and a constant added to a column of logits changes
nothing. Source: textbook (log-sum-exp); used for [J] Theorem 3.4.
"""

from symflow.algebra.expr import Expr, total
from symflow.algebra.indexing import CLASSES, SAMPLES, indices
from symflow.algebra.statement import Statement, eq, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import L
from symflow.flow.sphere import G0, KL, L1, MODEL, G, M

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)

DOMAIN = Domain("Let K >= 2, n, d >= 1, W, W1 in R^{K x d} and H, H1 in R^{d x nK}.", MODEL)
TANGENT = total(M(j, k, i) * G(j, k, i), j, k, i)


def parabola(tangent: Expr) -> Statement:
    """The bound from above; the false twin has the tangent's sign turned."""
    return le(L1 - L, tangent + total(G0(j, k, i) ** 2, j, k, i))


CLAIM = register(
    Claim(
        id="logit-gap",
        chapter="layer-peeled",
        title="the loss lies above its tangent in the logits, and below a parabola",
        source="textbook; [J] Theorem 3.4",
        domain=DOMAIN,
        parts=(
            ("gap", eq(L1 - L, KL - TANGENT)),
            ("divergence", ge(KL, 0)),
            ("parabola", parabola(-TANGENT)),
            ("plain", le(L1 - L, total(G(j, k, i) ** 2, j, k, i) - TANGENT)),
        ),
        uses=("tanh-parabola",),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "parabola",
            parabola(TANGENT),
            instance("none", 2, n=1, d=1, W=(0, 0), H=(0, 0), W1=(0, 1), H1=(1, -1)),
        ),
    )
)
