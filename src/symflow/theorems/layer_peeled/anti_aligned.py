r"""Which points satisfy the four printed criteria of neural collapse: anti-aligned ones, where every sample is wrong.

NC3 as printed lets C be any number, and NC4 as printed has argmin on both sides. Let NC1 and NC2 hold and
w_k = -C hbar_k with C > 0. Then for every x in R^d the class with the least score w_k . x is the class with the nearest
mean, as printed, and m_{k,j,i} = -C K e/(K - 1) < 0 for j != k: each sample has the least score for its own class.
Source: own, for [J] section 2.1.
"""

from symflow.algebra.expr import Expr, delta
from symflow.algebra.statement import And, Iff, Implies, Statement, eq, forall, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.nearest import MODEL, distance, score
from symflow.flow.notation import K, W
from symflow.flow.peeled import NC1, NC2, c, factor, hbar, i, j, k, l, length, margin

OPPOSITE = forall(k, c, eq(W(k, c), -(factor * hbar(c, k))))
COMMON = factor * K * length / (K - 1)
LEAST = forall(l, le(score(j), score(l)))
NEAREST = forall(l, le(distance(j), distance(l)))


def wrong(common: Expr) -> Statement:
    """Every margin; the false twin has it positive."""
    return Implies(And((NC1, NC2, OPPOSITE)), eq((1 - delta(j, k)) * (margin(k, j, i) - common), 0))


CLAIM = register(
    Claim(
        id="anti-aligned",
        chapter="layer-peeled",
        title="anti-aligned points satisfy the printed criteria of neural collapse, and misclassify every sample",
        source="own, for [J] section 2.1",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; x in R^d, e, C > 0.",
            MODEL,
        ),
        parts=(
            ("printed", Implies(And((NC2, OPPOSITE)), Iff(LEAST, NEAREST))),
            ("margins", wrong(-COMMON)),
            ("negative", lt(-COMMON, 0)),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "margins",
            wrong(COMMON),
            instance("none", 2, n=1, d=1, W=(-1, 1), H=(1, -1), x=1, e=1, C=1),
        ),
    )
)
