r"""How fast neural collapse is.

Linearised at the collapse ray, the relative deviations of the modes close like e^{-bar s / K}:

    d(delta u_k)/d(bar s) = -delta u_k / K     (u = log s),     so that  V ~ C e^{-2 bar s / K}.

Off the ray, if w_g - w_h <= R for all g, h != 0 and s_k >= c bar s for all k != 0, 0 < c < 1:

    V' <= -(tanh(R/2)/R) / (K kappa(c)) * V bar s',     kappa(c) = (c - 1 - log c)/(1 - c)^2,

an exponential in bar s as soon as R is bounded. Open: that V e^{2 bar s / K} tends to a limit > 0. Missing is an
integrable bound of the distance between rho/(bar s (bar s - rho)) and 2 V / K along the flow.
Source: docs/theory section 6.
"""

from symflow.algebra.expr import Ddt, atom, exp, tanh
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Implies, Pred, eq, forall, le, lt
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import perturbed
from symflow.flow.convergence import MODEL, balanced, c, kappa, within
from symflow.flow.notation import K, V, pi, s, sbar

k, l = indices("k l", GSTAR)
R = atom("R")()
deviation = Ddt(s(k), "direction") / s(k)
rise = Ddt(sbar, "modes")

CLAIM = register(
    Claim(
        id="collapse-rate",
        chapter="hadamard",
        title="V falls like e^{-2 bar s / K} near the collapse ray",
        source="docs/theory section 6",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; v real and even; c, R > 0.",
            MODEL | perturbed.MODEL | Model((Variable("R", (), "positive"),)),
            group="abelian",
        ),
        parts=(
            (
                "linearised",
                Implies(
                    forall(k, l, eq(s(k), s(l))),
                    forall(k, eq(Ddt(2 * (1 - pi(k)), "direction"), -(deviation / K) * rise)),
                ),
            ),
            (
                "slope",
                Implies(
                    balanced(lt(c, 1), within(R)),
                    le(Ddt(V, "modes"), -(tanh(R / 2) / (R * K * kappa(c))) * V * rise),
                ),
            ),
            ("limit", Pred("tends-to-positive", "modes", (V * exp(2 * sbar / K),))),
        ),
        expected="UNDECIDED",
        uses=(
            "lyapunov-identity",
            "order-parameter",
            "log-parabola",
            "global-convergence-5c",
            "global-convergence-5d",
        ),
    )
)
