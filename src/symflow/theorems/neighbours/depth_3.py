r"""Is V a Lyapunov function for deeper networks?

For balanced linear networks of depth 3, s' = 3 s^{4/3} (1 - pi), V grows from some starts.
Source: docs/theory section 8.
"""

from symflow.algebra.expr import Ddt
from symflow.algebra.statement import le
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.deep import MODEL
from symflow.flow.notation import V

CLAIM = register(
    Claim(
        id="depth-3",
        chapter="neighbours",
        title="V never increases for balanced networks of depth 3",
        source="docs/theory section 8",
        domain=Domain(
            "Let G = Z_2^m, K = 2^m, r_k > 0 for k != 0, r_0 = 0, s = r^3.", MODEL, group="boolean"
        ),
        parts=(("decrease", le(Ddt(V, "depth-3"), 0)),),
        expected="REFUTED",
        reproduce="""\
from math import exp
r, K = [0, 1, 2, 2], 4
s = [x ** 3 for x in r]
chi = lambda k, g: (-1) ** bin(k & g).count("1")
z = [sum(chi(k, g) * s[k] for k in range(K)) / K for g in range(K)]
q = [exp(x) / sum(map(exp, z)) for x in z]
pi = [sum(chi(k, g) * q[g] for g in range(K)) for k in range(K)]
ds = [3 * x ** 4 * (1 - p) for x, p in zip(r, pi)]
print(sum(ds[1:]) / sum(s[1:]) - sum(ds[k] / s[k] for k in (1, 2, 3)) / 3)
""",
    )
)
