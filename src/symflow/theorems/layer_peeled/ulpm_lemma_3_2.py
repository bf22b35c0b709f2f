r"""Lemma 3.2 with the sign of beta put right: an approximate KKT point with explicit multipliers.

Let L < log 2, let q = m_{p,l,r} > 0 be the least margin, and let 0 < C <= gamma = g/rho^2; along the flow C = gamma0
stays good (ulpm-theorem-3-1). Put (W~, H~) = (W, H)/sqrt q and, with beta = nu/(rho |grad L|), the multipliers

    mu_{k,j,i} = (rho/|grad L|) P_{j,(k,i)} > 0      for the constraints  m_{k,j,i} - 1 >= 0,  j != k.

As sum_{k,i,j} P_j grad m_{k,j,i} = -grad L, and grad m is homogeneous of degree 1, the residual of stationarity at
(W~, H~), (W~, H~) - sum mu grad m(W~, H~), is (x + (rho/|grad L|) grad L)/sqrt q for x = (W, H). So

    m_{k,j,i}(W~, H~) - 1 >= 0,                                                                   (feasible)
    |residual|^2 <= 2 (1 - beta)/C = epsilon^2,                                                   (stationary)
    mu_{k,j,i} (m_{k,j,i}(W~, H~) - 1) <= 1/(e C q) <= K/(2 C q) = delta,   e = exp(1).           (complementary)

The print has beta with the other sign and does not say which C. Its definition of an approximate KKT point is in an
appendix; the one here is that of Lyu and Li, with complementarity for each constraint.
"""

from fractions import Fraction

from symflow.algebra.expr import Partial, atom, delta, exp, expr, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, eq, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.alignment import BELOW, GH, GW, MODEL, slope, smooth, work
from symflow.flow.notation import H, K, P, W
from symflow.flow.peeled import margin, size
from symflow.flow.slack import bounded

half = Fraction(1, 2)
p, l, j, k, a, b = indices("p l j k a b", CLASSES)
i, r, s = indices("i r s", SAMPLES)
c, f = indices("c f", FEATURES)
C = atom("C")()
q = margin(p, l, r)
scale = size**half / slope**half
beta = work / (size**half * slope**half)
RESIDUAL2 = (
    total((W(j, c) + scale * GW(j, c)) ** 2, j, c) + total((H(c, k, i) + scale * GH(c, k, i)) ** 2, c, k, i)
) / q
LEAST = And((bounded(q), gt(q, 0)))
WHERE = And((BELOW, LEAST, le(C * size, smooth)))
PRODUCT = (1 - delta(j, k)) * (scale * P(j, k, i)) * (margin(k, j, i) / q - 1)

CLAIM = register(
    Claim(
        id="ulpm-lemma-3-2",
        chapter="layer-peeled",
        title="the rescaled point is an approximate KKT point, with explicit multipliers",
        source="[J] Lemma 3.2",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d} and H in R^{d x nK}; C > 0.",
            MODEL | Model((Variable("C", (), "positive"),)),
        ),
        parts=(
            ("by W", eq(total(P(j, k, i) * Partial(margin(k, j, i), W(a, f)), k, j, i), -GW(a, f))),
            ("by H", eq(total(P(j, k, i) * Partial(margin(k, j, i), H(f, b, s)), k, j, i), -GH(f, b, s))),
            ("multipliers", Implies(BELOW, gt(scale * P(j, k, i), 0))),
            ("feasible", Implies(LEAST, ge((1 - delta(j, k)) * (margin(k, j, i) / q - 1), 0))),
            ("cosine", Implies(BELOW, le(beta, 1))),
            ("stationary", Implies(WHERE, le(RESIDUAL2, 2 * (1 - beta) / C))),
            ("complementary", Implies(WHERE, le(PRODUCT, exp(expr(-1)) / (C * q)))),
            ("delta", Implies(WHERE, le(PRODUCT, K / (2 * C * q)))),
        ),
        uses=("smooth-margin", "square-root", "exp-tangent"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "stationary",
            Implies(WHERE, ge(RESIDUAL2, 2 * (1 - beta) / C)),
            instance("none", 2, n=1, d=1, W=(2, -1), H=(1, -1), C=Fraction(1, 4)),
        ),
    )
)
