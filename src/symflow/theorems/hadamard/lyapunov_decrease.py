r"""V decreases strictly until neural collapse.

Along s_k' = 2 s_k (1 - pi_k) with all s_k > 0 (k != 0): V' <= 0, and V' = 0 if and only if all s_k are equal.
Source: [G].
"""

from symflow.algebra.expr import Ddt
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import Iff, Pred, eq, forall, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.registry import register
from symflow.flow.notation import V, s
from symflow.theorems.hadamard.lyapunov_identity import DOMAIN

k, l = indices("k l", GSTAR)

CLAIM = register(
    Claim(
        id="lyapunov-decrease",
        chapter="hadamard",
        title="V decreases strictly until neural collapse",
        source="[G]; docs/theory section 4",
        domain=DOMAIN,
        parts=(
            ("decrease", le(Ddt(V, "modes"), 0)),
            ("strict", Iff(eq(Ddt(V, "modes"), 0), forall(k, l, eq(s(k), s(l))))),
            ("monotone", Pred("non-increasing", "modes", (V,))),
        ),
        uses=("lyapunov-identity",),
        twin=Twin("decrease", ge(Ddt(V, "modes"), 0), instance("walsh", 4, s=(0, 1, 2, 3))),
    )
)
