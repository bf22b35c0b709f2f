r"""5d: the order parameter is at least a multiple of the variance of the logits.

If w_g - w_h <= R for all g, h != 0, R > 0:  rho >= (tanh(R/2)/R) var_w,  var_w = (1/N) sum_{g != 0} w_g^2.
R = 2 bar s is always allowed (5a). Source: docs/theory (5d).
"""

from symflow.algebra.expr import atom, tanh
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Implies, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import VARIANCE, within
from symflow.flow.lyapunov import MODEL
from symflow.flow.notation import rho, sbar

R = atom("R")()

CLAIM = register(
    Claim(
        id="global-convergence-5d",
        chapter="hadamard",
        title="rho is at least tanh(R/2)/R times the variance of the logits",
        source="docs/theory (5d)",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; R > 0.",
            MODEL | Model((Variable("R", (), "positive"),)),
            group="abelian",
        ),
        parts=(
            ("bound", Implies(within(R), ge(rho, tanh(R / 2) / R * VARIANCE))),
            ("always", ge(rho, tanh(sbar) / (2 * sbar) * VARIANCE)),
        ),
        uses=("lyapunov-identity", "order-parameter", "global-convergence-5a", "tanh-chord"),
        twin=Twin(
            "always",
            le(rho, tanh(sbar) / (2 * sbar) * VARIANCE),
            instance("walsh", 4, s=(0, 1, 2, 20), R=1),
        ),
    )
)
