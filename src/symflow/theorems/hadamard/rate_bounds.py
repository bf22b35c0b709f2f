r"""How fast V falls as bar s rises: between two bounds that meet at 2/K.

Let c bar s <= s_k <= M bar s for every k != 0, with c < 1 <= M, and w_g - w_h <= R for all g, h != 0, R > 0. Then

    V' <= -((1 - e^{-R})/(R K kappa(c))) V bar s' <= -(2c/(K (1 + R))) V bar s',
    V' >= -(2M/(K c)) (1 + NR/(1 + R)) V bar s',

where kappa(c) = (c - 1 - log c)/(1 - c)^2 <= 1/(2c); R = 2 bar s and M = N are always allowed, and with these
V' >= -(2N/c) V bar s'. As c and M tend to 1 and R to 0, the three factors tend to 2/K, the rate at the ray.
Source: docs/theory section 6.
"""

from fractions import Fraction

from symflow.algebra.expr import Ddt, atom, exp
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, forall, ge, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import MODEL, SPREAD, balanced, c, kappa, within
from symflow.flow.notation import K, N, V, s, sbar

(k,) = indices("k", GSTAR)
R, M = atom("R")(), atom("M")()
rise = Ddt(sbar, "modes")
bounded = And((forall(k, le(s(k), M * sbar)), ge(M, 1)))
fast = -((1 - exp(-R)) / (R * K * kappa(c))) * V * rise
simple = -(2 * c / (K * (1 + R))) * V * rise
always = -((1 - exp(-2 * sbar)) / (2 * sbar * K * kappa(c))) * V * rise
slow = -(2 * M / (K * c)) * (1 + N * R / (1 + R)) * V * rise

CLAIM = register(
    Claim(
        id="rate-bounds",
        chapter="hadamard",
        title="V falls with bar s at a rate between two bounds that meet at 2/K",
        source="docs/theory section 6",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; c > 0; M and R real.",
            MODEL | Model((Variable("M"), Variable("R"))),
            group="abelian",
        ),
        parts=(
            ("kappa", Implies(lt(c, 1), le(kappa(c), 1 / (2 * c)))),
            ("spread", Implies(bounded, le(SPREAD, 2 * M * V))),
            ("fast", Implies(balanced(lt(c, 1), within(R), gt(R, 0)), le(Ddt(V, "modes"), fast))),
            ("simple", Implies(balanced(lt(c, 1), within(R), gt(R, 0)), le(Ddt(V, "modes"), simple))),
            ("always", Implies(balanced(lt(c, 1)), le(Ddt(V, "modes"), always))),
            ("slow", Implies(balanced(bounded, within(R), gt(R, 0)), ge(Ddt(V, "modes"), slow))),
            ("steepest", Implies(balanced(), ge(Ddt(V, "modes"), -(2 * N / c) * V * rise))),
        ),
        uses=(
            "lyapunov-identity",
            "order-parameter",
            "exp-tangent",
            "log-parabola",
            "log-squeeze",
            "global-convergence-5a",
            "global-convergence-5c",
            "order-variance",
        ),
        twin=Twin(
            "slow",
            Implies(balanced(bounded, within(R), gt(R, 0)), le(Ddt(V, "modes"), slow)),
            instance("walsh", 4, s=(0, 4, 5, 6), c=Fraction(1, 2), M=2, R=10),
        ),
    )
)
