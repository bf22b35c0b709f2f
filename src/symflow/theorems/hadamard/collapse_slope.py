r"""The rate at which V falls, between two bounds made of V and bar s alone.

V measures the distance from the collapse ray: if V > 0, then with R = K bar s sqrt V, for all g, h, k != 0,

    w_g - w_h <= R,     s_k <= M bar s with M = 1 + 2N sqrt V,

and s_k >= C bar s with C = c/(c + 2N sqrt V) wherever s_k >= c bar s for all k != 0, c < 1. So (rate-bounds), there,

    -(2M/(K C)) (1 + NR/(1 + R)) V bar s' <= V' <= -(2C/(K (1 + R))) V bar s'.

As V and bar s^2 V tend to 0, both factors tend to 2/K. Source: docs/theory section 6.
"""

from fractions import Fraction

from symflow.algebra.expr import Ddt
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import Implies, ge, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import MODEL, balanced, c
from symflow.flow.notation import K, N, V, s, sbar, w

g, h, k = indices("g h k", GSTAR)
root = V ** Fraction(1, 2)
R = K * sbar * root
low, top = c / (c + 2 * N * root), 1 + 2 * N * root
AWAY = balanced(lt(c, 1), gt(V, 0))
rate, rise = Ddt(V, "modes"), Ddt(sbar, "modes")
fast = 2 * low / (K * (1 + R))
slow = 2 * top / (K * low) * (1 + N * R / (1 + R))

CLAIM = register(
    Claim(
        id="collapse-slope",
        chapter="hadamard",
        title="the rate of V, between two bounds made of V and bar s alone",
        source="docs/theory section 6",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; c > 0.",
            MODEL,
            group="abelian",
        ),
        parts=(
            ("range", Implies(gt(V, 0), le(w(g) - w(h), R))),
            ("top", Implies(gt(V, 0), le(s(k), top * sbar))),
            ("low", Implies(AWAY, ge(s(k), low * sbar))),
            ("crude", Implies(AWAY, le(rate, -(2 * c / (K * (1 + R))) * V * rise))),
            ("fast", Implies(AWAY, le(rate, -fast * V * rise))),
            ("slow", Implies(AWAY, ge(rate, -slow * V * rise))),
        ),
        uses=("square-root", "global-convergence-5c", "rate-bounds"),
        twin=Twin(
            "range",
            Implies(gt(V, 0), ge(w(g) - w(h), R)),
            instance("walsh", 4, s=(0, 4, 5, 6), c=Fraction(1, 2)),
        ),
    )
)
