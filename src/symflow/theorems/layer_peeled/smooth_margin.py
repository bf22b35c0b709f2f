r"""The smoothed margin g = -log(e^L - 1) lies below every margin, and below the work of the gradient.

L > 0 always, so g is a real number, and g > 0 if and only if L < log 2. For all W and H

    g <= m_{k,j,i}  for all k, i and j != k:  the smoothed margin is a lower bound of the neural collapse margin,
    nu = 2 sum_{k,i} sum_j P_{j,(k,i)} m_{k,j,i}  >=  2 g (1 - e^{-L})      if L < log 2,
    nu >= 2 u (1 - e^{-L})      for every u >= 0 that is a lower bound of all margins (the level),
    g <= rho^2,      rho^2 |grad L|^2 - nu^2 = half the sum of the squares of all two-by-two minors of the pair of
    vectors (W, H) and (GW, GH)      (Lagrange's identity; so beta^2 <= 1).

So nu, rho^2 and |grad L|^2 are positive where L < log 2. Source: [J] Theorem 3.1, which follows Lyu and Li.
"""

from symflow.algebra.expr import Expr, Partial, atom, delta, exp, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Iff, Implies, Statement, eq, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.alignment import BELOW, GH, GW, MODEL, across, slope, smooth, work
from symflow.flow.notation import H, L, P, W
from symflow.flow.peeled import margin, size
from symflow.flow.slack import bounded

j, k, p, q = indices("j k p q", CLASSES)
i, r = indices("i r", SAMPLES)
(c,) = indices("c", FEATURES)

level = atom("level")()
DOMAIN = Domain(
    "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}, and a real number, the level.",
    MODEL | Model((Variable("level"),)),
)


def bound(factor: Expr) -> Statement:
    """nu >= factor (1 - e^{-L}) below log 2; the false twin has 3 g in place of 2 g."""
    return Implies(BELOW, ge(work, factor * (1 - exp(-L))))


CLAIM = register(
    Claim(
        id="smooth-margin",
        chapter="layer-peeled",
        title="the smoothed margin lies below every margin and below the work of the gradient",
        source="[J] Theorem 3.1",
        domain=DOMAIN,
        parts=(
            ("by W", eq(Partial(L, W(p, c)), GW(p, c))),
            ("by H", eq(Partial(L, H(c, q, r)), GH(c, q, r))),
            ("loss", gt(L, 0)),
            ("margin", ge((1 - delta(j, k)) * (margin(k, j, i) - smooth), 0)),
            ("work", eq(work, 2 * total(P(j, k, i) * margin(k, j, i), j, k, i))),
            ("Lagrange", eq(size * slope - work**2, across())),
            ("norm", le(smooth, size)),
            ("below", Iff(BELOW, gt(smooth, 0))),
            ("bound", bound(2 * smooth)),
            (
                "level",
                Implies(And((bounded(level), ge(level, 0))), ge(work, 2 * level * (1 - exp(-L)))),
            ),
            ("ahead", Implies(BELOW, gt(work, 0))),
            ("moved", Implies(BELOW, gt(size, 0))),
            ("steep", Implies(BELOW, gt(slope, 0))),
        ),
        uses=("gradient", "exp-tangent", "exp-chord"),
        cites=("ji2022unconstrained",),
        twin=Twin("bound", bound(3 * smooth), instance("none", 2, n=1, d=1, W=(2, -2), H=(2, -2), level=1)),
    )
)
