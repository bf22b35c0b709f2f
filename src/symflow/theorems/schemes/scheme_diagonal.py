r"""Every symmetric association scheme diagonalises the softmax.

With the relations A_i and idempotents E_j of a symmetric association scheme, W = sum_j a_j E_j R^T, R^T R = I,
H = R sum_j b_j E_j, s = a b (s_0 = 0), Z = W H and P its columnwise softmax:

    Z = sum_j s_j E_j = z_0 I + sum_i z_i A_i,     P = q_0 I + sum_i q_i A_i = (1/K) J + sum_j pi_j E_j

and 1 - pi_j >= 0, because no eigenvalue of a relation exceeds its valency. Source: docs/theory section 11.
"""

from symflow.algebra.expr import delta, total
from symflow.algebra.indexing import CLASSES, FEATURES, indices
from symflow.algebra.statement import eq, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.association import MATRICES, ORTHONORMAL, SCHEME, A, E, q0, z0
from symflow.flow.notation import K, P, Z, pi, q, s, z
from symflow.theorems.schemes.scheme_eigenvalues import LET, SQUARE, UNIT

i, j = indices("i j", FEATURES)
x, y = indices("x y", CLASSES)

DOMAIN = Domain(
    f"{LET} a, b real, s = a b; W = sum_j a_j E_j R^T, H = R sum_j b_j E_j with an n x K matrix R, R^T R = I; Z = W H.",
    MATRICES,
    hypotheses=SCHEME + ORTHONORMAL,
)
CORNERS = instance("none", 4, n=4, d=2, a=(1, 3), b=(1, 1), R=UNIT, **SQUARE)

CLAIM = register(
    Claim(
        id="scheme-diagonal",
        chapter="schemes",
        title="every symmetric association scheme diagonalises the softmax",
        source="docs/theory section 11",
        domain=DOMAIN,
        parts=(
            ("modes", eq(Z(x, y), total(s(j) * E(j, x, y), j))),
            ("logits", eq(Z(x, y), z0 * delta(x, y) + total(z(i) * A(i, x, y), i))),
            ("softmax", eq(P(x, y), q0 * delta(x, y) + total(q(i) * A(i, x, y), i))),
            ("diagonal", eq(P(x, y), 1 / K + total(pi(j) * E(j, x, y), j))),
            ("growth", ge(1 - pi(j), 0)),
        ),
        uses=("exp-tangent", "scheme-eigenvalues"),
        twin=Twin("diagonal", eq(P(x, y), 2 / K + total(pi(j) * E(j, x, y), j)), CORNERS),
    )
)
