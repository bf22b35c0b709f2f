r"""The critical points of the loss, and why gradient flow leaves them.

For every K >= 2, n, d: (W, H) is a critical point of L if and only if all rows of W are equal, W = 1 mu^T, and the
features of every class have the same sum (n = 1: H = r 1^T). There every probability is 1/K and the loss n K log K.
Every critical point is a strict saddle: along the line W' = epsilon v a^T, H'_{c,(k,i)} = a_c v_k / epsilon, where
v is u without its mean, L' = 0, and L'' <= -(2n - 1/K) |v|^2 |a|^2, which is negative for v, a != 0, as soon as
epsilon^2 sum_{k,i} |h_{k,i}|^2 <= 1 (the bound on L'' needs equal rows only). Source: docs/theory section 7.
"""

from symflow.algebra.expr import Expr, Partial, log, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.statement import And, Iff, Implies, Statement, eq, forall, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.registry import register
from symflow.flow.notation import H, K, L, P, W, n
from symflow.flow.saddle import epsilon
from symflow.theorems.hadamard.equal_rows import BENDING, DOMAIN, EQUAL_ROWS, LENGTH, SIZE, SLOPE

j, k, l, p, q = indices("j k l p q", CLASSES)
i, r = indices("i r", SAMPLES)
(c,) = indices("c", FEATURES)

CRITICAL = And((forall(p, c, eq(Partial(L, W(p, c)), 0)), forall(c, q, r, eq(Partial(L, H(c, q, r)), 0))))
SMALL = le(epsilon**2 * total(H(c, k, i) ** 2, c, k, i), 1)


def characterisation(other: Expr) -> Statement:
    """The features of class k sum to ``other``: the sum of class l, or minus it in the false twin."""
    equal_sums = forall(c, k, l, eq(total(H(c, k, i), i), other))
    return Iff(CRITICAL, And((EQUAL_ROWS, equal_sums)))


CLAIM = register(
    Claim(
        id="critical-points",
        chapter="hadamard",
        title="critical points: equal rows, equal class sums, and every one a strict saddle",
        source="docs/theory section 7",
        domain=DOMAIN,
        parts=(
            ("characterisation", characterisation(total(H(c, l, i), i))),
            ("probabilities", Implies(CRITICAL, eq(P(j, k, i), 1 / K))),
            ("loss", Implies(CRITICAL, eq(L, n * K * log(K)))),
            ("slope", Implies(CRITICAL, eq(SLOPE, 0))),
            ("saddle", Implies(And((EQUAL_ROWS, SMALL)), le(BENDING, -((2 * n - 1 / K) * SIZE * LENGTH)))),
        ),
        uses=("gradient", "equal-rows"),
        twin=Twin(
            "characterisation",
            characterisation(-total(H(c, l, i), i)),
            instance("none", 2, n=1, d=1, W=(0, 0), H=(1, 1), u=(0, 1), a=1, epsilon=1),
        ),
    )
)
