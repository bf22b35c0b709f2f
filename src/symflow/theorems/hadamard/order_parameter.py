r"""bar s orders the motion: V falls as bar s rises.

    (4e)  bar s' = (2K/N) S (bar s - rho) / (e^{bar s} + S),     bar s > rho,
          V' = -rho / (bar s (bar s - rho)) * bar s',  that is  dV/d(bar s) = -rho / (bar s (bar s - rho))
    (4f)  rho = sum_g p_g mean_h psi(w_g - w_h),  p = e^w / S,  psi(x) = x tanh(x/2);  hence rho >= 0

Source: [G]; docs/theory section 4.
"""

from symflow.algebra.expr import Ddt, exp, half_tanh, total
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import eq, ge, gt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.registry import register
from symflow.flow.notation import K, N, S, V, p, rho, sbar, w
from symflow.theorems.hadamard.lyapunov_identity import DOMAIN

g, h = indices("g h", GSTAR)
rise = Ddt(sbar, "modes")
mixing = total(p(g) * total(half_tanh(w(g) - w(h)), h) / N, g)

CLAIM = register(
    Claim(
        id="order-parameter",
        chapter="hadamard",
        title="bar s as order parameter: dV/d(bar s) in closed form",
        source="[G]; docs/theory (4e), (4f)",
        domain=DOMAIN,
        parts=(
            ("4e", eq(rise, 2 * K / N * S * (sbar - rho) / (exp(sbar) + S))),
            ("rise", gt(rise, 0)),
            ("gap", gt(sbar - rho, 0)),
            ("slope", eq(Ddt(V, "modes"), -(rho / (sbar * (sbar - rho)) * rise))),
            ("4f", eq(rho, mixing)),
            ("order", ge(rho, 0)),
        ),
        uses=("mode-growth", "lyapunov-identity"),
        twin=Twin(
            "4e",
            eq(rise, 2 * K / N * S * (sbar + rho) / (exp(sbar) + S)),
            instance("walsh", 4, s=(0, 1, 2, 3)),
        ),
    )
)
