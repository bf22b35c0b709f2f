r"""The gradient flow of cross-entropy reduces to a pair of numbers for each mode, over every association scheme.

If a_j' = (1 - pi_j) b_j and b_j' = (1 - pi_j) a_j, then W = sum_j a_j E_j R^T and H = R sum_j b_j E_j satisfy
W' = -dL/dW and H' = -dL/dH, and no other curve from the same start does. a_j^2 - b_j^2 is conserved, (a_j - b_j)^2
never increases: balanced factors (a = b) stay balanced, and then s_j' = 2 s_j (1 - pi_j), the flow of scheme-lyapunov.
Source: docs/theory section 11.
"""

from symflow.algebra.expr import Ddt, Partial
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.statement import Implies, Pred, eq, forall
from symflow.claim.claim import Claim, Twin
from symflow.claim.registry import register
from symflow.flow.notation import H, L, W, a, b, pi, s
from symflow.theorems.schemes.scheme_diagonal import CORNERS, DOMAIN

j, k = indices("j k", FEATURES)
x, y = indices("x y", CLASSES)
(e,) = indices("e", SAMPLES)
BALANCED = forall(k, eq(a(k), b(k)))

CLAIM = register(
    Claim(
        id="scheme-flow",
        chapter="schemes",
        title="the gradient flow reduces to the modes, for every association scheme",
        source="docs/theory section 11",
        domain=DOMAIN,
        parts=(
            ("classifier", eq(Ddt(W(x, e), "factors"), -Partial(L, W(x, e)))),
            ("features", eq(Ddt(H(e, y), "factors"), -Partial(L, H(e, y)))),
            ("unique", Pred("solves-uniquely", "factors", (L, W(x, e), H(e, y)))),
            ("product", eq(Ddt(s(j), "factors"), (a(j) ** 2 + b(j) ** 2) * (1 - pi(j)))),
            ("imbalance", eq(Ddt(a(j) ** 2 - b(j) ** 2, "factors"), 0)),
            ("balance", eq(Ddt(a(j) - b(j), "factors"), (a(j) - b(j)) * -(1 - pi(j)))),
            ("balance-kept", Pred("non-increasing", "factors", ((a(j) - b(j)) ** 2,))),
            ("balanced", Implies(BALANCED, eq(Ddt(s(j), "factors"), 2 * s(j) * (1 - pi(j))))),
        ),
        uses=("scheme-diagonal", "scheme-eigenvalues"),
        twin=Twin("product", eq(Ddt(s(j), "factors"), (a(j) ** 2 - b(j) ** 2) * (1 - pi(j))), CORNERS),
    )
)
