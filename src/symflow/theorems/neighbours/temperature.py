r"""V decreases for a softmax at any temperature.

With the softmax of Z/T, T > 0, the balanced modes move by s_k' = (2/T) s_k (1 - pi_k), where pi are the modes of
q = softmax(z/T). V does not change when all modes are divided by T, so nothing new happens:

    V' = -(K / (N^2 bar s sum_g e^{z_g/T})) sum_{g, h != 0} (e^{z_g/T} - e^{z_h/T})(z_g/T - z_h/T) <= 0.

The
statement is written with beta = 1/T. Source: symflow.
"""

from symflow.algebra.expr import Ddt, atom
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Iff, Pred, eq, forall, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.families import FAMILIES
from symflow.flow.lyapunov import MEAN_LOGIT
from symflow.flow.notation import V, s

k, l = indices("k l", GSTAR)
slope = Ddt(V, "temperature")
beta = atom("beta")()
HEAT = Model((Variable("beta", (), "positive"),), (MEAN_LOGIT,))

CLAIM = register(
    Claim(
        id="temperature",
        chapter="neighbours",
        title="V decreases at every temperature",
        source="symflow; docs/theory section 8",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; beta > 0 constant, T = 1/beta.",
            FAMILIES["temperature"].model(1 / beta) | HEAT,
            group="abelian",
        ),
        parts=(
            ("decrease", le(slope, 0)),
            ("strict", Iff(eq(slope, 0), forall(k, l, eq(s(k), s(l))))),
            ("monotone", Pred("non-increasing", "temperature", (V,))),
        ),
        uses=("lyapunov-identity",),
        twin=Twin("decrease", ge(slope, 0), instance("walsh", 4, s=(0, 1, 2, 3), beta=1)),
    )
)
