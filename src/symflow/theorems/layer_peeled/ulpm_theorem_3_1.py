r"""Theorem 3.1, as far as it is inequalities: below log 2 the loss goes to 0 and every margin to infinity.

Along the gradient flow of the sum (4), (rho^2)' = 2 nu and L' = -|grad L|^2, and while L < log 2 the normalised margin
gamma = g/rho^2 never falls:

    (log gamma)' >= 2 (|grad L|^2/nu - nu/rho^2) = (2 nu/rho^2) (1/beta^2 - 1) >= 0,      beta = nu/(rho |grad L|).

Let g = g0 > 0 at the start, that is L < log 2, and gamma0 = g0/rho^2 there. At all times g >= g0, so that L < log 2,
gamma >= gamma0, and

    Ei(g) >= Ei(g0) + 2 gamma0 t,      e^g >= e^{g0} + 2 gamma0 g0 t.

So L <= eps from the time 1/(2 gamma0 g0 eps) on, and every margin is at least x from e^x/(2 gamma0 g0) on. (In words,
not as a part: the solution exists at all times, because by L' = -|grad L|^2 it moves by at most sqrt(t L(0)) in the
time t; and [J] normalises by spectral norms, which gives the same limit directions.)

Not part of this claim: that every limit of (W, H)/rho is along a KKT point of (5). [J] cites its [8] for it; what leads
there is ulpm-lemma-3-2, with residuals that tend to 0 where beta does to 1 (ulpm-lemma-3-3).
"""

from symflow.algebra.expr import Ddt, Expr, atom, delta, ei, exp, expr, log
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Pred, Statement, eq, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.alignment import BELOW, MODEL, slope, smooth, work
from symflow.flow.notation import L, t
from symflow.flow.peeled import i, j, k, margin, size

g0, gamma0, eps, x = (atom(name)() for name in ("g0", "gamma0", "eps", "x"))
START = And((eq(smooth, g0), eq(smooth, gamma0 * size)))
LAW = log(smooth / size)


def from_start(left: Expr, right: Expr, since: Expr | int = 0) -> Statement:
    """left <= right at all times from ``since`` on, for every start with the given constants."""
    return Implies(START, Pred("at-most-from", "gradient", (left, right, expr(since))))


def growth(times: int) -> Statement:
    """(rho^2)' = times nu; the false twin has nu alone."""
    return eq(Ddt(size, "gradient"), times * work)


CLAIM = register(
    Claim(
        id="ulpm-theorem-3-1",
        chapter="layer-peeled",
        title="below log 2 the normalised margin never falls, the loss goes to 0 and the margins to infinity",
        source="[J] Theorem 3.1",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d} and H in R^{d x nK}; g0, gamma0, eps > 0 and x real.",
            MODEL
            | Model((*(Variable(name, (), "positive") for name in ("g0", "gamma0", "eps")), Variable("x"))),
        ),
        parts=(
            ("growth", growth(2)),
            ("descent", eq(Ddt(L, "gradient"), -slope)),
            ("smooth margin", eq(Ddt(smooth, "gradient"), slope / (1 - exp(-L)))),
            ("alignment", Implies(BELOW, ge(Ddt(LAW, "gradient"), 2 * (slope / work - work / size)))),
            ("normalised", Implies(BELOW, ge(Ddt(LAW, "gradient"), 0))),
            ("kept", from_start(-smooth, -g0)),
            ("gamma", from_start(-(smooth / size), -gamma0)),
            ("clock", from_start(2 * gamma0 * t - ei(smooth), -ei(g0))),
            ("rise", from_start(2 * gamma0 * g0 * t - exp(smooth), -exp(g0))),
            ("loss", from_start(L, eps, 1 / (2 * gamma0 * g0 * eps))),
            (
                "margins",
                from_start((1 - delta(j, k)) * (x - margin(k, j, i)), expr(0), exp(x) / (2 * gamma0 * g0)),
            ),
        ),
        uses=("smooth-margin", "exp-tangent"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "growth",
            growth(1),
            instance("none", 2, n=1, d=1, W=(2, -2), H=(2, -2), g0=1, gamma0=1, eps=1, x=1),
        ),
    )
)
