r"""Modes never decrease.

1 - pi_k = (1/2) sum_g |1 - chi_k(g)|^2 q_g lies in (0, 2) for k != 0 and every real s. Along s_k' = 2 s_k (1 - pi_k)
a zero mode stays zero, a positive one stays positive and strictly increases. (On Z_2^m the sum is
2 q{chi_k = -1}: see mode-growth-walsh.) Source: [G].
"""

from symflow.algebra.expr import Ddt, chi, total
from symflow.algebra.indexing import GSTAR, G, indices
from symflow.algebra.signs import modulus
from symflow.algebra.statement import Implies, Pred, eq, gt, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import pi, q, s
from symflow.flow.spectrum import REAL_MODES, modes

(g,) = indices("g", G)
(k,) = indices("k", GSTAR)

DOMAIN = Domain(
    "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), s real and even.",
    modes(REAL_MODES),
    group="abelian",
)

CLAIM = register(
    Claim(
        id="mode-growth",
        chapter="hadamard",
        title="zero modes stay zero, positive modes grow",
        source="[G]",
        domain=DOMAIN,
        parts=(
            ("half-space", eq(2 * (1 - pi(k)), total(modulus(1 - chi(k, g)) * q(g), g))),
            ("above", gt(1 - pi(k), 0)),
            ("below", lt(1 - pi(k), 2)),
            ("sign", Pred("sign-preserved", "modes", (s(k),))),
            ("growth", Implies(gt(s(k), 0), gt(Ddt(s(k), "modes"), 0))),
        ),
        twin=Twin("below", lt(1 - pi(k), 1), instance("cyclic", 3, s=(0, 0, 0))),
    )
)
