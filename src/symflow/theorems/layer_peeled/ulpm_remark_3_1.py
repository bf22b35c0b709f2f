r"""Remark 3.1 with the right exponent: along the direction of (W, H) the least value of (5) is (rho^2/2)/q_min.

Let q > 0 be the neural collapse margin of (W, H): every margin is at least q, and the margin of some sample k, i
against some j != k is q. For alpha > 0 the point alpha (W, H) has the margins alpha^2 m and the value
alpha^2 rho^2/2. So it is feasible for (5) if and only if alpha >= q^{-1/2} (in the form alpha^2 q >= 1), every
feasible value is at least (rho^2/2)/q, and alpha = q^{-1/2} attains it. Among directions of the same norm (q and p
their margins) the value is smaller exactly where the margin is larger.
"""

from fractions import Fraction

from symflow.algebra.expr import Expr, delta
from symflow.algebra.indexing import CLASSES, SAMPLES, indices
from symflow.algebra.statement import And, Iff, Implies, Statement, eq, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.peeled import i, j, k, margin, size
from symflow.flow.scaling import MODEL, alpha, feasible, margin_at, objective, p, q
from symflow.flow.slack import bounded

x, y = indices("x y", CLASSES)
(z,) = indices("z", SAMPLES)

MET = And((eq(delta(y, x), 0), eq(margin(x, y, z), q)))
VALUE = size / 2 / q
BEST = q ** Fraction(-1, 2)


def least(value: Expr) -> Statement:
    """What every feasible point of the direction costs at least; the false twin divides by p in place of q."""
    return Implies(And((feasible(alpha), MET)), ge(objective(alpha), value))


CLAIM = register(
    Claim(
        id="ulpm-remark-3-1",
        chapter="layer-peeled",
        title="along a direction the least value of the separation problem is (rho^2/2)/q_min",
        source="[J] Remark 3.1",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}; alpha, q, p > 0.",
            MODEL,
        ),
        parts=(
            ("margins", eq(margin_at(alpha), alpha**2 * margin(k, j, i))),
            ("value", eq(objective(alpha), alpha**2 * (size / 2))),
            ("feasible", Implies(And((bounded(q), ge(alpha**2 * q, 1))), feasible(alpha))),
            ("only", Implies(And((feasible(alpha), MET)), ge(alpha**2 * q, 1))),
            ("least", least(VALUE)),
            ("attained", And((Implies(bounded(q), feasible(BEST)), eq(objective(BEST), VALUE)))),
            ("order", Implies(gt(size, 0), Iff(le(VALUE, size / 2 / p), ge(q, p)))),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "least",
            least(size / 2 / p),
            instance("none", 2, n=1, d=1, W=(1, -1), H=(1, -1), alpha=1, q=2, p=Fraction(1, 2)),
        ),
    )
)
