r"""Definition 2.1 as printed: "a symmetric matrix M".

M = sqrt(K/(K - 1)) Q Pi with Q orthogonal is not symmetric in general: let Q permute three coordinates cyclically. A
definition cannot be false; read as a definition, the word "symmetric" excludes most simplex frames, which the paper
does not mean: its neural collapse solutions are not asked to be symmetric.
"""

from symflow.algebra.statement import eq
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.etf import MODEL, ORTHOGONAL, M, k, l

CLAIM = register(
    Claim(
        id="ulpm-def-2-1-as-printed",
        chapter="layer-peeled",
        title="every matrix sqrt(K/(K-1)) Q (I - J/K) with Q orthogonal is symmetric",
        source="[J] Definition 2.1, (3)",
        domain=Domain(
            "Let K >= 2, Q in R^{K x K} orthogonal, M = sqrt(K/(K - 1)) Q (I - 11^T/K).",
            MODEL,
            hypotheses=(("orthogonal", ORTHOGONAL),),
        ),
        parts=(("symmetric", eq(M(k, l), M(l, k))),),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
from math import sqrt
R, K = range(3), 3
Q = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
M = [[sqrt(K / (K - 1)) * sum(Q[i][j] * ((j == k) - 1 / K) for j in R) for k in R] for i in R]
print(M[0][1] - M[1][0])
""",
    )
)
