r"""NC4 with argmax: at a collapsed point the class with the largest score is the class with the nearest mean.

At every point, |x - hbar_l|^2 - |x - hbar_j|^2 = 2 (hbar_j - hbar_l) . x + |hbar_l|^2 - |hbar_j|^2. So let NC2 and NC3
hold, w_k = C hbar_k with C > 0. Then for every x in R^d and all classes j, l

    C ( |x - hbar_l|^2 - |x - hbar_j|^2 ) = 2 (w_j - w_l) . x,

and |x - hbar_j| <= |x - hbar_l| if and only if w_j . x >= w_l . x: NC4 follows, for all features x at once.
At x = hbar_k the score of class k is larger than that of any other class, by C K e/(K - 1). So NC4 as printed, with
argmin on both sides, fails at every such point (ulpm-nc4-as-printed); it holds where w_k = -C hbar_k (anti-aligned).
"""

from symflow.algebra.expr import delta, total
from symflow.algebra.statement import And, Iff, Implies, Statement, eq, forall, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.nearest import MODEL, distance, score, x
from symflow.flow.notation import K
from symflow.flow.peeled import NC2, NC3, c, factor, hbar, j, k, l, length

ALIGNED = And((NC2, NC3))
APART = distance(l) - distance(j)
PROJECTED = 2 * total((hbar(c, j) - hbar(c, l)) * x(c), c)
LENGTHS = total(hbar(c, l) ** 2, c) - total(hbar(c, j) ** 2, c)
AT_MEAN = forall(c, eq(x(c), hbar(c, k)))
LEAD = factor * K * length / (K - 1)


def nearest(scores: Statement) -> Statement:
    """Class j is nearest if and only if its score is extreme; the false twin has the least score, as printed."""
    return Implies(ALIGNED, Iff(forall(l, le(distance(j), distance(l))), forall(l, scores)))


CLAIM = register(
    Claim(
        id="ulpm-nc4",
        chapter="layer-peeled",
        title="NC2 and NC3 with C > 0 imply NC4: the largest score belongs to the nearest class mean",
        source="[J] section 2.1, (NC4)",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; x in R^d, e, C > 0.",
            MODEL,
        ),
        parts=(
            ("general", eq(APART, PROJECTED + LENGTHS)),
            ("difference", Implies(ALIGNED, eq(factor * APART, 2 * (score(j) - score(l))))),
            ("order", Implies(ALIGNED, Iff(le(distance(j), distance(l)), ge(score(j), score(l))))),
            (
                "own",
                Implies(And((*ALIGNED.parts, AT_MEAN)), eq(score(k) - score(l), (1 - delta(k, l)) * LEAD)),
            ),
            ("nearest", nearest(ge(score(j), score(l)))),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "nearest",
            nearest(le(score(j), score(l))),
            instance("none", 2, n=1, d=1, W=(1, -1), H=(1, -1), x=1, e=1, C=1),
        ),
    )
)
