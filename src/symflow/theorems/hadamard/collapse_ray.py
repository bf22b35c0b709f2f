r"""The collapse ray is invariant and integrable.

With all s_k = sigma (k != 0) and sigma' = 2 K sigma / (e^sigma + K - 1): s solves the reduced flow, and
Ei(sigma) + (K - 1) log sigma - 2 K t is constant. Source: [G]; docs/theory section 6.
"""

from symflow.algebra.expr import Ddt, ei, log
from symflow.algebra.indexing import G, indices
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import K, pi, s, sigma, t
from symflow.flow.ray import MODEL

(k,) = indices("k", G)

CLAIM = register(
    Claim(
        id="collapse-ray",
        chapter="hadamard",
        title="the collapse ray is invariant, with first integral Ei",
        source="[G]; docs/theory section 6",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), sigma > 0, "
            "s_k = sigma for k != 0, s_0 = 0.",
            MODEL,
            group="abelian",
        ),
        parts=(
            ("invariant", eq(Ddt(s(k), "ray"), 2 * s(k) * (1 - pi(k)))),
            ("first-integral", eq(Ddt(ei(sigma) + (K - 1) * log(sigma) - 2 * K * t, "ray"), 0)),
        ),
        twin=Twin(
            "first-integral",
            eq(Ddt(ei(sigma) + (K + 1) * log(sigma) - 2 * K * t, "ray"), 0),
            instance("walsh", 2, sigma=1),
        ),
    )
)
