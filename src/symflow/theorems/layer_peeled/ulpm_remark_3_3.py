r"""Near the ray of the example (7) the plain flow does not leave it fast.

Two modes as in flow/two_modes: sigma twice, and r, along the reduced flow of balanced modes. Then

    (log r)' = lambda (log sigma)',   lambda = 2/(1 + e^{(r - sigma)/2}) in (0, 2),   lambda >= 1 where r <= sigma
    (log (r/sigma))' < 4 e^{-sigma/2}

so r/sigma^2 never increases: with r <= rho sigma^2 at the start, log r - 2 log sigma <= log rho at all times. Also
Ei(sigma/2) - 8t never increases. Both together: if Ei(sigma/2) <= c at the start,

    Ei( (r/sigma)/(2 rho) ) <= c + 8t       at all times t >= 0

From sigma_0 and r_0 = eps sigma_0 (rho = eps/sigma_0, c = Ei(sigma_0/2)) a ratio r/sigma = kappa is not reached before
8t = Ei(kappa sigma_0/(2 eps)) - Ei(sigma_0/2): exponentially late in 1/eps, and not in a time of order log(1/eps).
(The print speaks of stochastic algorithms; noise is not part of this claim.) Source: [J] Remark 3.3, made formal.
"""

from symflow.algebra.expr import Ddt, ei, exp, expr, log
from symflow.algebra.statement import And, Implies, Pred, eq, ge, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import pi, s, sigma, t
from symflow.flow.two_modes import MODEL, TILT, c, e, k, r, rho

ratio = log(r) - log(sigma)
start = le(r, rho * sigma**2)
early = le(ei(sigma / 2), c)
order = 2 / (1 + TILT)
DOMAIN = Domain(
    "Let K = 4, G = Z_2^2, e != 0, sigma, r > 0, s the modes sigma, sigma, r, and rho > 0, c real.",
    MODEL,
    group="boolean",
    order=4,
)

CLAIM = register(
    Claim(
        id="ulpm-remark-3-3",
        chapter="layer-peeled",
        title="near the example's ray the plain flow reaches a fixed ratio no earlier than exponentially late",
        source="[J] Remark 3.3, made formal for two modes",
        domain=DOMAIN,
        parts=(
            ("invariant", eq(Ddt(s(e, k), "two-modes"), 2 * s(e, k) * (1 - pi(e, k)))),
            (
                "stays",
                And(
                    (Pred("sign-preserved", "two-modes", (sigma,)), Pred("sign-preserved", "two-modes", (r,)))
                ),
            ),
            ("order", eq(Ddt(log(r), "two-modes"), order * Ddt(log(sigma), "two-modes"))),
            ("between", And((gt(order, 0), lt(order, 2), Implies(le(r, sigma), ge(order, 1))))),
            ("slow", lt(Ddt(ratio, "two-modes"), 4 * exp(-(sigma / 2)))),
            ("outward", Implies(le(r, sigma), ge(Ddt(ratio, "two-modes"), 0))),
            (
                "power",
                Implies(
                    start, Pred("at-most-from", "two-modes", (log(r) - 2 * log(sigma), log(rho), expr(0)))
                ),
            ),
            (
                "clock",
                Implies(early, Pred("at-most-from", "two-modes", (ei(sigma / 2) - 8 * t, c, expr(0)))),
            ),
            (
                "late",
                Implies(
                    And((start, early)),
                    Pred("at-most-from", "two-modes", (ei(r / sigma / (2 * rho)) - 8 * t, c, expr(0))),
                ),
            ),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "order",
            eq(Ddt(log(r), "two-modes"), 2 / (2 + TILT) * Ddt(log(sigma), "two-modes")),
            instance("walsh", 4, sigma=2, r=1, rho=1, c=0, y=1),
        ),
    )
)
