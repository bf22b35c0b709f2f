r"""The escape of Remark 3.3, for the plain flow.

The print says that algorithms leave the direction of a bad point like (7) within a small number of iterations, because
a step has a component r > 0 along a decreasing direction. A number of steps of the order log(sigma/r) asks for a
ratio r/sigma that grows at a fixed exponential rate; stated is, for two modes and while r <= sigma/2, the rate 1/10.
Any other rate mu > 0 in its place fails too, at sigma > 2 log(4/mu): the rate is below 4 e^{-sigma/2}, and the time to
a fixed ratio is exponential in sigma/r (ulpm-remark-3-3). The print speaks of stochastic algorithms; what noise that
goes on acting does is not part of this claim, and is open. Source: [J] Remark 3.3, made formal.
"""

from fractions import Fraction

from symflow.algebra.expr import Ddt, log
from symflow.algebra.statement import Implies, ge, le
from symflow.claim.claim import Claim
from symflow.claim.registry import register
from symflow.flow.notation import sigma
from symflow.flow.two_modes import r
from symflow.theorems.layer_peeled.ulpm_remark_3_3 import DOMAIN

CLAIM = register(
    Claim(
        id="ulpm-remark-3-3-as-printed",
        chapter="layer-peeled",
        title="without noise a small inactive mode gains on the active ones at a fixed exponential rate",
        source="[J] Remark 3.3, made formal for two modes without noise",
        domain=DOMAIN,
        parts=(
            (
                "rate",
                Implies(le(2 * r, sigma), ge(Ddt(log(r) - log(sigma), "two-modes"), Fraction(1, 10))),
            ),
        ),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
from math import exp
s = [0, 10, 1, 10]                          # (7) with 4 C^2 = 10, and the inactive mode r = 1
chi = lambda k, g: (-1) ** bin(k & g).count("1")
z = [sum(chi(k, g) * s[k] for k in range(4)) / 4 for g in range(4)]
q = [exp(x) / sum(map(exp, z)) for x in z]
rate = lambda k: 2 * (1 - sum(chi(k, g) * q[g] for g in range(4)))  # (log s_k)'
print(rate(2) - rate(1) - 1 / 10)
""",
    )
)
