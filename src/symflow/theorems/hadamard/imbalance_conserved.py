r"""What the flow conserves.

a_k^2 - b_k^2 is constant along the reduced flow, and W^T W - H H^T along the gradient flow from any start,
for every K, n, d. Source: [J] and the linear-networks literature.
"""

from symflow.algebra.expr import Ddt, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, G, indices
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import factors, features
from symflow.flow.notation import H, W, a, b

(k,) = indices("k", G)
j, y = indices("j y", CLASSES)
(i,) = indices("i", SAMPLES)
c, e = indices("c e", FEATURES)

gram = total(W(j, c) * W(j, e), j)
covariance = total(H(c, y, i) * H(e, y, i), y, i)

CLAIM = register(
    Claim(
        id="imbalance-conserved",
        chapter="hadamard",
        title="a^2 - b^2 and W^T W - H H^T are conserved",
        source="[J], section 3; [G]",
        domain=Domain(
            "Let K >= 2, n, d >= 1; a, b >= 0 even on a finite abelian group of order K; W, H any matrices.",
            factors.MODEL | features.MODEL,
            group="abelian",
        ),
        parts=(
            ("modes", eq(Ddt(a(k) ** 2 - b(k) ** 2, "factors"), 0)),
            ("matrices", eq(Ddt(gram - covariance, "gradient"), 0)),
        ),
        twin=Twin(
            "modes",
            eq(Ddt(a(k) ** 2 + b(k) ** 2, "factors"), 0),
            instance("walsh", 2, a=(0, 1), b=(0, 1), W=(0, 0), H=(0, 0)),
        ),
    )
)
