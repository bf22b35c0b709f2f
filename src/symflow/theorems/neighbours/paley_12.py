r"""Does every Hadamard matrix diagonalise the softmax?

X of order 12 with entries +-1, X^T X = 12 I, first row and column 1 (normalised; e marks the first index),
U = X / sqrt(12), Z = U diag(s) U^T, P its column softmax: U^T P U is not diagonal for Paley's matrix.
Source: docs/theory section 2.
"""

from symflow.algebra.expr import delta, total
from symflow.algebra.indexing import CLASSES, indices
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.matrices import MODEL, D, X, e
from symflow.flow.notation import K

i, k, l = indices("i k l", CLASSES)

CLAIM = register(
    Claim(
        id="paley-12",
        chapter="neighbours",
        title="every normalised Hadamard matrix of order 12 diagonalises the softmax",
        source="docs/theory section 2",
        domain=Domain(
            "Let X be a normalised Hadamard matrix of order K = 12 and s in R^12, s >= 0.",
            MODEL,
            hypotheses=(
                ("order", eq(K, 12)),
                ("entries", eq(X(i, k) ** 2, 1)),
                ("orthogonal", eq(total(X(i, k) * X(i, l), i), K * delta(k, l))),
                ("marker", eq(e(k) ** 2, e(k))),
                ("first", eq(total(e(k), k), 1)),
                ("first-column", eq(total(X(i, k) * e(k), k), 1)),
                ("first-row", eq(total(e(i) * X(i, k), i), 1)),
            ),
        ),
        parts=(("diagonal", eq((1 - delta(k, l)) * D(k, l), 0)),),
        expected="REFUTED",
        reproduce="""\
from math import exp
R = range(12)
square = lambda x: 0 if x % 11 == 0 else 1 if x % 11 in (1, 3, 4, 5, 9) else -1
H = [[1] * 12] + [[-1] + [square(j - i) + (i == j) for j in range(11)] for i in range(11)]
X = [[h * row[0] for h in row] for row in H]        # first row and first column are 1
E = [[exp(X[i][1] * X[j][1] + X[i][2] * X[j][2]) for j in R] for i in R]  # s_1 = s_2 = 12
C = [sum(E[i][j] for i in R) for j in R]
print(sum(X[i][3] * E[i][j] / C[j] * X[j][4] for i in R for j in R) / 12)
""",
    )
)
