r"""The order parameter rho is the variance of the logits, up to factors that tend to 1 with their range.

If w_g - w_h <= R for all g, h != 0, R > 0, then with p_g = e^{w_g}/S and var_w = (1/N) sum_{g != 0} w_g^2

    e^{-R} <= N p_g <= 1 + 2NR/(1 + R),       (1 - e^{-R})/R var_w <= rho <= (1 + NR/(1 + R)) var_w.

The upper bounds hold whatever R is: p_g <= 1 takes over from p_g (1 - R) <= 1/N where R is large.
Source: docs/theory section 6; it sharpens (5d).
"""

from symflow.algebra.expr import atom, exp
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import VARIANCE, within
from symflow.flow.lyapunov import MODEL
from symflow.flow.notation import N, p, rho

(g,) = indices("g", GSTAR)
R = atom("R")()
RANGE = And((within(R), gt(R, 0)))

CLAIM = register(
    Claim(
        id="order-variance",
        chapter="hadamard",
        title="rho is the variance of the logits, up to a factor that tends to 1 with their range",
        source="docs/theory section 6",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; R real.",
            MODEL | Model((Variable("R"),)),
            group="abelian",
        ),
        parts=(
            ("weight-below", Implies(RANGE, ge(N * p(g), exp(-R)))),
            ("weight-above", Implies(RANGE, le(N * p(g), 1 + 2 * N * R / (1 + R)))),
            ("below", Implies(RANGE, ge(rho, (1 - exp(-R)) / R * VARIANCE))),
            ("above", Implies(RANGE, le(rho, (1 + N * R / (1 + R)) * VARIANCE))),
        ),
        uses=("lyapunov-identity", "order-parameter", "tanh-chord", "tanh-parabola"),
        twin=Twin(
            "above",
            Implies(RANGE, ge(rho, (1 + N * R / (1 + R)) * VARIANCE)),
            instance("walsh", 4, s=(0, 1, 2, 3), R=2),
        ),
    )
)
