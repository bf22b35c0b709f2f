r"""The printed (11): close to the example, the family (10) has members of no larger loss.

(10) is W' = H' = U with blocks C, C alpha, C beta, alpha^2 + 2 beta^2 = 1, alpha, beta < 0. The print says that for
every epsilon > 0 some of them lie within epsilon of (7), |W' - W|^2 + |H' - H|^2 < epsilon, and have
L(W', H') <= L(W, H).
Take epsilon = 9 C^2 e^{-4C^2}. Within this distance L(W', H') - L(W, H) has one sign for all alpha, beta
(ulpm-eq-11-printed-family), so that "some" and "every" say the same there; stated is "every", and one point refutes it.
Source: [J] Example 3.1, (10) and (11).
"""

from symflow.algebra.expr import atom, exp
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Implies, eq, le, lt
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.example import DISTANCE, MODEL, C, L, M, changed, e

alpha, beta = atom("alpha")(), atom("beta")()
POINT = Model((Variable("alpha"), Variable("beta")))

CLAIM = register(
    Claim(
        id="ulpm-eq-11-as-printed",
        chapter="layer-peeled",
        title="close to the example, the printed family (10) has no larger loss",
        source="[J] Example 3.1, (10) and (11)",
        domain=Domain(
            "Let K = 4, n = 1, d = 4, C > 0, W = H = C B as in (7), U of the blocks C, C alpha, C beta as in (10).",
            MODEL | POINT | changed(C, C * alpha, C * beta),
            group="boolean",
            order=4,
            hypotheses=(
                ("ellipse", eq(alpha**2 + 2 * beta**2, 1)),
                ("alpha", lt(alpha, 0)),
                ("beta", lt(beta, 0)),
            ),
        ),
        parts=(("smaller", Implies(lt(DISTANCE, 9 * C**2 * exp(-4 * C**2)), le(M(e), L(e)))),),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
from math import exp, log1p
C, a, b = 1 / 4, -7 / 11, -6 / 11       # a^2 + 2 b^2 = 1
R = range(4)
def loss(diagonal, partner, others):    # W = H = C times these blocks
    U = [[C * (diagonal if i == j else partner if i ^ j == 1 else others) for j in R] for i in R]
    Z = [[sum(U[i][c] * U[c][k] for c in R) for k in R] for i in R]
    return sum(log1p(sum(exp(Z[j][k] - Z[k][k]) for j in R if j != k)) for k in R)
print(loss(1, a, b) - loss(1, -1, 0))   # at distance sqrt(4/11), where 9 C^2 e^{-4C^2} = 0.438
""",
    )
)
