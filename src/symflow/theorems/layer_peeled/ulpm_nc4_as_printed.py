r"""NC4 as printed: argmin_k w_k . x = argmin_k |x - hbar_k|, at points with NC1, NC2 and NC3, C > 0.

The first argmin must be argmax (ulpm-nc4). As printed the criterion fails at every collapsed point with C > 0, where
the feature x = hbar_k has its largest score at class k; here for two classes on a line.
"""

from symflow.algebra.statement import Iff, Implies, forall, le
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.nearest import MODEL, distance, score
from symflow.flow.peeled import NEURAL_COLLAPSE, j, l

NEAREST = forall(l, le(distance(j), distance(l)))
LEAST = forall(l, le(score(j), score(l)))

CLAIM = register(
    Claim(
        id="ulpm-nc4-as-printed",
        chapter="layer-peeled",
        title="NC1, NC2 and NC3 with C > 0 imply NC4 as printed: the least score belongs to the nearest class mean",
        source="[J] section 2.1, (NC4)",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; x in R^d, e, C > 0.",
            MODEL,
        ),
        parts=(("nearest", Implies(NEURAL_COLLAPSE, Iff(NEAREST, LEAST))),),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
W, means, x = [1, -1], [1, -1], 1  # K = 2, n = d = 1
distance = [(x - m) ** 2 for m in means]
score = [w * x for w in W]
nearest = distance.index(min(distance))
print(score[nearest] - min(score))
""",
    )
)
