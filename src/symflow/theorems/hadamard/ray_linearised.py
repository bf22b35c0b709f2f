r"""How fast deviations from the collapse ray close, to first order.

At a point of the ray, let the modes s_k, k != 0, change by delta s_k without changing their mean. Then, with
u_k = log s_k, so that u_k' = 2 (1 - pi_k),

    delta (u_k') = -(1/K) delta u_k bar s',     that is     d(delta u_k)/d(bar s) = -delta u_k / K:

relative deviations close like e^{-bar s/K}, as if V, of second order in them, fell like e^{-2 bar s/K}. That V does so
off the ray, and not only to first order, is collapse-rate. Source: docs/theory section 6.
"""

from symflow.algebra.expr import Ddt
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import Implies, eq, forall
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import perturbed
from symflow.flow.notation import K, N, pi, s, sbar
from symflow.flow.spectrum import modes

k, l = indices("k l", GSTAR)
ray = forall(k, l, eq(s(k), s(l)))
deviation = Ddt(s(k), "direction") / s(k)
rise = Ddt(sbar, "modes")
change = Ddt(2 * (1 - pi(k)), "direction")

CLAIM = register(
    Claim(
        id="ray-linearised",
        chapter="hadamard",
        title="to first order, deviations from the collapse ray close like e^{-bar s / K}",
        source="docs/theory section 6",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; v real and even.",
            modes() | perturbed.MODEL,
            group="abelian",
        ),
        parts=(("linearised", Implies(ray, forall(k, eq(change, -(deviation / K) * rise)))),),
        twin=Twin(
            "linearised",
            Implies(ray, forall(k, eq(change, -(deviation / N) * rise))),
            instance("walsh", 4, s=(0, 1, 1, 1), v=(0, 1, 2, 4)),
        ),
    )
)
