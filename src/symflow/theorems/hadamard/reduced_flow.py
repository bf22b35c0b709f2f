r"""The reduced flow.

From a_k' = (1 - pi_k) b_k, b_k' = (1 - pi_k) a_k, s = a b: s_k' = (a_k^2 + b_k^2)(1 - pi_k), and
(log(a_k + b_k))' = 1 - pi_k. Balanced factors (a = b) stay balanced, and then s_k' = 2 s_k (1 - pi_k), so
(log s_k)' = 2 (1 - pi_k). Mode 0 is frozen, because pi_0 = 1. Source: [G].
"""

from symflow.algebra.expr import Ddt, log
from symflow.algebra.indexing import ZERO_INDEX, G, indices
from symflow.algebra.statement import And, Implies, Pred, eq, forall, gt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.factors import MODEL
from symflow.flow.notation import a, b, pi, s

k, l = indices("k l", G)

DOMAIN = Domain(
    "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), a, b >= 0 even, s = a b.",
    MODEL,
    group="abelian",
)
BALANCED = forall(l, eq(a(l), b(l)))

CLAIM = register(
    Claim(
        id="reduced-flow",
        chapter="hadamard",
        title="the flow reduces to the singular values",
        source="[G], abstract",
        domain=DOMAIN,
        parts=(
            ("product", eq(Ddt(s(k), "factors"), (a(k) ** 2 + b(k) ** 2) * (1 - pi(k)))),
            ("sum", Implies(gt(a(k) + b(k), 0), eq(Ddt(log(a(k) + b(k)), "factors"), 1 - pi(k)))),
            ("difference", eq(Ddt(a(k) - b(k), "factors"), (a(k) - b(k)) * -(1 - pi(k)))),
            ("balance-kept", Pred("sign-preserved", "factors", (a(k) - b(k),))),
            ("balanced", Implies(BALANCED, eq(Ddt(s(k), "factors"), 2 * s(k) * (1 - pi(k))))),
            (
                "logarithm",
                Implies(And((BALANCED, gt(s(k), 0))), eq(Ddt(log(s(k)), "factors"), 2 * (1 - pi(k)))),
            ),
            ("frozen-mode", eq(Ddt(s(ZERO_INDEX), "factors"), 0)),
        ),
        twin=Twin(
            "product",
            eq(Ddt(s(k), "factors"), (a(k) ** 2 - b(k) ** 2) * (1 - pi(k))),
            instance("walsh", 2, a=(0, 1), b=(0, 1)),
        ),
    )
)
