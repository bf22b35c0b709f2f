r"""Lemma 3.1: the neural collapse margin is at most the squared norm over 2 (K - 1) sqrt n, and what equality means.

[J] puts q_min = min_{k,i} ( w_k . h_{k,i} - max_{j != k} w_j . h_{k,i} ), the largest q with m_{k,j,i} >= q for all
k, i and j != k. So q_min <= rho^2/(2 (K - 1) sqrt n) says: for every such q, with r = sqrt n,

    (K - 1) q <= rho^2/(2r).

A q with equality is q_min itself (a larger one would violate the bound). There is equality if and only if (W, H) is
collapsed with C = r and |hbar_k|^2 = e = (K - 1) q/(r K); this e is positive as soon as (W, H) is not 0. Conversely a
collapsed point with C = r and any e > 0 attains the bound, and all its margins are r K e/(K - 1).
"""

from symflow.algebra.expr import delta
from symflow.algebra.statement import And, Iff, Implies, Statement, eq, forall, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import peeled, slack
from symflow.flow.notation import K
from symflow.flow.peeled import NEURAL_COLLAPSE, ROOT, factor, i, j, k, length, margin, root, size
from symflow.flow.slack import bounded, collapsed, q

TIGHT = eq((K - 1) * q, size / (2 * root))
LENGTH = (K - 1) * q / (root * K)
COMMON = root * K * length / (K - 1)
ATTAINED = And(
    (
        forall(k, j, i, eq((1 - delta(j, k)) * (margin(k, j, i) - COMMON), 0)),
        eq((K - 1) * COMMON, size / (2 * root)),
    )
)


def bound(scale: int) -> Statement:
    """(K - 1) q <= rho^2/(scale r); the false twin has 3 in place of 2."""
    return Implies(bounded(q), le((K - 1) * q, size / (scale * root)))


CLAIM = register(
    Claim(
        id="ulpm-lemma-3-1",
        chapter="layer-peeled",
        title="the margin is at most the squared norm over 2 (K - 1) sqrt n, with equality at neural collapse",
        source="[J] Lemma 3.1",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; r = sqrt n, q real, e, C > 0.",
            slack.MODEL | peeled.COLLAPSE,
            hypotheses=(ROOT,),
        ),
        parts=(
            ("bound", bound(2)),
            ("equality", Iff(And((bounded(q), TIGHT)), collapsed(LENGTH, root))),
            ("length", Implies(And((TIGHT, gt(size, 0))), gt(LENGTH, 0))),
            ("attained", Implies(And((*NEURAL_COLLAPSE.parts, eq(factor, root))), ATTAINED)),
        ),
        uses=("slack-identity",),
        cites=("ji2022unconstrained",),
        twin=Twin("bound", bound(3), instance("none", 2, n=1, d=1, W=(1, -1), H=(1, -1), r=1, q=2, e=1, C=1)),
    )
)
