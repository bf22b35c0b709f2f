r"""What the loss looks like where all rows of W are equal.

If W = 1 mu^T then every logit of a column is the same, so every probability is 1/K and L = n K log K, whatever H is.
Along the line W' = epsilon v a^T, H'_{c,(k,i)} = a_c v_k / epsilon, where v is u without its mean, there

    L' = -epsilon sum_{k,i} v_k (a . h_{k,i}),      L'' = |v|^2 ( (epsilon^2/K) sum_{k,i} (a . h_{k,i})^2 - 2 n |a|^2 ).

Source: docs/theory section 7.
"""

from symflow.algebra.expr import Ddt, Expr, log, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.statement import Implies, Statement, eq, forall
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import H, K, L, P, W, a, d, n
from symflow.flow.saddle import MODEL, epsilon, v

j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)

DOMAIN = Domain(
    "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; u in R^K, a in R^d, epsilon > 0 constant.", MODEL
)
EQUAL_ROWS = forall(j, l, c, eq(W(j, c), W(l, c)))
SLOPE = Ddt(L, "descent")
BENDING = Ddt(SLOPE, "descent")
SIZE = total(v(j) ** 2, j)
LENGTH = total(a(c) ** 2, c)
ALONG = total(total(a(c) * H(c, k, i), c) ** 2, k, i)


def bending(samples: Expr) -> Statement:
    """L'' on equal rows; the false twin has d in place of n."""
    return Implies(EQUAL_ROWS, eq(BENDING, SIZE * (epsilon**2 / K * ALONG - 2 * samples * LENGTH)))


CLAIM = register(
    Claim(
        id="equal-rows",
        chapter="hadamard",
        title="equal rows of W: uniform probabilities, and how the loss bends",
        source="docs/theory section 7",
        domain=DOMAIN,
        parts=(
            ("probabilities", Implies(EQUAL_ROWS, eq(P(j, k, i), 1 / K))),
            ("loss", Implies(EQUAL_ROWS, eq(L, n * K * log(K)))),
            (
                "slope",
                Implies(EQUAL_ROWS, eq(SLOPE, -(epsilon * total(v(k) * total(a(c) * H(c, k, i), c), k, i)))),
            ),
            ("bending", bending(n)),
        ),
        twin=Twin(
            "bending",
            bending(d),
            instance("none", 2, n=1, d=2, W=(0, 0, 0, 0), H=(0, 0, 0, 0), u=(0, 1), a=(0, 1), epsilon=1),
        ),
    )
)
