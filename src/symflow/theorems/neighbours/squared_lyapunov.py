r"""V decreases under the squared loss too.

Along s_k' = 2 s_k (1 - s_k), the balanced modes of L = (1/2) |Z - I|^2, with s_0 = 0:

    V' = -(2/(N bar s)) sum_{k != 0} (s_k - bar s)^2 <= 0, and = 0 only if all modes are equal.

So that V falls does not tell cross-entropy from the squared loss. What does: here no mode feels another.
Source: symflow.
"""

from symflow.algebra.expr import Ddt, total
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import Iff, Pred, eq, forall, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.families import FAMILIES, ONE
from symflow.flow.notation import N, V, s, sbar

k, l = indices("k l", GSTAR)
slope = Ddt(V, "squared")

CLAIM = register(
    Claim(
        id="squared-lyapunov",
        chapter="neighbours",
        title="V decreases under the squared loss",
        source="symflow; docs/theory section 8",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0.",
            FAMILIES["squared"].model(ONE),
            group="abelian",
        ),
        parts=(
            ("rate", eq(slope, -(2 / (N * sbar) * total((s(k) - sbar) ** 2, k)))),
            ("decrease", le(slope, 0)),
            ("strict", Iff(eq(slope, 0), forall(k, l, eq(s(k), s(l))))),
            ("monotone", Pred("non-increasing", "squared", (V,))),
        ),
        uses=("lyapunov-identity",),
        twin=Twin("decrease", ge(slope, 0), instance("walsh", 4, s=(0, 1, 2, 3))),
    )
)
