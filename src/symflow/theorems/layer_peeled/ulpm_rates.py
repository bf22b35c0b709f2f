r"""Section 4, on the path of [G]: collapse is as fast as a power of t, not of log t.

From experiments [J] reports that all its metrics of neural collapse fall approximately as 1/log t. On the path of [G]
(W and H balanced, diagonal in a Hadamard or Fourier frame, n = 1, d = K) let all modes be active, and let b and c be
as in collapse-rate. Then

    e^{bar s} >= e^b + 2 b c t      at all times,

and V <= A e^{-2 bar s/K} with the A of collapse-rate, so V <= A (2 b c t)^{-2/K}. There h_k . h_l = z_{k-l}: all class
means have the same length, W = H^T (up to a rotation), and every cosine differs from -1/(K - 1) by a multiple of
K w_g/bar s, whose squares add up to at most a multiple of V (global-convergence-5c, rate-bounds). So there the metrics
fall at least as fast as t^{-1/K}, and 1/log t is far from sharp (this last step is not part of the claim). For general
W and H no rate is shown, and the print gives no constants that a claim could name: that stays open.
"""

from fractions import Fraction

from symflow.algebra.expr import Ddt, exp
from symflow.algebra.statement import Implies, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.registry import register
from symflow.flow.convergence import balanced, c
from symflow.flow.notation import sbar, t
from symflow.theorems.hadamard.collapse_rate import CLAIM as RATE
from symflow.theorems.hadamard.collapse_rate import b, kept

SPEED = exp(sbar) * Ddt(sbar, "modes")

CLAIM = register(
    Claim(
        id="ulpm-rates",
        chapter="layer-peeled",
        title="on the path of [G] e^{bar s} grows at least linearly in time",
        source="[J] section 4; docs/theory sections 5 and 6",
        domain=RATE.domain,
        parts=(
            ("speed", Implies(balanced(), ge(SPEED, 2 * c * sbar))),
            ("mean", kept(2 * b * c * t - exp(sbar), -exp(b))),
        ),
        uses=(
            "exp-tangent",
            "lyapunov-identity",
            "lyapunov-decrease",
            "order-parameter",
            "global-convergence-5a",
            "global-convergence-5b",
            "collapse-rate",
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "speed",
            Implies(balanced(), le(SPEED, 2 * c * sbar)),
            instance("walsh", 4, s=(0, 1, 2, 3), b=1, c=Fraction(1, 4), v0=1),
        ),
    )
)
