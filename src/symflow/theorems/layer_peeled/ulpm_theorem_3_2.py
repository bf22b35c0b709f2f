r"""Theorem 3.2, corrected: the least norm that separates with margin 1 is that of neural collapse.

(5) asks for the least (1/2) rho^2 with m_{k,j,i} >= 1 for all k, i and j != k. For every K >= 2, n, d and every
feasible (W, H), with r = sqrt n,

    (1/2) rho^2 >= (K - 1) sqrt n,    with equality iff NC1, NC2 with |hbar_k|^2 = (K - 1)/(K r), NC3 with C = r.

At such a point all margins are 1, and the equations of Karush, Kuhn and Tucker hold with the same positive multiplier
1/(K r) for every constraint: the derivatives of A (symflow/flow/separation.py) vanish. Along W' = W, H' = H every
margin grows at twice its size, so at a feasible point every constraint grows: the qualification of Mangasarian and
Fromovitz holds everywhere, and every minimum is a KKT point (by the textbook theorem, not part of this claim). Points
of equality exist where d >= K - 1, which is not part of it either; where d < K - 1 there are none
(ulpm-theorem-3-2-narrow). Source: [J] Theorem 3.2.
"""

from fractions import Fraction

from symflow.algebra.expr import Ddt, Partial, delta
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.statement import And, Iff, Implies, Statement, eq, forall, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import H, K, W
from symflow.flow.peeled import ROOT, i, j, k, margin, root
from symflow.flow.separation import CONSTRAINT, FEASIBLE, LEAST, MODEL, VALUE, lagrange
from symflow.flow.slack import collapsed

p, q = indices("p q", CLASSES)
(s,) = indices("s", SAMPLES)
(f,) = indices("f", FEATURES)
OPTIMUM = collapsed((K - 1) / (K * root), root)
STATIONARY = And(
    (forall(p, f, eq(Partial(lagrange, W(p, f)), 0)), forall(f, q, s, eq(Partial(lagrange, H(f, q, s)), 0)))
)
HALF = Fraction(1, 2)
GROWTH = Ddt(margin(k, j, i), "radial")


def value(less: int) -> Statement:
    """The lower bound; the false twin has K - 0 in place of K - 1."""
    return Implies(FEASIBLE, ge(VALUE, (K - less) * root))


CLAIM = register(
    Claim(
        id="ulpm-theorem-3-2",
        chapter="layer-peeled",
        title="with all margins at least 1 no norm is smaller than that of neural collapse, a KKT point",
        source="[J] Theorem 3.2",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; r = sqrt n.", MODEL, hypotheses=(ROOT,)
        ),
        parts=(
            ("value", value(1)),
            ("equality", Iff(And((FEASIBLE, eq(VALUE, LEAST))), OPTIMUM)),
            ("active", Implies(OPTIMUM, eq(CONSTRAINT, 0))),
            ("stationary", Implies(OPTIMUM, STATIONARY)),
            ("growth", eq(GROWTH, 2 * margin(k, j, i))),
            ("qualified", Implies(FEASIBLE, ge((1 - delta(j, k)) * (GROWTH - 2), 0))),
        ),
        uses=("ulpm-lemma-3-1",),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "value", value(0), instance("none", 2, n=4, d=1, W=(1, -1), H=(HALF,) * 4 + (-HALF,) * 4, r=2)
        ),
    )
)
