r"""The margin bound with the root written out, and for every smaller number in its place.

If m_{k,j,i} >= q for all k, i and j != k then

    (K - 1) q <= rho^2/(2r) for every r > 0 with r^2 <= n,    in particular (K - 1) q <= rho^2/(2 sqrt n).

The first holds since the middle term of slack-identity, (n - r^2)/(2r) sum_k |hbar_k|^2, is not negative.
What equality means at r = sqrt n is ulpm-lemma-3-1. Source: own, for [J] Lemma 3.1.
"""

from fractions import Fraction

from symflow.algebra.statement import And, Implies, Statement, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import K, n
from symflow.flow.peeled import root, size
from symflow.flow.slack import MODEL, bounded, q


def literal(exponent: Fraction) -> Statement:
    """The bound with n to a power; the false twin has the exponent 3/2."""
    return Implies(bounded(q), le((K - 1) * q, size / (2 * n**exponent)))


CLAIM = register(
    Claim(
        id="margin-bound",
        chapter="layer-peeled",
        title="no margin bound exceeds the squared norm over 2 (K - 1) sqrt n",
        source="own, for [J] Lemma 3.1",
        domain=Domain("Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; r > 0, q real.", MODEL),
        parts=(
            ("general", Implies(And((le(root**2, n), bounded(q))), le((K - 1) * q, size / (2 * root)))),
            ("root", literal(Fraction(1, 2))),
        ),
        uses=("slack-identity",),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "root",
            literal(Fraction(3, 2)),
            instance("none", 2, n=4, d=1, W=(2, -2), H=(1, 1, 1, 1, -1, -1, -1, -1), r=2, q=4),
        ),
    )
)
