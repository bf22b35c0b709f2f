r"""The flow is a mirror flow of a convex loss.

With l(s) = -z_0 + log sum_g e^{z_g} (the loss of one class; L = K l): pi_k = 1 + K dl/ds_k, so the reduced flow is
s_k' = -2 K s_k dl/ds_k = -2 s_k dL/ds_k, the exponentiated gradient; and l is convex in s: its second derivative along
any direction v is the variance of (1/K) sum_k v_k chi_k under q. Source: [G]; exponentiated-gradient literature.
"""

from symflow.algebra.expr import Ddt, Partial
from symflow.algebra.indexing import G, indices
from symflow.algebra.statement import eq, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.mirror import MODEL
from symflow.flow.notation import K, ell, pi, s

(k,) = indices("k", G)
bending = Ddt(Ddt(ell, "line"), "line")

CLAIM = register(
    Claim(
        id="mirror-flow",
        chapter="hadamard",
        title="the reduced flow is a mirror flow of a convex loss",
        source="[G]; exponentiated gradient",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), s, v real and even; "
            "partial derivatives treat the s_k as independent.",
            MODEL,
            group="abelian",
        ),
        parts=(
            ("gradient", eq(pi(k), 1 + K * Partial(ell, s(k)))),
            ("mirror", eq(Ddt(s(k), "modes"), -(2 * K * s(k) * Partial(ell, s(k))))),
            ("convex", ge(bending, 0)),
        ),
        twin=Twin("convex", le(bending, 0), instance("walsh", 2, s=(0, 0), v=(0, 1))),
    )
)
