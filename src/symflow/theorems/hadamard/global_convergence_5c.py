r"""5c: V is controlled by the variance of the logits.

    var_w = (1/N) sum_{g != 0} w_g^2 = (1/(N K)) sum_{k != 0} (s_k - bar s)^2,

and if s_k >= c bar s for every k != 0, 0 < c < 1: V <= kappa(c) (1/N) sum_{k != 0} (s_k/bar s - 1)^2, which is
kappa(c) K var_w / bar s^2, with kappa(c) = (c - 1 - log c)/(1 - c)^2. Source: docs/theory (5c).
"""

from fractions import Fraction

from symflow.algebra.expr import total
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import Implies, eq, ge, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import MODEL, SPREAD, VARIANCE, balanced, c, kappa
from symflow.flow.notation import K, N, V, s, sbar

(k,) = indices("k", GSTAR)

CLAIM = register(
    Claim(
        id="global-convergence-5c",
        chapter="hadamard",
        title="V is at most kappa(c) times the variance of the modes",
        source="docs/theory (5c)",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; c > 0.",
            MODEL,
            group="abelian",
        ),
        parts=(
            ("parseval", eq(VARIANCE, total((s(k) - sbar) ** 2, k) / (N * K))),
            ("bound", Implies(balanced(lt(c, 1)), le(V, kappa(c) * SPREAD))),
            ("variance-bound", Implies(balanced(lt(c, 1)), le(V, kappa(c) * K * VARIANCE / sbar**2))),
        ),
        uses=("lyapunov-identity", "log-parabola"),
        twin=Twin(
            "bound",
            Implies(balanced(lt(c, 1)), ge(V, kappa(c) * SPREAD)),
            instance("walsh", 4, s=(0, 1, 2, 3), c=Fraction(1, 4)),
        ),
    )
)
