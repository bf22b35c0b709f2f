r"""V decreases for layers that are equally unbalanced.

With a_k^2 - b_k^2 = c for every k != 0 the modes s = a b move by s_k' = (1 - pi_k) sqrt(4 s_k^2 + c^2) (that they do
is part of the claim losses). Write R_k = sqrt(4 s_k^2 + c^2) and B = sqrt(4 bar s^2 + c^2). Then

    (s_k - bar s)(B/bar s - R_k/s_k) = c^2 (s_k - bar s)^2 (s_k + bar s) / (s_k bar s (B s_k + R_k bar s)) >= 0
    V' = (B / (2 bar s)) V'_0 - (1/(N bar s)) sum_{k != 0} (1 - pi_k) times the right-hand side,

with V'_0 <= 0 the derivative along the balanced flow at the same modes. So V' <= (B / (2 bar s)) V'_0 <= V'_0: an equal
imbalance makes V fall faster. Different imbalances can make it grow: see unequal-imbalance. Source: symflow.
"""

from symflow.algebra.expr import Ddt
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import Iff, Pred, eq, forall, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.imbalanced import MODEL, mean_speed
from symflow.flow.notation import V, s, sbar

k, l = indices("k l", GSTAR)
slope, balanced = Ddt(V, "imbalance"), Ddt(V, "modes")

CLAIM = register(
    Claim(
        id="equal-imbalance",
        chapter="neighbours",
        title="V decreases for every equal imbalance",
        source="symflow; docs/theory section 8",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; c real and constant.",
            MODEL,
            group="abelian",
        ),
        parts=(
            ("comparison", le(slope, mean_speed / (2 * sbar) * balanced)),
            ("decrease", le(slope, 0)),
            ("strict", Iff(eq(slope, 0), forall(k, l, eq(s(k), s(l))))),
            ("monotone", Pred("non-increasing", "imbalance", (V,))),
        ),
        uses=("mode-growth", "square-root", "lyapunov-identity"),
        twin=Twin("decrease", ge(slope, 0), instance("walsh", 4, s=(0, 1, 2, 3), c=1)),
    )
)
