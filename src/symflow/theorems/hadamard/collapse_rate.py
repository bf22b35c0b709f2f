r"""How fast neural collapse is.

Linearised at the collapse ray, the relative deviations of the modes close like e^{-bar s / K}:

    d(delta u_k)/d(bar s) = -delta u_k / K     (u = log s),     so that  V ~ C e^{-2 bar s / K}.

Off the ray, V e^{2 bar s/K} stays between two positive constants (collapse-bounds), since there is a G >= 0 such that
log V + 2 bar s/K + G and -log V - 2 bar s/K + G never increase (collapse-potential). Open: V e^{2 bar s/K} tends to a
limit > 0. The sum of the two is 2G >= 0, so both are bounded from below and have limits; what is missing is a citable
textbook fact that says so.
Source: docs/theory section 6.
"""

from symflow.algebra.expr import Ddt, atom, exp
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Pred, eq, forall
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import perturbed
from symflow.flow.convergence import MODEL, balance, c
from symflow.flow.notation import K, V, pi, s, sbar

k, l = indices("k l", GSTAR)
v0 = atom("v0")()
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
            "for k != 0, s_0 = 0; v real and even; c, v0 > 0.",
            MODEL | perturbed.MODEL | Model((Variable("v0", (), "positive"),)),
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
                "limit",
                Implies(
                    And((eq(V, v0), eq(c, balance(v0)))),
                    Pred("tends-to-positive", "modes", (V * exp(2 * sbar / K),)),
                ),
            ),
        ),
        expected="UNDECIDED",
        uses=("collapse-potential", "collapse-bounds"),
    )
)
