r"""Is V a Lyapunov function when the layers are not balanced?

With a_k' = (1 - pi_k) b_k, b_k' = (1 - pi_k) a_k and a_k^2 - b_k^2 different for different k, V can increase.
Source: docs/theory section 8.
"""

from symflow.algebra.expr import Ddt
from symflow.algebra.indexing import G
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import le
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.factors import WITH_LYAPUNOV
from symflow.flow.notation import V

POSITIVE = tuple(Variable(name, (G,), "positive", even=True, vanishing=True) for name in ("a", "b"))
MODEL = Model(POSITIVE, WITH_LYAPUNOV.definitions, WITH_LYAPUNOV.flows)

CLAIM = register(
    Claim(
        id="unequal-imbalance",
        chapter="neighbours",
        title="V never increases for any imbalance",
        source="docs/theory section 8",
        domain=Domain(
            "Let G = Z_2^m, K = 2^m, a_k, b_k > 0 for k != 0, a_0 = b_0 = 0.", MODEL, group="boolean"
        ),
        parts=(("decrease", le(Ddt(V, "factors"), 0)),),
        expected="REFUTED",
        reproduce="""\
from math import exp
a, b, K = [0, 1, 1, 1], [0, 1, 3, 3], 4
s = [x * y for x, y in zip(a, b)]
chi = lambda k, g: (-1) ** bin(k & g).count("1")
z = [sum(chi(k, g) * s[k] for k in range(K)) / K for g in range(K)]
q = [exp(x) / sum(map(exp, z)) for x in z]
pi = [sum(chi(k, g) * q[g] for g in range(K)) for k in range(K)]
ds = [(x * x + y * y) * (1 - p) for x, y, p in zip(a, b, pi)]
print(sum(ds[1:]) / sum(s[1:]) - sum(ds[k] / s[k] for k in (1, 2, 3)) / 3)
""",
    )
)
