r"""V decreases strictly until neural collapse, over every symmetric association scheme.

Along s_j' = 2 s_j (1 - pi_j) with all s_j > 0: V >= 0, V' <= 0, and V = 0 if and only if V' = 0 if and only if all
s_j are equal. Source: docs/theory section 11.
"""

from symflow.algebra.expr import Ddt
from symflow.algebra.indexing import FEATURES, indices
from symflow.algebra.statement import Iff, Pred, eq, forall, ge, le
from symflow.claim.claim import Claim, Twin
from symflow.claim.registry import register
from symflow.flow.notation import V, s
from symflow.theorems.schemes.scheme_identity import DOMAIN, SQUARE

j, k = indices("j k", FEATURES)
EQUAL = forall(j, k, eq(s(j), s(k)))

CLAIM = register(
    Claim(
        id="scheme-lyapunov",
        chapter="schemes",
        title="V decreases strictly until neural collapse, for every association scheme",
        source="docs/theory section 11",
        domain=DOMAIN,
        parts=(
            ("nonnegative", ge(V, 0)),
            ("zero", Iff(eq(V, 0), EQUAL)),
            ("decrease", le(Ddt(V, "modes"), 0)),
            ("strict", Iff(eq(Ddt(V, "modes"), 0), EQUAL)),
            ("monotone", Pred("non-increasing", "modes", (V,))),
        ),
        uses=("scheme-identity",),
        twin=Twin("decrease", ge(Ddt(V, "modes"), 0), SQUARE),
    )
)
