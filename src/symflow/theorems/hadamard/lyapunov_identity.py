r"""The Lyapunov identity.

Along s_k' = 2 s_k (1 - pi_k), s_0 = 0, with V = log bar s - (1/N) sum_{k != 0} log s_k:

    (4a)  sum_{k != 0} (s_k - bar s) pi_k = K / (sum_g e^{z_g}) * sum_{g != 0} e^{z_g} (z_g - m)
    (4b)  S rho = (1/2N) sum_{g, h != 0} (e^{w_g} - e^{w_h})(w_g - w_h)
    (4d)  V' = -(2K/N) S rho / (bar s (e^{bar s} + S))

Source: [G] (Lyapunov function of the abstract).
"""

from symflow.algebra.expr import Ddt, Expr, exp, total
from symflow.algebra.indexing import GSTAR, ZERO_INDEX, G, indices
from symflow.algebra.signs import pairing
from symflow.algebra.statement import eq, gt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.lyapunov import MODEL
from symflow.flow.notation import K, N, S, V, m, pi, rho, s, sbar, w, z

(g,) = indices("g", G)
h, k = indices("h k", GSTAR)

DOMAIN = Domain(
    "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even for "
    "k != 0, s_0 = 0; bar s, V, m, w, S, rho as in the notation.",
    MODEL,
    group="abelian",
)
RATE: Expr = 2 * K / N * S * rho / (sbar * (exp(sbar) + S))

CLAIM = register(
    Claim(
        id="lyapunov-identity",
        chapter="hadamard",
        title="the derivative of V in closed form",
        source="[G]; docs/theory (4a), (4d)",
        domain=DOMAIN,
        parts=(
            ("shift", eq(z(ZERO_INDEX) - m, sbar)),
            (
                "4a",
                eq(
                    total((s(k) - sbar) * pi(k), k),
                    K / total(exp(z(g)), g) * total(exp(z(h)) * (z(h) - m), h),
                ),
            ),
            ("positive-mean", gt(sbar, 0)),
            ("positive-sum", gt(S, 0)),
            ("4b", eq(S * rho, total(pairing(w(h), w(k)), h, k) / (2 * N))),
            ("4d", eq(Ddt(V, "modes"), -RATE)),
        ),
        uses=("walsh-characters",),
        twin=Twin("4d", eq(Ddt(V, "modes"), RATE), instance("walsh", 4, s=(0, 1, 2, 3))),
    )
)
