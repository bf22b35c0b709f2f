r"""5b: the mean mode grows at least as fast as a clock, and the loss falls with it.

If s_k >= c bar s for every k != 0, then along the reduced flow

    bar s' >= 2 K c bar s / (e^{bar s} + N),   that is  (Ei(bar s) + N log bar s)' >= 2 K c,

so bar s tends to infinity; and the loss of one class is l <= N exp(-c bar s), so L = K l tends to 0.
Source: docs/theory (5b).
"""

from symflow.algebra.expr import Ddt, exp
from symflow.algebra.statement import Implies, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import MODEL, balanced, c, clock
from symflow.flow.notation import K, N, ell, sbar

rise = 2 * K * c * sbar / (exp(sbar) + N)

CLAIM = register(
    Claim(
        id="global-convergence-5b",
        chapter="hadamard",
        title="the mean mode grows without bound and the loss falls",
        source="docs/theory (5b)",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; c > 0.",
            MODEL,
            group="abelian",
        ),
        parts=(
            ("rise", Implies(balanced(), ge(Ddt(sbar, "modes"), rise))),
            ("clock", Implies(balanced(), ge(Ddt(clock(sbar), "modes"), 2 * K * c))),
            ("loss", Implies(balanced(), le(ell, N * exp(-(c * sbar))))),
        ),
        uses=("lyapunov-identity", "order-parameter", "global-convergence-5a"),
        twin=Twin(
            "loss",
            Implies(balanced(), ge(ell, N * exp(-(c * sbar)))),
            instance("walsh", 4, s=(0, 1, 1, 1), c=1),
        ),
    )
)
