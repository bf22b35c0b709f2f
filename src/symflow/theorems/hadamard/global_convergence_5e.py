r"""5e: V falls as bar s rises.

If s_k >= c bar s for every k != 0, 0 < c < 1, then along the reduced flow

    V' <= -tanh(bar s) / (2 K kappa(c) bar s) * V bar s',     kappa(c) = (c - 1 - log c)/(1 - c)^2,

so for 0 < lambda <= tanh(b)/(2 K kappa(c)) the product V bar s^lambda does not increase while bar s >= b > 0.
Source: docs/theory (5e).
"""

from fractions import Fraction

from symflow.algebra.expr import Ddt, atom, exp, log, tanh
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Implies, ge, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import MODEL, balanced, c, decay, kappa
from symflow.flow.notation import K, V, sbar

b, lam = atom("b")(), atom("lam")()
slope = -(tanh(sbar) / (2 * K * kappa(c) * sbar)) * V * Ddt(sbar, "modes")
product = V * exp(lam * log(sbar))
FALLING = balanced(lt(c, 1), ge(sbar, b), le(lam, decay(c, b)))

CLAIM = register(
    Claim(
        id="global-convergence-5e",
        chapter="hadamard",
        title="V falls at least like a power of the mean mode",
        source="docs/theory (5e)",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; c, b, lam > 0.",
            MODEL | Model(tuple(Variable(name, (), "positive") for name in ("b", "lam"))),
            group="abelian",
        ),
        parts=(
            ("slope", Implies(balanced(lt(c, 1)), le(Ddt(V, "modes"), slope))),
            ("decay", Implies(FALLING, le(Ddt(product, "modes"), 0))),
        ),
        uses=(
            "lyapunov-identity",
            "order-parameter",
            "log-parabola",
            "rate-bounds",
        ),
        twin=Twin(
            "slope",
            Implies(balanced(lt(c, 1)), ge(Ddt(V, "modes"), slope)),
            instance("walsh", 4, s=(0, 4, 5, 6), c=Fraction(1, 2), b=1, lam=1),
        ),
    )
)
