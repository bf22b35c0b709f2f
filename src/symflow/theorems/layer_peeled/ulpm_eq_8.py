r"""The example (7) points along a KKT point of (5) that is not optimal.

Problem (5) asks for the least (|W|^2 + |H|^2)/2 with all margins m_kj = (w_k - w_j) . h_k >= 1, j != k. At W = H = C B

    m_kj = 2C^2 for j != k, k + e,      m_{k,k+e} = 4C^2,      (|W|^2 + |H|^2)/2 = 8C^2

and with the printed multipliers Lambda_kj = 1/2 for j != k, k + e, and 0 else, the Lagrangian
A = (|W|^2 + |H|^2)/2 - sum_kj Lambda_kj (m_kj - q) is stationary, with complementary slackness at the level q = 2C^2.
Margins are 2-homogeneous and stationarity is linear, so (W, H)/sqrt(2C^2), where the margins are m_kj/(2C^2) >= 1,
is a KKT point of (5) for every C > 0; (7) itself is the one with C = 1/sqrt(2) (with a smaller C it is not feasible,
with a larger one no constraint is active). Its value 8C^2/(2C^2) = 4 is the sum of the multipliers. The simplex
W = H = U = I - J/4 has all margins 1 and the value 3, so the point is not optimal; that 3 = K - 1 is the least value
is Theorem 3.2. The constant q does not matter in the derivatives of A and is left out of it.
Source: [J] Example 3.1, (7) and (8).
"""

from fractions import Fraction

from symflow.algebra.expr import Partial, delta, total
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import And, Implies, eq, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.example import NEW_SIZE, SEPARATION, SIZE, A, C, Lambda, c, changed, e, i, j, k, m
from symflow.flow.notation import H, W, Y

(h,) = indices("h", GSTAR)
level = 2 * C**2
simplex = changed(Fraction(3, 4), Fraction(-1, 4), Fraction(-1, 4))
slack = Lambda(e, k, j) * (m(e, k, j) - level)

CLAIM = register(
    Claim(
        id="ulpm-eq-8",
        chapter="layer-peeled",
        title="the example is along a KKT point of (5) with value 4, and 3 is attained",
        source="[J] Example 3.1, (7) and (8)",
        domain=Domain(
            "Let K = 4, n = 1, d = 4, G = Z_2^2, e != 0, C > 0, W = H = C B with B_ij = delta_{i,j} - delta_{i,j+e}.",
            SEPARATION | simplex,
            group="boolean",
            order=4,
        ),
        parts=(
            ("margins", eq(m(e, k, k + h), level * (1 + delta(h, e)))),
            ("feasible", ge(m(e, k, k + h) / level, 1)),
            ("multipliers", And((ge(Lambda(e, k, j), 0), eq(slack, 0)))),
            ("stationary", And((eq(Partial(A(e), W(e, i, c)), 0), eq(Partial(A(e), H(e, i, c)), 0)))),
            (
                "matrix-form",
                eq(W(e, i, c), total((delta(i, k) - Lambda(e, k, i)) * H(e, c, k), k)),
            ),
            ("value", And((eq(SIZE / 2 / level, 4), eq(total(Lambda(e, k, j), k, j), 4)))),
            (
                "itself",
                Implies(
                    eq(level, 1),
                    And((ge(m(e, k, k + h), 1), eq(Lambda(e, k, j) * (m(e, k, j) - 1), 0), eq(SIZE / 2, 4))),
                ),
            ),
            ("simplex", And((eq(Y(e, k, k) - Y(e, k + h, k), 1), eq(NEW_SIZE / 2, 3)))),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "multipliers",
            And((ge(Lambda(e, k, j), 0), eq(Lambda(e, k, j) * (m(e, k, j) + level), 0))),
            instance("walsh", 4, C=1),
        ),
    )
)
