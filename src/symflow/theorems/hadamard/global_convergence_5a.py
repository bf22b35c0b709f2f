r"""5a: the logit gaps are squeezed between the smallest mode and the mean mode.

For s_k > 0 (k != 0), s_0 = 0 and g != 0, with mu any lower bound of the modes and v0 any upper bound of V:

    mu <= z_0 - z_g <= 2 N bar s / K,     |w_g| < bar s,     w_g - w_h < 2 bar s,     bar s - rho >= mu,
    s_k > exp(-(N V + 1)) bar s,  hence  s_k >= c bar s  with  c = exp(-(N v0 + 1)).

Source: docs/theory (5a).
"""

from symflow.algebra.expr import atom
from symflow.algebra.indexing import GSTAR, ZERO_INDEX, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Implies, forall, ge, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import balance
from symflow.flow.lyapunov import MODEL
from symflow.flow.notation import K, N, V, rho, s, sbar, w, z

g, h, k = indices("g h k", GSTAR)
mu, v0 = atom("mu")(), atom("v0")()
floor = forall(k, ge(s(k), mu))
gap = z(ZERO_INDEX) - z(g)


CLAIM = register(
    Claim(
        id="global-convergence-5a",
        chapter="hadamard",
        title="logit gaps between the smallest mode and the mean",
        source="docs/theory (5a)",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; mu and v0 real.",
            MODEL | Model((Variable("mu"), Variable("v0"))),
            group="abelian",
        ),
        parts=(
            ("gap-below", Implies(floor, ge(gap, mu))),
            ("gap-above", le(gap, 2 * N * sbar / K)),
            ("gap", gt(gap, 0)),
            ("above", lt(w(g), sbar)),
            ("below", gt(w(g), -sbar)),
            ("spread", lt(w(g) - w(h), 2 * sbar)),
            ("order-gap", Implies(floor, ge(sbar - rho, mu))),
            ("balance", gt(s(k), balance(V) * sbar)),
            ("balance-kept", Implies(le(V, v0), ge(s(k), balance(v0) * sbar))),
        ),
        uses=("lyapunov-identity",),
        twin=Twin("gap-above", ge(gap, 2 * N * sbar / K), instance("walsh", 4, s=(0, 1, 2, 5), mu=1, v0=1)),
    )
)
