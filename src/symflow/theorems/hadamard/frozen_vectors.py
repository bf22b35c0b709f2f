r"""The singular vectors are frozen: the lift of the reduced flow.

If a_k' = (1 - pi_k) b_k and b_k' = (1 - pi_k) a_k, then W = U diag(a) R^*, H = R diag(b) U^* with constant U, R
satisfy W' = -dL/dW and H' = -dL/dH; the solution of the matrix flow from a Hadamard start is unique, so
it is this one. Source: [G], abstract.
"""

from symflow.algebra.expr import Ddt, Partial
from symflow.algebra.indexing import FEATURES, G, indices
from symflow.algebra.statement import Pred, eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.registry import register
from symflow.flow.notation import H, L, W
from symflow.theorems.hadamard.softmax_diagonal import DOMAIN

i, j = indices("i j", G)
(c,) = indices("c", FEATURES)

CLAIM = register(
    Claim(
        id="frozen-vectors",
        chapter="hadamard",
        title="the singular vectors stay frozen",
        source="[G], abstract",
        domain=DOMAIN,
        parts=(
            ("classifier", eq(Ddt(W(i, c), "factors"), -Partial(L, W(i, c)))),
            ("features", eq(Ddt(H(c, j), "factors"), -Partial(L, H(c, j)))),
            ("unique", Pred("solves-uniquely", "factors", (L, W(i, c), H(c, j)))),
        ),
        uses=("softmax-diagonal",),
        twin=Twin(
            "classifier",
            eq(Ddt(W(i, c), "factors"), Partial(L, W(i, c))),
            instance("walsh", 2, d=2, a=(0, 1), b=(0, 1)),
        ),
    )
)
