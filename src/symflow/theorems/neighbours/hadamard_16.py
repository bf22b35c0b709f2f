r"""Does every Hadamard matrix of order 16 diagonalise the softmax?

X of order 16 with entries +-1, X^T X = 16 I, first row and column 1 (normalised; e marks the first index),
U = X / 4, Z = U diag(s) U^T, P its column softmax: U^T P U is diagonal for Sylvester's matrix, and not for the
matrix that arises from it by negating rows 0 to 3 in the columns 0, 4, 8, 12. Source: docs/theory section 2.
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
        id="hadamard-16",
        chapter="neighbours",
        title="every normalised Hadamard matrix of order 16 diagonalises the softmax",
        source="docs/theory section 2",
        domain=Domain(
            "Let X be a normalised Hadamard matrix of order K = 16 and s in R^16, s >= 0.",
            MODEL,
            hypotheses=(
                ("order", eq(K, 16)),
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
R = range(16)
turned = lambda i, j: -1 if i < 4 and j % 4 == 0 else 1
H = [[turned(i, j) * (-1) ** bin(i & j).count("1") for j in R] for i in R]
H = [[h * row[0] for h in row] for row in H]           # first column 1
X = [[row[j] * H[0][j] for j in R] for row in H]       # first row 1
E = [[exp((X[i][1] * X[j][1] + X[i][2] * X[j][2]) * 3 / 4) for j in R] for i in R]  # s_1 = s_2 = 12
C = [sum(E[i][j] for i in R) for j in R]
print(sum(X[i][3] * E[i][j] / C[j] * X[j][7] for i in R for j in R) / 16)
""",
    )
)
