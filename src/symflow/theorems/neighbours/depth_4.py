r"""Is V a Lyapunov function for balanced linear networks of depth 4?

s' = 4 s^{3/2} (1 - pi). From a small start 1 - pi is nearly 1 for every mode, and a larger mode has the larger rate
s_k'/s_k = 4 s_k^{1/2} (1 - pi_k): the modes move apart, and V grows. At depth 2 these rates are nearly equal.
Source: symflow; docs/theory section 8.
"""

from fractions import Fraction

from symflow.algebra.expr import Ddt, Num
from symflow.algebra.statement import le
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.families import FAMILIES
from symflow.flow.notation import V

CLAIM = register(
    Claim(
        id="depth-4",
        chapter="neighbours",
        title="V never increases for balanced networks of depth 4",
        source="symflow; docs/theory section 8",
        domain=Domain(
            "Let G = Z_2^m, K = 2^m, s_k > 0 for k != 0, s_0 = 0.",
            FAMILIES["depth"].model(Num(Fraction(4))),
            group="boolean",
        ),
        parts=(("decrease", le(Ddt(V, "depth"), 0)),),
        expected="REFUTED",
        reproduce="""\
from math import exp
s, K = [0, 1 / 12, 1 / 3, 1 / 3], 4
chi = lambda k, g: (-1) ** bin(k & g).count("1")
z = [sum(chi(k, g) * s[k] for k in range(K)) / K for g in range(K)]
q = [exp(x) / sum(map(exp, z)) for x in z]
pi = [sum(chi(k, g) * q[g] for g in range(K)) for k in range(K)]
ds = [4 * x ** 1.5 * (1 - p) for x, p in zip(s, pi)]
print(sum(ds[1:]) / sum(s[1:]) - sum(ds[k] / s[k] for k in (1, 2, 3)) / 3)
""",
    )
)
