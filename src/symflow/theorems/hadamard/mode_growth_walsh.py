r"""On Z_2^m: 1 - pi_k = 2 q{chi_k = -1}.

(1 - chi_k(g))/2 is the indicator of chi_k(g) = -1: it is its own square, and chi_k times it is minus it.
So 1 - pi_k is twice the probability of the half space where chi_k = -1. Source: [G].
"""

from symflow.algebra.expr import Expr, chi, total
from symflow.algebra.indexing import GSTAR, G, Index, indices
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import pi, q
from symflow.flow.spectrum import REAL_MODES, modes

(g,) = indices("g", G)
(k,) = indices("k", GSTAR)


def negative(mode: Index, element: Index) -> Expr:
    """1 where chi_mode(element) = -1, else 0."""
    return (1 - chi(mode, element)) / 2


CLAIM = register(
    Claim(
        id="mode-growth-walsh",
        chapter="hadamard",
        title="1 - pi_k is twice the mass of a half space",
        source="[G]",
        domain=Domain(
            "Let G = Z_2^m, K = 2^m, m >= 1, with the Walsh characters, and s real.",
            modes(REAL_MODES),
            group="boolean",
        ),
        parts=(
            ("idempotent", eq(negative(k, g) * negative(k, g), negative(k, g))),
            ("eigenvalue", eq(chi(k, g) * negative(k, g), -negative(k, g))),
            ("mass", eq(1 - pi(k), 2 * total(negative(k, g) * q(g), g))),
        ),
        uses=("walsh-characters",),
        twin=Twin("mass", eq(1 - pi(k), 1 * total(negative(k, g) * q(g), g)), instance("walsh", 2, s=(0, 1))),
    )
)
