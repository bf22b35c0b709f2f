r"""The gradient of cross-entropy on the unconstrained-features model.

For every K, n, d, with Y one-hot: dL/dZ = P - Y, dL/dW = (P - Y) H^T, dL/dH = W^T (P - Y).
Source: [J] (4); any textbook. Columns are numbered (k, i): sample i of class k, so Y_{j,(k,i)} = delta_{jk}.
"""

from symflow.algebra.expr import Partial, delta, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.features import MODEL
from symflow.flow.notation import H, L, P, W, Z

p, j, k, q = indices("p j k q", CLASSES)
(i,) = indices("i", SAMPLES)
(r,) = indices("r", SAMPLES)
(c,) = indices("c", FEATURES)

DOMAIN = Domain("Let K >= 2, n, d >= 1, W in R^{K x d} and H in R^{d x nK}.", MODEL)


def by_features(sign: int):  # type: ignore[no-untyped-def]
    """dL/dW = (P - Y) H^T, or its false twin with Y's sign turned."""
    residual = P(p, k, i) - delta(p, k) if sign < 0 else P(p, k, i) + delta(p, k)
    return eq(Partial(L, W(p, c)), total(residual * H(c, k, i), k, i))


CLAIM = register(
    Claim(
        id="gradient",
        chapter="hadamard",
        title="the gradient of cross-entropy, for every K, n, d",
        source="[J] (4); [G]",
        domain=DOMAIN,
        parts=(
            ("dL/dZ", eq(Partial(L, Z(p, q, r)), P(p, q, r) - delta(p, q))),
            ("dL/dW", by_features(-1)),
            ("dL/dH", eq(Partial(L, H(c, q, r)), total(W(j, c) * (P(j, q, r) - delta(j, q)), j))),
        ),
        twin=Twin("dL/dW", by_features(1), instance("none", 2, n=1, d=1, W=(1, 0), H=(1, 2))),
    )
)
