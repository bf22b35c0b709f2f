r"""The gradient at the example (7), as printed.

The print has the denominator 2 + 2e^{-2C^2} + 2e^{2C^2} in (9); with 2 + e^{-2C^2} + e^{2C^2} it would be right (see
ulpm-eq-9). Source: [J] Example 3.1, (9).
"""

from symflow.algebra.expr import Partial, exp
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim
from symflow.claim.registry import register
from symflow.flow.example import PAIRS, C, L, c, e, i
from symflow.flow.notation import W
from symflow.theorems.layer_peeled.ulpm_eq_9 import DOMAIN

small, large = exp(-2 * C**2), exp(2 * C**2)

CLAIM = register(
    Claim(
        id="ulpm-eq-9-as-printed",
        chapter="layer-peeled",
        title="the gradient at the example, with the printed denominator",
        source="[J] Example 3.1, (9)",
        domain=DOMAIN,
        parts=(
            (
                "gradient",
                eq(
                    Partial(L(e), W(e, i, c)),
                    -(C * ((2 + 2 * small) / (2 + 2 * small + 2 * large))) * PAIRS,
                ),
            ),
        ),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
from math import exp
B = [[1, -1, 0, 0], [-1, 1, 0, 0], [0, 0, 1, -1], [0, 0, -1, 1]]  # W = H = B: C = 1
R = range(4)
Z = [[sum(B[i][c] * B[c][k] for c in R) for k in R] for i in R]
S = [sum(exp(Z[j][k]) for j in R) for k in R]
slope = sum((exp(Z[0][k]) / S[k] - (k == 0)) * B[0][k] for k in R)  # dL/dW at row 1, column 1
printed = -(2 + 2 * exp(-2)) / (2 + 2 * exp(-2) + 2 * exp(2))
print(slope - printed)
""",
    )
)
