r"""log V + 2 bar s / K changes by no more than a potential falls.

Put G(v, x) = (3/c) (x + 4K/c) (exp(4 K^2 sqrt(v)/c) - 1). Where V > 0 and s_k >= c bar s for every k != 0, c < 1,

    (log V + 2 bar s/K + G(V, bar s))' <= 0   and   (-log V - 2 bar s/K + G(V, bar s))' <= 0,

since the rate of V is near 2/K (collapse-slope), and G >= 0 falls at least as fast as what is left (rate-potential).
Source: docs/theory section 6.
"""

from fractions import Fraction

from symflow.algebra.expr import Ddt, Expr, exp, log
from symflow.algebra.statement import Implies, ge, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import MODEL, balanced, c
from symflow.flow.notation import K, V, sbar

AWAY = balanced(lt(c, 1), gt(V, 0))
law = log(V) + 2 * sbar / K


def potential(level: Expr, mean: Expr) -> Expr:
    """G(level, mean)."""
    return 3 / c * (mean + 4 * K / c) * (exp(4 * K**2 * level ** Fraction(1, 2) / c) - 1)


G = potential(V, sbar)

CLAIM = register(
    Claim(
        id="collapse-potential",
        chapter="hadamard",
        title="log V + 2 bar s / K changes by no more than a potential falls",
        source="docs/theory section 6",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; c > 0.",
            MODEL,
            group="abelian",
        ),
        parts=(
            ("positive", ge(G, 0)),
            ("falls", Implies(AWAY, le(Ddt(law + G, "modes"), 0))),
            ("climbs", Implies(AWAY, le(Ddt(-law + G, "modes"), 0))),
        ),
        uses=("square-root", "global-convergence-5b", "rate-potential", "collapse-slope"),
        twin=Twin("positive", le(G, 0), instance("walsh", 4, s=(0, 4, 5, 6), c=Fraction(1, 2))),
    )
)
