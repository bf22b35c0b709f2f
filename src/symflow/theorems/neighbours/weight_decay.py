r"""Weight decay changes where the modes go, and not how V falls.

With (e/2)(|W|^2 + |H|^2) added to the loss the balanced modes move by s_k' = 2 s_k (1 - e - pi_k): as with labels
smoothed by e. So V' is that of e = 0 at the same modes, and for 0 < e < 1 the modes rest at the simplex with
e (e^{bar s} + K - 1) = K and at no other point with all s_k > 0. Source: symflow.
"""

from symflow.algebra.expr import Ddt
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import eq, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.families import FAMILIES
from symflow.flow.notation import V, s
from symflow.theorems.neighbours.label_smoothing import MODEL, e, settled

(k,) = indices("k", GSTAR)

CLAIM = register(
    Claim(
        id="weight-decay",
        chapter="neighbours",
        title="V decreases under weight decay, to a simplex at finite modes",
        source="symflow; docs/theory section 8",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; e real and constant, sigma > 0.",
            MODEL | FAMILIES["decay"].model(e),
            group="abelian",
        ),
        parts=(
            ("as-smoothing", eq(Ddt(s(k), "decay"), Ddt(s(k), "smoothing"))),
            *settled("decay"),
        ),
        uses=("label-smoothing",),
        twin=Twin(
            "decrease",
            ge(Ddt(V, "decay"), 0),
            instance("walsh", 4, s=(0, 1, 2, 3), e=0, sigma=1),
        ),
    )
)
