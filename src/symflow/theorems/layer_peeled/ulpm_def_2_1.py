r"""Definition 2.1 without the word "symmetric": what the columns of a simplex equiangular tight frame are.

For every K >= 2 and every K x K matrix Q put M = sqrt(K/(K - 1)) Q Pi with Pi = I - 11^T/K. Then M 1 = 0 and

    M^T M = (K/(K - 1)) Pi Q^T Q Pi.

If Q^T Q = I then M^T M = (K/(K - 1)) Pi: every column of M has length 1, and the inner product (the cosine) of two
different columns is -1/(K - 1). M need not be symmetric (ulpm-def-2-1-as-printed).
"""

from symflow.algebra.expr import Expr, delta, total
from symflow.algebra.indexing import CLASSES, indices
from symflow.algebra.statement import Implies, Statement, eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.etf import MODEL, ORTHOGONAL, M, Q, j, k, l
from symflow.flow.notation import K

p, q = indices("p q", CLASSES)
GRAM = total(M(j, k) * M(j, l), j)
PRODUCT = total((delta(p, k) - 1 / K) * total(Q(j, p) * Q(j, q), j) * (delta(q, l) - 1 / K), p, q)


def cosine(value: Expr) -> Statement:
    """Different columns have this inner product; the false twin has it positive."""
    return Implies(ORTHOGONAL, eq((1 - delta(k, l)) * (GRAM - value), 0))


CLAIM = register(
    Claim(
        id="ulpm-def-2-1",
        chapter="layer-peeled",
        title="sqrt(K/(K - 1)) Q Pi with Q orthogonal: columns of length 1 with cosines -1/(K - 1)",
        source="[J] Definition 2.1, (3)",
        domain=Domain("Let K >= 2, Q in R^{K x K}, M = sqrt(K/(K - 1)) Q (I - 11^T/K).", MODEL),
        parts=(
            ("centred", eq(total(M(j, k), k), 0)),
            ("product", eq(GRAM, K / (K - 1) * PRODUCT)),
            ("gram", Implies(ORTHOGONAL, eq(GRAM, K / (K - 1) * (delta(k, l) - 1 / K)))),
            ("length", Implies(ORTHOGONAL, eq(total(M(j, k) ** 2, j), 1))),
            ("cosine", cosine(-1 / (K - 1))),
        ),
        uses=("square-root",),
        cites=("ji2022unconstrained",),
        twin=Twin("cosine", cosine(1 / (K - 1)), instance("none", 2, Q=(1, 0, 0, 1))),
    )
)
